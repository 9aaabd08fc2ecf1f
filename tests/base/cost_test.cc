#include "sim/base/cost.h"

#include <limits>
#include <string>

#include <glib/gstdio.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/base/config.h"
#include "sim/base/diag.h"

namespace
{

struct CostTest : testing::Test {
    SimCosts costs;
    char *path = nullptr;

    void
    SetUp() override
    {
        sim_costs_init(&costs);
        int opened = g_file_open_tmp("pyarena-XXXXXX.ini", &path, nullptr);
        ASSERT_GE(opened, 0);
        close(opened);
    }
    void
    TearDown() override
    {
        g_unlink(path);
        g_free(path);
    }

    /* The message; empty: it is loaded. */
    std::string
    load(const std::string &text)
    {
        EXPECT_TRUE(g_file_set_contents(path, text.c_str(), -1, nullptr));
        g_autoptr(GError) error = nullptr;
        bool ok = sim_costs_load(&costs, path, &error);
        EXPECT_EQ(ok, error == nullptr);
        return ok ? "" : error->message;
    }
};

TEST_F(CostTest, CountsInThousandths)
{
    ASSERT_TRUE(sim_cost_set(&costs, SIM_COST_BYTECODE, 2.5));
    EXPECT_EQ(sim_cost(&costs, SIM_COST_BYTECODE, 1), 2u);
    EXPECT_EQ(sim_cost(&costs, SIM_COST_BYTECODE, 1000), 2500u);
}

TEST_F(CostTest, RefusesWhatIsNoTime)
{
    for (double ns : {0.0, -1.0, 2e12, std::numeric_limits<double>::quiet_NaN(),
                      std::numeric_limits<double>::infinity()}) {
        EXPECT_FALSE(sim_cost_set(&costs, SIM_COST_WAKE, ns)) << ns;
    }
}

TEST_F(CostTest, WhatIsSavedIsLoaded)
{
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        ASSERT_TRUE(sim_cost_set(&costs, static_cast<SimCost>(i), 1.125 + i * 1000));
    }
    SimCosts before = costs;
    g_autofree char *text = sim_costs_save(&before, " a comment");
    sim_costs_init(&costs);
    EXPECT_EQ(load(text), "");
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        EXPECT_EQ(costs.ps[i], before.ps[i]) << sim_cost_name(static_cast<SimCost>(i));
    }
}

TEST_F(CostTest, WhatIsLeftOutKeepsItsDefault)
{
    SimCosts defaults = costs;
    EXPECT_EQ(load("[costs]\nWAKE = 12.5\n"), "");
    EXPECT_EQ(costs.ps[SIM_COST_WAKE], 12500u);
    EXPECT_EQ(costs.ps[SIM_COST_TIMER], defaults.ps[SIM_COST_TIMER]);
}

TEST_F(CostTest, DamagedTablesChangeNothing)
{
    SimCosts before = costs;
    for (const char *text : {"", "WAKE = 1\n", "[other]\nWAKE=1\n", "[costs]\nWAKE = soon\n",
                             "[costs]\nWAKE = 1\nTIMER = -1\n", "[costs]\nWAKE = 1\nNOSUCH = 1\n",
                             "[costs]\nWAKE = nan\n", "[costs]\nWAKE = 1e400\n"}) {
        EXPECT_NE(load(text), "") << text;
        EXPECT_EQ(costs.ps[SIM_COST_WAKE], before.ps[SIM_COST_WAKE]) << text;
    }
}

TEST_F(CostTest, AScenarioCannotNameAFile)
{
    SimConfig config;
    sim_config_init(&config);
    g_autoptr(GError) error = nullptr;
    EXPECT_FALSE(sim_config_set(&config, "costs", path, SIM_ORIGIN_SCENARIO, &error));
    EXPECT_TRUE(g_error_matches(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE));
}

} // namespace

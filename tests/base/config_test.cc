#include <gtest/gtest.h>

#include "sim/base/config.h"

struct ConfigTest : testing::Test {
    SimConfig config;
    GError *error = nullptr;

    ConfigTest()
    {
        sim_config_init(&config);
    }
    ~ConfigTest() override
    {
        g_clear_error(&error);
    }
    bool
    set(const char *name, const char *value, SimOrigin origin = SIM_ORIGIN_COMMAND_LINE)
    {
        g_clear_error(&error);
        return sim_config_set(&config, name, value, origin, &error);
    }
};

TEST_F(ConfigTest, HasTheDefaultsOfPython311)
{
    EXPECT_STREQ(config.profile->name, "3.11");
    EXPECT_EQ(config.heap, (uint64_t) SIM_HEAP_GLIBC);
    EXPECT_EQ(config.switch_interval, 5000000u);
}

TEST_F(ConfigTest, ReadsEveryKindOfValue)
{
    EXPECT_TRUE(set("heap", "story"));
    EXPECT_EQ(config.heap, (uint64_t) SIM_HEAP_STORY);
    EXPECT_TRUE(set("switch-interval", "500us"));
    EXPECT_EQ(config.switch_interval, 500000u);
    EXPECT_TRUE(set("max-memory", "64M"));
    EXPECT_EQ(config.max_memory, 64u << 20);
    EXPECT_TRUE(set("cores", "8"));
    EXPECT_EQ(config.cores, 8u);
}

TEST_F(ConfigTest, RefusesWrongValuesAndKeepsTheOldOne)
{
    const char *wrong[][2] = {{"heap", "stories"},
                              {"cores", "-1"},
                              {"cores", ""},
                              {"cores", "99999999999999999999"},
                              {"switch-interval", "5"},
                              {"max-memory", "99999999999G"},
                              {"profile", "2.7"},
                              {"colour", "red"}};
    for (auto &pair : wrong) {
        EXPECT_FALSE(set(pair[0], pair[1])) << pair[0] << "=" << pair[1];
        EXPECT_NE(error, nullptr);
    }
    EXPECT_EQ(config.cores, 2u);
}

TEST_F(ConfigTest, TheCommandLineWinsOverTheScenario)
{
    EXPECT_TRUE(set("heap", "glibc", SIM_ORIGIN_COMMAND_LINE));
    EXPECT_TRUE(set("heap", "story", SIM_ORIGIN_SCENARIO));
    EXPECT_EQ(config.heap, (uint64_t) SIM_HEAP_GLIBC);
}

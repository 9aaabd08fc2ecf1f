#include <string>

#include <gtest/gtest.h>

#include "sim/run/expect.h"
#include "sim/run/run.h"

/* Runs @text and judges its expectations: the number of failures, and the report. */
static int
judge(const std::string &text, std::string *report, std::string *wrong = nullptr)
{
    GError *error = nullptr;
    SimConfig config;
    sim_config_init(&config);
    g_autoptr(SimSource) source = sim_source_new("s.py", text.c_str(), text.size());
    g_autoptr(SimScenario) scenario = sim_scenario_new(source, &config, &error);
    EXPECT_NE(scenario, nullptr) << (error == nullptr ? "" : error->message);
    auto write = [](void *, bool, const char *, size_t) {};
    g_autoptr(SimRun) run = sim_run(scenario, true, write, nullptr, nullptr, &error);
    g_autoptr(SimReplay) replay = sim_replay_new(run->trace);
    g_autoptr(GString) out = g_string_new(nullptr);
    int failed = sim_expect_check(replay, run->trace, scenario->directives, nullptr, out, &error);
    *report = out->str;
    if (wrong != nullptr && error != nullptr) {
        *wrong = error->message;
    }
    g_clear_error(&error);
    return failed;
}

static int
judge_one(const std::string &statements, const std::string &expression)
{
    std::string report;
    return judge(statements + "#: expect " + expression + "\n", &report);
}

TEST(Expect, KnowsCountsAndBlocks)
{
    EXPECT_EQ(judge_one("a = [1]\nb = a\n", "refs(a) == 2 and a is b"), 0);
    EXPECT_EQ(judge_one("a = [1]\nb = a\n", "refs(a) == 1"), 1);
    EXPECT_EQ(judge_one("a = [1]\nb = [1]\n", "block(a) != block(b)"), 0);
    EXPECT_EQ(judge_one("a = [1]\ndel a\n", "freed(\"a\")"), 0);
    EXPECT_EQ(judge_one("a = [1]\nb = a\ndel a\n", "not freed(\"a\")"), 0);
}

TEST(Expect, ReadsValuesItemsAndAttributes)
{
    EXPECT_EQ(judge_one("a = [1, 'x', 2.5]\n", "a[0] == 1 and a[-1] == 2.5 and a[1] == 'x'"), 0);
    EXPECT_EQ(judge_one("a = {'k': 7}\n", "a['k'] + 1 == 8 and 'k' in a and len(a) == 1"), 0);
    EXPECT_EQ(judge_one("class A: pass\na = A()\na.x = 3\n", "a.x == 3 and type(a) == 'A'"), 0);
    EXPECT_EQ(judge_one("a = None\n", "a is None"), 0);
    EXPECT_EQ(judge_one("a = True\n", "a == True and not (a == False)"), 0);
}

TEST(Expect, AFailureShowsPlaceAndParts)
{
    std::string report;
    EXPECT_EQ(judge("a = [1]\nb = a\n#: expect refs(a) == 1 + 0\n", &report), 1);
    EXPECT_EQ(report, "s.py:3:11: error: this expectation does not hold\n"
                      "    #: expect refs(a) == 1 + 0\n"
                      "              ^~~~~~~~~~~~~~~~\n"
                      "    refs(a) is 2\n");
}

TEST(Expect, EveryRunOfAStatementIsJudged)
{
    std::string report;
    EXPECT_EQ(judge("for i in range(4):\n    x = i\n    #: expect x < 2\n", &report), 2);
    EXPECT_EQ(judge("def f():\n    x = 1\n    #: expect x == 1\n", &report), 1) << "never ran";
}

TEST(Expect, WhatCannotBeJudgedIsAnError)
{
    std::string report;
    std::string wrong;
    EXPECT_EQ(judge("a = 1\n#: expect nothing == 1\n", &report, &wrong), -1);
    EXPECT_NE(wrong.find("s.py:2:11: error: the name 'nothing' is not bound here"),
              std::string::npos)
        << wrong;
    EXPECT_EQ(judge("a = 1\n#: expect sorted(a)\n", &report, &wrong), -1);
}

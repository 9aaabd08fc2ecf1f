/* Every stage of small scenarios, pinned as text. UPDATE_GOLDEN=1 rewrites the files. */
#include <string>

#include <glib.h>
#include <gtest/gtest.h>

#include "tests/support/golden.h"

/* The trace and the state of a program grow with everything it touches: they get a tiny one. */
static std::string
program_of(const std::string &stage)
{
    return stage == "trace" || stage == "state" ? "tiny" : "sample";
}

/* What `pyarena dump STAGE` prints, started in the source tree's root. */
static std::string
dump(const std::string &stage)
{
    std::string file = "tests/golden/" + program_of(stage) + ".py";
    const char *argv[] = {PYARENA_PROGRAM, "dump", stage.c_str(), file.c_str(), nullptr};
    g_autofree char *out = nullptr;
    g_autofree char *err = nullptr;
    int status = 0;
    EXPECT_TRUE(g_spawn_sync(PYARENA_SOURCE_DIR, const_cast<char **>(argv), nullptr,
                             G_SPAWN_DEFAULT, nullptr, nullptr, &out, &err, &status, nullptr));
    EXPECT_EQ(status, 0) << err;
    return out;
}

struct GoldenTest : testing::TestWithParam<const char *> {
};

TEST_P(GoldenTest, IsAsItWas)
{
    std::string stage = GetParam();
    expect_golden(program_of(stage) + "." + stage, dump(stage));
}

TEST_P(GoldenTest, IsTheSameTwice)
{
    EXPECT_EQ(dump(GetParam()), dump(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Stages,
                         GoldenTest,
                         testing::Values("tokens", "ast", "code", "trace", "state", "scene"),
                         [](const auto &stage) { return std::string(stage.param); });

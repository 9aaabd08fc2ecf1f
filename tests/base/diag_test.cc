#include <string>

#include <gtest/gtest.h>

#include "sim/base/diag.h"

static std::string
format(const char *text, SimSpan span)
{
    g_autoptr(SimSource) source = sim_source_new("f.py", text, strlen(text));
    g_autofree char *message = sim_diag_format(source, span, "error", "wrong");
    return message;
}

TEST(Diag, QuotesTheLineWithACaret)
{
    EXPECT_EQ(format("a = 1\nb = (2\n", {2, 4, 2, 6}),
              "f.py:2:5: error: wrong\n    b = (2\n        ^~\n");
}

TEST(Diag, DropsIndentationAndCountsWideCharactersTwice)
{
    EXPECT_EQ(format("    x = '\u4f60' + 1", {1, 16, 1, 17}),
              "f.py:1:17: error: wrong\n    x = '\u4f60' + 1\n               ^\n");
}

TEST(Diag, ASpanOverSeveralLinesEndsAtTheFirst)
{
    EXPECT_EQ(format("f(1,\n  2)", {1, 0, 2, 4}), "f.py:1:1: error: wrong\n    f(1,\n    ^~~~\n");
}

TEST(Diag, QuotesAWindowOfAVeryLongLine)
{
    std::string line(1000000, '[');
    std::string message = format(line.c_str(), {1, 500000, 1, 500001});
    EXPECT_LT(message.size(), 1000u);
    EXPECT_NE(message.find("f.py:1:500001"), std::string::npos);
}

TEST(Diag, WithoutAPlaceThereIsNoLine)
{
    EXPECT_EQ(format("x", {0, 0, 0, 0}), "f.py: error: wrong\n");
}

TEST(Source, KnowsLinesWithAnyEnd)
{
    g_autoptr(SimSource) source = sim_source_new("f.py", "a\r\nb\rc\n", 7);
    ASSERT_EQ(sim_source_line_count(source), 4);
    const char *expected[] = {"a", "b", "c", ""};
    for (int i = 0; i < 4; i++) {
        size_t length;
        const char *line = sim_source_line(source, i + 1, &length);
        EXPECT_EQ(std::string(line, length), expected[i]);
    }
}

TEST(Source, RefusesAMissingFileAndADirectory)
{
    g_autoptr(GError) error = nullptr;
    EXPECT_EQ(sim_source_load("/no/such/file.py", &error), nullptr);
    ASSERT_NE(error, nullptr);
    EXPECT_STREQ(error->message, "/no/such/file.py: error: No such file or directory\n");
    EXPECT_EQ(sim_diag_exit_status(error), 2);
    g_clear_error(&error);
    EXPECT_EQ(sim_source_load("/", &error), nullptr);
    EXPECT_STREQ(error->message, "/: error: Is a directory\n");
}

TEST(Diag, ExitStatusFollowsTheKindOfError)
{
    g_autoptr(GError) limit = g_error_new_literal(SIM_DIAG_ERROR, SIM_DIAG_LIMIT, "");
    g_autoptr(GError) syntax = g_error_new_literal(SIM_DIAG_ERROR, SIM_DIAG_SYNTAX, "");
    EXPECT_EQ(sim_diag_exit_status(nullptr), 0);
    EXPECT_EQ(sim_diag_exit_status(limit), 3);
    EXPECT_EQ(sim_diag_exit_status(syntax), 2);
}

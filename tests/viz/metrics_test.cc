#include "viz/draw/metrics.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

static double
width(VizRole role, const char *text)
{
    return viz_metrics_width(role, text, -1);
}

TEST(Metrics, MonospacedLettersAreSixTenthsWide)
{
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_CODE, "abc"), 27);
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_VALUE, "abcd"), 30);
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_CODE, ""), 0);
}

TEST(Metrics, AccentsTakeNoRoomAndWideLettersMore)
{
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_CODE, "e\xcc\x81"), 9);
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_CODE, "变"), 15);
    EXPECT_GT(width(VIZ_ROLE_CODE, "ש"), 9);
    EXPECT_GT(width(VIZ_ROLE_CODE, "😀"), 15);
}

TEST(Metrics, InvalidBytesCountAsReplacements)
{
    EXPECT_DOUBLE_EQ(width(VIZ_ROLE_CODE, "\xff\xfe"), 18);
}

TEST(Metrics, SizesAreThoseAtWhichLettersFallOnPixels)
{
    for (int i = 0; i < VIZ_ROLE_COUNT; i++) {
        double size = viz_role_info(static_cast<VizRole>(i))->size;
        EXPECT_TRUE(size == 10 || size == 12.5 || size == 15 || size == 20) << i;
    }
}

TEST(Metrics, FitCutsAtLetters)
{
    g_autofree char *whole = viz_metrics_fit(VIZ_ROLE_CODE, "short", 45);
    EXPECT_STREQ(whole, "short");
    g_autofree char *cut = viz_metrics_fit(VIZ_ROLE_CODE, "variable", 45);
    EXPECT_STREQ(cut, "vari…");
    g_autofree char *wide = viz_metrics_fit(VIZ_ROLE_CODE, "变变变变", 45);
    EXPECT_STREQ(wide, "变变…");
}

struct WrapCase {
    const char *text;
    double letters;
    double indent;
    const char *lines; /* joined by | */
};

class Wrap : public testing::TestWithParam<WrapCase>
{
};

TEST_P(Wrap, BreaksCode)
{
    const WrapCase &wrap = GetParam();
    g_auto(GStrv) lines =
        viz_metrics_wrap_code(VIZ_ROLE_CODE, wrap.text, wrap.letters * 9, wrap.indent * 9);
    g_autofree char *joined = g_strjoinv("|", lines);
    EXPECT_STREQ(joined, wrap.lines);
}

INSTANTIATE_TEST_SUITE_P(Code,
                         Wrap,
                         testing::Values(WrapCase{"a = b", 10, 2, "a = b"},
                                         WrapCase{"", 10, 2, ""},
                                         WrapCase{"call(one, two, three)", 12, 2,
                                                  "call(one,|two,|three)"},
                                         WrapCase{"abcdefghij", 4, 0, "abcd|efgh|ij"},
                                         WrapCase{"x = 'a b c d'", 8, 0, "x =|'a b c d|'"},
                                         WrapCase{"aaaa   bbbb", 5, 0, "aaaa|bbbb"}));

TEST(Metrics, WrapNeverExceedsItsWidth)
{
    const char *text = "result = np.random.default_rng(seed=12345).normal(size=(100,20),dtype=None)"
                       " + 变量变量变量 + 'one long string that goes on and on'";
    for (int letters = 3; letters < 60; letters++) {
        g_auto(GStrv) lines = viz_metrics_wrap_code(VIZ_ROLE_CODE, text, letters * 9, 9);
        for (int i = 0; lines[i]; i++) {
            EXPECT_LE(width(VIZ_ROLE_CODE, lines[i]), (letters - (i > 0)) * 9 + 0.01) << lines[i];
        }
    }
}

TEST(Metrics, WrapKeepsEveryLetterButSpaces)
{
    const char *text = "f(x)[1:2] == 'quoted \\' text' and {'a': 1, **b}";
    g_auto(GStrv) lines = viz_metrics_wrap_code(VIZ_ROLE_CODE, text, 90, 18);
    g_autofree char *joined = g_strjoinv("", lines);
    std::string expected(text);
    std::string actual(joined);
    auto spaces = [](std::string &s) { s.erase(std::remove(s.begin(), s.end(), ' '), s.end()); };
    spaces(expected);
    spaces(actual);
    EXPECT_EQ(actual, expected);
}

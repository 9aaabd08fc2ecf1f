/* Texts made to overflow a stack or to take quadratic time: each must be read, or
 * refused, at once. */
#include <gtest/gtest.h>
#include <string>

#include "tests/syntax/parsed.h"

enum {
    MANY = 100000,
    SOME = 20000
};

static std::string
repeat(const std::string &text, int count)
{
    std::string all;
    for (int i = 0; i < count; i++) {
        all += text;
    }
    return all;
}

static std::string
refusal(const std::string &text)
{
    std::string message = Parsed(text).message();
    size_t at = message.find("error: ");
    return at == std::string::npos ? message : message.substr(at + 7);
}

TEST(LimitTest, DeepTreesAreRefused)
{
    const std::string deep = "too many nested expressions or statements: more than 2000 levels";
    EXPECT_EQ(deep, refusal("1" + repeat("+1", MANY)));
    EXPECT_EQ(deep, refusal("1" + repeat("**1", MANY)));
    EXPECT_EQ(deep, refusal("a" + repeat(".b", MANY)));
    EXPECT_EQ(deep, refusal("f" + repeat("()", MANY)));
    EXPECT_EQ(deep, refusal("a" + repeat("[0]", MANY)));
    EXPECT_EQ(deep, refusal(repeat("not ", MANY) + "a"));
    EXPECT_EQ(deep, refusal(repeat("-", MANY) + "a"));
    EXPECT_EQ(deep, refusal(repeat("lambda:", MANY) + "a"));
    EXPECT_EQ(deep, refusal(repeat("a if b else ", MANY) + "c"));
    EXPECT_EQ(deep, refusal("if a: b\n" + repeat("elif a: b\n", MANY)));
    EXPECT_EQ(SIM_DIAG_LIMIT, Parsed(repeat("-", MANY) + "a").error()->code);
}

/* Just below the limit everything that walks a tree must still have stack. */
TEST(LimitTest, AsDeepAsAllowed)
{
    for (const std::string &text :
         {"1" + repeat("+1", 1990), "1" + repeat("**1", 1900), repeat("-", 1990) + "a",
          repeat("a if b else ", 1900) + "c", "if a: b\n" + repeat("elif a: b\n", 1990)}) {
        Parsed parsed(text);
        ASSERT_NE(nullptr, parsed.tree()) << parsed.message();
        EXPECT_FALSE(parsed.dump().empty());
    }
}

TEST(LimitTest, Brackets)
{
    EXPECT_EQ("", refusal(repeat("(", 200) + "a" + repeat(")", 200)));
    EXPECT_EQ("too many nested parentheses", refusal(repeat("[", 10000000)));
    EXPECT_EQ("'[' was never closed", refusal(repeat("[", 200)));
}

TEST(LimitTest, Indentation)
{
    std::string text;
    for (int i = 0; i < 99; i++) {
        text += std::string(static_cast<size_t>(i), ' ') + "if a:\n";
    }
    EXPECT_EQ("", refusal(text + std::string(99, ' ') + "b\n"));
    text += std::string(99, ' ') + "if a:\n" + std::string(100, ' ') + "b\n";
    EXPECT_EQ("too many levels of indentation", refusal(text));
}

/* Mistakes are looked for by trying alternatives, nested ones too. */
TEST(LimitTest, MistakesInsideDeepNesting)
{
    const std::string comma = "invalid syntax. Perhaps you forgot a comma?";
    for (const char *open : {"(", "[", "{", "f(", "f(a=", "x[", "{1:", "f(a, *", "(lambda x=("}) {
        std::string close;
        for (int i = 0; i < 90; i++) {
            for (const char *c = open; *c != '\0'; c++) {
                close.insert(0, *c == '(' ? ")" : *c == '[' ? "]" : *c == '{' ? "}" : "");
            }
        }
        EXPECT_EQ(comma, refusal(repeat(open, 90) + "1 2" + close)) << open;
    }
    std::string blocks;
    for (int i = 0; i < 90; i++) {
        blocks += std::string(static_cast<size_t>(i), ' ') + "try:\n";
    }
    EXPECT_EQ("invalid syntax", refusal(blocks + std::string(90, ' ') + "a a\n"));
}

TEST(LimitTest, LongTexts)
{
    EXPECT_EQ("", refusal(repeat("x = f(1, 2)\n", SOME)));
    EXPECT_EQ("invalid syntax", refusal(repeat("x = f(1, 2)\n", SOME) + "x x"));
    EXPECT_EQ("", refusal("f\"" + repeat("{x}", SOME) + "\""));
    EXPECT_EQ("", refusal("f'''" + repeat("{x}\n", SOME) + "'''"));
    EXPECT_EQ("", refusal(repeat("\\\n", SOME) + "x"));
    EXPECT_EQ("", refusal(repeat("é", SOME)));
    EXPECT_EQ("", refusal("x = 0x" + repeat("f", SOME)));
    EXPECT_EQ("", refusal(repeat("a < ", SOME) + "b"));
    EXPECT_EQ("", refusal(repeat("a and ", SOME) + "b"));
    EXPECT_EQ("invalid syntax", refusal("(" + repeat("1+", SOME) + ")"));
    EXPECT_EQ("positional argument follows keyword argument",
              refusal("f(" + repeat("a=1, ", SOME) + "b)"));
}

TEST(LimitTest, IntegersOfManyDecimalDigits)
{
    EXPECT_EQ("", refusal("x = " + repeat("9", 4300)));
    EXPECT_EQ("Exceeds the limit (4300 digits) for integer string conversion: value has 4301 "
              "digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
              "hexadecimal for huge integer literals to avoid decimal conversion limits.",
              refusal("x = " + repeat("9", 4301)));
}

/* Bytes without any sense, the same in each run. */
TEST(LimitTest, Noise)
{
    uint32_t state = 1;
    for (int round = 0; round < 300; round++) {
        std::string text;
        for (int i = 0; i < 200; i++) {
            state = state * 1664525u + 1013904223u;
            bool ascii = round % 2 == 0;
            text += static_cast<char>(state >> 24 & (ascii ? 0x7F : 0xFF));
        }
        Parsed parsed(text);
        EXPECT_TRUE(parsed.tree() != nullptr || parsed.error() != nullptr);
    }
}

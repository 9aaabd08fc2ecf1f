#include <gtest/gtest.h>
#include <vector>

#include "sim/syntax/lexer.h"
#include "sim/syntax/unicode.h"
#include "tests/support/golden.h"
#include "tests/syntax/parsed.h"

static std::string
tokens_of(const std::string &text)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimSource) source = sim_source_new("test.py", text.data(), text.size());
    g_autoptr(GString) out = g_string_new(nullptr);
    if (!sim_tokens_dump(source, out, &error)) {
        return error->message;
    }
    return out->str;
}

TEST(LexerTest, SmallScenario)
{
    std::string text = read_source_file("tests/syntax/scenario.py");
    expect_golden("syntax/scenario.tokens", tokens_of(text));
}

TEST(LexerTest, FaultInsteadOfTokens)
{
    EXPECT_EQ("test.py:1:5: error: '(' was never closed\n    x = (1,\n        ^\n",
              tokens_of("x = (1,\n"));
    EXPECT_EQ("test.py:1:5: error: unterminated string literal (detected at line 1)\n"
              "    x = 'a\n        ^\n",
              tokens_of("x = 'a\n"));
}

static std::vector<SimComment>
comments_of(const Parsed &parsed)
{
    const GArray *comments = sim_tree_comments(parsed.tree());
    const SimComment *items = reinterpret_cast<const SimComment *>(comments->data);
    return std::vector<SimComment>(items, items + comments->len);
}

static std::string
text_of(const std::string &text, const SimComment &comment)
{
    return text.substr(comment.begin, comment.end - comment.begin);
}

TEST(LexerTest, Comments)
{
    std::string text =
        "#: title A\nx = 1  #: note b\nif x:\n    # c\n    y = ('#', # d\n  #e\n )\n#f";
    Parsed parsed(text);
    ASSERT_NE(nullptr, parsed.tree());
    std::vector<SimComment> comments = comments_of(parsed);
    ASSERT_EQ(6u, comments.size());
    const struct {
        const char *text;
        int line;
        int column;
        bool after_code;
    } expected[] = {{"#: title A", 1, 0, false}, {"#: note b", 2, 7, true}, {"# c", 4, 4, false},
                    {"# d", 5, 14, true},        {"#e", 6, 2, false},       {"#f", 8, 0, false}};
    for (size_t i = 0; i < comments.size(); i++) {
        EXPECT_EQ(expected[i].text, text_of(text, comments[i]));
        EXPECT_EQ(expected[i].line, comments[i].span.line);
        EXPECT_EQ(expected[i].column, comments[i].span.column);
        EXPECT_EQ(expected[i].after_code, comments[i].after_code) << expected[i].text;
    }
}

TEST(LexerTest, CommentsOfOtherLineEndsAndByteOrderMark)
{
    for (const char *end : {"\n", "\r\n", "\r"}) {
        std::string text = "\xEF\xBB\xBF# a" + std::string(end) + "x = 1 # é b" + end + "# c" + end;
        Parsed parsed(text);
        ASSERT_NE(nullptr, parsed.tree());
        std::vector<SimComment> comments = comments_of(parsed);
        ASSERT_EQ(3u, comments.size());
        EXPECT_EQ("# a", text_of(text, comments[0]));
        EXPECT_EQ("# é b", text_of(text, comments[1]));
        EXPECT_EQ(2, comments[1].span.line);
        EXPECT_EQ(6, comments[1].span.column);
        EXPECT_EQ("# c", text_of(text, comments[2]));
    }
}

TEST(LexerTest, CommentAfterAStringOfManyLinesFollowsCode)
{
    Parsed parsed("x = '''a\nb''' # c\n");
    ASSERT_NE(nullptr, parsed.tree());
    EXPECT_TRUE(comments_of(parsed)[0].after_code);
}

/* str.isidentifier() and str.isprintable() of CPython 3.11. */
TEST(LexerTest, Characters)
{
    EXPECT_TRUE(sim_unicode_is_name_start(U'é'));
    EXPECT_TRUE(sim_unicode_is_name_start(0x2118));
    EXPECT_FALSE(sim_unicode_is_name_start(0x37A));
    EXPECT_FALSE(sim_unicode_is_name_start(0x0301));
    EXPECT_TRUE(sim_unicode_is_name_part(0x0301));
    EXPECT_TRUE(sim_unicode_is_name_part(0xB7));
    EXPECT_FALSE(sim_unicode_is_name_part(U'€'));
    EXPECT_TRUE(sim_unicode_is_printable(U'€'));
    EXPECT_FALSE(sim_unicode_is_printable(0xA0));
    EXPECT_FALSE(sim_unicode_is_printable(0x31350)) << "assigned in Unicode 15";
}

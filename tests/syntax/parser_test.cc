#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/support/golden.h"
#include "tests/syntax/parsed.h"

TEST(ParserTest, SmallScenario)
{
    Parsed parsed(read_source_file("tests/syntax/scenario.py"));
    ASSERT_NE(nullptr, parsed.tree()) << parsed.message();
    g_autoptr(GString) out = g_string_new(nullptr);
    sim_tree_dump(parsed.tree(), true, out);
    g_string_append_c(out, '\n');
    expect_golden("syntax/scenario.ast", out->str);
}

TEST(ParserTest, EqualNamesAreOnePointer)
{
    Parsed parsed("name\nname\nx.name\n");
    SimNodes body = parsed.root()->as.Module.body;
    const char *first = body.items[0]->as.Expr.value->as.Name.id;
    EXPECT_EQ(first, body.items[1]->as.Expr.value->as.Name.id);
    EXPECT_EQ(first, body.items[2]->as.Expr.value->as.Attribute.attr);
    EXPECT_EQ(first, sim_tree_intern(parsed.tree(), "name", 4));
    EXPECT_NE(first, sim_tree_intern(parsed.tree(), "names", 5));
}

TEST(ParserTest, NamesAreNormalised)
{
    Parsed parsed("ﬁ\n");
    EXPECT_STREQ("fi", parsed.value()->as.Name.id);
}

static void
collect(SimNode *node, void *data)
{
    static_cast<std::vector<SimNodeKind> *>(data)->push_back(node->kind);
}

TEST(ParserTest, ChildrenInFieldOrder)
{
    Parsed parsed("{a: 1, **[]}\n");
    std::vector<SimNodeKind> kinds;
    sim_node_children(parsed.value(), collect, &kinds);
    EXPECT_EQ((std::vector<SimNodeKind>{SIM_NODE_Name, SIM_NODE_Constant, SIM_NODE_List}), kinds)
        << "the key that is NULL is left out";
}

TEST(ParserTest, KindsAndOperators)
{
    EXPECT_STREQ("comprehension", sim_node_kind_name(SIM_NODE_comprehension));
    EXPECT_TRUE(sim_node_is_stmt(SIM_NODE_If));
    EXPECT_FALSE(sim_node_is_stmt(SIM_NODE_IfExp));
    EXPECT_TRUE(sim_node_is_expr(SIM_NODE_IfExp));
    EXPECT_FALSE(sim_node_is_expr(SIM_NODE_arg));
    EXPECT_STREQ("IsNot", sim_op_name(SIM_OP_IsNot));
    EXPECT_STREQ("is not", sim_op_text(SIM_OP_IsNot));
}

TEST(ParserTest, ExpressionInsideAComment)
{
    std::string text = "x = 1\nif x:\n    y = 2  #: expect  refs(y) == 1\n";
    size_t begin = text.find("refs");
    Parsed parsed(text, begin - 1, text.size() - 1);
    ASSERT_NE(nullptr, parsed.tree()) << parsed.message();
    const SimNode *root = parsed.root();
    ASSERT_EQ(SIM_NODE_Compare, root->kind);
    EXPECT_EQ(3, root->span.line);
    EXPECT_EQ(22, root->span.column);
    EXPECT_EQ(3, root->span.end_line);
    EXPECT_EQ(34, root->span.end_column);
    EXPECT_EQ("Compare(\n"
              "  left=Call(\n"
              "    func=Name(id='refs', ctx=Load()),\n"
              "    args=[\n"
              "      Name(id='y', ctx=Load())],\n"
              "    keywords=[]),\n"
              "  ops=[\n"
              "    Eq()],\n"
              "  comparators=[\n"
              "    Constant(value=1)])",
              parsed.dump());
}

static std::string
expression_error(const std::string &line)
{
    std::string text = "x = 1\n#: expect " + line + "\n";
    return Parsed(text, 16, text.size() - 1).message();
}

TEST(ParserTest, ErrorsOfAnExpressionInsideAComment)
{
    EXPECT_EQ("", expression_error("a, b"));
    EXPECT_EQ("test.py:2:14: error: invalid syntax", expression_error("a +"));
    EXPECT_EQ("test.py:2:13: error: invalid syntax", expression_error("a b"));
    EXPECT_EQ("test.py:2:13: error: invalid syntax", expression_error("a = 1"));
    EXPECT_EQ("test.py:2:11: error: invalid syntax", expression_error(""));
    EXPECT_EQ("test.py:2:12: error: '(' was never closed", expression_error("f(a"));
    EXPECT_EQ("test.py:2:12: error: unmatched ')'", expression_error("a)"));
    EXPECT_EQ("test.py:2:11: error: 'await' is not modelled; use threads, or concurrent.futures",
              expression_error("await a"));
}

/* What is valid Python, or was or will be, but not part of the language. */
TEST(ParserTest, Refusals)
{
    const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"async def f(): pass",
         "1:1: error: 'async def' is not modelled; use threads, or concurrent.futures"},
        {"@a\nasync def f(): pass",
         "2:1: error: 'async def' is not modelled; use threads, or concurrent.futures"},
        {"async with a: pass",
         "1:1: error: 'async with' is not modelled; use threads, or concurrent.futures"},
        {"async for a in b: pass",
         "1:1: error: 'async for' is not modelled; use threads, or concurrent.futures"},
        {"x = await f()",
         "1:5: error: 'await' is not modelled; use threads, or concurrent.futures"},
        {"f'{await x}'", "1:4: error: 'await' is not modelled; use threads, or concurrent.futures"},
        {"[a async for a in b]", "1:4: error: an asynchronous comprehension is not modelled"},
        {"f(a async for a in b)", "1:5: error: an asynchronous comprehension is not modelled"},
        {"match x:\n  case 1: pass",
         "1:1: error: a 'match' statement is not modelled; use if and elif"},
        {"match x, *y:\n  case _: pass",
         "1:1: error: a 'match' statement is not modelled; use if and elif"},
        {"match (x):\n  case 1: pass",
         "1:1: error: a 'match' statement is not modelled; use if and elif"},
        {"try: a\nexcept* B: c", "2:7: error: 'except*' is not modelled; use 'except'"},
        {"from a import *",
         "1:15: error: 'from ... import *' is not modelled; name what is imported"},
        {"x = 1j", "1:5: error: a complex number is not modelled"},
        {"x = 1.5e3J", "1:5: error: a complex number is not modelled"},
        {"type X = int", "1:1: error: a 'type' statement is not modelled; write X = ..."},
        {"type X[T] = int", "1:1: error: a 'type' statement is not modelled; write X = ..."},
        {"def f[T](a): pass",
         "1:6: error: a list of type parameters is not modelled; leave it out"},
        {"class C[T]: pass", "1:8: error: a list of type parameters is not modelled; leave it out"},
        {"# coding: latin-1\nx",
         "1:11: error: the encoding 'latin-1' is not modelled; save the file as UTF-8"},
        {"\n# vim: set fileencoding=cp1252 :\nx",
         "2:25: error: the encoding 'cp1252' is not modelled; save the file as UTF-8"},
    };
    for (const auto &c : cases) {
        Parsed parsed(c.text);
        ASSERT_NE(nullptr, parsed.error()) << c.text;
        EXPECT_EQ(SIM_DIAG_NOT_MODELLED, parsed.error()->code) << c.text;
        EXPECT_EQ(std::string("test.py:") + c.message, parsed.message());
    }
}

TEST(ParserTest, ACookieForUtf8IsFine)
{
    for (const char *cookie : {"utf-8", "UTF8", "utf_8", "utf-8-sig", "utf-8-unix"}) {
        Parsed parsed(std::string("#!/usr/bin/python3\n# -*- coding: ") + cookie + " -*-\nx\n");
        EXPECT_NE(nullptr, parsed.tree()) << cookie;
    }
    EXPECT_NE(nullptr, Parsed("x\n# coding: latin-1\n").tree()) << "not before all code";
}

TEST(ParserTest, TextThatIsNotUtf8)
{
    EXPECT_EQ("test.py:2:6: error: Non-UTF-8 code starting with '\\xff' on line 2, but no encoding "
              "declared; see https://peps.python.org/pep-0263/ for details",
              Parsed("x = 1\ny = '\xff'\n").message());
    EXPECT_EQ("test.py:1:5: error: Non-UTF-8 code starting with '\\xed' on line 1, but no encoding "
              "declared; see https://peps.python.org/pep-0263/ for details",
              Parsed("x = \xed\xa0\x80").message())
        << "a surrogate";
    EXPECT_EQ("test.py:1:2: error: source code cannot contain null bytes",
              Parsed(std::string("x\0y", 3)).message());
}

/* python3 shows these in a text of its own; here they stand where they are. */
TEST(ParserTest, PlacesInsideFStrings)
{
    EXPECT_EQ("test.py:1:8: error: f-string: invalid syntax. Perhaps you forgot a comma?",
              Parsed("x = f\"{a b}\"").message());
    EXPECT_EQ("test.py:2:3: error: f-string: invalid syntax", Parsed("f'''{\na $}'''").message());
}

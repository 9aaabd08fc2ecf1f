#include "sim/bytecode/fold.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/bytecode/compiled.h"

class FoldTest : public testing::Test
{
  protected:
    SimNode *
    fold(const Compiled &compiled)
    {
        return sim_fold_tree(sim_tree_root(compiled.tree()), region_, names_);
    }

    ~FoldTest() override
    {
        g_string_chunk_free(names_);
        sim_region_free(region_);
    }

    SimRegion *region_ = sim_region_new();
    GStringChunk *names_ = g_string_chunk_new(64);
};

TEST_F(FoldTest, LeavesTheTreeAlone)
{
    Compiled compiled("x = 1 + 2\ny = not a in b\nfor z in [1, 2]: '%s' % (a,)\n");
    g_autoptr(GString) before = g_string_new(nullptr);
    g_autoptr(GString) after = g_string_new(nullptr);
    sim_tree_dump(compiled.tree(), true, before);
    fold(compiled);
    sim_tree_dump(compiled.tree(), true, after);
    EXPECT_STREQ(before->str, after->str);
}

TEST_F(FoldTest, NamesAreOnePointer)
{
    Compiled compiled("abc\nabc.abc\n");
    SimNodes body = fold(compiled)->as.Module.body;
    const SimNode *attribute = body.items[1]->as.Expr.value;
    EXPECT_EQ(body.items[0]->as.Expr.value->as.Name.id, attribute->as.Attribute.attr);
}

TEST_F(FoldTest, WhatIsIteratedIsConstant)
{
    Compiled compiled("for a in [1, 2]: a in {1}\nfor a in [b]: pass\nfor a in [*b]: pass\n");
    SimNodes body = fold(compiled)->as.Module.body;
    EXPECT_EQ(body.items[0]->as.For.iter->as.Constant.value->kind, SIM_CONST_TUPLE);
    const SimNode *compare = body.items[0]->as.For.body.items[0]->as.Expr.value;
    EXPECT_EQ(compare->as.Compare.comparators.items[0]->as.Constant.value->kind,
              SIM_CONST_FROZENSET);
    EXPECT_EQ(body.items[1]->as.For.iter->kind, SIM_NODE_Tuple);
    EXPECT_EQ(body.items[2]->as.For.iter->kind, SIM_NODE_List);
}

TEST_F(FoldTest, NotTurnsOnlySafeComparisons)
{
    Compiled compiled("not a in b\nnot a == b\nnot a is b is c\n");
    SimNodes body = fold(compiled)->as.Module.body;
    EXPECT_EQ(body.items[0]->as.Expr.value->as.Compare.ops.items[0], SIM_OP_NotIn);
    EXPECT_EQ(body.items[1]->as.Expr.value->kind, SIM_NODE_UnaryOp);
    EXPECT_EQ(body.items[2]->as.Expr.value->kind, SIM_NODE_UnaryOp);
}

TEST_F(FoldTest, FormatBecomesFString)
{
    Compiled compiled("'a%%%-5s%r' % (b, c)\n'%d' % (a,)\n'%s' % (a, b)\n'%s' % (*a,)\n");
    SimNodes body = fold(compiled)->as.Module.body;
    const SimNode *joined = body.items[0]->as.Expr.value;
    ASSERT_EQ(joined->kind, SIM_NODE_JoinedStr);
    ASSERT_EQ(joined->as.JoinedStr.values.count, 3u);
    EXPECT_STREQ(joined->as.JoinedStr.values.items[0]->as.Constant.value->text, "a%");
    const SimNode *field = joined->as.JoinedStr.values.items[1];
    EXPECT_EQ(field->as.FormattedValue.conversion, 's');
    EXPECT_STREQ(field->as.FormattedValue.format_spec->as.Constant.value->text, "5");
    for (size_t i = 1; i < body.count; i++) {
        EXPECT_EQ(body.items[i]->as.Expr.value->kind, SIM_NODE_BinOp) << i;
    }
}

TEST_F(FoldTest, FoldedTextIsNoDocstring)
{
    EXPECT_NE(sim_fold_docstring(fold(Compiled("'a' 'b'\n"))->as.Module.body), nullptr);
    EXPECT_EQ(sim_fold_docstring(fold(Compiled("'a' + 'b'\n"))->as.Module.body), nullptr);
    EXPECT_EQ(sim_fold_docstring(fold(Compiled("b'a'\n"))->as.Module.body), nullptr);
    EXPECT_EQ(sim_fold_docstring(fold(Compiled(""))->as.Module.body), nullptr);
}

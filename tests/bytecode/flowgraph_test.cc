#include "sim/bytecode/flowgraph.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/bytecode/compiled.h"

static std::string
names_of(const std::string &text)
{
    Compiled compiled(text);
    return Compiled::names(compiled.inner("f"));
}

TEST(FlowgraphTest, DeadCodeIsRemoved)
{
    EXPECT_EQ(names_of("def f():\n    return\n    g()\n"), "RESUME LOAD_CONST RETURN_VALUE ");
    EXPECT_EQ(names_of("def f():\n    while 1:\n        pass\n    g()\n"),
              "RESUME NOP NOP JUMP_BACKWARD ");
}

TEST(FlowgraphTest, EveryWayOutReturns)
{
    EXPECT_EQ(names_of("def f(a):\n    if a: a\n    else: 1\n"),
              "RESUME LOAD_FAST POP_JUMP_FORWARD_IF_FALSE LOAD_FAST POP_TOP LOAD_CONST "
              "RETURN_VALUE LOAD_CONST RETURN_VALUE ");
}

TEST(FlowgraphTest, SwapsOfLocalsCostNothing)
{
    EXPECT_EQ(names_of("def f(a, b):\n    a, b = b, a\n"),
              "RESUME LOAD_FAST LOAD_FAST STORE_FAST STORE_FAST LOAD_CONST RETURN_VALUE ");
    EXPECT_EQ(names_of("def f(a, b):\n    a.x, b.x = b, a\n"),
              "RESUME LOAD_FAST LOAD_FAST SWAP LOAD_FAST STORE_ATTR LOAD_FAST STORE_ATTR "
              "LOAD_CONST RETURN_VALUE ");
}

TEST(FlowgraphTest, NoneIsTestedAtOnce)
{
    EXPECT_EQ(names_of("def f(a):\n    return 1 if a is None else 2\n"),
              "RESUME LOAD_FAST POP_JUMP_FORWARD_IF_NOT_NONE LOAD_CONST JUMP_FORWARD LOAD_CONST "
              "RETURN_VALUE ");
}

/* A graph made by hand: the passes on their own. */
class GraphTest : public testing::Test
{
  protected:
    GraphTest()
    {
        sim_flowgraph_init(&graph_, region_);
    }

    ~GraphTest() override
    {
        sim_region_free(region_);
    }

    void
    add(int op, uint32_t arg = 0, SimBasicBlock *target = nullptr)
    {
        sim_flowgraph_add(&graph_, op, arg, target, SimSpan{line_, 0, line_, 1});
    }

    SimRegion *region_ = sim_region_new();
    SimFlowgraph graph_;
    int32_t line_ = 1;
};

TEST_F(GraphTest, AJumpEndsItsBlock)
{
    SimBasicBlock *end = sim_flowgraph_new_block(&graph_);
    add(SIM_OPCODE_JUMP_IF_TRUE_OR_POP, 0, end);
    SimBasicBlock *first = graph_.current;
    add(SIM_OPCODE_NOP);
    EXPECT_NE(graph_.current, first);
    EXPECT_EQ(first->next, graph_.current);
}

TEST_F(GraphTest, StackDepthFollowsBothWays)
{
    SimBasicBlock *end = sim_flowgraph_new_block(&graph_);
    add(SIM_OPCODE_LOAD_CONST);
    add(SIM_OPCODE_JUMP_IF_FALSE_OR_POP, 0, end);
    for (int i = 0; i < 5; i++) {
        add(SIM_OPCODE_LOAD_CONST);
    }
    add(SIM_OPCODE_BUILD_TUPLE, 5);
    sim_flowgraph_use_block(&graph_, end);
    add(SIM_OPCODE_RETURN_VALUE);
    EXPECT_EQ(sim_flowgraph_stack_depth(&graph_, false), 5);
    EXPECT_EQ(end->start_depth, 1);
}

TEST_F(GraphTest, InsertMovesTheRest)
{
    add(SIM_OPCODE_POP_TOP);
    add(SIM_OPCODE_RETURN_VALUE);
    sim_flowgraph_insert(&graph_, graph_.entry, 1, SimFlowInstr{SIM_OPCODE_NOP, 7, {}, {}, {}});
    ASSERT_EQ(graph_.entry->used, 3u);
    EXPECT_EQ(graph_.entry->instrs[0].op, SIM_OPCODE_POP_TOP);
    EXPECT_EQ(graph_.entry->instrs[1].arg, 7u);
    EXPECT_EQ(graph_.entry->instrs[2].op, SIM_OPCODE_RETURN_VALUE);
}

#include <string>

#include <gtest/gtest.h>

#include "sim/run/directive.h"

struct DirectiveTest : testing::Test {
    SimTree *tree = nullptr;
    SimDirectives *directives = nullptr;
    GError *error = nullptr;

    void
    TearDown() override
    {
        clear();
    }
    void
    clear()
    {
        sim_directives_free(directives);
        sim_tree_free(tree);
        g_clear_error(&error);
        directives = nullptr;
        tree = nullptr;
    }
    void
    read(const std::string &text)
    {
        clear();
        g_autoptr(SimSource) source = sim_source_new("s.py", text.c_str(), text.size());
        tree = sim_parse_module(source, &error);
        ASSERT_NE(tree, nullptr) << error->message;
        directives = sim_directives_parse(tree, &error);
    }
    std::string
    failure(const std::string &text)
    {
        read(text);
        EXPECT_EQ(directives, nullptr) << text;
        return error == nullptr ? "" : error->message;
    }
    const SimDirective *
    only()
    {
        EXPECT_EQ(sim_directives_count(directives), 1u);
        return sim_directives_get(directives, 0);
    }
};

TEST_F(DirectiveTest, HeadSpeaksOfTheFile)
{
    read("#: title Counts\n#: option heap=story cores=4\n#: profile 3.11\nx = 1\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_STREQ(sim_directives_head(directives, SIM_DIRECTIVE_TITLE), "Counts");
    SimConfig config;
    sim_config_init(&config);
    ASSERT_TRUE(sim_directives_configure(directives, &config, &error));
    EXPECT_EQ(config.heap, (uint64_t) SIM_HEAP_STORY);
    EXPECT_EQ(config.cores, 4u);
}

TEST_F(DirectiveTest, RefersToTheStatementAboveOrBesideIt)
{
    read("x = (1 +\n     2)\n\n# plain\n#: figure one\n");
    EXPECT_EQ(only()->first_line, 1);
    EXPECT_EQ(only()->last_line, 2);
    read("x = 1  #: note first\ny = 2\n");
    EXPECT_EQ(only()->first_line, 1);
    read("def f():\n    x = 1\n    #: figure one\n    return x\nf()\n");
    EXPECT_EQ(only()->first_line, 2);
    read("for i in range(3):\n    #: figure one\n    pass\n");
    EXPECT_EQ(only()->first_line, 1);
    EXPECT_LT(only()->last_line, 3) << "the header, not the body";
    read("for i in range(3):\n    if i:\n        x = i\n#: figure one\n");
    EXPECT_EQ(only()->first_line, 1) << "below the loop it means the loop";
    EXPECT_EQ(only()->last_line, 3);
    read("for i in range(3):\n    if i:\n        x = i\n    #: figure one\n");
    EXPECT_EQ(only()->first_line, 2);
    EXPECT_EQ(only()->last_line, 3);
}

TEST_F(DirectiveTest, FigureHasNameViewAndCaption)
{
    read("x = 1\n#: figure a-b_1.c view=objects caption \"some (text)\"\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_STREQ(only()->text, "a-b_1.c");
    EXPECT_STREQ(only()->view, "objects");
    EXPECT_STREQ(only()->caption, "some (text)");
}

TEST_F(DirectiveTest, HideTakesNames)
{
    read("x = 1  #: hide x, näme\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_STREQ(only()->names[0], "x");
    EXPECT_STREQ(only()->names[1], "näme");
    EXPECT_EQ(only()->names[2], nullptr);
}

TEST_F(DirectiveTest, DiffersSaysWhy)
{
    read("#: differs the model has one thread\nx = 1\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_STREQ(sim_directives_head(directives, SIM_DIRECTIVE_DIFFERS),
                 "the model has one thread");
    EXPECT_NE(failure("#: differs\nx = 1\n").find("does not fit '#: differs WHY'"),
              std::string::npos);
    EXPECT_NE(failure("x = 1\n#: differs late\n").find("before the first statement"),
              std::string::npos);
}

TEST_F(DirectiveTest, ExpectIsAnExpression)
{
    read("x = []\n#: expect refs(x) == 1\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_EQ(sim_tree_root(only()->expression)->kind, SIM_NODE_Compare);
}

TEST_F(DirectiveTest, NativeSpeaksOfTheNextFunction)
{
    read("x = 1\n#: native time=20ms gil=held\n@print\ndef f():\n    pass\n");
    ASSERT_NE(directives, nullptr) << error->message;
    EXPECT_EQ(only()->time, 20000000u);
    EXPECT_TRUE(only()->held);
    EXPECT_EQ(only()->first_line, 2);
    EXPECT_EQ(only()->last_line, 4);
    const char *alone = "on a line of its own before a function";
    EXPECT_NE(failure("#: native time=1ms\n").find(alone), std::string::npos);
    EXPECT_NE(failure("#: native time=1ms\nx = 1\n").find(alone), std::string::npos);
    EXPECT_NE(failure("x = 1  #: native time=1ms\ndef f(): pass\n").find(alone), std::string::npos);
    EXPECT_NE(failure("#: native\ndef f(): pass\n").find("does not fit"), std::string::npos);
    EXPECT_NE(failure("#: native time=x\ndef f(): pass\n").find("no time such as"),
              std::string::npos);
    EXPECT_NE(failure("#: native time=1ms gil=no\ndef f(): pass\n").find("'released' or 'held'"),
              std::string::npos);
    EXPECT_NE(failure("#: native time=1ms a=b\ndef f(): pass\n").find("does not fit"),
              std::string::npos);
}

TEST_F(DirectiveTest, MistakesAreToldWithTheirPlace)
{
    EXPECT_NE(failure("x = 1\n#: figur a\n").find("s.py:2:4: error: no directive 'figur'"),
              std::string::npos);
    EXPECT_NE(failure("#: figure a\nx = 1\n").find("refers to the statement above it"),
              std::string::npos);
    EXPECT_NE(failure("x = 1\n#: title late\n").find("before the first statement"),
              std::string::npos);
    EXPECT_NE(failure("x = 1\n#: figure ../a\n").find("s.py:2:11"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: figure a/b\n").find("consists of"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: figure a colour=red\n").find("does not fit"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: figure a caption \"b\n").find("double quotes"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: figure a\n#: figure a\n").find("there already, on line 2"),
              std::string::npos);
    EXPECT_NE(failure("#: option heap=blue\n").find("s.py:1:11"), std::string::npos);
    EXPECT_NE(failure("#: option heap\n").find("does not fit"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: hide 1\n").find("a name is expected"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: hide\n").find("a name is expected"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#: expect x ==\n").find("s.py:2:"), std::string::npos);
    EXPECT_NE(failure("x = 1\n#:\n").find("no directive ''"), std::string::npos);
    EXPECT_NE(failure("#: title\nx = 1\n").find("does not fit '#: title TEXT'"), std::string::npos);
}

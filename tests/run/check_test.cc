#include <string>

#include <gtest/gtest.h>

#include "sim/run/check.h"

static std::string
check(const std::string &text)
{
    g_autoptr(SimSource) source = sim_source_new("s.py", text.c_str(), text.size());
    GError *error = nullptr;
    SimTree *tree = sim_parse_module(source, &error);
    std::string message;
    if (tree == nullptr || !sim_check_modelled(tree, &error)) {
        message = error->message;
        g_error_free(error);
    }
    sim_tree_free(tree);
    return message.substr(0, message.find('\n'));
}

TEST(Check, ModulesAndTheirNames)
{
    EXPECT_EQ(check("import os\n"), "s.py:1:8: error: module 'os' is not modelled");
    EXPECT_EQ(check("from os import path\n"), "s.py:1:1: error: module 'os' is not modelled");
    EXPECT_EQ(check("import sys, math\n"), "");
    EXPECT_EQ(check("from math import sqrt, no_such\n"),
              "s.py:1:24: error: 'no_such' of module 'math' is not modelled");
    EXPECT_EQ(check("import numpy as np\nx = np.linalg\n"),
              "s.py:2:5: error: 'linalg' of module 'numpy' is not modelled");
    EXPECT_EQ(check("import numpy as np\nx = np.random.random(3)\n"), "");
    EXPECT_EQ(check("from . import x\n"),
              "s.py:1:1: error: relative import is not modelled: a scenario is one file");
}

TEST(Check, NamesThatTheProgramBindsAreItsOwn)
{
    EXPECT_EQ(check("x = eval('1')\n"),
              "s.py:1:5: error: 'eval' is not modelled: write the expression itself");
    EXPECT_EQ(check("def eval(x):\n    return x\neval(1)\n"), "");
    EXPECT_EQ(check("def f(open):\n    return open\n"), "");
}

TEST(Check, Metaclasses)
{
    EXPECT_EQ(check("class A(metaclass=type):\n    pass\n").substr(0, 41),
              "s.py:1:9: error: a metaclass is not model");
}

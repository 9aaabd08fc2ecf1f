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
    EXPECT_EQ(
        check("import os\n"),
        "s.py:1:8: error: module 'os' is not modelled: a scenario touches nothing outside itself");
    EXPECT_EQ(
        check("from os import path\n"),
        "s.py:1:1: error: module 'os' is not modelled: a scenario touches nothing outside itself");
    EXPECT_EQ(check("import sys, math\n"), "");
    EXPECT_EQ(check("from math import sqrt, no_such\n"),
              "s.py:1:24: error: 'no_such' of module 'math' is not modelled");
    EXPECT_EQ(check("import numpy as np\nx = np.linalg\n"),
              "s.py:2:5: error: 'linalg' of module 'numpy' is not modelled");
    EXPECT_EQ(check("import numpy as np\nx = np.random.random(3)\n"), "");
    EXPECT_EQ(check("from . import x\n"),
              "s.py:1:1: error: relative import is not modelled: a scenario is one file");
}

TEST(Check, ModulesThatMayBeMissing)
{
    EXPECT_EQ(check("try:\n    import ujson\nexcept ImportError:\n    ujson = None\n"), "");
    EXPECT_EQ(check("try:\n    from a.b import c\nexcept (KeyError, Exception):\n    pass\n"), "");
    EXPECT_EQ(
        check("try:\n    import json\nexcept ImportError:\n    pass\n"),
        "s.py:2:12: error: module 'json' is not modelled: write the values as Python displays");
    EXPECT_EQ(check("try:\n    import numpy.fft\nexcept ImportError:\n    pass\n").substr(0, 51),
              "s.py:2:12: error: module 'numpy.fft' is not modelle");
    EXPECT_EQ(check("try:\n    import ujson\nexcept KeyError:\n    pass\n").substr(0, 59),
              "s.py:2:12: error: module 'ujson' is not modelled: there are");
    EXPECT_EQ(check("try:\n    pass\nexcept ImportError:\n    import ujson\n").substr(0, 48),
              "s.py:4:12: error: module 'ujson' is not modelled");
}

TEST(Check, NamesOfTheBuiltinsModuleAndAttributes)
{
    EXPECT_EQ(check("import builtins\nbuiltins.eval('1')\n"),
              "s.py:2:1: error: 'eval' is not modelled: write the expression itself");
    EXPECT_EQ(check("from builtins import open as o\n").substr(0, 37),
              "s.py:1:22: error: 'open' is not model");
    EXPECT_EQ(check("__builtins__.exec('1')\n").substr(0, 35),
              "s.py:1:1: error: 'exec' is not mode");
    EXPECT_EQ(check("print(print.__code__.co_code)\n").substr(0, 40),
              "s.py:1:7: error: 'co_code' is not modell");
    EXPECT_EQ(check("class A: pass\nA.__bases__ = (A,)\n").substr(0, 39),
              "s.py:2:1: error: changing the bases of ");
    EXPECT_EQ(check("exit(exit)\n"),
              "s.py:1:6: error: 'exit' is modelled only as a call: write exit()");
    EXPECT_EQ(check("class A: pass\nprint(A.__bases__)\nquit(3)\n"), "");
    EXPECT_EQ(check("import sys\nsys.excepthook = print\n"),
              "s.py:2:1: error: setting 'excepthook' of module 'sys' is not modelled");
    EXPECT_EQ(check("import sys, math\nsys.stdout = None\nmath.mine = 1\nprint(math.mine)\n"), "");
    EXPECT_EQ(check("import math\nprint(math.sqrt.__doc__)\n").substr(0, 45),
              "s.py:2:7: error: '__doc__' of what is built i");
    EXPECT_EQ(check("def len(x):\n    'mine'\nprint(len.__doc__)\n"), "");
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

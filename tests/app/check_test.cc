/* `pyarena check`: programs under the model and under python3. */
#include "tests/app/cli.h"

using CheckTest = CliTest;

TEST_F(CheckTest, TheSameIsZero)
{
    std::string file = write("a.py", "import sys\nprint(sys.argv[0], {'b', 'a', 'c', 'd'})\n");
    Result result = pyarena({"check", file});
    EXPECT_EQ(result.status, 0) << result.out << result.err;
    EXPECT_EQ(result.out, "1 of 1 programs the same\n");
    EXPECT_EQ(result.err, "");
}

TEST_F(CheckTest, AUncaughtExceptionIsComparedByItsLastLine)
{
    write("a.py", "class A: pass\nraise ValueError(A())\n");
    write("b.py", "raise SystemExit(3)\n");
    write("c.py", "x = 1\nif x is 1: print('warned')\n");
    Result result = pyarena({"check", "."});
    EXPECT_EQ(result.status, 0) << result.out;
    EXPECT_EQ(result.out, "3 of 3 programs the same\n");
}

TEST_F(CheckTest, AddressesCountByWhetherTheyAreTheSame)
{
    write("a.py", "class A: pass\na = A()\nb = A()\nprint(a, b, a)\n"
                  "raise ValueError([b, a, b])\n");
    EXPECT_EQ(pyarena({"check", "a.py"}).status, 0);
}

/* A python3 that prints one line more than the real one: the model then differs. */
static std::string
other_python(const std::string &more)
{
    return "#!/bin/sh\ncase $1 in -c) echo 3.11.2;; *) /usr/bin/python3 \"$@\"; s=$?; " + more +
           "; exit $s;; esac\n";
}

struct OtherPython : CheckTest {
    std::string python;

    void
    become(const std::string &more)
    {
        python = write("other-python", other_python(more));
        fs::permissions(python, fs::perms::owner_all);
    }
};

TEST_F(OtherPython, ADifferenceIsOneAndShown)
{
    become("echo more");
    write("a.py", "print('first')\nprint('second')\n");
    Result result = pyarena({"check", "--python", python, "a.py"});
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.out, "a.py: differs\n"
                          "--- python3 a.py\n"
                          "+++ pyarena a.py\n"
                          "@@ -1,3 +1,2 @@\n"
                          " first\n"
                          " second\n"
                          "-more\n"
                          "0 of 1 programs the same, 1 differ\n");
}

TEST_F(OtherPython, OtherAddressesAreADifference)
{
    write("a.py", "class A: pass\na = A()\nprint(a, a)\n");
    python = write("python", "#!/bin/sh\ncase $1 in -c) echo 3.11.2;; *) echo '<__main__.A object "
                             "at 0x7f1> <__main__.A object at 0x7f2>';; esac\n");
    fs::permissions(python, fs::perms::owner_all);
    Result result = pyarena({"check", "--python", "./python", "a.py"});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, "+<__main__.A object at 0x<1>> <__main__.A object at 0x<1>>"))
        << result.out;
}

TEST_F(OtherPython, TheEndIsComparedToo)
{
    write("a.py", "print('first')\n");
    become("s=4");
    Result status = pyarena({"check", "--python", python, "a.py"});
    EXPECT_EQ(status.status, 1);
    EXPECT_EQ(status.out, "a.py: differs\npython3: exit status 4\npyarena: exit status 0\n"
                          "0 of 1 programs the same, 1 differ\n");
    become("echo 'ValueError: bad' >&2");
    Result error = pyarena({"check", "--python", python, "a.py"});
    EXPECT_EQ(error.status, 1);
    EXPECT_TRUE(contains(error.out, "python3: exit status 0, stderr ends: ValueError: bad\n"));
}

TEST_F(OtherPython, WhatIsMarkedMayDiffer)
{
    become("echo more");
    write("a.py", "#: differs on purpose\nprint('first')\n");
    Result marked = pyarena({"check", "--python", python, "a.py"});
    EXPECT_EQ(marked.status, 0);
    EXPECT_EQ(marked.out, "a.py: differs as marked: on purpose\n"
                          "0 of 1 programs the same, 1 differ as marked\n");
    Result stale = pyarena({"check", "a.py"});
    EXPECT_EQ(stale.status, 0);
    EXPECT_TRUE(contains(stale.out, "notice: it does not differ, though it is marked"));
    EXPECT_EQ(pyarena({"check", "-q", "a.py"}).out, "1 of 1 programs the same\n");
}

TEST_F(OtherPython, AnotherVersionIsNoticed)
{
    write("a.py", "print(1)\n");
    python = write("python", "#!/bin/sh\ncase $1 in -c) echo 3.9.1;; *) echo 1;; esac\n");
    fs::permissions(python, fs::perms::owner_all);
    Result result = pyarena({"check", "--python", "./python", "a.py"});
    EXPECT_EQ(result.status, 0) << result.out;
    EXPECT_TRUE(contains(result.err, "python is 3.9.1, the model is of 3.11\n")) << result.err;
}

TEST_F(CheckTest, WhatIsRefusedIsCounted)
{
    write("a.py", "import os\n");
    write("b.py", "print(1\n");
    write("c.py", std::string("x = '\xff'\n"));
    write("d.py", "print(1)\n");
    Result result = pyarena({"check", "."});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, "./a.py: refused\n./a.py:1:8: error: module 'os' is not"))
        << result.out;
    EXPECT_TRUE(contains(result.out, "./b.py: refused\n./b.py:1:6: error: '(' was never closed"));
    EXPECT_TRUE(contains(result.out, "1 of 4 programs the same, 3 refused\n"));
}

TEST_F(CheckTest, FoldersAreSearchedAndSummedUp)
{
    fs::create_directories(folder / "all/sub/__pycache__");
    fs::create_directories(folder / "all/other");
    write("all/sub/b.py", "print('b')\n");
    write("all/sub/a.py", "print('a')\n");
    write("all/sub/__pycache__/x.py", "import os\n");
    write("all/sub/notes.txt", "import os\n");
    write("all/other/c.py", "print('c')\n");
    Result result = pyarena({"check", "-j", "2", "all", "all/sub/a.py"});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, "all/other: 1 of 1 programs the same\n"
                          "all/sub: 2 of 2 programs the same\n"
                          "3 of 3 programs the same\n");
    Result json = pyarena({"check", "--json", "all"});
    EXPECT_EQ(json.status, 0);
    EXPECT_TRUE(contains(json.out, "\"total\" : 3")) << json.out;
    EXPECT_TRUE(contains(json.out, "\"file\" : \"all/sub/b.py\"")) << json.out;
    EXPECT_TRUE(contains(json.out, "\"verdict\" : \"same\"")) << json.out;
}

TEST_F(CheckTest, OneThatDoesNotEndIsStopped)
{
    write("a.py", "while True:\n    pass\n");
    Result result = pyarena({"check", "--timeout", "1", "a.py"});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, "python3 was stopped after 1 seconds (--timeout)\n"))
        << result.out;
}

TEST_F(CheckTest, ExpectationsAreNoneOfItsBusiness)
{
    write("a.py", "x = []\n#: expect refs(x) == 5\n");
    EXPECT_EQ(pyarena({"run", "a.py"}).status, 1);
    EXPECT_EQ(pyarena({"check", "a.py"}).status, 0);
}

TEST_F(CheckTest, BadInputIsTwo)
{
    fs::create_directories(folder / "empty");
    write("a.py", "print(1)\n");
    EXPECT_EQ(pyarena({"check"}).status, 2);
    EXPECT_EQ(pyarena({"check", "-j", "-1", "a.py"}).status, 2);
    EXPECT_EQ(pyarena({"check", "--timeout", "0", "a.py"}).status, 2);
    Result missing = pyarena({"check", "a.py", "missing.py"});
    EXPECT_EQ(missing.status, 2);
    EXPECT_EQ(missing.out, "");
    EXPECT_EQ(missing.err, "missing.py: error: No such file or directory\n");
    Result empty = pyarena({"check", "empty"});
    EXPECT_EQ(empty.status, 2);
    EXPECT_EQ(empty.err, "empty: error: there is no .py file in this folder\n");
    Result none = pyarena({"check", "--python", "/no/python3", "a.py"});
    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(contains(none.err, "/no/python3: error: no such program")) << none.err;
    Result wrong = pyarena({"check", "--python", "/bin/true", "a.py"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(wrong.err, "/bin/true: error: this is no python3\n");
    fs::permissions(folder / "a.py", fs::perms::none);
    if (access((folder / "a.py").c_str(), R_OK) != 0) { /* root may read everything */
        EXPECT_EQ(pyarena({"check", "a.py"}).status, 2);
    }
}

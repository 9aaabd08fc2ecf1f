/* `pyarena test`: scenarios as tests. */
#include "tests/app/cli.h"

struct TestTest : CliTest {
    /* xmllint's word on a report. */
    std::string
    validate(const std::string &report)
    {
        std::string path = (folder / report).string();
        std::string schema = std::string(PYARENA_SOURCE_DIR) + "/tests/app/junit.xsd";
        const char *argv[] = {"/usr/bin/xmllint", "--noout",    "--nonet", "--schema",
                              schema.c_str(),     path.c_str(), nullptr};
        g_autofree char *err = nullptr;
        int status = 0;
        if (!g_spawn_sync(nullptr, const_cast<char **>(argv), nullptr, G_SPAWN_DEFAULT, nullptr,
                          nullptr, nullptr, &err, &status, nullptr)) {
            return "xmllint does not start (package libxml2-utils)";
        }
        return status == 0 ? "" : err;
    }
};

TEST_F(TestTest, WellIsZero)
{
    write("a.py", "x = []\nassert x == []\n#: expect refs(x) == 1\n");
    write("b.py", "print('text')\n");
    write("b.out", "text\n");
    Result result = pyarena({"test", "."});
    EXPECT_EQ(result.status, 0) << result.out << result.err;
    EXPECT_EQ(result.out.find("TAP version 13\n1..2\nok 1 - ./a.py # time="), 0u) << result.out;
    EXPECT_TRUE(contains(result.out, "\nok 2 - ./b.py # time="));
    EXPECT_TRUE(contains(result.out, "\n# 2 of 2 scenarios passed\n"));
}

TEST_F(TestTest, EveryWayToFail)
{
    write("a.py", "x = []\n#: expect refs(x) == 2\n");
    write("b.py", "x = 1\nassert x == 2, 'no'\n");
    write("c.py", "print('text')\n");
    write("c.out", "other\n");
    write("d.py", "raise SystemExit(4)\n");
    write("e.py", "import os\n");
    write("f.py", "while True:\n    pass\n");
    write("g.py", "#: option max-steps=1000\nwhile True: pass\n");
    Result result = pyarena({"test", "--timeout", "1", "--junit", "r.xml", "."});
    EXPECT_EQ(result.status, 1);
    const char *parts[] = {
        "not ok 1 - ./a.py",
        "  message: |2\n    ./a.py:2:11: error: this expectation does not hold\n  severity: fail\n",
        "        refs(x) is 1\n",
        "        to see it: pyarena draw ./a.py --step ",
        "not ok 2 - ./b.py",
        "  message: |2\n    AssertionError: no\n",
        "    Traceback (most recent call last):\n",
        "not ok 3 - ./c.py",
        "  message: |2\n    it does not print what ./c.out says\n",
        "    -other\n    +text\n",
        "not ok 4 - ./d.py",
        "    it ended with exit status 4\n",
        "not ok 5 - ./e.py",
        "    ./e.py:1:8: error: module 'os' is not modelled: a scenario touches nothing "
        "outside itself\n  severity: error\n",
        "not ok 6 - ./f.py",
        "    it took more than 1 seconds (--timeout)\n",
        "not ok 7 - ./g.py",
        "(--max-steps N allows more)\n",
        "# 0 of 7 scenarios passed\n",
    };
    for (const char *part : parts) {
        EXPECT_TRUE(contains(result.out, part)) << part << "\n" << result.out;
    }
    EXPECT_EQ(validate("r.xml"), "");
    std::string xml = read(folder / "r.xml");
    EXPECT_TRUE(contains(xml, "tests=\"7\" failures=\"4\" errors=\"3\"")) << xml;
}

TEST_F(TestTest, TheReportHoldsWhateverAScenarioPrints)
{
    fs::create_directories(folder / "a & b");
    write("a & b/<x>.py", "raise ValueError('<&\"\\' \\x01\\x1b \\ud800 ]]> é')\n");
    write("a & b/y#z.py", "print(1)\n");
    Result result = pyarena({"test", "a & b", "--junit", "r.xml"});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, "ok 2 - a & b/y\\#z.py # time=")) << result.out;
    EXPECT_EQ(validate("r.xml"), "") << read(folder / "r.xml");
}

TEST_F(TestTest, APatternChooses)
{
    for (const char *name : {"one.py", "two.py", "three.py"}) {
        write(name, "print(1)\n");
    }
    EXPECT_TRUE(contains(pyarena({"test", "-k", "t", "."}).out, "1..2\n"));
    EXPECT_TRUE(contains(pyarena({"test", "-k", "*/t*.py", "."}).out, "1..2\n"));
    EXPECT_TRUE(contains(pyarena({"test", "-k", "one", "."}).out, "1..1\nok 1 - ./one.py"));
    Result none = pyarena({"test", "-k", "four", "."});
    EXPECT_EQ(none.status, 2);
    EXPECT_EQ(none.err, "pyarena test: error: no scenario matches 'four'\n");
}

TEST_F(TestTest, BadInputIsTwoAndLeavesNothing)
{
    fs::create_directories(folder / "empty");
    write("a.py", "print(1)\n");
    write("there.xml", "precious");
    const std::vector<std::vector<std::string>> wrong = {
        {"test"},
        {"test", "missing.py"},
        {"test", "empty"},
        {"test", "-j", "-1", "a.py"},
        {"test", "--timeout", "0", "a.py"},
        {"test", "a.py", "--junit", "no/such/folder/r.xml"},
        {"test", "a.py", "--junit", "empty"},
        {"test", "a.py", "--junit", "there.xml"},
    };
    for (const auto &arguments : wrong) {
        Result result = pyarena(arguments);
        EXPECT_EQ(result.status, 2) << arguments.back();
        EXPECT_NE(result.err, "");
        EXPECT_EQ(result.out, "") << "told before anything runs";
    }
    EXPECT_EQ(read(folder / "there.xml"), "precious");
    EXPECT_EQ(pyarena({"test", "a.py", "--junit", "there.xml", "-f"}).status, 0);
    EXPECT_EQ(validate("there.xml"), "");
    EXPECT_EQ(files(), 3u);
}

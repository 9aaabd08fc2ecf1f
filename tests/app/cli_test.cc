/* The program as people meet it: exit statuses, messages, files. */
#include "tests/app/cli.h"

TEST_F(CliTest, HelpAndVersion)
{
    EXPECT_EQ(pyarena({}).status, 2);
    Result help = pyarena({"--help"});
    EXPECT_EQ(help.status, 0);
    Result version = pyarena({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_TRUE(contains(version.out, "pyarena 0."));
    for (const char *verb : {"run", "draw", "dump", "check", "test", "list"}) {
        EXPECT_TRUE(contains(help.out, verb));
        Result own = pyarena({verb, "--help"});
        EXPECT_EQ(own.status, 0) << verb;
        EXPECT_TRUE(contains(own.out, std::string("pyarena ") + verb)) << own.out;
        EXPECT_TRUE(contains(own.out, "Example:")) << own.out;
    }
    EXPECT_TRUE(contains(pyarena({"run", "--help"}).out, "--max-steps")) << help.out;
}

TEST_F(CliTest, BadUsageIsTwo)
{
    const std::vector<std::vector<std::string>> wrong = {
        {"jump"},
        {"run"},
        {"run", "a.py", "b.py"},
        {"run", "--no-such-option", "a.py"},
        {"run", "--heap", "blue", "a.py"},
        {"run", "--max-steps", "many", "a.py"},
        {"dump", "tokens"},
        {"dump", "colours", "a.py"},
        {"list", "x"},
    };
    for (const auto &arguments : wrong) {
        Result result = pyarena(arguments);
        EXPECT_EQ(result.status, 2) << arguments[0];
        EXPECT_TRUE(contains(result.err, "pyarena")) << result.err;
        EXPECT_EQ(result.out, "");
    }
}

TEST_F(CliTest, BadInputIsTwoAndHasAPlace)
{
    EXPECT_EQ(pyarena({"run", "missing.py"}).err, "missing.py: error: No such file or directory\n");
    Result syntax = pyarena({"run", write("a.py", "x = 1\nif x\n    pass\n")});
    EXPECT_EQ(syntax.status, 2);
    EXPECT_TRUE(contains(syntax.err, "a.py:2:5: error: expected ':'\n    if x\n        ^\n"))
        << syntax.err;
    Result refused = pyarena({"run", write("b.py", "print(1)\nimport os\n")});
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "") << "refused before anything runs";
    EXPECT_TRUE(contains(refused.err, "b.py:2:8: error: module 'os' is not modelled"));
    Result binary = pyarena({"run", write("c.py", std::string("\x7f"
                                                              "ELF\0\1\2",
                                                              7))});
    EXPECT_EQ(binary.status, 2);
    EXPECT_TRUE(contains(binary.err, "NUL byte"));
    EXPECT_EQ(pyarena({"run", folder.string()}).status, 2);
    EXPECT_EQ(pyarena({"run", write("d.py", std::string("x = '\xff\xfe'\n"))}).status, 2);
}

TEST_F(CliTest, TenMegabytesOfBracketsAreAnErrorOnly)
{
    std::string file = write("a.py", std::string(10 << 20, '['));
    for (const char *verb : {"run", "draw"}) {
        Result result = pyarena({verb, file});
        EXPECT_EQ(result.status, 2);
        EXPECT_TRUE(contains(result.err, "too many nested parentheses"));
        EXPECT_LT(result.err.size(), 2000u);
    }
}

TEST_F(CliTest, AScenarioThatFailsIsOneWithCPythonsTraceback)
{
    Result result =
        pyarena({"run", write("a.py", "def f():\n    return {}['k']\nprint('x')\nf()\n")});
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.out, "x\n");
    EXPECT_TRUE(contains(result.err, "Traceback (most recent call last):\n"));
    EXPECT_TRUE(contains(result.err, "    return {}['k']\n           ~~^^^^^\nKeyError: 'k'\n"))
        << result.err;
    EXPECT_EQ(pyarena({"run", write("b.py", "raise SystemExit(5)\n")}).status, 5);
}

TEST_F(CliTest, AnExpectationThatDoesNotHoldIsOne)
{
    Result result = pyarena({"run", write("a.py", "x = []\n#: expect refs(x) == 2\n")});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.err, "a.py:2:11: error: this expectation does not hold"));
    EXPECT_TRUE(contains(result.err, "refs(x) is 1"));
}

TEST_F(CliTest, LimitsAreThreeAndNameTheirOption)
{
    std::string file = write("a.py", "print('begins')\nwhile True:\n    pass\n");
    Result result = pyarena({"run", "--max-steps", "10000", file});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.out, "begins\n");
    EXPECT_TRUE(contains(result.err, "--max-steps")) << result.err;
    Result drawn =
        pyarena({"draw", "--max-steps", "10000", "--every-line", "-o", "out",
                 write("b.py", "x = [1]\n#: figure a view=objects\nwhile True: pass\n")});
    EXPECT_EQ(drawn.status, 3) << "the figure of what was reached is drawn all the same";
}

TEST_F(CliTest, DeepRecursionIsAnExceptionOfTheScenario)
{
    Result result = pyarena({"run", write("a.py", "def f(n):\n    return f(n + 1)\nf(0)\n")});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.err, "RecursionError: maximum recursion depth exceeded"));
    Result freed = pyarena({"run", write("b.py", "x = None\nfor i in range(200000):\n"
                                                 "    x = [x]\ndel x\nprint('freed')\n")});
    EXPECT_EQ(freed.status, 0);
    EXPECT_EQ(freed.out, "freed\n");
}

TEST_F(CliTest, DrawWritesWholeSetsOfFilesOrNone)
{
    std::string story = scenario("refcount/01_array_story.py");
    Result first = pyarena({"draw", story, "-o", "out", "--format", "svg,pdf,png"});
    EXPECT_EQ(first.status, 0) << first.err;
    for (const char *format : {"svg", "pdf", "png"}) {
        for (int i = 1; i <= 6; i++) {
            std::string name = "out/refcount-" + std::to_string(i) + "." + format;
            EXPECT_TRUE(fs::exists(folder / name)) << name;
            EXPECT_TRUE(contains(first.out, name + "\n")) << first.out;
        }
    }
    std::string index = read(folder / "out/figures.md");
    EXPECT_TRUE(contains(index, "](refcount-6.svg)")) << index;

    Result again = pyarena({"draw", story, "-o", "out"});
    EXPECT_EQ(again.status, 2) << "nothing is overwritten unasked";
    EXPECT_TRUE(contains(again.err, "-f overwrites"));
    EXPECT_EQ(pyarena({"draw", story, "-o", "out", "-f"}).status, 0);

    EXPECT_EQ(pyarena({"draw", story, "-o", "new", "--theme", "pink"}).status, 2);
    EXPECT_EQ(pyarena({"draw", story, "-o", "new", "--format", "bmp"}).status, 2);
    EXPECT_EQ(pyarena({"draw", story, "-o", "new", "--view", "sideways"}).status, 2);
    EXPECT_EQ(pyarena({"draw", story, "-o", "new", "--step", "x"}).status, 2);
    Result timeless = pyarena({"draw", story, "-o", "new", "--view", "timeline"});
    EXPECT_EQ(timeless.status, 2);
    EXPECT_TRUE(contains(timeless.err, "no threads to draw")) << timeless.err;
    Result pink = pyarena({"draw", story, "-o", "new", "--theme", "pink"});
    EXPECT_TRUE(contains(pink.err, "pyarena draw: error: unknown theme 'pink'")) << pink.err;
    EXPECT_FALSE(fs::exists(folder / "new/figures.md"));
}

TEST_F(CliTest, DrawIsTheSameByteForByte)
{
    std::string story = scenario("refcount/01_array_story.py");
    for (const char *out : {"one", "two"}) {
        EXPECT_EQ(pyarena({"draw", story, "-o", out, "--format", "svg,pdf,png"}).status, 0);
    }
    size_t compared = 0;
    for (const auto &entry : fs::directory_iterator(folder / "one")) {
        EXPECT_TRUE(read(entry.path()) == read(folder / "two" / entry.path().filename()))
            << entry.path();
        compared++;
    }
    EXPECT_EQ(compared, 19u);
}

TEST_F(CliTest, DrawOfASavedTraceIsTheSame)
{
    std::string story = scenario("refcount/01_array_story.py");
    EXPECT_EQ(pyarena({"run", story, "--trace", "story.trace"}).status, 0);
    EXPECT_EQ(pyarena({"run", story, "--trace", "story.trace"}).status, 2) << "-f is needed";
    EXPECT_EQ(pyarena({"draw", story, "-o", "one"}).status, 0);
    Result loaded = pyarena({"draw", "story.trace", "-o", "two"});
    EXPECT_EQ(loaded.status, 0) << loaded.err;
    EXPECT_EQ(read(folder / "one/refcount-6.svg"), read(folder / "two/refcount-6.svg"));
    std::string bytes = read(folder / "story.trace");
    Result cut = pyarena({"draw", write("cut.trace", bytes.substr(0, bytes.size() / 2))});
    EXPECT_EQ(cut.status, 2);
    EXPECT_TRUE(contains(cut.err, "not a whole pyarena trace")) << cut.err;
}

TEST_F(CliTest, DrawEveryLineAndOneStep)
{
    std::string file = write("a.py", "x = [1]\ny = x\ndel x\n");
    Result lines = pyarena({"draw", file, "--every-line", "--view", "objects", "-o", "lines"});
    EXPECT_EQ(lines.status, 0) << lines.err;
    EXPECT_TRUE(fs::exists(folder / "lines/a-01.svg"));
    EXPECT_TRUE(fs::exists(folder / "lines/a-03.svg"));
    EXPECT_FALSE(fs::exists(folder / "lines/a-04.svg"));
    EXPECT_EQ(pyarena({"draw", file, "--step", "5", "-o", "step"}).status, 0);
    Result none = pyarena({"draw", file, "-o", "none"});
    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(contains(none.err, "--every-line")) << none.err;
    EXPECT_FALSE(fs::exists(folder / "none"));
}

TEST_F(CliTest, DrawHasALimitOfFigures)
{
    std::string file = write("a.py", "for i in range(50):\n    x = [i]\n");
    Result cut = pyarena({"draw", file, "--every-line", "--max-figures", "3", "-o", "out"});
    EXPECT_EQ(cut.status, 3);
    EXPECT_TRUE(contains(cut.err, "--max-figures")) << cut.err;
    EXPECT_TRUE(fs::exists(folder / "out/a-003.svg") || fs::exists(folder / "out/a-03.svg"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "out"), fs::directory_iterator()), 4);
    for (const char *limit : {"--max-figures", "--max-blocks", "--max-slots"}) {
        Result none = pyarena({"draw", file, "--every-line", limit, "0", "-o", "none"});
        EXPECT_EQ(none.status, 2);
        EXPECT_TRUE(contains(none.err, limit)) << none.err;
    }
    std::string list = write("b.py", "x = list(range(100))\n#: figure b view=objects\n");
    Result more = pyarena({"draw", list, "--max-slots", "7", "-o", "more"});
    EXPECT_EQ(more.status, 0) << more.err;
    EXPECT_TRUE(contains(read(folder / "more/b.svg"), "93 more"));
}

TEST_F(CliTest, AnUnknownViewHasAPlaceAndNothingRuns)
{
    std::string file = write("a.py", "x = [1]\n#: figure a view=sideways\nraise ValueError\n");
    for (const auto &arguments : std::vector<std::vector<std::string>>{{"draw", file, "-o", "out"},
                                                                       {"dump", "scene", file}}) {
        Result result = pyarena(arguments);
        EXPECT_EQ(result.status, 2);
        EXPECT_TRUE(contains(result.err, "a.py:2:1: error: unknown view 'sideways'")) << result.err;
        EXPECT_FALSE(contains(result.err, "ValueError"));
    }
    EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST_F(CliTest, FiguresThatWouldHaveTheSameNameAreAnError)
{
    std::string file =
        write("a.py", "for i in range(3):\n    x = [i]\n    #: figure a\ny = 1\n#: figure a-02\n");
    Result result = pyarena({"draw", file, "-o", "out"});
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.err, "a.py:5:1: error: two figures would be named 'a-02'"))
        << result.err;
    EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST_F(CliTest, WhereFiguresCannotBeWrittenIsSaidBeforeDrawing)
{
    std::string story = scenario("refcount/01_array_story.py");
    std::string file = write("file", "");
    Result result = pyarena({"draw", story, "-o", file});
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(result.err, file + ": error: is a file, not a folder\n");
    EXPECT_EQ(pyarena({"draw", story, "-o", file + "/below"}).status, 2);
    fs::create_directory(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    if (access((folder / "closed").c_str(), W_OK) != 0) { /* root may write everywhere */
        EXPECT_EQ(pyarena({"draw", story, "-o", "closed"}).status, 2);
        EXPECT_EQ(pyarena({"draw", story, "-o", "closed/below"}).status, 2);
    }
    EXPECT_EQ(files(), 2u);
}

TEST_F(CliTest, ObjectsShowWhatTheStatementPrinted)
{
    std::string file = write("a.py", "print('before')\n"
                                     "def f(x):\n"
                                     "    print('in f', x)\n"
                                     "    return x\n"
                                     "y = f([1])\n"
                                     "#: figure call view=objects\n"
                                     "z = y\n"
                                     "#: figure silent view=objects\n"
                                     "for i in range(6): print('line', i)\n"
                                     "#: figure lines view=objects\n");
    Result result = pyarena({"dump", "scene", file});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(contains(result.out, "output output \"in f [1]\"\n")) << result.out;
    EXPECT_TRUE(contains(result.out, "\"line 0\\nline 1\\nline 2\" (… 3 more lines)"))
        << result.out;
    EXPECT_FALSE(contains(result.out, "before"));
    EXPECT_EQ(pyarena({"draw", file, "-o", "out"}).status, 0);
    EXPECT_TRUE(contains(read(folder / "out/call.svg"), "It printed: in f [1]"));
    EXPECT_FALSE(contains(read(folder / "out/silent.svg"), "prints"));
}

TEST_F(CliTest, DeepRecursionIsDrawnInShort)
{
    std::string file = write("a.py", "def f(n):\n"
                                     "    if n == 0:\n"
                                     "        x = [n]\n"
                                     "        #: figure deep view=objects\n"
                                     "        return x\n"
                                     "    return f(n - 1)\n"
                                     "f(30)\n");
    Result result = pyarena({"draw", file, "-o", "out", "--max-frames", "8"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(contains(result.err, "leaves out 24 calls (--max-frames)")) << result.err;
    EXPECT_TRUE(contains(read(folder / "out/deep.svg"), "… 24 more calls"));
    EXPECT_EQ(pyarena({"draw", file, "-o", "all", "--max-frames", "40"}).err, "");
    EXPECT_FALSE(contains(read(folder / "all/deep.svg"), "more calls"));
}

TEST_F(CliTest, DumpPrintsEveryStage)
{
    std::string file = write("a.py", "x = [1]\n#: figure a\n");
    const char *stages[][2] = {{"tokens", "1,0-1,1:            NAME           'x'"},
                               {"ast", "Assign("},
                               {"code", "BUILD_LIST"},
                               {"trace", "line line=1"},
                               {"state", "frame 0 <module>"},
                               {"scene", "a"}};
    for (auto &stage : stages) {
        Result result = pyarena({"dump", stage[0], file});
        EXPECT_EQ(result.status, 0) << stage[0] << result.err;
        EXPECT_TRUE(contains(result.out, stage[1])) << stage[0] << "\n" << result.out;
    }
}

TEST_F(CliTest, ListNamesTheScenarios)
{
    Result result = pyarena({"list"});
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(contains(result.out, "01_array_story.py\n    Reference counts of arrays\n"));
    Result json = pyarena({"list", "--json"});
    EXPECT_TRUE(contains(json.out, "\"title\" : \"Reference counts of arrays\""));
}

TEST_F(CliTest, RunTellsStatisticsAndJson)
{
    std::string file = write("a.py", "print('hi')\n");
    Result stats = pyarena({"run", file, "--stats"});
    EXPECT_EQ(stats.status, 0);
    EXPECT_EQ(stats.out, "hi\n");
    EXPECT_TRUE(contains(stats.err, "# arenas allocated total")) << stats.err;
    Result json = pyarena({"run", file, "--json"});
    EXPECT_TRUE(contains(json.out, "\"exit_status\" : 0")) << json.out;
    EXPECT_EQ(json.out[0], '{');
}

TEST_F(CliTest, NothingIsLeftBehindByAFailure)
{
    std::string story = scenario("refcount/01_array_story.py");
    write("out", "a file where a folder should be");
    EXPECT_EQ(pyarena({"draw", story, "-o", "out"}).status, 2);
    EXPECT_EQ(files(), 1u);
}

TEST_F(CliTest, CalibrateWritesATableThatRunReads)
{
    std::string fake = write("python3", "#!/bin/sh\n"
                                        "case \"$1\" in -c) case \"$2\" in *WAKE*) ;; *) exec "
                                        "/usr/bin/python3 \"$@\";; esac;; *) exec /usr/bin/python3 "
                                        "\"$@\";; esac\n"
                                        "echo BYTECODE 3.5\necho WAKE 1234.5\n");
    fs::permissions(fake, fs::perms::owner_all);
    Result made = pyarena({"calibrate", "--python", fake, "-o", "costs.ini"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_TRUE(contains(made.out, "1234.50 ns  measured")) << made.out;
    EXPECT_TRUE(contains(read(folder / "costs.ini"), "BYTECODE=3.500\n"));
    Result again = pyarena({"calibrate", "--list", "-o", "costs.ini"});
    EXPECT_EQ(again.status, 2);
    EXPECT_TRUE(contains(again.err, "-f")) << again.err;
    std::string file = write("a.py", "import time\na = time.perf_counter_ns()\n"
                                     "for i in range(100000):\n    pass\n"
                                     "print(time.perf_counter_ns() - a)\n");
    Result with = pyarena({"run", file, "--costs", "costs.ini"});
    Result without = pyarena({"run", file});
    EXPECT_LT(std::stoll(with.out), std::stoll(without.out));
}

TEST_F(CliTest, CalibrateTellsWhatIsNoPython)
{
    Result result = pyarena({"calibrate", "--python", "/bin/false"});
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.err, "no python3")) << result.err;
    write("costs.ini", "[costs]\nNOSUCH=1\n");
    std::string file = write("a.py", "x = 1\n");
    Result run = pyarena({"run", file, "--costs", "costs.ini"});
    EXPECT_EQ(run.status, 2);
    EXPECT_TRUE(contains(run.err, "no cost 'NOSUCH'")) << run.err;
}

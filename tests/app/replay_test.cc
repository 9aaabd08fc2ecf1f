/* `pyarena replay`: recordings of real processes, compared and looked into. */
#include "tests/app/cli.h"
#include "tests/record/file.h"
#include "tests/record/written.h"

namespace
{

constexpr uint64_t A = 0x7f0000100000;
constexpr uint64_t POOL = 16384;

std::string
sample(const std::string &name)
{
    return std::string(PYARENA_SOURCE_DIR) + "/tests/record/data/" + name + ".trc.zst";
}

} // namespace

struct ReplayTest : CliTest {
    // Four blocks, the second of which is not where pymalloc puts it.
    std::string
    wrong()
    {
        Written written;
        written.arena(A).malloc(40, A + 48).malloc(40, A + 48 + 96).end();
        return write("wrong.trc", written.bytes);
    }
};

TEST_F(ReplayTest, EveryAddressOfASampleMatches)
{
    Result pass = pyarena({"replay", "--verify", sample("pass")});
    EXPECT_EQ(pass.status, 0) << pass.err;
    EXPECT_EQ(pass.err, "");
    EXPECT_EQ(pass.out, "14117 of 14117 addresses match\n");
    Result later = pyarena({"replay", "--verify", sample("s13pass")});
    EXPECT_EQ(later.status, 0) << later.err;
    EXPECT_EQ(later.out, "18986 of 18986 addresses match\n");
    Result plain = pyarena({"replay", sample("pass")});
    EXPECT_TRUE(contains(plain.out, ": CPython 3.11, 31251 records, 29390 calls of mem and obj"));
}

TEST_F(ReplayTest, AnotherPolicyDoesNotMatch)
{
    Result result = pyarena({"replay", "--verify", "--profile", "3.9", sample("pass")});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, " times the model needs an arena, none was recorded\n"));
    EXPECT_TRUE(contains(result.err, "notice: 1 arenas are not of the size that 3.9 has\n"));
}

TEST_F(ReplayTest, TheFirstDifferenceIsShownFromBothSides)
{
    Result result = pyarena({"replay", "--verify", wrong()});
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.out, "1 of 2 addresses match\n"
                                     "first difference: record 3 (byte "))
        << result.out;
    EXPECT_TRUE(contains(result.out,
                         "\n  recorded: 0x7f0000100090: free, number 1 in the list of pool "
                         "0x7f0000100000"))
        << result.out;
    EXPECT_TRUE(contains(result.out, "\n  model:    0x7f0000100060: in pool 0x7f0000100000 of "
                                     "arena 0x7f0000100000 (class 2, 2 blocks live, free list: "
                                     "0x7f0000100090; 337 never used); pools of class 2 with free "
                                     "blocks: 0x7f0000100000\n"))
        << result.out;
    /* Without --verify it is said, and is no failure. */
    Result told = pyarena({"replay", wrong()});
    EXPECT_EQ(told.status, 0);
    EXPECT_TRUE(contains(told.out, "1 of 2 addresses match\n"));
}

TEST_F(ReplayTest, StatisticsAtARecord)
{
    Result result = pyarena({"replay", "--stats", "--at", "2242", sample("pass")});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out.find("Small block threshold = 512, in 32 size classes.\n\nclass"), 0u);
    EXPECT_TRUE(contains(result.out, "    4     80           3             521            91\n"));
    EXPECT_TRUE(contains(result.out, "\narenas that one pool keeps: 0 of 1\n"));
    EXPECT_TRUE(contains(result.out, "\nover time\n"));
    Result peak = pyarena({"replay", "--stats", "--at", "peak", sample("pass")});
    EXPECT_EQ(peak.status, 0) << peak.err;
    EXPECT_TRUE(
        contains(peak.out, "\n# arenas allocated current         =                    1\n"));
    Result bad = pyarena({"replay", "--at", "noon", sample("pass")});
    EXPECT_EQ(bad.status, 2);
}

/* An arena that one block keeps: where it is, and who asked for it. */
TEST_F(ReplayTest, TellsWhatKeepsAnArena)
{
    Written written;
    written.payload(PYMTRC_COMMAND, std::string("python3\0a b.py\0", 15))
        .payload(PYMTRC_SITE_DEF, std::string("app.py\0"
                                              "12\0load",
                                              14))
        .control(PYMTRC_SITE, 1)
        .arena(A);
    for (uint64_t i = 0; i < 64 * 31; i++) {
        written.malloc(500, A + i / 31 * POOL + 48 + i % 31 * 512);
    }
    uint64_t b = A + 0x200000;
    written.arena(b).malloc(100, b + 48).end();
    std::string path = write("kept.trc", written.compressed());
    Result result = pyarena({"replay", "--stats", "--verify", path});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(contains(result.out, "1985 of 1985 addresses match\n"));
    EXPECT_TRUE(contains(result.out,
                         "\narenas that one pool keeps: 1 of 2\n"
                         "  arena 0x7f0000300000: pool 0x7f0000300000, class 6, 1 live block\n"
                         "    0x7f0000300030  100 bytes  app.py:12 load\n"
                         "if their 100 bytes of blocks were freed, 0 bytes would go back"))
        << result.out;
    Result json = pyarena({"replay", "--stats", "--json", path});
    EXPECT_EQ(json.status, 0);
    for (const char *part :
         {"\"command\" : \"python3 'a b.py'\"", "\"all_match\" : true", "\"line\" : 12",
          "\"bytes_in_lone_pools\" : 100", "\"bytes_rounding\" : 23808"}) {
        EXPECT_TRUE(contains(json.out, part)) << part;
    }
}

TEST_F(ReplayTest, BadInputIsTwo)
{
    std::string plain = decompressed(data_file("pass.trc.zst"));
    write("not.trc", "import os\n");
    write("empty.trc", "");
    write("short.trc", plain.substr(0, 5001));
    write("later.trc", Written(0x03180000).bytes);
    struct {
        std::vector<std::string> arguments;
        const char *says;
    } const all[] = {
        {{"none.trc"}, "none.trc: error: No such file or directory\n"},
        {{"not.trc"}, "not.trc: error: byte 0: this is not a recording of a Python process\n"},
        {{"empty.trc"}, "empty.trc: error: byte 0: this is not a recording"},
        {{"short.trc"}, "short.trc: error: byte 4999: the recording ends inside this record\n"},
        {{"later.trc"}, "later.trc: error: it is of CPython 3.24, which is not modelled"},
        {{"--profile", "2.7", "not.trc"}, "error: "},
        {{"."}, ".: error: Is a directory\n"},
        {{}, "a file is needed"},
        {{"a", "b"}, "one file at a time"},
    };
    for (const auto &one : all) {
        std::vector<std::string> arguments = {"replay", "--verify"};
        arguments.insert(arguments.end(), one.arguments.begin(), one.arguments.end());
        Result result = pyarena(arguments);
        EXPECT_EQ(result.status, 2) << one.says;
        EXPECT_EQ(result.out, "") << one.says;
        EXPECT_TRUE(contains(result.err, one.says)) << result.err;
    }
}

TEST_F(ReplayTest, TheBeginningOfACutFileCounts)
{
    std::string packed = data_file("s13pass.trc.zst");
    std::string path = write("cut.trc", packed.substr(0, packed.size() / 2));
    Result result = pyarena({"replay", "--verify", path});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, path + ": notice: the file is cut off; what is before the cut is used\n");
    EXPECT_EQ(pyarena({"replay", "--verify", "-q", path}).err, "");
}

/* A real program, recorded now. */
TEST_F(ReplayTest, EveryAddressOfARealProgramMatches)
{
    if (pyarena({"record", "--help"}).status != 0) {
        GTEST_SKIP() << "this build has no recorder";
    }
    const char *const programs[] = {
        "import json, decimal, asyncio",
        "import random\na = [(i, str(i)) for i in range(50000)]\nrandom.shuffle(a)\n"
        "while a: a.pop()\n",
        "import threading\ndef f():\n    for i in range(3000): x = [str(i), {'a': i}]\n"
        "t = [threading.Thread(target=f) for _ in range(4)]\n"
        "[x.start() for x in t]; [x.join() for x in t]\n",
    };
    for (const char *program : programs) {
        Result recorded = pyarena(
            {"record", "-q", "-f", "-o", "real.rec", "--", "/usr/bin/python3", "-c", program});
        ASSERT_EQ(recorded.status, 0) << recorded.err;
        Result result = pyarena({"replay", "--verify", "real.rec"});
        EXPECT_EQ(result.status, 0) << result.out << result.err;
        unsigned long matching = 0;
        unsigned long all = 0;
        ASSERT_EQ(sscanf(result.out.c_str(), "%lu of %lu addresses match\n", &matching, &all), 2);
        EXPECT_EQ(matching, all);
        EXPECT_GT(all, 10000u);
        EXPECT_TRUE(contains(result.out, "tables of sys._debugmallocstats() match\n"));
    }
}

TEST_F(ReplayTest, HelpHasAnExample)
{
    Result result = pyarena({"replay", "--help"});
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(contains(result.out, "pyarena replay --verify run.trc"));
    EXPECT_TRUE(contains(result.out, "--stats"));
}

TEST_F(ReplayTest, ItsArenasAreDrawn)
{
    Result result = pyarena({"replay", "--at", "20000", "--figure", "pass.json", sample("pass")});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out.find("pass.json\n"), 0u) << result.out;
    std::string figure = read(folder / "pass.json");
    EXPECT_TRUE(contains(figure, "Arena 0"));
    EXPECT_TRUE(contains(figure, "pass.trc.zst after record 20000"));
    Result usage = pyarena({"replay", "--view", "usage", "--figure", "usage.json", sample("pass")});
    EXPECT_EQ(usage.status, 0) << usage.err;
    EXPECT_TRUE(contains(read(folder / "usage.json"), "held in arenas: 1.05 MB, at most 1.05 MB"));
    Result heap = pyarena(
        {"replay", "--at", "20000", "--view", "heap", "--figure", "heap.json", sample("pass")});
    EXPECT_EQ(heap.status, 0) << heap.err;
    std::string space = read(folder / "heap.json");
    EXPECT_TRUE(contains(space, "Arena, 1.05 MB"));
    EXPECT_TRUE(contains(space, "Heap segment (brk), "));
    EXPECT_TRUE(contains(space, "RSS not recorded"));
    Result objects = pyarena({"replay", "--view", "objects", "--figure", "x.svg", sample("pass")});
    EXPECT_EQ(objects.status, 2);
    EXPECT_EQ(objects.err, "pyarena replay: error: a recording has no names and objects: --view "
                           "takes arenas, heap or usage, not 'objects'\n");
    Result again = pyarena({"replay", "--figure", "pass.json", sample("pass")});
    EXPECT_EQ(again.status, 2);
    EXPECT_EQ(again.err, "pass.json: error: exists already (-f overwrites)\n");
    Result format = pyarena({"replay", "--figure", "pass.bmp", sample("pass")});
    EXPECT_EQ(format.status, 2);
    EXPECT_TRUE(contains(format.err, "unknown format 'bmp'")) << format.err;
}

TEST_F(ReplayTest, DrawTakesRecordings)
{
    Result result = pyarena({"draw", sample("pass"), "-o", "figures", "--step", "peak"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, "figures/pass-arenas.svg\nfigures/pass-heap.svg\n"
                          "figures/pass-usage.svg\nfigures/figures.md\n");
    EXPECT_TRUE(contains(read(folder / "figures/figures.md"), "# pass.trc.zst after record "));
    Result again = pyarena({"draw", sample("pass"), "-o", "figures", "--view", "usage"});
    EXPECT_EQ(again.status, 2);
    EXPECT_TRUE(contains(again.err, "exists already")) << again.err;
    Result one = pyarena({"draw", sample("pass"), "-o", "one", "--view", "usage", "-q"});
    EXPECT_EQ(one.status, 0) << one.err;
    EXPECT_EQ(one.out, "one/pass-usage.svg\none/figures.md\n");
}

TEST_F(ReplayTest, WhatDrawCannotDoWithARecordingIsSaid)
{
    Result blocks = pyarena({"draw", sample("pass"), "--view", "blocks"});
    EXPECT_EQ(blocks.status, 2);
    EXPECT_TRUE(contains(blocks.err, "--view takes arenas, heap or usage, not 'blocks'"));
    Result lines = pyarena({"draw", sample("pass"), "--every-line"});
    EXPECT_EQ(lines.status, 2);
    EXPECT_TRUE(contains(lines.err, "--step N|peak says where")) << lines.err;
    Result step = pyarena({"draw", sample("pass"), "--step", "now"});
    EXPECT_EQ(step.status, 2);
    EXPECT_EQ(step.err, "pyarena draw: error: --step takes the number of a record, or 'peak'\n");
    std::string cut = write("cut.rec", "\x28\xb5\x2f\xfd and no more");
    Result damaged = pyarena({"draw", cut});
    EXPECT_EQ(damaged.status, 2);
    EXPECT_TRUE(contains(damaged.err, "cut.rec")) << damaged.err;
}

/* Blocks of the C library in a recording that is not true: one lies in an arena, two overlap. */
TEST_F(ReplayTest, TheAddressSpaceOfAnUntrueRecordingIsDrawn)
{
    Written written;
    written.arena(A).malloc(40, A + 48).malloc(5000, A + 0x8000).malloc(9000, A + 0x9000);
    written.malloc(400000, A + 0x200010).malloc(1000, A + 0x200100).malloc(1000, 0x1234560);
    written.end();
    std::string path = write("untrue.rec", written.bytes);
    Result result = pyarena({"replay", "--view", "heap", "--figure", "x.json", path});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(contains(read(folder / "x.json"), "Mapping (mmap)"));
}

TEST_F(ReplayTest, WhatWouldBeIgnoredIsSaid)
{
    Result view = pyarena({"replay", "--view", "usage", sample("pass")});
    EXPECT_EQ(view.status, 2);
    EXPECT_EQ(view.err,
              "pyarena replay: error: --view says how a figure looks: add --figure OUT\n");
    Result late = pyarena({"replay", "--at", "99999999", sample("pass")});
    EXPECT_EQ(late.status, 0);
    EXPECT_TRUE(contains(late.err, "notice: it has only 31251 records (--at)\n")) << late.err;
}

TEST_F(ReplayTest, WhoTakesScenariosSaysWhoTakesRecordings)
{
    for (std::vector<std::string> command :
         {std::vector<std::string>{"run"}, std::vector<std::string>{"dump", "state"}}) {
        command.push_back(sample("pass"));
        Result result = pyarena(command);
        EXPECT_EQ(result.status, 2);
        EXPECT_TRUE(contains(result.err, "this is a recording of a real process, not a scenario"))
            << result.err;
    }
}

#include "sim/record/player.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <json-glib/json-glib.h>

#include "sim/model/survey.h"
#include "tests/record/file.h"
#include "tests/record/played.h"
#include "tests/record/written.h"

namespace
{

std::string
stats_of(const SimPymalloc *pymalloc)
{
    GString *text = g_string_new(nullptr);
    sim_pymalloc_stats(pymalloc, text);
    std::string result = text->str;
    g_string_free(text, TRUE);
    return result;
}

std::string
fault_of(const SimPymalloc *pymalloc)
{
    GString *why = g_string_new(nullptr);
    bool ok = sim_pymalloc_check(pymalloc, why);
    std::string result = ok ? "" : why->str;
    g_string_free(why, TRUE);
    return result;
}

// The number behind the '=' of the line that starts with @label; -1 without one.
int64_t
stat(const std::string &text, const std::string &label)
{
    size_t at = text.find("\n" + label);
    if (at == std::string::npos) {
        return -1;
    }
    int64_t value = 0;
    for (size_t i = text.find('=', at) + 1; text[i] != '\n'; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i] - '0');
        }
    }
    return value;
}

int64_t
unused_pools(const std::string &text)
{
    return std::stoll(text.substr(text.rfind('\n', text.find(" unused pools")) + 1));
}

// The rows of the table of classes, as JSON writes them.
std::string
classes(const std::string &text)
{
    std::string rows;
    size_t at = text.find("------------\n") + strlen("------------\n");
    while (text[at] != '\n') {
        unsigned row[5];
        EXPECT_EQ(5, sscanf(text.c_str() + at, "%u %u %u %u %u", &row[0], &row[1], &row[2], &row[3],
                            &row[4]));
        for (unsigned i = 0; i < 5; i++) {
            rows += (i == 0 ? "[" : ",") + std::to_string(row[i]);
        }
        rows += "]";
        at = text.find('\n', at) + 1;
    }
    return rows;
}

std::string
classes(JsonObject *snapshot)
{
    std::string rows;
    JsonArray *list = json_object_get_array_member(snapshot, "classes");
    for (guint i = 0; i < json_array_get_length(list); i++) {
        JsonArray *row = json_array_get_array_element(list, i);
        for (guint j = 0; j < json_array_get_length(row); j++) {
            rows += (j == 0 ? "[" : ",") + std::to_string(json_array_get_int_element(row, j));
        }
        rows += "]";
    }
    return rows;
}

// sys.getallocatedblocks(), requests passed on to the C heap included.
int64_t
allocated_blocks(const SimPlayer *player)
{
    return static_cast<int64_t>(sim_pymalloc_live_blocks(player->main_heap->pymalloc) +
                                player->large.count);
}

void
expect_snapshot(const SimPlayer *player, JsonObject *snapshot)
{
    static const std::map<std::string, std::string> lines = {
        {"arenas_total", "# arenas allocated total"},
        {"arenas_reclaimed", "# arenas reclaimed"},
        {"arenas_highwater", "# arenas highwater mark"},
        {"arenas_current", "# arenas allocated current"},
        {"bytes_allocated", "# bytes in allocated blocks"},
        {"bytes_available", "# bytes in available blocks"},
        {"bytes_pool_headers", "# bytes lost to pool headers"},
        {"bytes_quantization", "# bytes lost to quantization"},
        {"bytes_arena_alignment", "# bytes lost to arena alignment"},
        {"map_mid_nodes", "# arena map mid nodes"},
        {"map_bot_nodes", "# arena map bot nodes"},
    };
    auto number = [&](const char *name) { return json_object_get_int_member(snapshot, name); };
    std::string text = stats_of(player->main_heap->pymalloc);
    for (const auto &[member, label] : lines) {
        EXPECT_EQ(number(member.c_str()), stat(text, label)) << label;
    }
    EXPECT_EQ(number("unused_pools"), unused_pools(text));
    EXPECT_EQ(classes(snapshot), classes(text));
    EXPECT_EQ(number("memobj"), static_cast<int64_t>(player->calls));
    if (number("allocated_blocks") >= 0) {
        EXPECT_EQ(number("allocated_blocks"), allocated_blocks(player));
    }
    EXPECT_EQ("", fault_of(player->main_heap->pymalloc));
}

// Where the record after the first @records begins.
size_t
offset_behind(const std::string &plain, uint64_t records)
{
    GError *error = nullptr;
    SimReader *reader = sim_reader_open_bytes(
        "sample", reinterpret_cast<const uint8_t *>(plain.data()), plain.size(), &error);
    auto batch = std::make_unique<SimBatch>();
    size_t offset = plain.size();
    while (sim_reader_next(reader, batch.get(), &error) && batch->length > 0) {
        uint64_t left = records - batch->number;
        for (unsigned i = 0; i < batch->length; i++) {
            if (sim_record_op(&batch->records[i]) == PYMTRC_CONTROL) {
                continue;
            }
            if (left-- == 0) {
                offset = batch->offset + batch->records[i].offset;
                sim_reader_free(reader);
                return offset;
            }
        }
    }
    sim_reader_free(reader);
    return offset;
}

class Sample : public testing::TestWithParam<const char *>
{
};

// Every address of a small block, every arena, and the allocator's own statistics at each
// snapshot are those of the real process.
TEST_P(Sample, IsReproduced)
{
    std::string name = GetParam();
    std::string json = decompressed(data_file(name + ".json.zst"));
    JsonParser *parser = json_parser_new();
    ASSERT_TRUE(json_parser_load_from_data(parser, json.c_str(), -1, nullptr));
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    JsonArray *snapshots = json_object_get_array_member(root, "snapshots");
    std::string plain = decompressed(data_file(name + ".trc.zst"));

    for (guint i = 0; i < json_array_get_length(snapshots); i++) {
        JsonObject *snapshot = json_array_get_object_element(snapshots, i);
        auto records = static_cast<uint64_t>(json_object_get_int_member(snapshot, "records"));
        Played played(plain.substr(0, offset_behind(plain, records)));
        EXPECT_EQ("", played.error);
        EXPECT_EQ(records, played.player->records);
        expect_snapshot(played.player.get(), snapshot);
    }
    Played played(plain);
    EXPECT_EQ(0U, played.wrong()) << played.player->first.call;
    EXPECT_EQ(0U, played.player->strays);
    EXPECT_GT(played.player->predicted, 10000U);
    g_object_unref(parser);
}

INSTANTIATE_TEST_SUITE_P(Files, Sample, testing::Values("pass", "s13pass"), [](const auto &file) {
    return std::string(file.param);
});

constexpr SimAddr A = 0x7f0000100000; // aligned arenas of 64 pools
constexpr SimAddr B = 0x7f0000300000;
constexpr SimAddr FIRST = 48; // of a pool
constexpr SimAddr POOL = 16384;
constexpr SimAddr HEAP = 0x5500001000;

TEST(Player, FollowsArenasAndTheCHeap)
{
    Written written;
    written.malloc(600, HEAP)
        .arena(A)
        .malloc(40, A + FIRST)
        .malloc(33, A + FIRST + 48)
        .realloc(A + FIRST, 600, HEAP + 1024)  // leaves pymalloc
        .realloc(HEAP + 1024, 16, HEAP + 1024) // never comes back
        .realloc(A + FIRST + 48, 48, A + FIRST + 48)
        .realloc(A + FIRST + 48, 16, A + POOL + FIRST) // too much would be wasted
        .realloc(A + POOL + FIRST, 0, HEAP + 4096)
        .free(0)
        .free(HEAP)
        .end();
    Played played(written.bytes);
    EXPECT_EQ("", played.error);
    EXPECT_EQ(0U, played.wrong()) << played.player->first.call;
    EXPECT_EQ(0U, played.player->strays);
    EXPECT_EQ(4U, played.player->predicted);
    EXPECT_EQ(2U, played.player->large.count);
    EXPECT_EQ(16U, played.player->large_bytes);
    EXPECT_EQ("", fault_of(played.pymalloc()));
}

TEST(Player, FindsTheFirstWrongAddressAndGoesOn)
{
    Written written;
    written.arena(A)
        .malloc(40, A + FIRST)
        .malloc(40, A + FIRST + 96) // the real one takes +48
        .malloc(40, A + FIRST + 96 + 48)
        .free(A + FIRST + 96)
        .malloc(40, A + FIRST + 48) // the model freed it last
        .malloc(40, A + FIRST + 96);
    Played played(written.bytes);
    EXPECT_EQ("", played.error);
    EXPECT_EQ(6U - 1U, played.player->predicted);
    EXPECT_EQ(3U, played.fault(SIM_FAULT_ADDRESS));
    EXPECT_EQ(3U, played.wrong());
    const SimMismatch &first = played.player->first;
    EXPECT_EQ(3U, first.record);
    EXPECT_EQ(A + FIRST + 96, first.recorded);
    EXPECT_EQ(A + FIRST + 48, first.predicted);
    EXPECT_STREQ("obj malloc of 40 bytes (class 2, blocks of 48 bytes)", first.call);
    EXPECT_NE(nullptr, strstr(first.real, "free, number 1 in the list of pool 0x7f0000100000"));
    EXPECT_NE(nullptr, strstr(first.modelled, "2 blocks live"));
    EXPECT_EQ("", fault_of(played.pymalloc()));
}

// An interpreter that has an allocator of its own makes a table of arenas first.
TEST(Player, KnowsIsolatedInterpreters)
{
    for (bool isolated : {true, false}) {
        Written written(0x030c01f0);
        written.arena(A).malloc(40, A + FIRST).control(PYMTRC_INTERP, 1);
        if (isolated) {
            written.realloc(0, 768, HEAP, PYMTRC_RAW, PYMTRC_TAG_NESTED).arena(B);
        }
        SimAddr mine = isolated ? B + FIRST : A + FIRST + 48;
        written.malloc(40, mine)
            .control(PYMTRC_INTERP, 0)
            .malloc(40, A + FIRST + (isolated ? 48 : 96))
            .control(PYMTRC_INTERP, 1)
            .free(mine)
            .malloc(40, mine)
            .end();
        Played played(written.bytes);
        EXPECT_EQ("", played.error);
        EXPECT_EQ(0U, played.wrong());
        EXPECT_EQ(4U, played.player->predicted);
        GPtrArray *heaps = sim_player_heaps(played.player.get());
        EXPECT_EQ(isolated ? 2U : 1U, heaps->len);
        g_ptr_array_unref(heaps);
    }
}

// 3.14+: its arenas are freed without a call, and NULL for what is not used.
TEST(Player, LetsAnInterpreterEnd)
{
    Written written(0x030e00f0);
    written.arena(A)
        .malloc(40, A + FIRST)
        .control(PYMTRC_INTERP, 7)
        .realloc(0, 768, HEAP, PYMTRC_RAW, PYMTRC_TAG_NESTED)
        .arena(B)
        .malloc(40, B + FIRST)
        .arena_free(B, Written::ARENA, 0)
        .arena_free(0, Written::ARENA, 0)
        .control(PYMTRC_INTERP, 8)
        .realloc(0, 768, HEAP, PYMTRC_RAW, PYMTRC_TAG_NESTED)
        .arena(B)
        .malloc(40, B + FIRST)
        .end();
    Played played(written.bytes);
    EXPECT_EQ("", played.error);
    EXPECT_EQ(0U, played.wrong());
    GPtrArray *heaps = sim_player_heaps(played.player.get());
    EXPECT_EQ(2U, heaps->len);
    g_ptr_array_unref(heaps);
}

TEST(Player, TakesAnArenaThatCouldNotBeHad)
{
    Written written;
    written.arena(0).malloc(40, HEAP).arena(A).malloc(40, A + FIRST).free(HEAP).end();
    Played played(written.bytes);
    EXPECT_EQ(0U, played.wrong());
    EXPECT_EQ(0U, played.player->strays);
    EXPECT_EQ(1U, played.player->predicted);
    EXPECT_EQ(0U, played.player->large.count);
}

// A recording of an old version does not tell which; the size of its arenas does.
TEST(Player, TellsTheVersionFromTheFirstArena)
{
    struct {
        uint64_t size;
        const char *name;
        SimAddr second; // pool
    } const versions[] = {{1 << 20, "3.10", 16384}, {1 << 18, "3.9", 4096}};
    for (const auto &version : versions) {
        Written written(0, PYMTRC_MAGIC_1);
        written.malloc(600, HEAP)
            .arena(A, version.size)
            .malloc(40, A + FIRST)
            .malloc(80, A + version.second + FIRST)
            .end();
        Played played(written.bytes);
        EXPECT_EQ("", played.error);
        EXPECT_EQ(0U, played.wrong());
        EXPECT_STREQ(version.name, played.player->profile->name);
    }
    Played unknown(Written(0, PYMTRC_MAGIC_1).arena(A, 1 << 19).malloc(40, A + FIRST).bytes);
    EXPECT_EQ("error: byte 16: no known version has arenas of 0x80000\n", unknown.error);
}

struct Hostile {
    const char *name;
    std::string bytes;
    SimFault fault;
    uint64_t count;
};

// What no process does is counted, and the model stays whole.
TEST(Player, CountsWhatNoProcessDoes)
{
    auto start = [] { return Written().arena(A).malloc(40, A + FIRST); };
    const std::vector<Hostile> all = {
        {"double free", start().free(A + FIRST).free(A + FIRST).bytes, SIM_FAULT_NOT_LIVE, 1},
        {"free inside a block", start().free(A + FIRST + 16).bytes, SIM_FAULT_NOT_LIVE, 1},
        {"free of a header", start().free(A + 16).bytes, SIM_FAULT_NOT_LIVE, 1},
        {"realloc of a free block", start().realloc(A + FIRST + 48, 40, A + FIRST + 48).bytes,
         SIM_FAULT_NOT_LIVE, 1},
        {"malloc of a live block", start().malloc(40, A + FIRST).bytes, SIM_FAULT_ADDRESS, 1},
        {"malloc of a block that moved", start().malloc(40, A + 960).malloc(40, A + 960).bytes,
         SIM_FAULT_STILL_LIVE, 1},
        {"large block in an arena", start().malloc(5000, A + 960).bytes, SIM_FAULT_ADDRESS, 1},
        {"failed malloc", start().malloc(40, 0).bytes, SIM_FAULT_ADDRESS, 1},
        {"failed realloc in place", start().realloc(A + FIRST, 48, 0).bytes, SIM_FAULT_ADDRESS, 1},
        {"no arena", Written().malloc(40, A + FIRST).bytes, SIM_FAULT_ARENA_MISSING, 1},
        {"an arena for nothing", start().arena(B).malloc(40, A + FIRST + 48).bytes,
         SIM_FAULT_ARENA_UNUSED, 1},
        {"two arenas at once", Written().arena(A).arena(B).malloc(40, B + FIRST).bytes,
         SIM_FAULT_ARENA_UNUSED, 1},
        {"a used arena given back", start().arena_free(A).malloc(40, A + FIRST + 48).bytes,
         SIM_FAULT_ARENA_KEPT, 1},
        {"the same arena twice",
         start()
             .control(PYMTRC_INTERP, 1)
             .realloc(0, 768, HEAP, PYMTRC_RAW, PYMTRC_TAG_NESTED)
             .arena(A + 4096)
             .malloc(40, A + FIRST)
             .bytes,
         SIM_FAULT_ARENA_OVERLAP, 1},
    };
    for (const Hostile &hostile : all) {
        Played played(hostile.bytes);
        EXPECT_EQ("", played.error) << hostile.name;
        EXPECT_EQ(hostile.count, played.fault(hostile.fault)) << hostile.name;
        EXPECT_GE(played.wrong(), hostile.count) << hostile.name;
        EXPECT_EQ("", fault_of(played.pymalloc())) << hostile.name;
        EXPECT_NE(nullptr, played.player->first.call) << hostile.name;
    }
}

TEST(Player, NotesStraysOfTheCHeap)
{
    Written written;
    written.free(HEAP)
        .realloc(HEAP, 700, HEAP + 4096)
        .malloc(600, HEAP)
        .malloc(600, HEAP)
        .calloc(UINT64_MAX, 3, HEAP + 8192);
    Played played(written.bytes);
    EXPECT_EQ("", played.error);
    EXPECT_EQ(0U, played.wrong());
    EXPECT_EQ(3U, played.player->strays);
}

TEST(Player, RefusesArenasWhereNoneCanBe)
{
    Played played(Written().arena(65536).malloc(40, 65536 + FIRST).bytes);
    EXPECT_EQ("error: byte 16: no arena can be at 0x10000\n", played.error);
}

// Neither arenas that nobody takes nor interpreters that do nothing take memory for ever.
TEST(Player, IsBoundedByWhatIsLive)
{
    Written arenas;
    arenas.arena(A).malloc(40, A + FIRST);
    for (uint64_t i = 0; i < 200000; i++) {
        arenas.arena(A + (i + 2) * Written::ARENA);
    }
    Played many(arenas.bytes);
    EXPECT_EQ(199999U, many.fault(SIM_FAULT_ARENA_UNUSED));
    EXPECT_EQ(1U, g_hash_table_size(many.player->arenas));

    Written interpreters;
    for (uint64_t i = 1; i < 100000; i++) {
        interpreters.control(PYMTRC_INTERP, i);
    }
    EXPECT_EQ("error: the recording has more than 65536 interpreters\n",
              Played(interpreters.bytes).error);
}

// Tables that the recording carries.
TEST(Player, ComparesTables)
{
    Written written;
    written.arena(A).malloc(40, A + FIRST);
    std::string table = stats_of(Played(written.bytes).pymalloc());
    written.control(PYMTRC_STATS, 0).payload(PYMTRC_STATS_TEXT, table);
    Played same(written.bytes);
    EXPECT_EQ(1U, same.player->tables.equal);
    size_t at = table.find("1,048,576");
    written.control(PYMTRC_STATS, 1).payload(PYMTRC_STATS_TEXT, table.replace(at, 1, "2"));
    Played other(written.bytes);
    EXPECT_EQ(2U, other.player->tables.count);
    EXPECT_EQ(1U, other.player->tables.equal);
    EXPECT_EQ(2U, other.player->tables.wrong);
    EXPECT_STREQ("1 arenas * 1048576 bytes/arena     =            2,048,576",
                 other.player->tables.recorded);
    EXPECT_STREQ("1 arenas * 1048576 bytes/arena     =            1,048,576",
                 other.player->tables.modelled);
}

TEST(Player, KeepsTheSiteOfEachBlock)
{
    Written written;
    written
        .payload(PYMTRC_SITE_DEF, std::string("a.py\0"
                                              "12\0f",
                                              9))
        .payload(PYMTRC_SITE_DEF, std::string("b.py\0"
                                              "7\0",
                                              7))
        .control(PYMTRC_SITE, 2)
        .arena(A)
        .malloc(40, A + FIRST)
        .control(PYMTRC_SITE, 1)
        .malloc(40, A + FIRST + 48)
        .control(PYMTRC_SITE, 0)
        .malloc(40, A + FIRST + 96)
        .control(PYMTRC_SITE, 1)
        .realloc(A + FIRST + 96, 46, A + FIRST + 96);
    Played played(written.bytes);
    EXPECT_EQ("", played.error);
    auto line = [&](SimAddr addr) {
        const SimSite *site =
            sim_sites_get(played.player->sites, sim_pymalloc_mark(played.pymalloc(), addr));
        return site == nullptr ? 0 : site->line;
    };
    EXPECT_EQ(7U, line(A + FIRST));
    EXPECT_EQ(12U, line(A + FIRST + 48));
    EXPECT_EQ(12U, line(A + FIRST + 96));
    EXPECT_EQ(0U, line(A + FIRST + 960));
    Played wrong(Written().payload(PYMTRC_SITE_DEF, std::string("a.py\0x\0f", 8)).bytes);
    EXPECT_EQ("error: byte 16: this is not the definition of a site\n", wrong.error);
}

// What the survey says would go back does, when the blocks are freed.
TEST(Survey, KnowsWhatGoesBack)
{
    size_t lone = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        SimAddr next = A;
        const SimPymallocSource source = {
            [](void *data, size_t size) {
                auto *at = static_cast<SimAddr *>(data);
                return *at += size + 4096 * (*at >> 20 & 1);
            },
            [](void *, SimAddr, size_t) {},
            nullptr,
            nullptr,
        };
        SimPymalloc *pymalloc = sim_pymalloc_new(sim_profile_default(), &source, &next);
        std::mt19937 random(static_cast<uint32_t>(seed));
        std::vector<SimAddr> blocks;
        for (int i = 0; i < 30000; i++) {
            blocks.push_back(sim_pymalloc_malloc(pymalloc, 500));
        }
        for (SimAddr block : blocks) {
            if (random() % 2000 >= seed) {
                sim_pymalloc_dealloc(pymalloc, block);
            }
        }
        SimSurvey *survey = sim_survey_new(pymalloc, 1 + seed % 3);
        size_t before = pymalloc->arenas_current;
        std::vector<SimAddr> live;
        for (guint i = 0; i < survey->lone->len; i++) {
            sim_pool_visit(
                g_array_index(survey->lone, SimLonePool, i).pool,
                [](SimAddr addr, size_t, void *data) {
                    static_cast<std::vector<SimAddr> *>(data)->push_back(addr);
                },
                &live);
        }
        lone += survey->lone->len;
        EXPECT_EQ(500 * live.size(), survey->lone_bytes);
        for (SimAddr addr : live) {
            sim_pymalloc_dealloc(pymalloc, addr);
        }
        EXPECT_EQ(survey->would_return, (before - pymalloc->arenas_current) << 20) << seed;
        sim_survey_free(survey);
        sim_pymalloc_free(pymalloc);
    }
    EXPECT_GT(lone, 6U);
}

} // namespace

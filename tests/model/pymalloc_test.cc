#include "sim/model/pymalloc.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <json-glib/json-glib.h>

#include "tests/model/replayer.h"

namespace
{

std::string
data_path(const std::string &name)
{
    return std::string(PYARENA_SOURCE_DIR) + "/tests/model/data/" + name;
}

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

void
expect_snapshot(const Replayer &replayer, JsonObject *snapshot)
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
    std::string text = stats_of(replayer.pymalloc());
    for (const auto &[member, label] : lines) {
        EXPECT_EQ(number(member.c_str()), stat(text, label)) << label;
    }
    EXPECT_EQ(number("unused_pools"), unused_pools(text));
    EXPECT_EQ(classes(snapshot), classes(text));
    EXPECT_EQ(number("memobj"), static_cast<int64_t>(replayer.memobj));
    if (number("allocated_blocks") >= 0) {
        EXPECT_EQ(number("allocated_blocks"), static_cast<int64_t>(replayer.allocated_blocks()));
    }
    EXPECT_EQ("", fault_of(replayer.pymalloc()));
}

class Recording : public testing::TestWithParam<const char *>
{
};

// Every address of a small block, every arena given back, and the allocator's own
// statistics at each snapshot are those of the real process.
TEST_P(Recording, IsReproduced)
{
    std::string name = GetParam();
    auto records = recording::parse(recording::read_compressed(data_path(name + ".trc.zst")));
    ASSERT_TRUE(records.has_value());
    std::string json = recording::read_compressed(data_path(name + ".json.zst"));
    JsonParser *parser = json_parser_new();
    ASSERT_TRUE(json_parser_load_from_data(parser, json.c_str(), -1, nullptr));
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    JsonArray *snapshots = json_object_get_array_member(root, "snapshots");

    Replayer replayer;
    guint seen = 0;
    for (const auto &record : *records) {
        replayer.play(record);
        if (record.op == recording::Op::CONTROL && record.control == recording::STATS) {
            ASSERT_LT(seen, json_array_get_length(snapshots));
            expect_snapshot(replayer, json_array_get_object_element(snapshots, seen++));
        }
    }
    EXPECT_EQ(json_array_get_length(snapshots), seen);
    EXPECT_EQ(0U, replayer.wrong) << replayer.first_wrong;
    EXPECT_GT(replayer.compared, 10000U);
    RecordProperty("compared", static_cast<int>(replayer.compared));
    g_object_unref(parser);
}

INSTANTIATE_TEST_SUITE_P(Files,
                         Recording,
                         testing::Values("pass", "s13pass"),
                         [](const auto &file) { return std::string(file.param); });

} // namespace

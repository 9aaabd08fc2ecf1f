#include "sim/record/reader.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <json-glib/json-glib.h>

#include "tests/record/file.h"
#include "tests/record/written.h"

namespace
{

// All records of a recording, and how it ended.
struct Read {
    std::vector<SimRecord> records;
    std::vector<std::string> payloads;
    std::string error;
    std::string notice;
    uint64_t counted = 0;

    explicit Read(const std::string &bytes)
    {
        GError *wrong = nullptr;
        SimReader *reader = sim_reader_open_bytes(
            "rec", reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), &wrong);
        auto batch = std::make_unique<SimBatch>();
        while (reader != nullptr && sim_reader_next(reader, batch.get(), &wrong) &&
               batch->length > 0) {
            records.insert(records.end(), batch->records, batch->records + batch->length);
            counted += batch->length - batch->controls;
            if (batch->payload != nullptr) {
                payloads.emplace_back(reinterpret_cast<const char *>(batch->payload),
                                      batch->payload_length);
            }
        }
        if (wrong != nullptr) {
            error = wrong->message;
            g_error_free(wrong);
        } else {
            const char *text = sim_reader_notice(reader);
            notice = text == nullptr ? "" : text;
        }
        sim_reader_free(reader);
    }
};

// "obj.malloc", "raw.free+" where + is nested.
std::string
kind_of(const SimRecord &record)
{
    static const char *const ops[] = {"malloc",      "calloc",     "realloc", "free",
                                      "arena_alloc", "arena_free", "control"};
    static const char *const domains[] = {"raw", "mem", "obj", "-"};
    return std::string(domains[sim_record_domain(&record)]) + "." + ops[sim_record_op(&record)] +
           ((record.tag & PYMTRC_TAG_NESTED) != 0 ? "+" : "");
}

class Sample : public testing::TestWithParam<const char *>
{
};

TEST_P(Sample, HasTheRecordsOfItsDescription)
{
    std::string name = GetParam();
    std::string json = decompressed(data_file(name + ".json.zst"));
    JsonParser *parser = json_parser_new();
    ASSERT_TRUE(json_parser_load_from_data(parser, json.c_str(), -1, nullptr));
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    Read read(data_file(name + ".trc.zst"));
    EXPECT_EQ("", read.error);
    EXPECT_EQ("", read.notice);
    EXPECT_EQ(static_cast<uint64_t>(json_object_get_int_member(root, "records")), read.counted);

    std::map<std::string, int64_t> counts;
    for (const SimRecord &record : read.records) {
        if (sim_record_op(&record) != PYMTRC_CONTROL) {
            counts[kind_of(record)]++;
        }
    }
    JsonObject *expected = json_object_get_object_member(root, "counts");
    EXPECT_EQ(json_object_get_size(expected), counts.size());
    for (const auto &[kind, count] : counts) {
        EXPECT_EQ(json_object_get_int_member(expected, kind.c_str()), count) << kind;
    }
    g_object_unref(parser);
}

TEST_P(Sample, IsTheSameWhenItIsNotCompressed)
{
    std::string packed = data_file(std::string(GetParam()) + ".trc.zst");
    Read read(packed);
    Read plain(decompressed(packed));
    ASSERT_EQ(read.records.size(), plain.records.size());
    for (size_t i = 0; i < read.records.size(); i++) {
        ASSERT_EQ(read.records[i].size, plain.records[i].size) << i;
        ASSERT_EQ(read.records[i].tag, plain.records[i].tag) << i;
        ASSERT_EQ(read.records[i].offset, plain.records[i].offset) << i;
    }
}

// What was lost with the end of the file is all that is lost.
TEST_P(Sample, CutAnywhereKeepsItsBeginning)
{
    std::string packed = data_file(std::string(GetParam()) + ".trc.zst");
    size_t whole = Read(packed).records.size();
    size_t before = 0;
    for (size_t length = packed.size() / 16; length < packed.size(); length += packed.size() / 16) {
        Read read(packed.substr(0, length));
        EXPECT_NE(std::string::npos, (read.error + read.notice).find("the file is cut off"))
            << length << read.error;
        EXPECT_LE(before, read.records.size());
        before = read.records.size();
    }
    EXPECT_GT(before, whole / 2);
    EXPECT_LE(before, whole);
}

TEST_P(Sample, WithAnyByteChangedIsReadOrRefused)
{
    std::string plain = decompressed(data_file(std::string(GetParam()) + ".trc.zst"));
    plain.resize(20000);
    std::mt19937 random(7);
    for (int i = 0; i < 400; i++) {
        std::string changed = plain;
        for (unsigned n = random() % 4 + 1; n > 0; n--) {
            changed[random() % changed.size()] = static_cast<char>(random());
        }
        Read read(changed);
        EXPECT_TRUE(read.error.empty() || read.error.find("rec: error: byte ") == 0) << read.error;
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Sample, testing::Values("pass", "s13pass"), [](const auto &file) {
    return std::string(file.param);
});

TEST(Reader, DecodesEveryField)
{
    Written written;
    written.malloc(40, 0x7f0000001000)
        .calloc(3, 1000, 0x7f0000002000, PYMTRC_MEM)
        .realloc(0x7f0000001000, UINT64_MAX, 0)
        .free(0x7ffffffffff0, PYMTRC_RAW)
        .arena(0x7f0000100000)
        .arena_free(0x7f0000100000)
        .free(0)
        .calloc(UINT64_C(1) << 63, 2, 0)
        .end();
    for (const std::string &bytes : {written.bytes, written.compressed()}) {
        Read read(bytes);
        EXPECT_EQ("", read.error);
        EXPECT_EQ("", read.notice);
        ASSERT_EQ(8U, read.records.size());
        EXPECT_EQ(40U, read.records[0].size);
        EXPECT_EQ(0x7f0000001000U, read.records[0].addr);
        EXPECT_EQ(3000U, read.records[1].size);
        EXPECT_EQ(UINT64_MAX, read.records[2].size);
        EXPECT_EQ(0x7f0000001000U, read.records[2].old_addr);
        EXPECT_EQ(0U, read.records[2].addr);
        EXPECT_EQ(0x7ffffffffff0U, read.records[3].old_addr);
        EXPECT_EQ(0x7f0000100000U, read.records[5].old_addr);
        EXPECT_EQ(0U, read.records[6].old_addr);
        EXPECT_EQ(UINT64_MAX, read.records[7].size); // more than there can be
    }
}

// A payload may be longer than the reader's buffer, and records follow it.
TEST(Reader, TakesPayloadsAndSites)
{
    std::string text(300000, 'x');
    Written written;
    written.payload(PYMTRC_COMMAND, std::string("python3\0-c\0pass\0", 16))
        .payload(PYMTRC_SITE_DEF, std::string("a.py\0"
                                              "12\0f",
                                              9))
        .control(PYMTRC_SITE, 1)
        .malloc(40, 0x7f0000001000)
        .payload(99, text)
        .control(20, 5)
        .control(PYMTRC_SITE, 0)
        .malloc(40, 0x7f0000001030)
        .end();
    Read read(written.compressed());
    EXPECT_EQ("", read.error);
    ASSERT_EQ(3U, read.payloads.size());
    EXPECT_EQ(16U, read.payloads[0].size());
    EXPECT_EQ(text, read.payloads[2]);
    EXPECT_EQ(2U, read.counted);
    EXPECT_EQ(1U, read.records[2].site);
    EXPECT_EQ(0U, read.records.back().site);
}

TEST(Reader, SaysThatTheEndIsMissing)
{
    Written written;
    Read read(written.malloc(40, 0x7f0000001000).bytes);
    EXPECT_EQ("", read.error);
    EXPECT_NE("", read.notice);
    EXPECT_EQ(1U, read.counted);
}

// Every place where a plain file can end: between records, or inside one.
TEST(Reader, TellsWhereAPlainFileEndsInsideARecord)
{
    Written written;
    written.malloc(300, 0x7f0000001000).realloc(0x7f0000001000, 500, 0x7f0000009000);
    size_t second = 16 + 1 + 2 + 7;
    for (size_t length = 16; length < written.bytes.size(); length++) {
        Read read(written.bytes.substr(0, length));
        size_t start = length < second ? 16 : second;
        std::string at = "rec: error: byte " + std::to_string(start) +
                         ": the recording ends inside this record\n";
        EXPECT_EQ(length == 16 || length == second ? "" : at, read.error) << length;
    }
}

struct Wrong {
    std::string bytes;
    std::string says;
};

TEST(Reader, RefusesWhatNoRecorderWrites)
{
    const std::string header = Written().bytes;
    const std::string long_number(10, '\xff');
    const std::vector<Wrong> all = {
        {"", "byte 0: this is not a recording"},
        {"PYMTRC3\n00000000", "byte 0: this is not a recording"},
        {header.substr(0, 15), "byte 0: this is not a recording"},
        {Written().bytes.substr(0, 12) + "abcd", "byte 12: the header's last word"},
        {header + "\x17", "byte 16: no record begins so"},         // operation 7
        {header + "\x18\x01\x01", "byte 16: no record begins so"}, // malloc of no domain
        {header + "\x04\x01\x01", "byte 16: no record begins so"}, // arena of a domain
        {header + "\x0e\x01\x01", "byte 16: no record begins so"}, // control of a domain
        {header + "\x80\x01\x01", "byte 16: no record begins so"}, // malloc with an old NULL
        {header + "\x10" + long_number + "\x01\x02", "byte 16: a number is too long"},
        {header + "\x10\x05" + long_number.substr(1) + "\x02\x02", "byte 16: a number is too long"},
        {Written().malloc(5, UINT64_C(1) << 47).bytes, "byte 16: an address is not one"},
        {header + "\x10\x05\x03", "byte 16: an address is not one"}, // below 0
        {header + "\x10\x05" + std::string(1, '\0'), "byte 16: an address is not one"},
        {Written().control(5, 0).bytes, "byte 16: an unknown kind of control record"},
        {Written().control(40, UINT64_C(1) << 40).bytes, "byte 16: a control record has too many"},
        {Written().control(PYMTRC_STATS_TEXT, 9).bytes, "the recording ends inside"},
        {Written().control(PYMTRC_END, 1).bytes, "byte 16: the count at the end"},
        {Written().end().malloc(5, 16).bytes, "byte 19: there is more behind the end"},
        {Written().compressed() + "more", "its zstd stream is corrupt"},
    };
    for (const Wrong &wrong : all) {
        Read read(wrong.bytes);
        EXPECT_NE(std::string::npos, read.error.find(wrong.says))
            << wrong.says << " / " << read.error << read.notice;
    }
}

TEST(Reader, RefusesAnythingBehindACorruptBlock)
{
    std::string packed = data_file("pass.trc.zst");
    packed[packed.size() / 2] ^= 0x55;
    packed[packed.size() / 2 + 1] ^= 0x55;
    Read read(packed);
    EXPECT_NE("", read.error);
}

TEST(Reader, CountsRecordsWithinABatch)
{
    SimBatch batch = {};
    batch.number = 100;
    batch.length = 3;
    batch.records[1].tag = PYMTRC_TAG_CONTROL;
    EXPECT_EQ(101U, sim_batch_number(&batch, 0));
    EXPECT_EQ(102U, sim_batch_number(&batch, 2));
}

} // namespace

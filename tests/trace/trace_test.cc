#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/trace/trace_writer.h"

static SimTrace *
new_trace()
{
    g_autoptr(SimSource) source = sim_source_new("s.py", "a = 1\n", 6);
    return sim_trace_new(source);
}

static std::vector<std::string>
dump(const SimTrace *trace)
{
    std::vector<std::string> lines;
    SimCursor cursor;
    SimEvent event;
    sim_cursor_init(&cursor, trace);
    while (sim_cursor_next(&cursor, &event, nullptr)) {
        g_autoptr(GString) line = g_string_new(nullptr);
        sim_event_dump(&event, line);
        lines.push_back(line->str);
    }
    sim_cursor_clear(&cursor);
    return lines;
}

static void
emit_one_of_each_shape(SimTrace *trace)
{
    const SimSlot items[] = {4, SIM_SLOT_NONE, 300};
    sim_trace_emit_MAIN(trace);
    sim_trace_emit_ALLOC(trace, 2, 32, 0x7f0000000030);
    sim_trace_emit_FREE(trace, 2, 0x550000000010);
    sim_trace_emit_INT(trace, 3, INT64_MIN);
    sim_trace_emit_REAL(trace, 3, 0.1);
    sim_trace_emit_STR(trace, 3, SimText{"a\"b\n", 4});
    sim_trace_emit_FIELD(trace, 3, SIM_LABEL_BASE, SIM_SLOT_NONE);
    sim_trace_emit_SPLICE(trace, 3, 0, 2, SimSlots{items, 3});
}

static const std::vector<std::string> one_of_each_shape = {
    "main",
    "alloc domain=2 size=32 address=0x7f0000000030",
    "free domain=2 address=0x550000000010",
    "int object=#3 value=-9223372036854775808",
    "float object=#3 value=0.1",
    "str object=#3 value=\"a\\\"b\\n\"",
    "field object=#3 label=base target=-",
    "splice object=#3 start=0 removed=2 items=[#4 - #300]",
};

TEST(Trace, ReadsBackWhatWasWritten)
{
    g_autoptr(SimTrace) trace = new_trace();
    emit_one_of_each_shape(trace);
    EXPECT_EQ(sim_trace_count(trace), one_of_each_shape.size());
    EXPECT_EQ(dump(trace), one_of_each_shape);
}

TEST(Trace, EventsAreAFewBytes)
{
    g_autoptr(SimTrace) trace = new_trace();
    for (int i = 0; i < 1000; i++) {
        sim_trace_emit_INCREF(trace, 100);
    }
    EXPECT_EQ(sim_trace_size(trace), 3000u);
}

// Every packed form, with slots and numbers that fit its narrow variant, its wide one, and neither.
static void
emit_packed(SimTrace *trace, SimSlot slot, uint64_t number)
{
    const SimSlot item[] = {slot};
    sim_trace_emit_INCREF(trace, slot);
    sim_trace_emit_DECREF(trace, slot);
    sim_trace_emit_DESTROY(trace, slot);
    sim_trace_emit_drop(trace, slot);
    sim_trace_emit_die(trace, slot, 0x7f0000000030);
    sim_trace_emit_BIND(trace, number, slot);
    sim_trace_emit_LINE(trace, number);
    sim_trace_emit_new(trace, slot, 2, number, 32, 0x7f0000000030);
    sim_trace_emit_new_int(trace, slot, 2, 32, 0x7f0000000030, -static_cast<int64_t>(number));
    sim_trace_emit_CREATE(trace, slot, 2, 0x550000000010, number);
    sim_trace_emit_INT(trace, slot, static_cast<int64_t>(number));
    sim_trace_emit_REAL(trace, slot, 0.5);
    sim_trace_emit_KEY(trace, slot, 1, SIM_SLOT_NONE);
    sim_trace_emit_ATTR(trace, slot, 1, slot);
    sim_trace_emit_FIELD(trace, slot, SIM_LABEL_BASE, 7);
    sim_trace_emit_SPLICE(trace, slot, number, 0, SimSlots{item, 1});
    sim_trace_emit_SPLICE(trace, slot, number, 1, SimSlots{nullptr, 0});
    sim_trace_emit_ALLOC(trace, 1, number, 0x550000000010);
    sim_trace_emit_FREE(trace, 1, 0x550000000010);
    sim_trace_emit_BUFFER(trace, slot, SIM_LABEL_ITEMS, 0x550000000010);
    sim_trace_emit_FRAME(trace, 9, slot, SIM_SLOT_NONE);
    sim_trace_emit_UNFRAME(trace);
}

static std::vector<std::string>
packed_lines(const std::string &slot, const std::string &number)
{
    std::string block = "0x7f0000000030";
    std::string other = "0x550000000010";
    return {
        "incref object=" + slot,
        "decref object=" + slot,
        "destroy object=" + slot,
        "decref object=" + slot,
        "destroy object=" + slot,
        "decref object=" + slot,
        "destroy object=" + slot,
        "free domain=2 address=" + block,
        "bind local=" + number + " object=" + slot,
        "line line=" + number,
        "alloc domain=2 size=" + number + " address=" + block,
        "create object=" + slot + " type=#2 address=0x7f0000000050 size=" + number,
        "alloc domain=2 size=32 address=" + block,
        "create object=" + slot + " type=#2 address=" + block + " size=32",
        "int object=" + slot + " value=-" + number,
        "create object=" + slot + " type=#2 address=" + other + " size=" + number,
        "int object=" + slot + " value=" + number,
        "float object=" + slot + " value=0.5",
        "key object=" + slot + " key=#1 value=-",
        "attr object=" + slot + " name=#1 target=" + slot,
        "field object=" + slot + " label=base target=#7",
        "splice object=" + slot + " start=" + number + " removed=0 items=[" + slot + "]",
        "splice object=" + slot + " start=" + number + " removed=1 items=[]",
        "alloc domain=1 size=" + number + " address=" + other,
        "free domain=1 address=" + other,
        "buffer object=" + slot + " label=items address=" + other,
        "frame code=9 globals=" + slot + " names=-",
        "unframe",
    };
}

TEST(Trace, PackedEventsReadBackInEveryWidth)
{
    const struct {
        SimSlot slot;
        uint64_t number;
    } cases[] = {{3, 200},       {65535, 255}, {65536, 256},
                 {70000, 65535}, {3, 65536},   {4000000000, 5000000000}};
    g_autoptr(SimTrace) trace = new_trace();
    std::vector<std::string> expected;
    for (const auto &one : cases) {
        emit_packed(trace, one.slot, one.number);
        std::vector<std::string> lines =
            packed_lines("#" + std::to_string(one.slot), std::to_string(one.number));
        expected.insert(expected.end(), lines.begin(), lines.end());
    }
    EXPECT_EQ(sim_trace_count(trace), expected.size());
    EXPECT_EQ(dump(trace), expected);
}

/* Numbers that replace each other in a local, told in one record wherever it can be. */
static void
emit_numbers(SimTrace *one, SimTrace *many, unsigned count, unsigned *fused)
{
    const SimSlot base = 70000; /* wide ones */
    for (unsigned i = 0; i < count; i++) {
        SimSlot object = (i & 32) != 0 ? base + (i & 1) : (i & 1);
        SimTraceNumber number = {};
        number.type = 9;
        number.object = object + 2;
        number.old = i == 0                ? 40
                     : ((i - 1) & 32) != 0 ? base + ((i - 1) & 1) + 2
                                           : ((i - 1) & 1) + 2;
        number.block = 0x7f0000000020 + 32 * (i % 2);
        number.old_block = 0x7f0000000020 + 32 * ((i + 1) % 2);
        number.local = 3;
        number.size = 32;
        number.value = i;
        bool sum = i % 3 == 0;
        for (SimTrace *trace : {one, many}) {
            if (trace == one && (sum ? sim_trace_emit_sum(trace, &number, 5, number.old)
                                     : sim_trace_emit_next(trace, &number))) {
                ++*fused;
                continue;
            }
            if (sum) {
                sim_trace_emit_INCREF(trace, 5);
                sim_trace_emit_INCREF(trace, number.old);
            }
            sim_trace_emit_new_int(trace, number.object, 9, 32, number.block, i);
            if (sum) {
                sim_trace_emit_DECREF(trace, 5);
                sim_trace_emit_DECREF(trace, number.old);
            }
            sim_trace_emit_BIND(trace, 3, number.object);
            sim_trace_emit_die(trace, number.old, number.old_block);
        }
    }
}

TEST(Trace, NumbersInOneRecordAreTheSameEvents)
{
    g_autoptr(SimTrace) one = new_trace();
    g_autoptr(SimTrace) many = new_trace();
    unsigned fused = 0;
    emit_numbers(one, many, 40000, &fused);
    EXPECT_GT(fused, 30000u);
    EXPECT_GT(one->chunks->len, 1u);
    EXPECT_LT(sim_trace_size(one), sim_trace_size(many));
    EXPECT_EQ(sim_trace_count(one), sim_trace_count(many));
    EXPECT_EQ(dump(one), dump(many));
}

TEST(Trace, CrossesChunksAndTakesTextsLargerThanOne)
{
    g_autoptr(SimTrace) trace = new_trace();
    std::string big(1 << 20, 'x');
    for (int i = 0; i < 3; i++) {
        for (uint64_t n = 0; n < 100000; n++) {
            sim_trace_emit_ALLOC(trace, 0, n, 0x1000 + 16 * n);
        }
        sim_trace_emit_OUTPUT(trace, SimText{big.data(), big.size()});
    }
    std::vector<std::string> lines = dump(trace);
    ASSERT_EQ(lines.size(), 300003u);
    EXPECT_EQ(lines[299998], "alloc domain=0 size=99996 address=0x1879c0");
    EXPECT_EQ(lines.back().size(), big.size() + strlen("output text=\"\""));
}

/* A file in memory. */
class Sink
{
  public:
    ~Sink()
    {
        fclose(file);
        free(bytes);
    }
    std::string
    text()
    {
        fflush(file);
        return std::string(bytes, size);
    }
    char *bytes = nullptr;
    size_t size = 0;
    FILE *file = open_memstream(&bytes, &size);
};

static std::string
saved(SimTrace *trace)
{
    Sink sink;
    SimTraceWriter *writer = sim_trace_writer_new(sink.file, sim_trace_source(trace));
    EXPECT_TRUE(sim_trace_writer_finish(writer, trace, nullptr));
    return sink.text();
}

static SimTrace *
load(const std::string &file, GError **error = nullptr)
{
    return sim_trace_load("t", reinterpret_cast<const uint8_t *>(file.data()), file.size(), error);
}

TEST(TraceFile, LoadsWhatWasSaved)
{
    g_autoptr(SimTrace) trace = new_trace();
    emit_one_of_each_shape(trace);
    std::string file = saved(trace);
    g_autoptr(SimTrace) loaded = load(file);
    ASSERT_NE(loaded, nullptr);
    EXPECT_EQ(dump(loaded), one_of_each_shape);
    EXPECT_STREQ(sim_source_text(sim_trace_source(loaded), nullptr), "a = 1\n");
    EXPECT_STREQ(sim_source_name(sim_trace_source(loaded)), "s.py");
}

TEST(TraceFile, RefusesEveryTruncationAndSurvivesEveryChangedByte)
{
    g_autoptr(SimTrace) trace = new_trace();
    emit_one_of_each_shape(trace);
    std::string file = saved(trace);
    for (size_t length = 0; length < file.size(); length++) {
        g_autoptr(GError) error = nullptr;
        EXPECT_EQ(load(file.substr(0, length), &error), nullptr) << length;
        EXPECT_EQ(sim_diag_exit_status(error), 2);
    }
    for (char &byte : file) {
        for (int bit = 0; bit < 8; bit++) {
            byte = static_cast<char>(byte ^ 1 << bit);
            g_autoptr(SimTrace) loaded = load(file);
            if (loaded != nullptr) {
                dump(loaded);
            }
            byte = static_cast<char>(byte ^ 1 << bit);
        }
    }
}

static void
emit_many(SimTrace *trace)
{
    std::string big(3000000, 'x');
    for (unsigned i = 0; i < 300000; i++) {
        sim_trace_emit_ALLOC(trace, i % 3, i * 8, 0x10000 + i * 16);
        if (i % 100000 == 0) {
            sim_trace_emit_OUTPUT(trace, SimText{big.data(), big.size() - i});
        }
    }
}

TEST(TraceFile, WrittenWhileItGrowsIsTheSameTrace)
{
    g_autoptr(SimTrace) kept = new_trace();
    emit_many(kept);
    g_autoptr(SimTrace) sunk = new_trace();
    Sink sink;
    SimTraceWriter *writer = sim_trace_writer_new(sink.file, sim_trace_source(sunk));
    sim_trace_writer_attach(writer, sunk);
    emit_many(sunk);
    EXPECT_EQ(sim_trace_count(sunk), sim_trace_count(kept));
    EXPECT_GT(sunk->sunk, 3000000u);
    ASSERT_TRUE(sim_trace_writer_finish(writer, sunk, nullptr));
    g_autoptr(SimTrace) loaded = load(sink.text());
    ASSERT_NE(loaded, nullptr);
    EXPECT_EQ(dump(loaded), dump(kept));
}

TEST(TraceFile, AFullDiskIsToldAtTheEnd)
{
    g_autoptr(SimTrace) trace = new_trace();
    FILE *full = fopen("/dev/full", "wb");
    ASSERT_NE(full, nullptr);
    SimTraceWriter *writer = sim_trace_writer_new(full, sim_trace_source(trace));
    sim_trace_writer_attach(writer, trace);
    emit_many(trace);
    g_autoptr(GError) error = nullptr;
    EXPECT_FALSE(sim_trace_writer_finish(writer, trace, &error));
    EXPECT_STREQ(error->message,
                 "s.py: error: its trace cannot be written: No space left on device\n");
    fclose(full);
}

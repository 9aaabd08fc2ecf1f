#include "sim/model/heap.h"

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <gnu/libc-version.h>
#include <gtest/gtest.h>

#include "sim/model/space.h"
#include "tests/model/heap_script.h"

namespace
{

std::vector<std::string> *
log_of(void *data)
{
    return static_cast<std::vector<std::string> *>(data);
}

const SimHeapEvents EVENTS = {
    [](void *data, SimAddr, size_t size) {
        log_of(data)->push_back("arena " + std::to_string(size));
    },
    [](void *data, SimAddr) { log_of(data)->push_back("arena freed"); },
    [](void *data, SimAddr, size_t size) {
        log_of(data)->push_back("mmap " + std::to_string(size));
    },
    [](void *data, SimAddr, size_t size) {
        log_of(data)->push_back("munmap " + std::to_string(size));
    },
    [](void *data, SimAddr end) {
        log_of(data)->push_back("brk " + std::to_string(end - SIM_BRK_START));
    },
};

class HeapTest : public testing::TestWithParam<SimHeapKind>
{
  protected:
    void
    open(SimHeapKind kind,
         uint64_t max_memory = UINT64_C(2) << 30,
         SimOrigin origin = SIM_ORIGIN_COMMAND_LINE)
    {
        SimConfig config;
        sim_config_init(&config);
        config.heap = kind;
        config.max_memory = max_memory;
        config.origin[SIM_OPTION_max_memory] = origin;
        sim_heap_free(heap_);
        heap_ = sim_heap_new(&config, &EVENTS, &log_);
    }
    void
    SetUp() override
    {
        open(GetParam());
    }
    void
    TearDown() override
    {
        EXPECT_EQ("", fault());
        sim_heap_free(heap_);
    }
    std::string
    fault() const
    {
        GString *why = g_string_new(nullptr);
        bool ok = sim_heap_check(heap_, why);
        std::string text = ok ? "" : why->str;
        g_string_free(why, TRUE);
        return text;
    }

    SimHeap *heap_ = nullptr;
    std::vector<std::string> log_;
};

TEST_P(HeapTest, SmallBlocksOfMemAndObjShareThePools)
{
    SimAddr obj = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 24);
    SimAddr mem = sim_heap_malloc(heap_, SIM_DOMAIN_MEM, 32);
    SimAddr raw = sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 32);
    EXPECT_EQ(obj + 32, mem);
    EXPECT_EQ(48U, obj % 16384);
    EXPECT_LT(raw, UINT64_C(0x600000000000));
    EXPECT_EQ(88U, sim_heap_in_use(heap_));
    EXPECT_EQ(2U, sim_heap_allocated_blocks(heap_)); // RAW is not counted
    EXPECT_EQ(24U, sim_heap_block_size(heap_, obj));
    EXPECT_EQ(32U, sim_heap_block_size(heap_, raw));
    EXPECT_EQ(0U, sim_heap_block_size(heap_, obj + 64));
    EXPECT_EQ(0U, sim_heap_block_size(heap_, 16));
}

TEST_P(HeapTest, RequestsOfNothingAndOfMoreThan512BytesGoToTheCHeap)
{
    SimAddr none = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 0);
    SimAddr also_none = sim_heap_calloc(heap_, SIM_DOMAIN_MEM, 0, 8);
    SimAddr large = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 513);
    EXPECT_NE(none, also_none);
    EXPECT_LT(none, UINT64_C(0x600000000000));
    EXPECT_LT(large, UINT64_C(0x600000000000));
    EXPECT_EQ(3U, sim_heap_allocated_blocks(heap_));
    for (SimAddr addr : {none, also_none, large}) {
        sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, addr);
    }
    sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, 0);
    EXPECT_EQ(0U, sim_heap_allocated_blocks(heap_));
    EXPECT_EQ(0U, sim_heap_in_use(heap_));
}

// Measured: of a block of 512 bytes 385 stay and 384 move; what left the pools stays out.
TEST_P(HeapTest, ReallocMovesBetweenPoolsAndCHeapOneWay)
{
    SimAddr block = sim_heap_malloc(heap_, SIM_DOMAIN_MEM, 512);
    EXPECT_EQ(block, sim_heap_realloc(heap_, SIM_DOMAIN_MEM, block, 385));
    EXPECT_EQ(385U, sim_heap_in_use(heap_));
    SimAddr moved = sim_heap_realloc(heap_, SIM_DOMAIN_MEM, block, 384);
    EXPECT_NE(block, moved);
    SimAddr large = sim_heap_realloc(heap_, SIM_DOMAIN_MEM, moved, 600);
    EXPECT_LT(large, UINT64_C(0x600000000000));
    EXPECT_EQ(large, sim_heap_realloc(heap_, SIM_DOMAIN_MEM, large, 8));
    EXPECT_EQ(8U, sim_heap_in_use(heap_));
    EXPECT_EQ(1U, sim_heap_allocated_blocks(heap_));
    EXPECT_NE(0U, sim_heap_realloc(heap_, SIM_DOMAIN_MEM, 0, 500));
    EXPECT_EQ(508U, sim_heap_in_use(heap_));
}

TEST_P(HeapTest, MemoryRunsOutAtTheLimit)
{
    open(GetParam(), 8 << 20);
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 9 << 20));
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_MEM, SIZE_MAX));
    EXPECT_EQ(0U, sim_heap_calloc(heap_, SIM_DOMAIN_MEM, SIZE_MAX / 2, 3));
    EXPECT_EQ(0U, sim_heap_map(heap_, SIZE_MAX));
    SimAddr kept = sim_heap_malloc(heap_, SIM_DOMAIN_MEM, 4000);
    EXPECT_EQ(0U, sim_heap_realloc(heap_, SIM_DOMAIN_MEM, kept, 9 << 20));
    EXPECT_EQ(4000U, sim_heap_block_size(heap_, kept));
    std::vector<SimAddr> blocks;
    while (SimAddr addr = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 400)) {
        blocks.push_back(addr);
        ASSERT_LT(blocks.size(), 30000U);
    }
    EXPECT_GT(blocks.size(), 15000U);
    for (SimAddr addr : blocks) {
        sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, addr);
    }
    EXPECT_EQ(4000U, sim_heap_in_use(heap_));
}

// Arrays and everything else share one limit, and a hole can be used when it is reached.
TEST_P(HeapTest, ArrayDataCountsTowardsTheLimit)
{
    open(GetParam(), 8 << 20);
    ASSERT_NE(0U, sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 16));
    SimAddr data = sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 4 << 20);
    ASSERT_NE(0U, data);
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 4 << 20));
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 4 << 20));
    EXPECT_EQ(0U, sim_heap_realloc(heap_, SIM_DOMAIN_DATA, data, 9 << 20));
    EXPECT_EQ(4U << 20, sim_heap_block_size(heap_, data));
    sim_heap_dealloc(heap_, SIM_DOMAIN_DATA, data);
    EXPECT_NE(0U, sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 4 << 20));
}

// Nobody has set the limit: it protects the host, which arrays cost nothing.
TEST_P(HeapTest, ArraysMayGoBeyondADefaultLimit)
{
    open(GetParam(), 8 << 20, SIM_ORIGIN_DEFAULT);
    SimAddr data = sim_heap_malloc(heap_, SIM_DOMAIN_DATA, UINT64_C(20) << 30);
    ASSERT_NE(0U, data);
    SimAddr other = sim_heap_calloc(heap_, SIM_DOMAIN_DATA, UINT64_C(20) << 30, 1);
    ASSERT_NE(0U, other);
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_DATA, UINT64_C(25) << 30));
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 9 << 20));
    EXPECT_NE(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 4 << 20));
    sim_heap_dealloc(heap_, SIM_DOMAIN_DATA, data);
    sim_heap_dealloc(heap_, SIM_DOMAIN_DATA, other);
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 9 << 20));
}

TEST_P(HeapTest, RandomCallsKeepTheInvariants)
{
    struct Block {
        SimDomain domain;
        SimAddr addr;
        size_t size;
    };
    std::vector<Block> blocks;
    std::mt19937 random(7);
    size_t in_use = 0;
    for (int step = 0; step < 60000; step++) {
        size_t size = random() % (random() % 4 == 0 ? 4000 : 600);
        if (blocks.size() < 500 || random() % 5 < 2) {
            auto domain = static_cast<SimDomain>(random() % 4);
            blocks.push_back({domain, sim_heap_malloc(heap_, domain, size), 0});
            blocks.back().size = sim_heap_block_size(heap_, blocks.back().addr);
            ASSERT_EQ(blocks.back().size, size == 0 ? 1 : size);
        } else {
            Block &block = blocks[random() % blocks.size()];
            in_use -= block.size;
            if (random() % 3 == 0) {
                block.addr = sim_heap_realloc(heap_, block.domain, block.addr, size);
                block.size = size == 0 ? 1 : size;
                in_use += block.size;
            } else {
                sim_heap_dealloc(heap_, block.domain, block.addr);
                block = blocks.back();
                blocks.pop_back();
            }
            ASSERT_EQ(in_use, sim_heap_in_use(heap_));
            continue;
        }
        in_use += blocks.back().size;
        if (step % 2000 == 0) {
            ASSERT_EQ("", fault()) << "step " << step;
        }
    }
    for (const Block &block : blocks) {
        sim_heap_dealloc(heap_, block.domain, block.addr);
    }
    EXPECT_EQ(0U, sim_heap_in_use(heap_));
    EXPECT_EQ(0U, sim_heap_allocated_blocks(heap_));
}

INSTANTIATE_TEST_SUITE_P(Kinds,
                         HeapTest,
                         testing::Values(SIM_HEAP_GLIBC, SIM_HEAP_STORY),
                         [](const auto &kind) {
                             return kind.param == SIM_HEAP_GLIBC ? "Glibc" : "Story";
                         });

class HeapEvents : public HeapTest
{
  protected:
    void
    SetUp() override
    {
    }
};

// The first arena brings pymalloc's own tables along: 768 bytes that the C heap starts
// with, and two nodes of the radix tree, of which the smaller still fits into the top.
TEST_F(HeapEvents, GlibcTellsOfArenasMappingsAndTheSegment)
{
    open(SIM_HEAP_GLIBC);
    SimAddr small = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 16);
    EXPECT_EQ((std::vector<std::string>{"brk 135168", "arena 1048576", "mmap 266240"}), log_);
    log_.clear();
    SimAddr large = sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 1 << 20);
    large = sim_heap_realloc(heap_, SIM_DOMAIN_OBJ, large, 2 << 20);
    sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, large);
    sim_heap_dealloc(heap_, SIM_DOMAIN_OBJ, small);
    EXPECT_EQ((std::vector<std::string>{"mmap 1052672", "munmap 1052672", "mmap 2101248",
                                        "munmap 2101248"}),
              log_);
    SimAddr chunk = sim_heap_map(heap_, 16384);
    sim_heap_unmap(heap_, chunk, 16384);
    EXPECT_EQ("munmap 16384", log_.back());
}

TEST_F(HeapEvents, StoryHoldsNothingButBlocks)
{
    open(SIM_HEAP_STORY);
    SimAddr first = sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 8000);
    sim_heap_malloc(heap_, SIM_DOMAIN_OBJ, 16);
    sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 8000);
    SimAddr second = sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 8000);
    EXPECT_EQ(first + 8000, second);
    sim_heap_dealloc(heap_, SIM_DOMAIN_DATA, first);
    EXPECT_EQ(0U, sim_heap_malloc(heap_, SIM_DOMAIN_RAW, 8000) == first);
    EXPECT_EQ(first, sim_heap_malloc(heap_, SIM_DOMAIN_DATA, 8000));
}

constexpr const char *PYTHON = "/usr/bin/python3.11";

struct ScriptCase {
    HeapScriptProfile profile;
    uint64_t seed;
};

class Script : public testing::TestWithParam<ScriptCase>
{
};

// The three domains of the real python3, without an interpreter, follow the same script:
// every block of the C heap and every move of its end, pymalloc's own tables included.
TEST_P(Script, MatchesTheRealDomains)
{
    if (!g_file_test(PYTHON, G_FILE_TEST_IS_EXECUTABLE)) {
        GTEST_SKIP() << "there is no " << PYTHON;
    }
    if (strcmp(gnu_get_libc_version(), "2.36") != 0) {
        GTEST_SKIP() << "the C library is " << gnu_get_libc_version();
    }
    constexpr size_t STEPS = 40000;
    auto [profile, seed] = GetParam();
    std::string command = "HEAP_PROBE='" + std::to_string(profile) + " " + std::to_string(seed) +
                          " " + std::to_string(STEPS) + "' LD_PRELOAD=" PYMALLOC_PROBE " " + PYTHON;
    std::vector<uint64_t> real(2 * STEPS);
    FILE *pipe = popen(command.c_str(), "r");
    size_t got = fread(real.data(), sizeof(uint64_t), real.size(), pipe);
    ASSERT_EQ(0, pclose(pipe));
    ASSERT_EQ(real.size(), got);

    SimConfig config;
    sim_config_init(&config);
    config.max_memory = UINT64_C(1) << 46;
    SimAddr brk = SIM_BRK_START;
    SimHeapEvents events = {};
    events.brk = [](void *data, SimAddr end) { *static_cast<SimAddr *>(data) = end; };
    SimHeap *heap = sim_heap_new(&config, &events, &brk);
    HeapScript script;
    heap_script_start(&script, profile, seed);
    std::vector<SimAddr> blocks(HEAP_SCRIPT_SLOTS);
    for (size_t i = 0; i < STEPS; i++) {
        HeapScriptStep step = heap_script_next(&script);
        auto domain = static_cast<SimDomain>(step.slot % 3);
        SimAddr &block = blocks[step.slot];
        switch (step.call) {
        case HEAP_SCRIPT_MALLOC:
            block = sim_heap_malloc(heap, domain, step.size);
            break;
        case HEAP_SCRIPT_CALLOC:
            block = sim_heap_calloc(heap, domain, step.size, 1);
            break;
        case HEAP_SCRIPT_REALLOC:
            block = sim_heap_realloc(heap, domain, block, step.size);
            break;
        case HEAP_SCRIPT_FREE:
            sim_heap_dealloc(heap, domain, block);
            block = 0;
            break;
        }
        uint64_t place = block < brk && block != 0 ? block - SIM_BRK_START : block != 0;
        ASSERT_EQ(real[2 * i], place) << "step " << i;
        ASSERT_EQ(real[2 * i + 1], brk - SIM_BRK_START) << "step " << i;
    }
    EXPECT_TRUE(sim_heap_check(heap, nullptr));
    sim_heap_free(heap);
}

std::vector<ScriptCase>
script_cases()
{
    std::vector<ScriptCase> cases;
    for (unsigned profile = 0; profile < HEAP_SCRIPT_PROFILES; profile++) {
        cases.push_back({static_cast<HeapScriptProfile>(profile), 1});
        cases.push_back({static_cast<HeapScriptProfile>(profile), 2});
    }
    return cases;
}

std::string
script_name(const testing::TestParamInfo<ScriptCase> &script)
{
    static const char *const profiles[] = {"Small", "Medium", "Large", "Mixed", "Grow", "Burst"};
    return profiles[script.param.profile] + std::to_string(script.param.seed);
}

INSTANTIATE_TEST_SUITE_P(All, Script, testing::ValuesIn(script_cases()), script_name);

} // namespace

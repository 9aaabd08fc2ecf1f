#include "sim/model/glibc.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <glib.h>
#include <gnu/libc-version.h>
#include <gtest/gtest.h>

#include "tests/model/heap_script.h"

namespace
{

constexpr uint64_t UNLIMITED = UINT64_C(1) << 46;
constexpr uint64_t MAPPED = UINT64_C(1) << 63;

class Heap
{
  public:
    Heap() : space_(sim_space_new(UNLIMITED, nullptr, nullptr)), glibc_(sim_glibc_new(space_))
    {
    }
    ~Heap()
    {
        sim_glibc_free(glibc_);
        sim_space_free(space_);
    }
    Heap(const Heap &) = delete;
    Heap &operator=(const Heap &) = delete;

    SimAddr
    malloc(size_t size)
    {
        return sim_glibc_malloc(glibc_, size);
    }
    void
    free(SimAddr addr)
    {
        sim_glibc_dealloc(glibc_, addr);
    }
    bool
    is_mapped(SimAddr addr) const
    {
        return sim_glibc_is_mapped(glibc_, addr);
    }
    uint64_t
    threshold() const
    {
        return sim_glibc_mmap_threshold(glibc_);
    }
    SimAddr
    brk() const
    {
        return sim_space_brk(space_);
    }

    void
    follow(HeapScriptStep step)
    {
        SimAddr &block = blocks_[step.slot];
        switch (step.call) {
        case HEAP_SCRIPT_MALLOC:
            block = sim_glibc_malloc(glibc_, step.size);
            break;
        case HEAP_SCRIPT_CALLOC:
            block = sim_glibc_calloc(glibc_, 1, step.size);
            break;
        case HEAP_SCRIPT_REALLOC:
            block = sim_glibc_realloc(glibc_, block, step.size);
            break;
        case HEAP_SCRIPT_FREE:
            sim_glibc_dealloc(glibc_, block);
            block = 0;
            break;
        }
    }

    // As glibc_probe.c writes it.
    uint64_t
    place(unsigned slot) const
    {
        SimAddr block = blocks_[slot];
        if (block == 0) {
            return 0;
        }
        return is_mapped(block) ? block | MAPPED : block - SIM_BRK_START;
    }

    std::string
    fault() const
    {
        GString *why = g_string_new(nullptr);
        bool ok = sim_glibc_check(glibc_, why) && sim_space_check(space_, why);
        std::string text = ok ? "" : why->str;
        g_string_free(why, TRUE);
        return text;
    }

  private:
    SimSpace *space_;
    SimGlibc *glibc_;
    SimAddr blocks_[HEAP_SCRIPT_SLOTS] = {};
};

std::vector<uint64_t>
probe(unsigned profile, uint64_t seed, size_t steps)
{
    std::string command = std::string(GLIBC_PROBE) + " " + std::to_string(profile) + " " +
                          std::to_string(seed) + " " + std::to_string(steps);
    std::vector<uint64_t> words(2 * steps);
    FILE *pipe = popen(command.c_str(), "r");
    size_t got = fread(words.data(), sizeof(uint64_t), words.size(), pipe);
    EXPECT_EQ(0, pclose(pipe));
    EXPECT_EQ(words.size(), got);
    return words;
}

struct ScriptCase {
    HeapScriptProfile profile;
    uint64_t seed;
};

class Script : public testing::TestWithParam<ScriptCase>
{
};

// Every block of the heap segment and every move of its end are where the real C
// library has them; blocks with a mapping of their own are the same ones.
TEST_P(Script, MatchesTheRealMalloc)
{
    if (strcmp(gnu_get_libc_version(), "2.36") != 0) {
        GTEST_SKIP() << "the C library is " << gnu_get_libc_version();
    }
    constexpr size_t STEPS = 20000;
    auto [profile, seed] = GetParam();
    std::vector<uint64_t> real = probe(profile, seed, STEPS);
    HeapScript script;
    heap_script_start(&script, profile, seed);
    Heap heap;
    size_t in_segment = 0;
    for (size_t i = 0; i < STEPS; i++) {
        HeapScriptStep step = heap_script_next(&script);
        heap.follow(step);
        uint64_t expected = real[2 * i];
        uint64_t found = heap.place(step.slot);
        if ((expected & MAPPED) != 0) {
            expected = MAPPED | 16;
            found &= MAPPED | (SIM_PAGE_SIZE - 1);
        } else {
            in_segment++;
        }
        ASSERT_EQ(expected, found)
            << "step " << i << ": call " << step.call << ", size " << step.size;
        ASSERT_EQ(real[2 * i + 1], heap.brk() - SIM_BRK_START) << "step " << i;
        if (i % 256 == 0) {
            ASSERT_EQ("", heap.fault()) << "step " << i;
        }
    }
    EXPECT_EQ("", heap.fault());
    EXPECT_GT(in_segment, STEPS / 2);
}

std::vector<ScriptCase>
script_cases()
{
    std::vector<ScriptCase> cases;
    for (unsigned profile = 0; profile < HEAP_SCRIPT_PROFILES; profile++) {
        for (uint64_t seed = 1; seed <= 3; seed++) {
            cases.push_back({static_cast<HeapScriptProfile>(profile), seed});
        }
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

// Smallest request that gets a mapping of its own.
size_t
first_mapped(const Heap &heap)
{
    return heap.threshold() - 23;
}

TEST(Threshold, RisesWhenAMappedBlockIsFreed)
{
    // Measured: malloc and free of the first make the second the first one mapped.
    const std::pair<size_t, size_t> cases[] = {
        {1000, 131049},       {200000, 200681},   {1000000, 1003497}, {10000000, 10002409},
        {33546240, 33550313}, {33554408, 131049}, {40000000, 131049},
    };
    for (auto [size, mapped] : cases) {
        Heap heap;
        heap.free(heap.malloc(size));
        EXPECT_EQ(mapped, first_mapped(heap)) << size;
        SimAddr below = heap.malloc(mapped - 1);
        SimAddr above = heap.malloc(mapped);
        EXPECT_FALSE(heap.is_mapped(below)) << size;
        EXPECT_TRUE(heap.is_mapped(above)) << size;
    }
}

TEST(Holes, BestFitIsSplitAtItsLowerEnd)
{
    Heap heap;
    SimAddr holes[3];
    const size_t sizes[] = {5000, 3000, 4000};
    for (size_t i = 0; i < 3; i++) {
        holes[i] = heap.malloc(sizes[i]);
        heap.malloc(100); // keeps them apart
    }
    for (SimAddr hole : holes) {
        heap.free(hole);
    }
    EXPECT_EQ(holes[1], heap.malloc(2900));
    EXPECT_EQ(holes[2], heap.malloc(2900));
    EXPECT_EQ(holes[2] + 2912, heap.malloc(1000));
}

// a = rand(n); del a; b = rand(2 * n); c = rand(n), where numpy calls malloc and free.
// Measured under python3.11 with numpy 1.24.2. "guarded": another array of n follows a
// and lives. "warm": a large array was freed before, which raised the threshold.
struct StoryCase {
    size_t bytes;
    bool guarded;
    bool warm;
    bool a_mapped, b_mapped, c_mapped;
    bool b_at_a, b_overlaps_a, c_at_a;
};

constexpr StoryCase STORIES[] = {
    {1024, 0, 0, 0, 0, 0, 0, 0, 1},     {1032, 0, 0, 0, 0, 0, 0, 0, 1},
    {1040, 0, 0, 0, 0, 0, 1, 1, 0},     {4096, 0, 0, 0, 0, 0, 0, 0, 1},
    {65536, 0, 0, 0, 0, 0, 1, 1, 0},    {131048, 0, 0, 0, 0, 0, 1, 1, 0},
    {131072, 0, 0, 0, 0, 0, 1, 1, 0},   {262144, 0, 0, 0, 1, 0, 0, 0, 1},
    {1048576, 0, 0, 1, 1, 0, 0, 1, 0},  {4194304, 0, 0, 1, 1, 0, 0, 1, 0},
    {16777216, 0, 0, 1, 1, 0, 0, 1, 0}, {67108864, 0, 0, 1, 1, 1, 0, 1, 0},
    {1024, 1, 0, 0, 0, 0, 0, 0, 1},     {1032, 1, 0, 0, 0, 0, 0, 0, 1},
    {1040, 1, 0, 0, 0, 0, 0, 0, 1},     {4096, 1, 0, 0, 0, 0, 0, 0, 1},
    {65536, 1, 0, 0, 0, 0, 0, 0, 1},    {131048, 1, 0, 0, 0, 0, 0, 0, 1},
    {131072, 1, 0, 0, 0, 0, 0, 0, 1},   {262144, 1, 0, 0, 1, 0, 0, 0, 1},
    {1048576, 1, 0, 1, 1, 0, 0, 0, 0},  {4194304, 1, 0, 1, 1, 0, 0, 0, 0},
    {16777216, 1, 0, 1, 1, 0, 0, 0, 0}, {67108864, 1, 0, 1, 1, 1, 0, 0, 1},
    {1024, 0, 1, 0, 0, 0, 0, 0, 1},     {1032, 0, 1, 0, 0, 0, 0, 0, 1},
    {1040, 0, 1, 0, 0, 0, 1, 1, 0},     {4096, 0, 1, 0, 0, 0, 0, 0, 1},
    {65536, 0, 1, 0, 0, 0, 1, 1, 0},    {131048, 0, 1, 0, 0, 0, 1, 1, 0},
    {131072, 0, 1, 0, 0, 0, 1, 1, 0},   {262144, 0, 1, 0, 0, 0, 1, 1, 0},
    {1048576, 0, 1, 0, 0, 0, 1, 1, 0},  {4194304, 0, 1, 0, 0, 0, 1, 1, 0},
    {16777216, 0, 1, 0, 1, 0, 0, 0, 1}, {67108864, 0, 1, 1, 1, 1, 0, 1, 0},
    {1024, 1, 1, 0, 0, 0, 0, 0, 1},     {1032, 1, 1, 0, 0, 0, 0, 0, 1},
    {1040, 1, 1, 0, 0, 0, 0, 0, 1},     {4096, 1, 1, 0, 0, 0, 0, 0, 1},
    {65536, 1, 1, 0, 0, 0, 0, 0, 1},    {131048, 1, 1, 0, 0, 0, 0, 0, 1},
    {131072, 1, 1, 0, 0, 0, 0, 0, 1},   {262144, 1, 1, 0, 0, 0, 0, 0, 1},
    {1048576, 1, 1, 0, 0, 0, 0, 0, 1},  {4194304, 1, 1, 0, 0, 0, 0, 0, 1},
    {16777216, 1, 1, 0, 1, 0, 0, 0, 1}, {67108864, 1, 1, 1, 1, 1, 0, 0, 1},
};

class Story : public testing::TestWithParam<StoryCase>
{
};

TEST_P(Story, OfTheCourseAsMeasured)
{
    StoryCase story = GetParam();
    Heap heap;
    // "import numpy" frees a mapped buffer: from then on 395 KB is the first one mapped.
    heap.free(heap.malloc(390000));
    if (story.warm) {
        heap.free(heap.malloc(33540000));
    }
    if (story.bytes == 4096) {
        // In the process measured, this size came from a hole that was there before.
        SimAddr hole = heap.malloc(story.bytes);
        heap.malloc(100);
        heap.free(hole);
    }
    SimAddr a = heap.malloc(story.bytes);
    EXPECT_EQ(story.a_mapped, heap.is_mapped(a));
    if (story.guarded) {
        heap.malloc(story.bytes);
    }
    heap.free(a);
    SimAddr b = heap.malloc(2 * story.bytes);
    EXPECT_EQ(story.b_mapped, heap.is_mapped(b));
    EXPECT_EQ(story.b_at_a, b == a);
    EXPECT_EQ(story.b_overlaps_a, b < a + story.bytes && a < b + 2 * story.bytes);
    SimAddr c = heap.malloc(story.bytes);
    EXPECT_EQ(story.c_mapped, heap.is_mapped(c));
    EXPECT_EQ(story.c_at_a, c == a);
    EXPECT_EQ("", heap.fault());
}

std::string
story_name(const testing::TestParamInfo<StoryCase> &story)
{
    return "Bytes" + std::to_string(story.param.bytes) +
           (story.param.guarded ? "Guarded" : "Bare") + (story.param.warm ? "Warm" : "Cold");
}

INSTANTIATE_TEST_SUITE_P(Measured, Story, testing::ValuesIn(STORIES), story_name);

} // namespace

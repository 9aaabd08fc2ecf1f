#include "sim/model/pymalloc.h"

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/model/space.h"
#include "tests/model/pymalloc_script.h"

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

// What PyObject_Malloc and the others do around pymalloc, over the arenas of a script.
class Follower
{
  public:
    explicit Follower(uint64_t seed)
        : script_(std::make_unique<PymallocScript>()), source_{take_arena, give_arena, nullptr,
                                                               nullptr},
          pymalloc_(sim_pymalloc_new(sim_profile_default(), &source_, this)),
          blocks_(PYMALLOC_SCRIPT_SLOTS)
    {
        pymalloc_script_start(script_.get(), seed);
    }
    ~Follower()
    {
        sim_pymalloc_free(pymalloc_);
    }
    Follower(const Follower &) = delete;
    Follower &operator=(const Follower &) = delete;

    const SimPymalloc *
    pymalloc() const
    {
        return pymalloc_;
    }

    size_t
    allocated_blocks() const
    {
        return sim_pymalloc_live_blocks(pymalloc_) + large_blocks_;
    }

    // The place of the block of the next step, as pymalloc_probe.c writes it.
    uint64_t
    step()
    {
        PymallocScriptStep step = pymalloc_script_next(script_.get());
        uint64_t &block = blocks_[step.slot];
        switch (step.call) {
        case PYMALLOC_SCRIPT_MALLOC:
        case PYMALLOC_SCRIPT_CALLOC:
            block = allocate(step.size);
            break;
        case PYMALLOC_SCRIPT_REALLOC:
            block = resize(block, step.size);
            break;
        case PYMALLOC_SCRIPT_FREE:
            release(block);
            block = 0;
            break;
        case PYMALLOC_SCRIPT_NOTHING:
            break;
        }
        return block;
    }

  private:
    static constexpr uint64_t LARGE = 1;

    static SimAddr
    take_arena(void *data, size_t)
    {
        return pymalloc_script_take_arena(static_cast<Follower *>(data)->script_.get());
    }

    static void
    give_arena(void *data, SimAddr base, size_t)
    {
        pymalloc_script_give_arena(static_cast<Follower *>(data)->script_.get(), base);
    }

    uint64_t
    allocate(size_t size)
    {
        SimAddr addr = sim_pymalloc_malloc(pymalloc_, size);
        large_blocks_ += addr == 0;
        return addr == 0 ? LARGE : addr;
    }

    void
    release(uint64_t block)
    {
        if (block == LARGE || !sim_pymalloc_dealloc(pymalloc_, block)) {
            large_blocks_--;
        }
    }

    uint64_t
    resize(uint64_t block, size_t size)
    {
        if (block == LARGE || sim_pymalloc_resize_in_place(pymalloc_, block, size)) {
            return block;
        }
        uint64_t moved = allocate(size);
        release(block);
        return moved;
    }

    std::unique_ptr<PymallocScript> script_;
    SimPymallocSource source_;
    SimPymalloc *pymalloc_;
    std::vector<uint64_t> blocks_;
    size_t large_blocks_ = 0;
};

constexpr const char *PYTHON = "/usr/bin/python3.11";

// The words and the text of pymalloc_probe.c.
std::string
probe(uint64_t seed, size_t steps)
{
    std::string command = "PYMALLOC_PROBE='" + std::to_string(seed) + " " + std::to_string(steps) +
                          "' LD_PRELOAD=" PYMALLOC_PROBE " " + PYTHON;
    std::string output;
    FILE *pipe = popen(command.c_str(), "r");
    char buffer[65536];
    size_t got;
    while ((got = fread(buffer, 1, sizeof(buffer), pipe)) > 0) {
        output.append(buffer, got);
    }
    EXPECT_EQ(0, pclose(pipe));
    return output;
}

class Script : public testing::TestWithParam<uint64_t>
{
};

// The allocator of the real python3, without an interpreter, follows the same script
// over the same arenas: every address, then its statistics to the letter.
TEST_P(Script, MatchesTheRealPymalloc)
{
    if (!g_file_test(PYTHON, G_FILE_TEST_IS_EXECUTABLE)) {
        GTEST_SKIP() << "there is no " << PYTHON;
    }
    constexpr size_t STEPS = 2000000;
    constexpr size_t WORDS = (STEPS + 1) * sizeof(uint64_t);
    std::string real = probe(GetParam(), STEPS);
    ASSERT_GT(real.size(), WORDS);
    std::vector<uint64_t> words(STEPS + 1);
    memcpy(words.data(), real.data(), WORDS);

    Follower follower(GetParam());
    for (size_t i = 0; i < STEPS; i++) {
        ASSERT_EQ(words[i], follower.step()) << "step " << i;
        if (i % 25000 == 0) {
            ASSERT_EQ("", fault_of(follower.pymalloc())) << "step " << i;
        }
    }
    EXPECT_EQ(words[STEPS], follower.allocated_blocks());
    EXPECT_EQ(real.substr(WORDS), stats_of(follower.pymalloc()));
    EXPECT_GT(stat(real, "# arenas reclaimed"), 5);
    EXPECT_GT(stat(real, "# arenas highwater mark"), 5);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Script, testing::Values(1, 2, 3, 4));

// Arenas of eight pools of three to 125 blocks, so that every list is short and every
// edge is met often.
TEST(TinyPools, KeepTheInvariants)
{
    SimProfile profile = *sim_profile_default();
    profile.arena_bits = 14;
    profile.pool_bits = 11;
    SimSpace *space = sim_space_new(UINT64_C(1) << 30, nullptr, nullptr);
    const SimPymallocSource source = {
        [](void *data, size_t size) { return sim_space_mmap(static_cast<SimSpace *>(data), size); },
        [](void *data, SimAddr base, size_t size) {
            sim_space_munmap(static_cast<SimSpace *>(data), base, size);
        },
        nullptr,
        nullptr,
    };
    SimPymalloc *pymalloc = sim_pymalloc_new(&profile, &source, space);
    std::mt19937 random(3);
    std::vector<SimAddr> blocks;
    for (int step = 0; step < 40000; step++) {
        bool grows = step / 4000 % 2 == 0;
        if (blocks.empty() || random() % 8 < (grows ? 6 : 2)) {
            blocks.push_back(sim_pymalloc_malloc(pymalloc, 1 + random() % 512));
            ASSERT_NE(0U, blocks.back());
        } else {
            size_t index = random() % blocks.size();
            ASSERT_TRUE(sim_pymalloc_dealloc(pymalloc, blocks[index]));
            blocks[index] = blocks.back();
            blocks.pop_back();
        }
        if (step % 100 == 0) {
            ASSERT_EQ("", fault_of(pymalloc)) << "step " << step;
        }
    }
    ASSERT_EQ(blocks.size(), sim_pymalloc_live_blocks(pymalloc));
    for (SimAddr block : blocks) {
        sim_pymalloc_dealloc(pymalloc, block);
    }
    EXPECT_EQ("", fault_of(pymalloc));
    EXPECT_EQ(0U, pymalloc->in_use);
    EXPECT_GT(pymalloc->arenas_total, pymalloc->arenas_highwater);
    sim_pymalloc_free(pymalloc);
    sim_space_free(space);
}

// An arena that was given back leaves nothing behind, wherever the next one lies.
TEST(Map, ForgetsArenasThatWereGivenBack)
{
    for (SimAddr shift : {0, 4096}) {
        SimAddr next = (UINT64_C(1) << 40) + shift;
        const SimPymallocSource source = {
            [](void *data, size_t size) { return *static_cast<SimAddr *>(data) += 3 * size; },
            [](void *, SimAddr, size_t) {},
            nullptr,
            nullptr,
        };
        SimPymalloc *pymalloc = sim_pymalloc_new(sim_profile_default(), &source, &next);
        for (int round = 0; round < 100; round++) {
            std::vector<SimAddr> blocks(10000);
            for (SimAddr &block : blocks) {
                block = sim_pymalloc_malloc(pymalloc, 512);
            }
            ASSERT_GT(pymalloc->arenas_current, 4U);
            for (SimAddr block : blocks) {
                sim_pymalloc_dealloc(pymalloc, block);
            }
            ASSERT_EQ("", fault_of(pymalloc));
            ASSERT_EQ(1U, pymalloc->arenas_current);
            ASSERT_LE(pymalloc->window_count, 2U);
        }
        EXPECT_GT(pymalloc->arenas_total, 400U);
        sim_pymalloc_free(pymalloc);
    }
}

// Before 3.9 the last arena goes back as well.
TEST(Map, KeepsTheLastArenaFrom39On)
{
    for (const char *name : {"3.8", "3.9"}) {
        SimAddr next = UINT64_C(1) << 40;
        const SimPymallocSource source = {
            [](void *data, size_t size) { return *static_cast<SimAddr *>(data) += size; },
            [](void *, SimAddr, size_t) {},
            nullptr,
            nullptr,
        };
        SimPymalloc *pymalloc = sim_pymalloc_new(sim_profile_find(name), &source, &next);
        sim_pymalloc_dealloc(pymalloc, sim_pymalloc_malloc(pymalloc, 512));
        EXPECT_EQ(strcmp(name, "3.9") == 0 ? 1U : 0U, pymalloc->arenas_current);
        EXPECT_EQ("", fault_of(pymalloc));
        EXPECT_EQ(std::string::npos, stats_of(pymalloc).find("arena map"));
        sim_pymalloc_free(pymalloc);
    }
}

} // namespace

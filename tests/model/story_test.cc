#include "sim/model/story.h"

#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace
{

constexpr uint64_t LIMIT = 64 << 20;

class StoryTest : public testing::Test
{
  protected:
    StoryTest() : space_(sim_space_new(LIMIT, nullptr, nullptr)), story_(sim_story_new(space_))
    {
    }
    ~StoryTest() override
    {
        sim_story_free(story_);
        sim_space_free(space_);
    }

    // Addresses from the start of the area.
    uint64_t
    malloc(size_t size)
    {
        SimAddr addr = sim_story_malloc(story_, size);
        return addr == 0 ? UINT64_MAX : addr - SIM_BRK_START;
    }
    uint64_t
    realloc(uint64_t place, size_t size)
    {
        SimAddr addr = sim_story_realloc(story_, SIM_BRK_START + place, size);
        return addr == 0 ? UINT64_MAX : addr - SIM_BRK_START;
    }
    void
    free(uint64_t place)
    {
        sim_story_dealloc(story_, SIM_BRK_START + place);
    }
    std::string
    fault() const
    {
        GString *why = g_string_new(nullptr);
        bool ok = sim_story_check(story_, why);
        std::string text = ok ? "" : why->str;
        g_string_free(why, TRUE);
        return text;
    }

    SimSpace *space_;
    SimStory *story_;
};

// The course: a bigger array skips the hole, one that fits uses it again.
TEST_F(StoryTest, HoleIsSkippedByTheLargerAndUsedByTheFitting)
{
    uint64_t a = malloc(8000);
    EXPECT_EQ(0U, a);
    free(a);
    uint64_t b = malloc(16000);
    EXPECT_EQ(8000U, b);
    EXPECT_EQ(a, malloc(8000));
    EXPECT_EQ(24000U, malloc(8000));
    EXPECT_EQ(32000U, sim_story_extent(story_));
    EXPECT_EQ("", fault());
}

TEST_F(StoryTest, FreedNeighboursMerge)
{
    uint64_t a = malloc(1000);
    uint64_t b = malloc(1000);
    uint64_t c = malloc(1000);
    malloc(16);
    EXPECT_EQ(1008U, b);
    free(a);
    free(c);
    free(b);
    EXPECT_EQ("", fault());
    EXPECT_EQ(a, malloc(3000));
    EXPECT_EQ(3008U, malloc(16)); // what is left of the hole
    EXPECT_EQ("", fault());
}

TEST_F(StoryTest, FirstFitByAddressNotBestFit)
{
    uint64_t large = malloc(4000);
    malloc(16);
    uint64_t exact = malloc(160);
    malloc(16);
    free(exact);
    free(large);
    EXPECT_EQ(large, malloc(160));
}

TEST_F(StoryTest, HoleAtTheEndStaysAndIsNotGrown)
{
    malloc(16);
    uint64_t last = malloc(160);
    free(last);
    EXPECT_EQ(176U, sim_story_extent(story_));
    EXPECT_EQ(176U, malloc(320));
    EXPECT_EQ(last, malloc(160));
}

TEST_F(StoryTest, RequestOfNothingHasAnAddressOfItsOwn)
{
    EXPECT_NE(malloc(0), malloc(0));
    EXPECT_EQ(0U, sim_story_in_use(story_));
}

TEST_F(StoryTest, ReallocStaysWhereThereIsRoom)
{
    uint64_t a = malloc(160);
    uint64_t hole = malloc(160);
    malloc(16);
    free(hole);
    EXPECT_EQ(a, realloc(a, 320));
    EXPECT_EQ(a, realloc(a, 32));
    EXPECT_EQ(32U, malloc(160)); // cut off
    EXPECT_EQ("", fault());
    uint64_t moved = realloc(a, 400);
    EXPECT_EQ(336U, moved); // behind the last block, which it then is
    EXPECT_EQ(moved, realloc(moved, 4000));
    EXPECT_EQ(a, malloc(32));
    EXPECT_EQ("", fault());
}

TEST_F(StoryTest, FailsBeyondTheLimitAndChangesNothing)
{
    uint64_t a = malloc(LIMIT / 2);
    malloc(16);
    EXPECT_EQ(UINT64_MAX, malloc(LIMIT / 2));
    EXPECT_EQ(UINT64_MAX, malloc(SIZE_MAX));
    EXPECT_EQ(UINT64_MAX, realloc(a, LIMIT));
    EXPECT_EQ(LIMIT / 2, sim_story_size(story_, SIM_BRK_START + a));
    EXPECT_EQ("", fault());
}

// The same calls against the plainest possible first fit.
TEST_F(StoryTest, MatchesASearchThroughAllHoles)
{
    std::map<uint64_t, uint64_t> holes;
    std::vector<std::pair<uint64_t, uint64_t>> blocks;
    uint64_t end = 0;
    std::mt19937 random(1);
    for (int step = 0; step < 20000; step++) {
        if (blocks.size() < 300 || random() % 2 == 0) {
            uint64_t size = 1 + random() % (random() % 8 == 0 ? 5000 : 200);
            uint64_t need = (size + 15) / 16 * 16;
            auto hole = holes.begin();
            while (hole != holes.end() && hole->second < need) {
                ++hole;
            }
            uint64_t place = hole == holes.end() ? end : hole->first;
            if (hole == holes.end()) {
                end += need;
            } else {
                uint64_t rest = hole->second - need;
                holes.erase(hole);
                if (rest > 0) {
                    holes[place + need] = rest;
                }
            }
            ASSERT_EQ(place, malloc(size)) << "step " << step;
            blocks.emplace_back(place, need);
        } else {
            size_t index = random() % blocks.size();
            auto [place, size] = blocks[index];
            blocks[index] = blocks.back();
            blocks.pop_back();
            free(place);
            auto behind = holes.find(place + size);
            if (behind != holes.end()) {
                size += behind->second;
                holes.erase(behind);
            }
            auto before = holes.lower_bound(place);
            if (before != holes.begin() &&
                std::prev(before)->first + std::prev(before)->second == place) {
                --before;
                before->second += size;
            } else {
                holes[place] = size;
            }
        }
        if (step % 500 == 0) {
            ASSERT_EQ("", fault()) << "step " << step;
        }
    }
    EXPECT_EQ(end, sim_story_extent(story_));
}

} // namespace

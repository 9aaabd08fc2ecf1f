// Objects of a world without an interpreter: allocation, counts, the trashcan, the checker.
#include <gtest/gtest.h>

#include "sim/model/freelist.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/startup.h"
#include "sim/objects/tuple.h"

namespace
{

class Objects : public testing::Test
{
  protected:
    Objects()
    {
        sim_config_init(&config);
        world = sim_startup(&config, nullptr);
    }
    ~Objects() override
    {
        sim_world_free(world);
    }
    // The reason why the world is not well, or "".
    std::string
    trouble(const std::vector<SimObject *> &mine)
    {
        std::vector<int64_t> extra(world->slot_count + 1);
        for (const SimObject *object : mine) {
            extra[object->slot]++;
        }
        g_autoptr(GString) why = g_string_new(nullptr);
        return sim_world_check(world, extra.data(), why) ? "" : why->str;
    }
    SimConfig config;
    SimWorld *world;
};

TEST_F(Objects, AWorldIsWellFromTheStart)
{
    EXPECT_EQ(trouble({}), "");
}

TEST_F(Objects, TheCheckerSeesAReferenceTooMany)
{
    SimObject *list = sim_list_new(world, 0);
    EXPECT_EQ(trouble({list}), "");
    list->refcnt++;
    EXPECT_NE(trouble({list}).find("has a reference count of 2 but 1"), std::string::npos);
    list->refcnt--;
    sim_decref(world, list);
    EXPECT_EQ(trouble({}), "");
}

TEST_F(Objects, AListHeaderComesBackFromTheFreeListAtTheSameAddress)
{
    SimObject *list = sim_list_new(world, 0);
    SimAddr address = list->addr;
    int64_t count = world->gc->generations[0].count;
    sim_decref(world, list);
    EXPECT_EQ(world->gc->generations[0].count, count);
    list = sim_list_new(world, 0);
    EXPECT_EQ(list->addr, address);
    EXPECT_EQ(world->gc->generations[0].count, count);
    sim_decref(world, list);
}

TEST_F(Objects, AChainOfAnyLengthIsFreedWithBoundedRecursion)
{
    SimObject *chain = nullptr;
    size_t before = sim_world_live_objects(world);
    for (int i = 0; i < 200000; i++) {
        SimObject *tuple = sim_tuple_new(world, 1);
        sim_tuple_set(world, tuple, 0, chain == nullptr ? sim_int_new(world, 1000) : chain);
        chain = tuple;
    }
    EXPECT_EQ(sim_world_live_objects(world), before + 200001);
    sim_decref(world, chain);
    EXPECT_EQ(sim_world_live_objects(world), before);
    EXPECT_EQ(trouble({}), "");
}

TEST_F(Objects, MemoryThatIsNotThereIsMemoryError)
{
    EXPECT_EQ(sim_buffer_alloc(world, nullptr, SIM_LABEL_DATA, SIM_DOMAIN_RAW, size_t(1) << 40),
              0u);
    EXPECT_TRUE(sim_err_clear_if(world, SIM_TYPE_MemoryError));
    EXPECT_EQ(trouble({}), "");
}

TEST_F(Objects, TwoWorldsKnowNothingOfEachOther)
{
    SimWorld *other = sim_startup(&config, nullptr);
    SimObject *mine = sim_int_new(world, 123456);
    SimObject *theirs = sim_int_new(other, 123456);
    EXPECT_EQ(mine->addr, theirs->addr);
    sim_decref(other, theirs);
    sim_world_free(other);
    sim_decref(world, mine);
}

} // namespace

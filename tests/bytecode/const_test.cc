#include "sim/bytecode/const.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "sim/bytecode/const_table.h"

class ConstTest : public testing::Test
{
  protected:
    ~ConstTest() override
    {
        sim_region_free(region_);
    }

    const SimConst *
    integer(int64_t value)
    {
        return sim_const_new_int(region_, value);
    }

    const SimConst *
    real(double value)
    {
        return sim_const_new_real(region_, value);
    }

    const SimConst *
    text(const std::string &value, SimConstKind kind = SIM_CONST_STR)
    {
        return sim_const_new_text(region_, kind, value.data(), value.size());
    }

    const SimConst *
    tuple(const std::vector<const SimConst *> &items)
    {
        return sim_const_new_tuple(region_, items.data(), items.size());
    }

    const SimConst *
    frozenset(const std::vector<const SimConst *> &items)
    {
        return sim_const_new_frozenset(region_, items.data(), items.size());
    }

    const SimConst *yes_ = sim_const_singleton(SIM_CONST_TRUE);
    const SimConst *none_ = sim_const_singleton(SIM_CONST_NONE);
    SimRegion *region_ = sim_region_new();
};

TEST_F(ConstTest, IntegersAreHexadecimal)
{
    EXPECT_STREQ(integer(0)->text, "0");
    EXPECT_STREQ(integer(255)->text, "ff");
    EXPECT_STREQ(integer(-16)->text, "-10");
    EXPECT_STREQ(integer(INT64_MIN)->text, "-8000000000000000");
}

TEST_F(ConstTest, TypesAreToldApart)
{
    EXPECT_TRUE(sim_const_equal(integer(1), integer(1)));
    EXPECT_FALSE(sim_const_equal(integer(1), real(1.0)));
    EXPECT_FALSE(sim_const_equal(integer(1), yes_));
    EXPECT_FALSE(sim_const_equal(text("a"), text("a", SIM_CONST_BYTES)));
    EXPECT_FALSE(sim_const_equal(tuple({integer(1)}), tuple({yes_})));
    EXPECT_TRUE(sim_const_equal(tuple({integer(1), none_}), tuple({integer(1), none_})));
}

TEST_F(ConstTest, ZeroHasASign)
{
    EXPECT_FALSE(sim_const_equal(real(0.0), real(-0.0)));
    EXPECT_TRUE(sim_const_equal(real(-0.0), real(-0.0)));
}

TEST_F(ConstTest, SetsHaveNoOrder)
{
    const SimConst *a = frozenset({integer(1), text("x")});
    const SimConst *b = frozenset({text("x"), integer(1)});
    EXPECT_TRUE(sim_const_equal(a, b));
    EXPECT_EQ(sim_const_hash(a), sim_const_hash(b));
}

TEST_F(ConstTest, SetsKeepTheFirstOfEqualItems)
{
    const SimConst *set = frozenset(
        {integer(1), real(1.0), yes_, real(0.0), sim_const_singleton(SIM_CONST_FALSE), real(1.5)});
    ASSERT_EQ(set->count, 3u);
    EXPECT_EQ(set->items[0]->kind, SIM_CONST_INT);
    EXPECT_EQ(set->items[1]->kind, SIM_CONST_FLOAT);
    EXPECT_EQ(set->items[2]->real, 1.5);
}

TEST_F(ConstTest, Truth)
{
    EXPECT_FALSE(sim_const_is_true(none_));
    EXPECT_FALSE(sim_const_is_true(integer(0)));
    EXPECT_FALSE(sim_const_is_true(real(-0.0)));
    EXPECT_FALSE(sim_const_is_true(text("")));
    EXPECT_FALSE(sim_const_is_true(tuple({})));
    EXPECT_TRUE(sim_const_is_true(integer(-1)));
    EXPECT_TRUE(sim_const_is_true(tuple({none_})));
    EXPECT_TRUE(sim_const_is_true(sim_const_singleton(SIM_CONST_ELLIPSIS)));
}

TEST_F(ConstTest, LengthIsInCodePoints)
{
    EXPECT_EQ(sim_const_str_length(text("a\xc3\xa9\xe2\x88\x9a\xf0\x9f\x90\x8d")), 4u);
}

TEST_F(ConstTest, CopyNeedsNothingOfTheOriginal)
{
    g_autoptr(SimRegion) other = sim_region_new();
    const SimConst *original = tuple({text(std::string("a\0b", 3)), tuple({integer(7)})});
    const SimConst *copy = sim_const_copy(other, original);
    EXPECT_TRUE(sim_const_equal(copy, original));
    EXPECT_NE(copy->items[0]->text, original->items[0]->text);
    EXPECT_EQ(copy->items[0]->length, 3u);
}

TEST_F(ConstTest, TableSharesEqualMembers)
{
    SimConstTable *table = sim_const_table_new();
    EXPECT_EQ(sim_const_table_add(table, integer(1)), 0u);
    EXPECT_EQ(sim_const_table_add(table, real(1.0)), 1u);
    EXPECT_EQ(sim_const_table_add(table, integer(1)), 0u);
    EXPECT_EQ(sim_const_table_add(table, yes_), 2u);
    EXPECT_EQ(sim_const_table_size(table), 3u);
    sim_const_table_truncate(table, 1);
    EXPECT_EQ(sim_const_table_size(table), 1u);
    sim_const_table_free(table);
}

TEST(RegionTest, MemoryIsZeroedAndAligned)
{
    g_autoptr(SimRegion) region = sim_region_new();
    for (size_t size = 1; size < 100000; size = size * 3 + 1) {
        auto *memory = static_cast<unsigned char *>(sim_region_alloc(region, size));
        EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % 16, 0u);
        for (size_t i = 0; i < size; i++) {
            ASSERT_EQ(memory[i], 0);
        }
        memset(memory, 0xff, size);
    }
}

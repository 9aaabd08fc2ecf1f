#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "sim/base/real.h"

static std::string
repr(double value)
{
    g_autoptr(GString) out = g_string_new(nullptr);
    sim_real_repr(value, out);
    return out->str;
}

/* What python3 prints for each. */
TEST(Real, IsPythonsRepr)
{
    EXPECT_EQ(repr(0.1), "0.1");
    EXPECT_EQ(repr(0.0), "0.0");
    EXPECT_EQ(repr(-0.0), "-0.0");
    EXPECT_EQ(repr(1e15), "1000000000000000.0");
    EXPECT_EQ(repr(1e16), "1e+16");
    EXPECT_EQ(repr(123456789.125), "123456789.125");
    EXPECT_EQ(repr(0.0001), "0.0001");
    EXPECT_EQ(repr(0.00001234), "1.234e-05");
    EXPECT_EQ(repr(5e-324), "5e-324");
    EXPECT_EQ(repr(1.7976931348623157e308), "1.7976931348623157e+308");
    EXPECT_EQ(repr(std::nan("")), "nan");
    EXPECT_EQ(repr(-INFINITY), "-inf");
}

TEST(Real, IsShortestAtPowersOfTwo)
{
    EXPECT_EQ(repr(std::ldexp(1, -24)), "5.960464477539063e-08");
    EXPECT_EQ(repr(std::ldexp(1, -44)), "5.684341886080802e-14");
    EXPECT_EQ(repr(std::ldexp(1, 89)), "6.189700196426902e+26");
}

#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/syntax/parsed.h"

static std::string
repr(const SimConst &value)
{
    g_autoptr(GString) out = g_string_new(nullptr);
    sim_const_repr(&value, out);
    return out->str;
}

static SimConst
number(SimConstKind kind, const char *digits, double real)
{
    SimConst value = {};
    value.kind = kind;
    value.text = digits;
    value.length = digits == nullptr ? 0 : strlen(digits);
    value.real = real;
    return value;
}

static std::string
float_repr(double value)
{
    return repr(number(SIM_CONST_FLOAT, nullptr, value));
}

TEST(ConstTest, Floats)
{
    EXPECT_EQ("0.1", float_repr(0.1));
    EXPECT_EQ("-0.0", float_repr(-0.0));
    EXPECT_EQ("0.30000000000000004", float_repr(0.1 + 0.2));
    EXPECT_EQ("1e+16", float_repr(1e16));
    EXPECT_EQ("1234567890123456.0", float_repr(1234567890123456.0));
    EXPECT_EQ("0.0001", float_repr(1e-4));
    EXPECT_EQ("1e-05", float_repr(1e-5));
    EXPECT_EQ("5e-324", float_repr(5e-324));
    EXPECT_EQ("1.7976931348623157e+308", float_repr(1.7976931348623157e308));
    EXPECT_EQ("-inf", float_repr(-INFINITY));
    EXPECT_EQ("nan", float_repr(NAN));
}

TEST(ConstTest, Integers)
{
    EXPECT_EQ("0", repr(number(SIM_CONST_INT, "0", 0)));
    EXPECT_EQ("-255", repr(number(SIM_CONST_INT, "-ff", 0)));
    EXPECT_EQ("1208925819614629174706176", repr(number(SIM_CONST_INT, "100000000000000000000", 0)));
}

static const SimConst *
constant(const Parsed &parsed)
{
    return parsed.value()->as.Constant.value;
}

TEST(ConstTest, IntegersAreHexadecimalDigits)
{
    Parsed zero("000");
    EXPECT_STREQ("0", constant(zero)->text);
    Parsed big("1_000_000_000_000_000_000_000");
    EXPECT_STREQ("3635c9adc5dea00000", constant(big)->text);
    Parsed binary("0b1010_1010");
    EXPECT_STREQ("aa", constant(binary)->text);
}

TEST(ConstTest, StringsAreUtf8)
{
    Parsed parsed("'a\\x00\\xe9\\ud800\\U0001F600'");
    const SimConst *value = constant(parsed);
    EXPECT_EQ(std::string("a\0\xC3\xA9\xED\xA0\x80\xF0\x9F\x98\x80", 11),
              std::string(value->text, value->length));
    EXPECT_EQ("'a\\x00é\\ud800😀'", repr(*value));
    Parsed bytes("b'a\\x00\\xe9'");
    EXPECT_EQ(std::string("a\0\xE9", 3),
              std::string(constant(bytes)->text, constant(bytes)->length));
}

TEST(ConstTest, Quotes)
{
    Parsed single("'it\\'s'");
    EXPECT_EQ("\"it's\"", repr(*constant(single)));
    Parsed both("'it\\'s \"'");
    EXPECT_EQ("'it\\'s \"'", repr(*constant(both)));
}

TEST(ConstTest, Collections)
{
    SimConst one = number(SIM_CONST_INT, "1", 0);
    SimConst none = {};
    const SimConst *items[] = {&one, &none};
    SimConst tuple = {};
    tuple.kind = SIM_CONST_TUPLE;
    tuple.items = items;
    EXPECT_EQ("()", repr(tuple));
    tuple.count = 1;
    EXPECT_EQ("(1,)", repr(tuple));
    tuple.count = 2;
    EXPECT_EQ("(1, None)", repr(tuple));
    tuple.kind = SIM_CONST_FROZENSET;
    EXPECT_EQ("frozenset({1, None})", repr(tuple));
    tuple.count = 0;
    EXPECT_EQ("frozenset()", repr(tuple));
}

/* Limits of folding. The values are those of python3.11; what is computed in general is
 * compared with it by same_as_python_random. */
#include "sim/bytecode/arith.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/bytecode/compiled.h"

/* The constant that an expression is folded to, as repr; "-" if it is not. */
static std::string
folded(const std::string &expression)
{
    Compiled compiled("x = " + expression);
    const SimCode *code = compiled.code();
    if (code == nullptr || code->instrs[1].op != SIM_OPCODE_LOAD_CONST ||
        code->instrs[2].op != SIM_OPCODE_STORE_NAME) {
        return "-";
    }
    g_autoptr(GString) text = g_string_new(nullptr);
    sim_const_repr(code->consts[code->instrs[1].arg].value, text);
    return text->str;
}

struct Case {
    const char *expression;
    const char *value;
};

class ArithTest : public testing::TestWithParam<Case>
{
};

TEST_P(ArithTest, Folds)
{
    EXPECT_EQ(folded(GetParam().expression), GetParam().value) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(Numbers,
                         ArithTest,
                         testing::Values(Case{"2 ** 64", "18446744073709551616"},
                                         Case{"2 ** 65", "-"},
                                         Case{"1 << 127",
                                              "170141183460469231731687303715884105728"},
                                         Case{"1 << 128", "-"},
                                         Case{"0 << 1000", "0"},
                                         Case{"2 ** 64 * 2 ** 64", "-"},
                                         Case{"2 ** -1", "0.5"},
                                         Case{"1 / 0", "-"},
                                         Case{"0 / -(2 ** 60)", "-0.0"},
                                         Case{"10 ** 30 / 10 ** 29", "10.0"},
                                         Case{"(2 ** 53 + 1) * 1.0", "9007199254740992.0"},
                                         Case{"(2 ** 53 + 3) * 1.0", "9007199254740996.0"},
                                         Case{"-7 // 2", "-4"},
                                         Case{"-7 % 3", "2"},
                                         Case{"-7.5 % 2", "0.5"},
                                         Case{"-1 >> 1000", "-1"},
                                         Case{"1 << -1", "-"},
                                         Case{"1e308 * 10", "inf"},
                                         Case{"10.0 ** 400", "-"},
                                         Case{"(-8) ** 0.5", "-"},
                                         Case{"True & False", "False"},
                                         Case{"True + True", "2"},
                                         Case{"~True", "-2"},
                                         Case{"not ()", "True"},
                                         Case{"-'a'", "-"}));

INSTANTIATE_TEST_SUITE_P(Sequences,
                         ArithTest,
                         testing::Values(Case{"'a' + 'b'", "'ab'"},
                                         Case{"'a' + b'b'", "-"},
                                         Case{"'ab' * 2", "'abab'"},
                                         Case{"'a' * -1", "-"},
                                         Case{"'' * 10 ** 9", "''"},
                                         Case{"'' * 10 ** 30", "-"},
                                         Case{"'a' * 4097", "-"},
                                         Case{"(1,) * 2", "(1, 1)"},
                                         Case{"(1,) * 257", "-"},
                                         Case{"((1,) * 100,) * 20", "-"},
                                         Case{"(1, 2)[-1]", "2"},
                                         Case{"(1, 2)[2]", "-"},
                                         Case{"'a\xc3\xa9'[1]", "'\xc3\xa9'"},
                                         Case{"b'ab'[1]", "98"},
                                         Case{"'abc'[True]", "'b'"},
                                         Case{"'%d' % 1", "-"}));

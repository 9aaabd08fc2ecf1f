// repr() and formatting of floats, against the real python3: random bit patterns, powers of
// two and ten and their neighbours, integers, subnormals.

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/objects/float_private.h"
#include "tests/support/python.h"

namespace
{

std::vector<double>
sample(size_t random_count)
{
    std::vector<double> values = {0.0, -0.0, INFINITY, -INFINITY,
                                  NAN, 1e22, 1e23,     9007199254740993.0};
    for (int e = -1074; e < 1024; e++) {
        double power = std::ldexp(1.0, e);
        values.insert(values.end(),
                      {power, -power, std::nextafter(power, 0.0), std::nextafter(power, INFINITY)});
    }
    for (int e = -323; e < 309; e++) {
        double power = std::strtod(("1e" + std::to_string(e)).c_str(), nullptr);
        values.insert(values.end(), {power, power * 1.5, std::nextafter(power, 0.0)});
    }
    std::mt19937_64 random(20231);
    for (size_t i = 0; i < random_count; i++) {
        uint64_t bits = random();
        double value;
        std::memcpy(&value, &bits, sizeof value);
        values.push_back(value);
        values.push_back(static_cast<double>(static_cast<int64_t>(random() >> (random() % 60))) /
                         std::pow(10.0, static_cast<double>(random() % 12)));
    }
    return values;
}

// As bits: nothing of the text of floats is needed to hand them over.
std::string
bits_of(double value)
{
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return std::to_string(bits);
}

std::string
text_of(double value, char code, int precision, unsigned flags)
{
    GString *out = g_string_new(nullptr);
    sim_float_format(value, code, precision, flags, out);
    std::string text(out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}

TEST(FloatText, ReprIsPythons)
{
    if (!has_python()) {
        GTEST_SKIP();
    }
    std::vector<std::string> inputs;
    std::vector<std::string> actual;
    std::string input;
    for (double value : sample(60000)) {
        inputs.push_back(bits_of(value));
        input += inputs.back() + "\n";
        GString *out = g_string_new(nullptr);
        sim_float_repr(value, out);
        actual.emplace_back(out->str);
        g_string_free(out, TRUE);
    }
    expect_same_lines(
        inputs,
        run_python("import struct, sys\n"
                   "for line in open(sys.argv[1]):\n"
                   "    print(struct.unpack('d', int(line).to_bytes(8, 'little'))[0])",
                   input),
        actual);
}

TEST(FloatText, FormatsArePythons)
{
    if (!has_python()) {
        GTEST_SKIP();
    }
    std::vector<std::string> inputs;
    std::vector<std::string> actual;
    std::string input;
    std::mt19937 random(7);
    for (double value : sample(6000)) {
        char code = "eEfFgG"[random() % 6];
        int precision = static_cast<int>(random() % 25);
        bool alternate = random() % 4 == 0;
        inputs.push_back(bits_of(value) + " " + (alternate ? "#" : "") + "." +
                         std::to_string(precision) + code);
        input += inputs.back() + "\n";
        actual.push_back(text_of(value, code, precision, alternate ? SIM_FLOAT_ALTERNATE : 0));
    }
    expect_same_lines(
        inputs,
        run_python("import struct, sys\n"
                   "for line in open(sys.argv[1]):\n"
                   "    bits, spec = line.split()\n"
                   "    value, = struct.unpack('d', int(bits).to_bytes(8, 'little'))\n"
                   "    print(format(value, spec))",
                   input),
        actual);
}

TEST(FloatText, ReadsWhatItWrites)
{
    for (double value : sample(20000)) {
        std::string text = text_of(value, 'r', 0, SIM_FLOAT_ADD_DOT_0);
        double back = 0.0;
        ASSERT_TRUE(sim_float_read(text.data(), text.data() + text.size(), &back)) << text;
        ASSERT_TRUE(back == value || (std::isnan(back) && std::isnan(value))) << text;
    }
}

} // namespace

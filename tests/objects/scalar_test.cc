// Operations on ints, floats, strings and bytes: random ones made by scalar_cases.py, which
// also says what the real python3 makes of them: result, size, exception and message.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/slice.h"
#include "sim/objects/startup.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "tests/support/golden.h"
#include "tests/support/python.h"

namespace
{

std::vector<std::string>
split(const std::string &text, char separator)
{
    std::vector<std::string> parts(1);
    for (char c : text) {
        if (c == separator) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string
from_hex(const std::string &hex)
{
    std::string bytes;
    for (size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

using Binary = SimObject *(*) (SimWorld *, SimObject *, SimObject *);
using Unary = SimObject *(*) (SimWorld *, SimObject *);

class Machine
{
  public:
    Machine()
    {
        sim_config_init(&config_);
        world_ = sim_startup(&config_, nullptr);
    }
    ~Machine()
    {
        sim_world_free(world_);
    }
    Machine(const Machine &) = delete;
    Machine &operator=(const Machine &) = delete;

    // What the case gives, as scalar_cases.py would print it.
    std::string
    run(const std::string &text)
    {
        std::vector<std::string> tokens = split(text, ' ');
        size_t at = 1;
        std::vector<SimObject *> operands;
        while (at < tokens.size()) {
            operands.push_back(read(tokens, &at));
        }
        SimObject *result = apply(tokens[0], operands);
        std::string shown = result == nullptr ? show_error() : show(result);
        if (result != nullptr) {
            sim_decref(world_, result);
        }
        for (SimObject *operand : operands) {
            sim_decref(world_, operand);
        }
        return shown;
    }

    size_t
    live() const
    {
        return sim_world_live_objects(world_);
    }

    std::string
    check()
    {
        GString *why = g_string_new(nullptr);
        std::string text = sim_world_check(world_, nullptr, why) ? "" : why->str;
        g_string_free(why, TRUE);
        return text;
    }

  private:
    SimObject *
    read_items(const std::vector<std::string> &tokens, size_t *at, char kind, size_t count)
    {
        std::vector<SimObject *> items;
        for (size_t i = 0; i < (kind == 'd' ? 2 * count : count); i++) {
            items.push_back(read(tokens, at));
        }
        if (kind == 't') {
            return sim_tuple_from_stolen(world_, items.data(), count);
        }
        if (kind == 'l') {
            return sim_list_from_stolen(world_, items.data(), count);
        }
        SimObject *dict = sim_dict_new(world_);
        for (size_t i = 0; i < 2 * count; i += 2) {
            sim_dict_set(world_, dict, items[i], items[i + 1]);
            sim_decref(world_, items[i]);
            sim_decref(world_, items[i + 1]);
        }
        return dict;
    }

    SimObject *
    read_slice(const std::vector<std::string> &tokens, size_t *at)
    {
        SimObject *parts[3];
        for (SimObject *&part : parts) {
            part = read(tokens, at);
        }
        SimObject *slice = sim_slice_new(world_, parts[0], parts[1], parts[2]);
        for (SimObject *part : parts) {
            sim_decref(world_, part);
        }
        return slice;
    }

    SimObject *
    read_type(const std::string &name)
    {
        static const std::map<std::string, SimTypeId> types = {{"int", SIM_TYPE_INT},
                                                               {"float", SIM_TYPE_FLOAT},
                                                               {"str", SIM_TYPE_STR},
                                                               {"bytes", SIM_TYPE_BYTES}};
        return sim_newref(world_, &sim_type(world_, types.at(name))->ob);
    }

    SimObject *
    read(const std::vector<std::string> &tokens, size_t *at)
    {
        const std::string &token = tokens.at((*at)++);
        std::string rest = token.substr(1);
        switch (token[0]) {
        case 'N':
            return sim_newref(world_, SIM_NONE(world_));
        case 'T':
        case 'F':
            return sim_bool_new(world_, token[0] == 'T');
        case 'i':
            return sim_int_from_hex(world_, rest.c_str());
        case 'f': {
            uint64_t bits = std::stoull(rest, nullptr, 16);
            double value;
            memcpy(&value, &bits, sizeof value);
            return sim_float_new(world_, value);
        }
        case 's': {
            std::string text = from_hex(rest);
            return sim_str_new_size(world_, text.data(), text.size());
        }
        case 'b': {
            std::string bytes = from_hex(rest);
            return sim_bytes_new(world_, reinterpret_cast<const uint8_t *>(bytes.data()),
                                 bytes.size());
        }
        case 'S':
            return read_slice(tokens, at);
        case 'K':
            return read_type(rest);
        default:
            return read_items(tokens, at, token[0], std::stoul(rest));
        }
    }

    SimObject *
    call_method(const std::string &operation, const std::vector<SimObject *> &operands)
    {
        std::vector<std::string> names = split(operation.substr(1), ',');
        SimObject *name = sim_str_intern(world_, names[0].c_str());
        SimObject *method = sim_object_getattr(world_, operands[0], name);
        sim_decref(world_, name);
        if (method == nullptr) {
            return nullptr;
        }
        SimObject *kwnames = nullptr;
        if (names.size() > 1) {
            kwnames = sim_tuple_new(world_, names.size() - 1);
            for (size_t i = 1; i < names.size(); i++) {
                sim_tuple_set(world_, kwnames, i - 1, sim_str_intern(world_, names[i].c_str()));
            }
        }
        SimObject *result = sim_object_vectorcall(world_, method, operands.data() + 1,
                                                  operands.size() - names.size(), kwnames);
        sim_decref(world_, method);
        sim_xdecref(world_, kwnames);
        return result;
    }

    SimObject *
    from_number(int64_t value)
    {
        return sim_err_occurred(world_) != nullptr ? nullptr : sim_int_new(world_, value);
    }

    SimObject *
    unary(const std::string &operation, SimObject *a)
    {
        static const std::map<std::string, Unary> functions = {
            {"negative", sim_number_negative}, {"positive", sim_number_positive},
            {"absolute", sim_number_absolute}, {"invert", sim_number_invert},
            {"repr", sim_object_repr},         {"str", sim_object_str},
            {"items", sim_list_from_iterable}};
        if (operation == "hash") {
            return from_number(sim_object_hash(world_, a));
        }
        if (operation == "len") {
            return from_number(sim_object_length(world_, a));
        }
        if (operation == "bool") {
            return sim_bool_new(world_, sim_object_is_true(world_, a) > 0);
        }
        return functions.at(operation)(world_, a);
    }

    SimObject *
    binary(const std::string &operation, SimObject *a, SimObject *b)
    {
        static const std::map<std::string, Binary> functions = {
            {"add", sim_number_add},
            {"subtract", sim_number_subtract},
            {"multiply", sim_number_multiply},
            {"true_divide", sim_number_true_divide},
            {"floor_divide", sim_number_floor_divide},
            {"remainder", sim_number_remainder},
            {"divmod", sim_number_divmod},
            {"lshift", sim_number_lshift},
            {"rshift", sim_number_rshift},
            {"and", sim_number_and},
            {"or", sim_number_or},
            {"xor", sim_number_xor},
            {"getitem", sim_object_getitem},
            {"format", sim_object_format}};
        static const std::map<std::string, SimCompareOp> comparisons = {
            {"lt", SIM_LT}, {"le", SIM_LE}, {"eq", SIM_EQ},
            {"ne", SIM_NE}, {"gt", SIM_GT}, {"ge", SIM_GE}};
        auto comparison = comparisons.find(operation);
        if (comparison != comparisons.end()) {
            return sim_object_richcompare(world_, a, b, comparison->second);
        }
        if (operation == "contains") {
            int found = sim_object_contains(world_, a, b);
            return found < 0 ? nullptr : sim_bool_new(world_, found > 0);
        }
        return functions.at(operation)(world_, a, b);
    }

    SimObject *
    apply(const std::string &operation, const std::vector<SimObject *> &operands)
    {
        if (operation[0] == '.') {
            return call_method(operation, operands);
        }
        if (operation == "call") {
            return sim_object_vectorcall(world_, operands[0], operands.data() + 1,
                                         operands.size() - 1, nullptr);
        }
        if (operation == "power") {
            return sim_number_power(world_, operands[0], operands[1],
                                    operands.size() > 2 ? operands[2] : SIM_NONE(world_));
        }
        return operands.size() == 1 ? unary(operation, operands[0])
                                    : binary(operation, operands[0], operands[1]);
    }

    std::string
    text_of(SimObject *str)
    {
        SimObject *ascii = str == nullptr ? nullptr : sim_object_ascii(world_, str);
        std::string text = ascii == nullptr ? "?" : sim_str_utf8(ascii, nullptr);
        sim_xdecref(world_, ascii);
        return text;
    }

    std::string
    show(SimObject *result)
    {
        std::string text = text_of(result);
        if (SIM_IS_INT(result) || SIM_IS_FLOAT(result) || SIM_IS_STR(result) ||
            SIM_IS_BYTES(result)) {
            const SimTypeSlots &slots = result->type->slots;
            size_t size = slots.tp_sizeof == nullptr ? result->type->basicsize
                                                     : slots.tp_sizeof(world_, result);
            text += " #" + std::to_string(size);
        }
        return text;
    }

    // As Python's ascii() of the message, without quotes.
    std::string
    show_error()
    {
        SimObject *exception = sim_err_fetch(world_);
        std::string text = exception->type->name;
        SimObject *message = sim_object_str(world_, exception);
        size_t bytes;
        const char *utf8 = message == nullptr ? "?" : sim_str_utf8(message, &bytes);
        text += ": ";
        for (const char *at = utf8; *at != '\0';) {
            gunichar c = g_utf8_get_char(at);
            at = g_utf8_next_char(at);
            char buffer[16];
            g_snprintf(buffer, sizeof buffer,
                       c == '\n'     ? "\\n"
                       : c < 0x80    ? "%c"
                       : c < 0x100   ? "\\x%02x"
                       : c < 0x10000 ? "\\u%04x"
                                     : "\\U%08x",
                       c);
            text += buffer;
        }
        sim_xdecref(world_, message);
        sim_decref(world_, exception);
        return text;
    }

    SimConfig config_;
    SimWorld *world_;
};

class Scalar : public testing::TestWithParam<const char *>
{
};

TEST_P(Scalar, AgreesWithPython)
{
    if (!has_python()) {
        GTEST_SKIP();
    }
    std::string script = "import sys; sys.argv[1:] = ['" + std::string(GetParam()) +
                         "', '1500']\n" + read_source_file("tests/objects/scalar_cases.py");
    Machine machine;
    std::vector<std::string> cases;
    std::vector<std::string> expected;
    std::vector<std::string> actual;
    for (const std::string &line : run_python(script, "")) {
        size_t tab = line.find('\t');
        cases.push_back(line.substr(0, tab));
        expected.push_back(line.substr(tab + 1));
    }
    for (const std::string &text : cases) {
        actual.push_back(machine.run(text));
    }
    expect_same_lines(cases, expected, actual);
    EXPECT_EQ("", machine.check());
    // Nothing is left behind: the same cases again need no new objects.
    size_t live = machine.live();
    for (const std::string &text : cases) {
        machine.run(text);
    }
    EXPECT_EQ(live, machine.live());
}

INSTANTIATE_TEST_SUITE_P(Groups,
                         Scalar,
                         testing::Values("ints",
                                         "int_methods",
                                         "floats",
                                         "float_methods",
                                         "formats",
                                         "percents",
                                         "braces",
                                         "strings",
                                         "codecs",
                                         "byte_strings"),
                         [](const testing::TestParamInfo<const char *> &group) {
                             return std::string(group.param);
                         });

} // namespace

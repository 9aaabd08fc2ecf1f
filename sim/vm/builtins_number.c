/* Built-in functions about numbers and characters. */
#include "sim/vm/builtins.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"

static SimObject *
builtin_abs(SIM_BUILTIN_PARAMETERS)
{
    return sim_number_absolute(world, args[0]);
}

static SimObject *
builtin_divmod(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "divmod", nargs, 2, 2)) {
        return NULL;
    }
    return sim_number_divmod(world, args[0], args[1]);
}

static SimObject *
builtin_pow(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"base", "exp", "mod", NULL};
    SimObject *out[3];
    if (!sim_arg_parse(world, "pow", names, 2, 3, args, nargs, kwnames, out)) {
        return NULL;
    }
    return sim_number_power(world, out[0], out[1], out[2] != NULL ? out[2] : SIM_NONE(world));
}

static SimObject *
builtin_round(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"number", "ndigits", NULL};
    SimObject *out[2];
    if (!sim_arg_parse(world, "round", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    SimObject *method;
    int found = sim_object_lookup_special(world, out[0], SIM_ID(world, __round__), &method);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, "type %s doesn't define __round__ method",
                           out[0]->type->name);
        }
        return NULL;
    }
    SimObject *result = out[1] == NULL || out[1] == SIM_NONE(world)
                            ? sim_object_call_noargs(world, method)
                            : sim_object_call_one(world, method, out[1]);
    sim_decref(world, method);
    return result;
}

static SimObject *
in_base(SimWorld *world, SimObject *object, int base, const char *prefix)
{
    SimObject *number = sim_number_index(world, object);
    if (number == NULL) {
        return NULL;
    }
    g_autofree char *digits = sim_int_digits(world, number, base);
    sim_decref(world, number);
    if (digits == NULL) {
        return NULL;
    }
    bool negative = digits[0] == '-';
    return sim_str_format(world, "%s%s%s", negative ? "-" : "", prefix, digits + negative);
}

static SimObject *
builtin_bin(SIM_BUILTIN_PARAMETERS)
{
    return in_base(world, args[0], 2, "0b");
}

static SimObject *
builtin_oct(SIM_BUILTIN_PARAMETERS)
{
    return in_base(world, args[0], 8, "0o");
}

static SimObject *
builtin_hex(SIM_BUILTIN_PARAMETERS)
{
    return in_base(world, args[0], 16, "0x");
}

static SimObject *
builtin_chr(SIM_BUILTIN_PARAMETERS)
{
    SimObject *number = sim_number_index(world, args[0]);
    if (number == NULL) {
        return NULL;
    }
    int64_t point;
    bool fits = sim_int_get(number, &point);
    sim_decref(world, number);
    if (!fits || point < INT32_MIN || point > INT32_MAX) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "Python int too large to convert to C int");
    }
    if (point < 0 || point > 0x10ffff) {
        return sim_err_format(world, SIM_TYPE_ValueError, "chr() arg not in range(0x110000)");
    }
    return sim_str_from_char(world, (uint32_t) point);
}

static SimObject *
builtin_ord(SIM_BUILTIN_PARAMETERS)
{
    SimObject *text = args[0];
    int64_t length;
    if (SIM_IS_STR(text)) {
        const SimStr *str = (const SimStr *) (void *) text;
        length = str->length;
        if (length == 1) {
            return sim_int_new(world, sim_str_read(str, 0));
        }
    } else if (SIM_IS_BYTES(text)) {
        const SimBytes *bytes = (const SimBytes *) (void *) text;
        length = bytes->length;
        if (length == 1) {
            return sim_int_new(world, bytes->data[0]);
        }
    } else {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "ord() expected string of length 1, but %s found", text->type->name);
    }
    return sim_err_format(
        world, SIM_TYPE_TypeError,
        "ord() expected a character, but string of length %" G_GINT64_FORMAT " found", length);
}

const SimMethodDef sim_builtins_number[] = {
    {"abs", builtin_abs, SIM_METH_O},
    {"bin", builtin_bin, SIM_METH_O},
    {"chr", builtin_chr, SIM_METH_O},
    {"divmod", builtin_divmod, SIM_METH_FASTCALL},
    {"hex", builtin_hex, SIM_METH_O},
    {"oct", builtin_oct, SIM_METH_O},
    {"ord", builtin_ord, SIM_METH_O},
    {"pow", builtin_pow, SIM_METH_KEYWORDS},
    {"round", builtin_round, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

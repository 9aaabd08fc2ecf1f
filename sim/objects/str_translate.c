/* translate and maketrans. */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"
#include "sim/objects/str_writer.h"

/* What the table has for a character: a new reference; SIM_NONE to delete it, the character
 * itself where the table has nothing. NULL with an exception. */
static SimObject *
look_up(SimWorld *world, SimObject *table, uint32_t c)
{
    SimObject *key = sim_int_new(world, c);
    if (key == NULL) {
        return NULL;
    }
    SimObject *found = sim_object_getitem(world, table, key);
    sim_decref(world, key);
    if (found == NULL && sim_err_clear_if(world, SIM_TYPE_LookupError)) {
        return sim_str_from_char(world, c);
    }
    return found;
}

static bool
add_mapped(SimWorld *world, SimStrWriter *writer, SimObject *mapped)
{
    if (mapped == SIM_NONE(world)) {
        return true;
    }
    if (SIM_IS_STR(mapped)) {
        return sim_str_writer_add(world, writer, mapped);
    }
    int64_t point;
    if (!SIM_IS_INT(mapped)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "character mapping must return integer, None or str");
        return false;
    }
    if (!sim_int_get(mapped, &point) || point < 0 || point > 0x10ffff) {
        sim_err_format(world, SIM_TYPE_ValueError, "character mapping must be in range(0x110000)");
        return false;
    }
    return sim_str_writer_add_char(world, writer, (uint32_t) point);
}

SIM_STR_METHOD(method_translate)
{
    (void) nargs;
    (void) kwnames;
    const SimStr *str = sim_str_cast(self);
    if (str->length == 0) {
        return sim_newref(world, self);
    }
    SimStrWriter writer;
    sim_str_writer_init(&writer);
    bool done = sim_str_writer_prepare(world, &writer, str->length, 0x7f);
    writer.overallocate = true;
    for (int64_t i = 0; done && i < str->length; i++) {
        SimObject *mapped = look_up(world, args[0], sim_str_read(str, i));
        done = mapped != NULL && add_mapped(world, &writer, mapped);
        sim_xdecref(world, mapped);
    }
    if (!done) {
        sim_str_writer_clear(world, &writer);
        return NULL;
    }
    return sim_str_writer_finish(world, &writer);
}

static bool
put(SimWorld *world, SimObject *table, uint32_t c, SimObject *value)
{
    SimObject *key = sim_int_new(world, c);
    if (key == NULL) {
        return false;
    }
    int failed = sim_dict_set(world, table, key, value);
    sim_decref(world, key);
    return failed == 0;
}

static bool
fill_from_dict(SimWorld *world, SimObject *table, SimObject *dict)
{
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    while (sim_dict_next(dict, &position, &key, &value)) {
        if (SIM_IS_INT(key)) {
            if (sim_dict_set(world, table, key, value) < 0) {
                return false;
            }
        } else if (!SIM_IS_STR(key)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "keys in translate table must be strings or integers");
            return false;
        } else if (sim_str_length(key) != 1) {
            sim_err_format(world, SIM_TYPE_ValueError,
                           "string keys in translate table must be of length 1");
            return false;
        } else if (!put(world, table, sim_str_at(key, 0), value)) {
            return false;
        }
    }
    return true;
}

static bool
fill_from_strings(SimWorld *world, SimObject *table, SimObject *const *args, size_t nargs)
{
    int64_t length = sim_str_length(args[0]);
    if (length != sim_str_length(args[1])) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "the first two maketrans arguments must have equal length");
        return false;
    }
    for (int64_t i = 0; i < length; i++) {
        SimObject *value = sim_int_new(world, sim_str_at(args[1], i));
        bool done = value != NULL && put(world, table, sim_str_at(args[0], i), value);
        sim_xdecref(world, value);
        if (!done) {
            return false;
        }
    }
    for (int64_t i = 0; nargs > 2 && i < sim_str_length(args[2]); i++) {
        if (!put(world, table, sim_str_at(args[2], i), SIM_NONE(world))) {
            return false;
        }
    }
    return true;
}

static bool
check_maketrans(SimWorld *world, SimObject *const *args, size_t nargs)
{
    if (!sim_arg_count(world, "maketrans", nargs, 1, 3)) {
        return false;
    }
    if (nargs == 1) {
        if (SIM_IS_DICT_EXACT(world, args[0])) {
            return true;
        }
        sim_err_format(world, SIM_TYPE_TypeError,
                       "if you give only one argument to maketrans it must be a dict");
        return false;
    }
    if (!sim_str_check_arg(world, "maketrans() argument 2", args[1]) ||
        (nargs > 2 && !sim_str_check_arg(world, "maketrans() argument 3", args[2]))) {
        return false;
    }
    if (!SIM_IS_STR(args[0])) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "first maketrans argument must be a string if there is a second argument");
        return false;
    }
    return true;
}

SIM_STR_METHOD(method_maketrans)
{
    (void) self;
    (void) kwnames;
    if (!check_maketrans(world, args, nargs)) {
        return NULL;
    }
    SimObject *table = sim_dict_new(world);
    if (table == NULL) {
        return NULL;
    }
    bool done = nargs == 1 ? fill_from_dict(world, table, args[0])
                           : fill_from_strings(world, table, args, nargs);
    if (!done) {
        sim_decref(world, table);
        return NULL;
    }
    return table;
}

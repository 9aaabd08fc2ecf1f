#include "sim/vm/numpy/np_print.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_state.h"

const SimNpPrint sim_np_print_default = {8, 1000, 3, 75, false};

static bool
is_given(SimWorld *world, const SimObject *object)
{
    return object != NULL && object != SIM_NONE(world);
}

static bool
read_number(SimWorld *world, SimObject *object, int64_t *out)
{
    if (!is_given(world, object)) {
        return true;
    }
    int64_t number = sim_number_as_index(world, object, SIM_TYPE_COUNT);
    if (sim_err_occurred(world) != NULL) {
        return false;
    }
    *out = CLAMP(number, 0, INT32_MAX);
    return true;
}

/* An option the model does not have may be given its default. */
static bool
is_default(SimWorld *world, SimObject *object, const char *text)
{
    bool same = !is_given(world, object) || object == world->false_object ||
                (SIM_IS_STR(object) && sim_str_equal_c(object, text));
    if (!same) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "set_printoptions() models precision, threshold, edgeitems, linewidth and "
                       "suppress");
    }
    return same;
}

static SimObject *
set_printoptions(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    static const char *const names[] = {"precision", "threshold", "edgeitems", "linewidth",
                                        "suppress",  "nanstr",    "infstr",    "formatter",
                                        "sign",      "floatmode", "legacy",    NULL};
    SimObject *given[11] = {NULL};
    SimNpPrint wanted = sim_np_state(world)->printing;
    (void) self;
    if (!sim_arg_parse(world, "set_printoptions", names, 0, 8, args, nargs, kwnames, given) ||
        !read_number(world, given[0], &wanted.precision) ||
        !read_number(world, given[2], &wanted.edge_items) ||
        !read_number(world, given[3], &wanted.line_width) || !is_default(world, given[5], "nan") ||
        !is_default(world, given[6], "inf") || !is_default(world, given[7], "") ||
        !is_default(world, given[8], "-") || !is_default(world, given[9], "maxprec") ||
        !is_default(world, given[10], "")) {
        return NULL;
    }
    double threshold = 0;
    if (is_given(world, given[1]) && sim_np_number_as_real(world, given[1], &threshold)) {
        wanted.threshold = threshold < 1e18 ? (int64_t) threshold : INT64_MAX;
    }
    int suppress =
        is_given(world, given[4]) ? sim_object_is_true(world, given[4]) : wanted.suppress;
    if (suppress < 0 || sim_err_occurred(world) != NULL) {
        return NULL;
    }
    wanted.suppress = suppress > 0;
    sim_np_state(world)->printing = wanted;
    return sim_newref(world, SIM_NONE(world));
}

static bool
put(SimWorld *world, SimObject *dict, const char *name, SimObject *value)
{
    int status = value == NULL ? -1 : sim_dict_set_c(world, dict, name, value);
    sim_xdecref(world, value);
    return status == 0;
}

static SimObject *
get_printoptions(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimNpPrint *now = &sim_np_state(world)->printing;
    SimObject *dict = sim_dict_new(world);
    bool ok = dict != NULL && put(world, dict, "edgeitems", sim_int_new(world, now->edge_items)) &&
              put(world, dict, "threshold", sim_int_new(world, now->threshold)) &&
              put(world, dict, "floatmode", sim_str_new(world, "maxprec")) &&
              put(world, dict, "precision", sim_int_new(world, now->precision)) &&
              put(world, dict, "suppress", sim_bool_of(world, now->suppress)) &&
              put(world, dict, "linewidth", sim_int_new(world, now->line_width)) &&
              put(world, dict, "nanstr", sim_str_new(world, "nan")) &&
              put(world, dict, "infstr", sim_str_new(world, "inf")) &&
              put(world, dict, "sign", sim_str_new(world, "-")) &&
              put(world, dict, "formatter", sim_newref(world, SIM_NONE(world))) &&
              put(world, dict, "legacy", sim_bool_of(world, false));
    if (!ok) {
        sim_xdecref(world, dict);
        return NULL;
    }
    return dict;
}

/* _array2string(array, separator, width of the prefix) */
static SimObject *
array2string(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    int64_t prefix = 0;
    if (!sim_arg_no_keywords(world, "_array2string", kwnames) ||
        !sim_arg_count(world, "_array2string", nargs, 3, 3) ||
        !read_number(world, args[2], &prefix)) {
        return NULL;
    }
    if (!SIM_IS_NDARRAY(world, args[0]) || !SIM_IS_STR(args[1])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "an array and a separator are needed");
    }
    return sim_np_text(world, args[0], sim_str_utf8(args[1], NULL), (int) MIN(prefix, 1000));
}

const SimMethodDef sim_np_print_functions[] = {
    {"set_printoptions", set_printoptions, SIM_METH_KEYWORDS},
    {"get_printoptions", get_printoptions, SIM_METH_NOARGS},
    {"_array2string", array2string, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

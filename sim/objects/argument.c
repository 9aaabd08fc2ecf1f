/* Arguments of C functions (Python/getargs.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

bool
sim_arg_count(SimWorld *world, const char *name, size_t nargs, size_t min, size_t max)
{
    if (nargs >= min && nargs <= max) {
        return true;
    }
    size_t limit = nargs < min ? min : max;
    sim_err_format(world, SIM_TYPE_TypeError, "%s expected %s%zu argument%s, got %zu", name,
                   min == max    ? ""
                   : nargs < min ? "at least "
                                 : "at most ",
                   limit, limit == 1 ? "" : "s", nargs);
    return false;
}

SimObject *
sim_arg_bad(SimWorld *world,
            const char *function,
            const char *which,
            const char *expected,
            const SimObject *object)
{
    return sim_err_format(world, SIM_TYPE_TypeError, "%s() %s must be %.50s, not %.50s", function,
                          which, expected, object == SIM_NONE(world) ? "None" : object->type->name);
}

/* An index object as a number of the C type @type from @min to @max. */
static bool
read_number(
    SimWorld *world, SimObject *object, const char *type, int64_t min, int64_t max, int64_t *out)
{
    SimObject *index = sim_number_index(world, object);
    if (index == NULL) {
        return false;
    }
    bool fits = sim_int_get(index, out) && *out >= min && *out <= max;
    sim_decref(world, index);
    if (!fits) {
        sim_err_format(world, SIM_TYPE_OverflowError, "Python int too large to convert to C %s",
                       type);
    }
    return fits;
}

bool
sim_arg_size(SimWorld *world, SimObject *object, int64_t *out)
{
    return read_number(world, object, "ssize_t", INT64_MIN, INT64_MAX, out);
}

bool
sim_arg_int(SimWorld *world, SimObject *object, int64_t *out)
{
    return read_number(world, object, "int", INT32_MIN, INT32_MAX, out);
}

static bool
raise_no_keywords(SimWorld *world, const char *name)
{
    sim_err_format(world, SIM_TYPE_TypeError, "%s() takes no keyword arguments", name);
    return false;
}

bool
sim_arg_no_keywords(SimWorld *world, const char *name, SimObject *kwnames)
{
    return kwnames == NULL || sim_tuple_size(kwnames) == 0 || raise_no_keywords(world, name);
}

bool
sim_arg_no_keywords_dict(SimWorld *world, const char *name, SimObject *kwargs)
{
    return kwargs == NULL || sim_dict_size(kwargs) == 0 || raise_no_keywords(world, name);
}

/* Keyword arguments, from a tuple of names with values behind the others or from a dict. */
typedef struct {
    SimObject *kwnames;
    SimObject *const *values;
    SimObject *dict;
    size_t count;
} Keywords;

static SimObject *
find_keyword(SimWorld *world, const Keywords *keywords, const char *name)
{
    if (keywords->dict != NULL) {
        return sim_dict_get_c(world, keywords->dict, name);
    }
    for (size_t i = 0; i < keywords->count; i++) {
        if (sim_str_equal_c(sim_tuple_get(keywords->kwnames, i), name)) {
            return keywords->values[i];
        }
    }
    return NULL;
}

static bool
is_known(SimObject *keyword, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (names[i][0] != '\0' && sim_str_equal_c(keyword, names[i])) {
            return true;
        }
    }
    return false;
}

/* A keyword that is none of the names, or one that is given by position as well. */
static void
raise_unknown(SimWorld *world,
              const char *function,
              const char *const *names,
              const Keywords *keywords)
{
    size_t position = 0;
    for (size_t i = 0; i < keywords->count; i++) {
        SimObject *key;
        SimObject *value;
        if (keywords->dict != NULL) {
            sim_dict_next(keywords->dict, &position, &key, &value);
        } else {
            key = sim_tuple_get(keywords->kwnames, i);
        }
        if (!SIM_IS_STR(key)) {
            sim_err_format(world, SIM_TYPE_TypeError, "keywords must be strings");
            return;
        }
        if (!is_known(key, names)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "'%s' is an invalid keyword argument for %s()", sim_str_utf8(key, NULL),
                           function);
            return;
        }
    }
}

/* @least: "exactly", "at most", "at least". */
static bool
raise_count(SimWorld *world,
            const char *function,
            const char *least,
            size_t limit,
            const char *kind,
            size_t given)
{
    sim_err_format(world, SIM_TYPE_TypeError, "%s() takes %s %zu %sargument%s (%zu given)",
                   function, least, limit, kind, limit == 1 ? "" : "s", given);
    return false;
}

/* The number of arguments, before any of them is looked at. */
static bool
check_numbers(SimWorld *world,
              const char *function,
              const char *const *names,
              size_t min,
              size_t max_positional,
              size_t nargs,
              size_t nkeywords)
{
    size_t length = 0;
    size_t nameless = 0;
    for (; names[length] != NULL; length++) {
        nameless += names[length][0] == '\0' ? 1 : 0;
    }
    if (nargs + nkeywords > length) {
        return raise_count(world, function, min == length ? "exactly" : "at most", length,
                           nargs == 0 ? "keyword " : "", nargs + nkeywords);
    }
    if (nargs > max_positional) {
        if (max_positional == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, "%s() takes no positional arguments",
                           function);
            return false;
        }
        return raise_count(world, function, min < max_positional ? "at most" : "exactly",
                           max_positional, "positional ", nargs);
    }
    size_t least = MIN(nameless, min);
    if (nargs < least) {
        return raise_count(world, function, least < max_positional ? "at least" : "exactly", least,
                           "positional ", nargs);
    }
    return true;
}

static bool
parse(SimWorld *world,
      const char *function,
      const char *const *names,
      size_t min,
      size_t max_positional,
      SimObject *const *args,
      size_t nargs,
      const Keywords *keywords,
      SimObject **out)
{
    if (!check_numbers(world, function, names, min, max_positional, nargs, keywords->count)) {
        return false;
    }
    size_t used = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        SimObject *named = names[i][0] == '\0' || keywords->count == 0
                               ? NULL
                               : find_keyword(world, keywords, names[i]);
        if (i < nargs) {
            if (named != NULL) {
                sim_err_format(world, SIM_TYPE_TypeError,
                               "argument for %s() given by name ('%s') and position (%zu)",
                               function, names[i], i + 1);
                return false;
            }
            out[i] = args[i];
            continue;
        }
        out[i] = named;
        used += named != NULL ? 1 : 0;
        if (named == NULL && i < min && names[i][0] != '\0') {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "%s() missing required argument '%s' (pos %zu)", function, names[i],
                           i + 1);
            return false;
        }
    }
    if (used < keywords->count) {
        raise_unknown(world, function, names, keywords);
        return false;
    }
    return true;
}

bool
sim_arg_parse(SimWorld *world,
              const char *function,
              const char *const *names,
              size_t min,
              size_t max_positional,
              SimObject *const *args,
              size_t nargs,
              SimObject *kwnames,
              SimObject **out)
{
    Keywords keywords = {kwnames, args + nargs, NULL, 0};
    keywords.count = kwnames == NULL ? 0 : sim_tuple_size(kwnames);
    return parse(world, function, names, min, max_positional, args, nargs, &keywords, out);
}

bool
sim_arg_parse_tuple(SimWorld *world,
                    const char *function,
                    const char *const *names,
                    size_t min,
                    size_t max_positional,
                    SimObject *args,
                    SimObject *kwargs,
                    SimObject **out)
{
    Keywords keywords = {NULL, NULL, kwargs, kwargs == NULL ? 0 : sim_dict_size(kwargs)};
    const SimTuple *tuple = (const SimTuple *) (const void *) args;
    return parse(world, function, names, min, max_positional, tuple->items, (size_t) tuple->length,
                 &keywords, out);
}

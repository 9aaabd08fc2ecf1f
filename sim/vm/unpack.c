/* Unpacking, and the merging of argument lists. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

static bool
is_iterable(const SimObject *object)
{
    return object->type->slots.tp_iter != NULL || object->type->slots.sq_item != NULL;
}

static bool
raise_too_few(SimWorld *world, int expected, bool star, int64_t got)
{
    sim_err_format(world, SIM_TYPE_ValueError,
                   "not enough values to unpack (expected %s%d, got %" G_GINT64_FORMAT ")",
                   star ? "at least " : "", expected, got);
    return false;
}

/* The items behind the star: @list is what is left, its last @after go to the stack. */
static bool
unpack_tail(SimWorld *world, SimObject *list, int count, int after, SimObject **top, int *placed)
{
    size_t length = sim_list_size(list);
    top[-++*placed] = list;
    if (length < (size_t) after) {
        return raise_too_few(world, count + after, true, count + (int64_t) length);
    }
    for (size_t i = length - (size_t) after; i < length; i++) {
        top[-++*placed] = sim_newref(world, sim_list_get(list, i));
    }
    /* As CPython: the list is cut without giving room back. */
    SimList *cut = (SimList *) (void *) list;
    SimSlots none = {NULL, 0};
    SIM_RECORD(world, SPLICE, list->slot, length - (size_t) after, (uint64_t) after, none);
    cut->length -= after;
    for (size_t i = length - (size_t) after; i < length; i++) {
        sim_decref(world, cut->items[i]);
    }
    return true;
}

static bool
unpack_all(SimWorld *world, SimObject *iterator, int count, int after, SimObject **top, int *placed)
{
    while (*placed < count) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            if (sim_err_occurred(world) == NULL) {
                int expected = after < 0 ? count : count + after;
                raise_too_few(world, expected, after >= 0, *placed);
            }
            return false;
        }
        top[-++*placed] = item;
    }
    if (after < 0) {
        SimObject *item = sim_iter_next(world, iterator);
        if (item == NULL) {
            return sim_err_occurred(world) == NULL;
        }
        sim_decref(world, item);
        sim_err_format(world, SIM_TYPE_ValueError, "too many values to unpack (expected %d)",
                       count);
        return false;
    }
    SimObject *list = sim_list_from_iterable(world, iterator);
    return list != NULL && unpack_tail(world, list, count, after, top, placed);
}

/* @top is one above the place of the first item. */
bool
sim_unpack(SimWorld *world, SimObject *sequence, int count, int after, SimObject **top)
{
    SimObject *iterator = sim_object_iter(world, sequence);
    if (iterator == NULL) {
        if (!is_iterable(sequence) && sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError, "cannot unpack non-iterable %s object",
                           sequence->type->name);
        }
        return false;
    }
    int placed = 0;
    bool ok = unpack_all(world, iterator, count, after, top, &placed);
    if (!ok) {
        for (int i = placed; i > 0; i--) {
            sim_decref(world, top[-i]);
        }
    }
    sim_decref(world, iterator);
    return ok;
}

int
sim_unpack_extend(SimWorld *world, SimObject *list, SimObject *iterable)
{
    int status = sim_list_extend(world, list, iterable);
    if (status < 0 && !is_iterable(iterable) && sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        sim_err_format(world, SIM_TYPE_TypeError, "Value after * must be an iterable, not %s",
                       iterable->type->name);
    }
    return status;
}

int
sim_unpack_update(SimWorld *world, SimObject *dict, SimObject *mapping)
{
    int status = sim_dict_update(world, dict, mapping);
    if (status < 0 && sim_err_clear_if(world, SIM_TYPE_AttributeError)) {
        sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not a mapping",
                       mapping->type->name);
    }
    return status;
}

/* _PyObject_FunctionStr */
SimObject *
sim_unpack_function_str(SimWorld *world, SimObject *callable)
{
    SimObject *qualname;
    int found = sim_object_lookup_attr(world, callable, SIM_ID(world, __qualname__), &qualname);
    if (found < 0) {
        return NULL;
    }
    if (found == 0) {
        return sim_object_str(world, callable);
    }
    SimObject *module = NULL;
    SimObject *result = NULL;
    if (sim_object_lookup_attr(world, callable, SIM_ID(world, __module__), &module) > 0 &&
        SIM_IS_STR(module) && SIM_IS_STR(qualname) && !sim_str_equal_c(module, "builtins")) {
        result = sim_str_format(world, "%s.%s()", sim_str_utf8(module, NULL),
                                sim_str_utf8(qualname, NULL));
    } else if (sim_err_occurred(world) == NULL && SIM_IS_STR(qualname)) {
        result = sim_str_format(world, "%s()", sim_str_utf8(qualname, NULL));
    }
    sim_xdecref(world, module);
    sim_decref(world, qualname);
    return result;
}

static void
raise_about(SimWorld *world, SimObject *callable, const char *format, const char *what)
{
    SimObject *name = sim_unpack_function_str(world, callable);
    if (name != NULL) {
        g_autofree char *text = g_strdup_printf("%s %s %s", sim_str_utf8(name, NULL), format, what);
        sim_err_format(world, SIM_TYPE_TypeError, "%s", text);
        sim_decref(world, name);
    }
}

int
sim_unpack_merge(SimWorld *world, SimObject *dict, SimObject *mapping, SimObject *callable)
{
    if (sim_dict_merge(world, dict, mapping, 2) == 0) {
        return 0;
    }
    if (sim_err_clear_if(world, SIM_TYPE_AttributeError)) {
        raise_about(world, callable, "argument after ** must be a mapping, not",
                    mapping->type->name);
    } else if (sim_err_matches(world, SIM_TYPE_KeyError)) {
        SimObject *error = sim_err_fetch(world);
        SimObject *args = ((SimException *) (void *) error)->args;
        SimObject *key = sim_tuple_size(args) == 1 ? sim_tuple_get(args, 0) : NULL;
        if (key != NULL && SIM_IS_STR(key)) {
            g_autofree char *quoted = g_strdup_printf("'%s'", sim_str_utf8(key, NULL));
            raise_about(world, callable, "got multiple values for keyword argument", quoted);
        } else if (key != NULL) {
            SimObject *name = sim_unpack_function_str(world, callable);
            if (name != NULL) {
                sim_err_format(world, SIM_TYPE_TypeError, "%s keywords must be strings",
                               sim_str_utf8(name, NULL));
                sim_decref(world, name);
            }
        }
        sim_decref(world, error);
    }
    return -1;
}

SimObject *
sim_unpack_star_args(SimWorld *world, SimObject *callable, SimObject *args)
{
    if (!is_iterable(args)) {
        raise_about(world, callable, "argument after * must be an iterable, not", args->type->name);
        return NULL;
    }
    return sim_tuple_from_iterable(world, args);
}

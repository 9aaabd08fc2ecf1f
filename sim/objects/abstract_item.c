/* Items, length, membership, iteration (Objects/abstract.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"

/* PySequence_GetItem: negative indexes count from the end. */
static bool
adjust_index(SimWorld *world, SimObject *object, int64_t *index)
{
    if (*index < 0 && object->type->slots.sq_length != NULL) {
        int64_t length = object->type->slots.sq_length(world, object);
        if (length < 0) {
            return false;
        }
        *index += length;
    }
    return true;
}

/* A class: __class_getitem__, or nothing; `type` itself has none and can be subscripted. */
static SimObject *
get_class_item(SimWorld *world, SimObject *object, SimObject *key)
{
    if (object == &sim_type(world, SIM_TYPE_TYPE)->ob) {
        return sim_alias_new(world, object, key);
    }
    SimObject *method;
    int found = sim_object_lookup_attr(world, object, SIM_ID(world, __class_getitem__), &method);
    if (found < 0) {
        return NULL;
    }
    if (found > 0 && method != SIM_NONE(world)) {
        SimObject *result = sim_object_call_one(world, method, key);
        sim_decref(world, method);
        return result;
    }
    sim_xdecref(world, method);
    return sim_err_format(world, SIM_TYPE_TypeError, "type '%s' is not subscriptable",
                          ((const SimType *) (const void *) object)->name);
}

SimObject *
sim_object_getitem(SimWorld *world, SimObject *object, SimObject *key)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->mp_subscript != NULL) {
        return slots->mp_subscript(world, object, key);
    }
    if (slots->sq_item != NULL) {
        if (!sim_object_is_index(key)) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "sequence index must be integer, not '%s'", key->type->name);
        }
        int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
        if ((index == -1 && sim_err_occurred(world) != NULL) ||
            !adjust_index(world, object, &index)) {
            return NULL;
        }
        return slots->sq_item(world, object, index);
    }
    if (SIM_IS_TYPE(object)) {
        return get_class_item(world, object, key);
    }
    return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not subscriptable",
                          object->type->name);
}

static int
change_item(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->mp_ass_subscript != NULL) {
        return slots->mp_ass_subscript(world, object, key, value);
    }
    if (slots->sq_ass_item != NULL && sim_object_is_index(key)) {
        int64_t index = sim_number_as_index(world, key, SIM_TYPE_IndexError);
        if ((index == -1 && sim_err_occurred(world) != NULL) ||
            !adjust_index(world, object, &index)) {
            return -1;
        }
        return slots->sq_ass_item(world, object, index, value);
    }
    if (slots->sq_ass_item != NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "sequence index must be integer, not '%s'",
                       key->type->name);
    } else {
        sim_err_format(world, SIM_TYPE_TypeError,
                       value == NULL ? "'%s' object doesn't support item deletion"
                                     : "'%s' object does not support item assignment",
                       object->type->name);
    }
    return -1;
}

int
sim_object_setitem(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    return change_item(world, object, key, value);
}

int
sim_object_delitem(SimWorld *world, SimObject *object, SimObject *key)
{
    return change_item(world, object, key, NULL);
}

int64_t
sim_object_length(SimWorld *world, SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->sq_length != NULL) {
        return slots->sq_length(world, object);
    }
    if (slots->mp_length != NULL) {
        return slots->mp_length(world, object);
    }
    sim_err_format(world, SIM_TYPE_TypeError, "object of type '%s' has no len()",
                   object->type->name);
    return -1;
}

/* A length without exception for want of one: -2. */
static int64_t
try_length(SimWorld *world, SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->sq_length == NULL && slots->mp_length == NULL) {
        return -2;
    }
    int64_t length = sim_object_length(world, object);
    if (length < 0 && sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        return -2;
    }
    return length;
}

int64_t
sim_object_length_hint(SimWorld *world, SimObject *object, int64_t otherwise)
{
    int64_t length = try_length(world, object);
    if (length != -2) {
        return length;
    }
    SimObject *method;
    int found = sim_object_lookup_special(world, object, SIM_ID(world, __length_hint__), &method);
    if (found <= 0) {
        return found < 0 ? -1 : otherwise;
    }
    SimObject *value = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    if (value == NULL) {
        return sim_err_clear_if(world, SIM_TYPE_TypeError) ? otherwise : -1;
    }
    int64_t hint = otherwise;
    if (value != SIM_NOT_IMPLEMENTED(world)) {
        if (!SIM_IS_INT(value)) {
            sim_err_format(world, SIM_TYPE_TypeError, "__length_hint__ must be an integer, not %s",
                           value->type->name);
            hint = -1;
        } else {
            hint = sim_number_as_index(world, value, SIM_TYPE_OverflowError);
            if (hint < 0 && sim_err_occurred(world) == NULL) {
                sim_err_format(world, SIM_TYPE_ValueError, "__length_hint__() should return >= 0");
                hint = -1;
            }
        }
    }
    sim_decref(world, value);
    return hint;
}

int
sim_object_search(SimWorld *world, SimObject *object, SimObject *item)
{
    SimObject *iterator = sim_object_iter(world, object);
    if (iterator == NULL) {
        if (sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError, "argument of type '%s' is not iterable",
                           object->type->name);
        }
        return -1;
    }
    int result = 0;
    while (result == 0) {
        SimObject *candidate = sim_iter_next(world, iterator);
        if (candidate == NULL) {
            result = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        result = sim_object_compare_bool(world, candidate, item, SIM_EQ);
        sim_decref(world, candidate);
    }
    sim_decref(world, iterator);
    return result;
}

int
sim_object_contains(SimWorld *world, SimObject *object, SimObject *item)
{
    SimContainsFunc contains = object->type->slots.sq_contains;
    return contains != NULL ? contains(world, object, item)
                            : sim_object_search(world, object, item);
}

bool
sim_object_is_iterator(const SimObject *object)
{
    return object->type->slots.tp_iternext != NULL;
}

/* PySequence_Check */
static bool
is_sequence(const SimObject *object)
{
    return !SIM_IS_DICT(object) && object->type->slots.sq_item != NULL;
}

SimObject *
sim_object_iter(SimWorld *world, SimObject *object)
{
    SimUnaryFunc iter = object->type->slots.tp_iter;
    if (iter == NULL) {
        if (is_sequence(object)) {
            return sim_sequence_iterator_new(world, object);
        }
        return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not iterable",
                              object->type->name);
    }
    SimObject *iterator = iter(world, object);
    if (iterator != NULL && !sim_object_is_iterator(iterator)) {
        sim_err_format(world, SIM_TYPE_TypeError, "iter() returned non-iterator of type '%s'",
                       iterator->type->name);
        sim_decref(world, iterator);
        return NULL;
    }
    return iterator;
}

SimObject *
sim_iter_next(SimWorld *world, SimObject *iterator)
{
    SimObject *item = iterator->type->slots.tp_iternext(world, iterator);
    if (item == NULL && sim_err_occurred(world) != NULL) {
        sim_err_clear_if(world, SIM_TYPE_StopIteration);
    }
    return item;
}

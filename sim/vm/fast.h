/* Short cuts of hot instructions: what the specialised instructions of 3.11 do (BINARY_OP_ADD_INT,
 * LOAD_ATTR_INSTANCE_VALUE, LOAD_GLOBAL_MODULE, ...), always on instead of after a warm-up.
 *
 * Each either does the whole instruction's work with the effects of the general way, or returns
 * NULL without an exception and has done nothing; those with a SimCache fall back by themselves.
 */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict_keys.h"
#include "sim/objects/instance.h"
#include "sim/objects/list.h"
#include "sim/objects/range.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/fast_number.h"
#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

/* The misses of the caches: fast.c. */
SimObject *sim_fast_global_miss(SimWorld *world, SimFrame *frame, SimCache *cache, SimObject *name);
SimObject *sim_fast_attr_miss(SimWorld *world, SimObject *owner, SimObject *name, SimCache *cache);
int sim_fast_set_attr_miss(
    SimWorld *world, SimObject *owner, SimObject *name, SimObject *value, SimCache *cache);
bool sim_fast_method_miss(
    SimWorld *world, SimObject *object, SimObject *name, SimCache *cache, SimObject **out);

static inline SimDictKeys *
sim_fast_keys(SimObject *dict)
{
    return ((SimDict *) (void *) dict)->keys;
}

/* version: of the globals' keys; version2: of the builtins' keys, 0 when it is a global. */
SIM_FAST SimObject *
sim_fast_global(
    SimWorld *world, SimFrame *frame, SimCache *cache, SimObject *name, const bool recorded)
{
    SimDictKeys *keys = sim_fast_keys(frame->globals);
    if (G_LIKELY(cache->version != 0 && keys->version == cache->version)) {
        if (cache->version2 != 0) {
            keys = sim_fast_keys(frame->builtins);
        }
        if (G_LIKELY(cache->version2 == 0 || keys->version == cache->version2)) {
            SimObject *value = sim_dict_unicode_entries(keys)[cache->index].value;
            if (G_LIKELY(value != NULL)) {
                return sim_fast_newref(world, value, recorded);
            }
        }
    }
    return sim_fast_global_miss(world, frame, cache, name);
}

/* version: of the type. index >= 0: a place among the instance's values; -1: cache->value, an
 * attribute of the type that no instance can hide (a slot or a plain value, see fast.c). */
SIM_FAST SimObject *
sim_fast_attr(
    SimWorld *world, SimObject *owner, SimObject *name, SimCache *cache, const bool recorded)
{
    if (G_LIKELY(cache->version != 0 && owner->type->version == cache->version)) {
        const SimValues *values = sim_instance_storage(owner)->values;
        if (G_LIKELY(values != NULL && cache->index < values->capacity)) {
            SimObject *value = values->items[cache->index];
            if (G_LIKELY(value != NULL)) {
                return sim_fast_newref(world, value, recorded);
            }
        }
    }
    return sim_fast_attr_miss(world, owner, name, cache);
}

/* Replaces a value that is there already; new ones go the general way. */
SIM_FAST int
sim_fast_set_attr(SimWorld *world,
                  SimObject *owner,
                  SimObject *name,
                  SimObject *value,
                  SimCache *cache,
                  const bool recorded)
{
    if (G_LIKELY(cache->version != 0 && owner->type->version == cache->version)) {
        SimValues *values = sim_instance_storage(owner)->values;
        if (G_LIKELY(values != NULL && cache->index < values->capacity)) {
            SimObject *old = values->items[cache->index];
            if (G_LIKELY(old != NULL)) {
                values->items[cache->index] = sim_fast_newref(world, value, recorded);
                if (recorded) {
                    sim_trace_emit_ATTR(world->trace, owner->slot, name->slot, value->slot);
                }
                sim_fast_drop(world, old, recorded);
                return 0;
            }
        }
    }
    return sim_fast_set_attr_miss(world, owner, name, value, cache);
}

/* version: of the type; value: its function, for types whose instances keep values under
 * shared keys that do not have the name (misses notes how many keys there were) or have no
 * __dict__ at all (index -1). */
SIM_FAST bool
sim_fast_method(SimWorld *world,
                SimObject *object,
                SimObject *name,
                SimCache *cache,
                SimObject **out,
                const bool recorded)
{
    if (G_LIKELY(cache->version != 0 && object->type->version == cache->version)) {
        bool hidden = false;
        if (cache->index >= 0) {
            const SimInstanceDict *storage = sim_instance_storage(object);
            hidden = storage->dict != NULL || cache->shared->count != cache->index;
        }
        if (G_LIKELY(!hidden)) {
            *out = sim_fast_newref(world, cache->value, recorded);
            return true;
        }
    }
    return sim_fast_method_miss(world, object, name, cache, out);
}

SIM_FAST SimObject *
sim_fast_getitem(SimWorld *world, SimObject *container, SimObject *key, const bool recorded)
{
    if (key->type == &world->types[SIM_TYPE_INT]) {
        const SimInt *index = (const SimInt *) (void *) key;
        if (index->big == NULL && index->value >= 0) {
            if (container->type == &world->types[SIM_TYPE_LIST]) {
                const SimList *list = (const SimList *) (void *) container;
                if (index->value < list->length) {
                    return sim_fast_newref(world, list->items[index->value], recorded);
                }
            } else if (container->type == &world->types[SIM_TYPE_TUPLE]) {
                const SimTuple *tuple = (const SimTuple *) (void *) container;
                if (index->value < tuple->length) {
                    return sim_fast_newref(world, tuple->items[index->value], recorded);
                }
            }
        }
    }
    return sim_object_getitem(world, container, key);
}

/* Exactly @count items of a tuple or list, or NULL. */
static inline SimObject *const *
sim_fast_items(SimWorld *world, SimObject *sequence, uint32_t count)
{
    if (sequence->type == &world->types[SIM_TYPE_TUPLE]) {
        const SimTuple *tuple = (const SimTuple *) (void *) sequence;
        return tuple->length == (int64_t) count ? tuple->items : NULL;
    }
    if (sequence->type == &world->types[SIM_TYPE_LIST]) {
        const SimList *list = (const SimList *) (void *) sequence;
        return list->length == (int64_t) count && count > 0 ? list->items : NULL;
    }
    return NULL;
}

/* The number that a range's iterator comes to, which takes no step; false: none of 60 bits. */
SIM_FAST bool
sim_fast_range_peek(SimWorld *world, SimObject *iterator, int64_t *number)
{
    if (iterator->type != &world->types[SIM_TYPE_RANGE_ITERATOR]) {
        return false;
    }
    const SimRangeIterator *self = (const SimRangeIterator *) (void *) iterator;
    *number = (int64_t) ((uint64_t) self->start + (uint64_t) self->index * (uint64_t) self->step);
    return self->index < self->length && sim_int_magnitude(*number) >> 60 == 0;
}

/* The next item of a list or a range, or NULL: then tp_iternext knows. */
SIM_FAST SimObject *
sim_fast_next(SimWorld *world, SimObject *iterator, const bool recorded)
{
    if (iterator->type == &world->types[SIM_TYPE_RANGE_ITERATOR]) {
        SimRangeIterator *self = (SimRangeIterator *) (void *) iterator;
        if (self->index < self->length) {
            uint64_t offset = (uint64_t) self->index * (uint64_t) self->step;
            int64_t number = (int64_t) ((uint64_t) self->start + offset);
            SimObject *value = G_LIKELY(sim_int_magnitude(number) >> 60 == 0)
                                   ? sim_fast_int(world, number, recorded)
                                   : sim_int_new(world, number);
            if (G_UNLIKELY(value == NULL)) {
                sim_err_clear(world); /* tp_iternext shall say so */
                return NULL;
            }
            self->index++;
            return value;
        }
    } else if (iterator->type == &world->types[SIM_TYPE_LIST_ITERATOR]) {
        SimListIterator *self = (SimListIterator *) (void *) iterator;
        const SimList *list = (const SimList *) (void *) self->list;
        if (list != NULL && self->index < list->length) {
            return sim_fast_newref(world, list->items[self->index++], recorded);
        }
    }
    return NULL;
}

/* BINARY_OP_INPLACE_ADD_UNICODE: the sum of two str goes back to the local that is left. */
static inline bool
sim_fast_is_str_append(SimWorld *world, const SimInstr *ip, SimObject *left, SimObject *right)
{
    const SimType *str = &world->types[SIM_TYPE_STR];
    return left->type == str && right->type == str &&
           (ip->arg == SIM_BINARY_ADD || ip->arg == SIM_BINARY_ADD + SIM_BINARY_INPLACE) &&
           ip[1].op == SIM_OPCODE_STORE_FAST;
}

SIM_FAST SimObject *
sim_fast_compare(
    SimWorld *world, SimCompareOp op, SimObject *left, SimObject *right, const bool recorded)
{
    const SimType *type = left->type;
    if (type != right->type) {
        return NULL;
    }
    bool result;
    if (type == &world->types[SIM_TYPE_INT]) {
        const SimInt *a = (const SimInt *) (void *) left;
        const SimInt *b = (const SimInt *) (void *) right;
        if (a->big != NULL || b->big != NULL) {
            return NULL;
        }
        result = sim_fast_order(op, a->value, b->value);
    } else if (type == &world->types[SIM_TYPE_STR] && (op == SIM_EQ || op == SIM_NE)) {
        result = sim_str_equal(left, right) == (op == SIM_EQ);
    } else {
        return NULL;
    }
    return sim_fast_newref(world, result ? world->true_object : world->false_object, recorded);
}

/* Whether calling @type makes instances with object.__new__. */
static inline bool
sim_fast_plain_new(SimWorld *world, const SimType *type)
{
    return type->slots.tp_new == world->types[SIM_TYPE_OBJECT].slots.tp_new;
}

/* How calling something makes an instance of a class of the scenario. */
typedef enum {
    SIM_MAKES_OTHERWISE, /* it is no such class, or has a __new__ of its own, or ... */
    SIM_MAKES_PLAIN,     /* object's __new__, and no __init__ */
    SIM_MAKES_BY_INIT    /* object's __new__, and an __init__ that is a function */
} SimMakes;

SimMakes
sim_fast_makes_miss(SimWorld *world, SimObject *callable, SimCache *cache, SimFunction **init);

/* version: of the class; value: its __init__, or NULL. */
static inline SimMakes
sim_fast_makes(SimWorld *world, SimObject *callable, SimCache *cache, SimFunction **init)
{
    if (callable->type != &world->types[SIM_TYPE_TYPE]) {
        return SIM_MAKES_OTHERWISE;
    }
    const SimType *type = (const SimType *) (void *) callable;
    if (G_LIKELY(cache->version != 0 && cache->version == type->version)) {
        *init = (SimFunction *) (void *) cache->value;
        return *init != NULL ? SIM_MAKES_BY_INIT : SIM_MAKES_PLAIN;
    }
    return sim_fast_makes_miss(world, callable, cache, init);
}

/* Whether @callable is a method of a built-in type in C that takes these positional arguments,
 * of which the first is of that very type: method_vectorcall without its questions. */
static inline bool
sim_fast_is_method_for(SimWorld *world,
                       const SimObject *callable,
                       SimObject *const *args,
                       size_t nargs)
{
    if (callable->type != &world->types[SIM_TYPE_METHOD_DESCR] || nargs == 0) {
        return false;
    }
    const SimDescr *descr = (const SimDescr *) (const void *) callable;
    int kind = ((const SimMethodDef *) descr->def)->flags & SIM_METH_KIND_MASK;
    return args[0]->type == descr->type &&
           ((kind == SIM_METH_O && nargs == 2) || (kind == SIM_METH_NOARGS && nargs == 1) ||
            kind == SIM_METH_FASTCALL);
}

static inline SimObject *
sim_fast_call_method(SimWorld *world,
                     const SimObject *callable,
                     SimObject *const *args,
                     size_t nargs)
{
    const SimMethodDef *def = ((const SimDescr *) (const void *) callable)->def;
    bool counted = (def->flags & SIM_METH_KIND_MASK) != SIM_METH_FASTCALL;
    if (counted && !sim_recursion_enter(world, " while calling a Python object")) {
        return NULL;
    }
    SimObject *result = def->function(world, args[0], args + 1, nargs - 1, NULL);
    if (counted) {
        sim_recursion_leave(world);
    }
    return result;
}

G_END_DECLS

/* Slots of classes: each looks its special method up on the type and calls it (slot_tp_x
 * and slot_nb_x of Objects/typeobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/int_private.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

/* lookup_maybe_method: new reference; *@unbound: to be called with @self in front. NULL
 * without exception: absent. */
static SimObject *
lookup_method(SimWorld *world, SimObject *self, SimObject *name, bool *unbound)
{
    SimObject *found = sim_type_lookup(world, self->type, name);
    if (found == NULL) {
        return NULL;
    }
    if (sim_type_has(found->type, SIM_TPFLAGS_METHOD_DESCRIPTOR)) {
        *unbound = true;
        return sim_newref(world, found);
    }
    *unbound = false;
    SimTernaryFunc get = found->type->slots.tp_descr_get;
    if (get == NULL) {
        return sim_newref(world, found);
    }
    return get(world, found, self, &self->type->ob);
}

/* vectorcall_maybe; @stack[0] is the object. Absent: NULL without exception. */
static SimObject *
call_method_maybe(SimWorld *world, SimObject *name, SimObject *const *stack, size_t count)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, stack[0], name, &unbound);
    if (method == NULL) {
        return NULL;
    }
    SimObject *result = unbound ? sim_object_vectorcall(world, method, stack, count, NULL)
                                : sim_object_vectorcall(world, method, stack + 1, count - 1, NULL);
    sim_decref(world, method);
    return result;
}

static SimObject *
call_method(SimWorld *world, SimObject *name, SimObject *const *stack, size_t count)
{
    SimObject *result = call_method_maybe(world, name, stack, count);
    if (result == NULL && sim_err_occurred(world) == NULL) {
        sim_err_set_object(world, SIM_TYPE_AttributeError, name);
    }
    return result;
}

static SimObject *
call_or_not_implemented(SimWorld *world, SimObject *name, SimObject *a, SimObject *b)
{
    SimObject *stack[] = {a, b};
    SimObject *result = call_method_maybe(world, name, stack, 2);
    if (result == NULL && sim_err_occurred(world) == NULL) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return result;
}

/* method_is_overloaded: whether @right has another @name than @left. */
static int
is_overloaded(SimWorld *world, SimObject *left, SimObject *right, SimObject *name)
{
    SimObject *b;
    int found = sim_object_lookup_attr(world, &right->type->ob, name, &b);
    if (found <= 0) {
        return found;
    }
    SimObject *a;
    found = sim_object_lookup_attr(world, &left->type->ob, name, &a);
    if (found <= 0) {
        sim_decref(world, b);
        return found < 0 ? -1 : 1;
    }
    int equal = sim_object_compare_bool(world, a, b, SIM_NE);
    sim_decref(world, a);
    sim_decref(world, b);
    return equal;
}

/* SLOT1BINFULL: @mine and @other_mine say whether the slot of the left and of the right
 * operand's type is the generic one. */
static SimObject *
binary(SimWorld *world,
       SimObject *self,
       SimObject *other,
       SimObject *name,
       SimObject *rname,
       bool mine,
       bool other_mine)
{
    bool do_other = self->type != other->type && other_mine;
    if (mine) {
        if (do_other && sim_type_is_subtype(other->type, self->type)) {
            int overloaded = is_overloaded(world, self, other, rname);
            if (overloaded < 0) {
                return NULL;
            }
            if (overloaded > 0) {
                SimObject *result = call_or_not_implemented(world, rname, other, self);
                if (result != SIM_NOT_IMPLEMENTED(world)) {
                    return result;
                }
                sim_decref(world, result);
                do_other = false;
            }
        }
        SimObject *result = call_or_not_implemented(world, name, self, other);
        if (result != SIM_NOT_IMPLEMENTED(world) || self->type == other->type) {
            return result;
        }
        sim_decref(world, result);
    }
    if (do_other) {
        return call_or_not_implemented(world, rname, other, self);
    }
    return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
}

#define BINARY(slot, name, rname)                                                                  \
    SimObject *sim_slot_nb_##slot(SimWorld *world, SimObject *self, SimObject *other)              \
    {                                                                                              \
        return binary(world, self, other, SIM_ID(world, nb_##slot), SIM_ID(world, nb_r##slot),     \
                      self->type->slots.nb_##slot == sim_slot_nb_##slot,                           \
                      other->type->slots.nb_##slot == sim_slot_nb_##slot);                         \
    }
#define UNARY(slot, name)                                                                          \
    SimObject *sim_slot_nb_##slot(SimWorld *world, SimObject *self)                                \
    {                                                                                              \
        return call_method(world, SIM_ID(world, nb_##slot), &self, 1);                             \
    }
#define INPLACE(slot, name)                                                                        \
    SimObject *sim_slot_nb_inplace_##slot(SimWorld *world, SimObject *self, SimObject *other)      \
    {                                                                                              \
        SimObject *stack[] = {self, other};                                                        \
        return call_method(world, SIM_ID(world, nb_inplace_##slot), stack, 2);                     \
    }
SIM_NUMBER_SLOTS(BINARY, UNARY)
SIM_INPLACE_SLOTS(INPLACE)

SimObject *
sim_slot_nb_power(SimWorld *world, SimObject *self, SimObject *other, SimObject *modulus)
{
    bool mine = self->type->slots.nb_power == sim_slot_nb_power;
    if (modulus == SIM_NONE(world)) {
        return binary(world, self, other, SIM_ID(world, __pow__), SIM_ID(world, __rpow__), mine,
                      other->type->slots.nb_power == sim_slot_nb_power);
    }
    if (mine) {
        SimObject *stack[] = {self, other, modulus};
        return call_method(world, SIM_ID(world, __pow__), stack, 3);
    }
    return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
}

SimObject *
sim_slot_nb_inplace_power(SimWorld *world, SimObject *self, SimObject *other, SimObject *modulus)
{
    (void) modulus;
    SimObject *stack[] = {self, other};
    return call_method(world, SIM_ID(world, __ipow__), stack, 2);
}

int
sim_slot_nb_bool(SimWorld *world, SimObject *self)
{
    bool by_length = false;
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __bool__), &unbound);
    if (method == NULL) {
        if (sim_err_occurred(world) != NULL) {
            return -1;
        }
        method = lookup_method(world, self, SIM_ID(world, __len__), &unbound);
        if (method == NULL) {
            return sim_err_occurred(world) != NULL ? -1 : 1;
        }
        by_length = true;
    }
    SimObject *value = sim_object_vectorcall(world, method, &self, unbound ? 1 : 0, NULL);
    sim_decref(world, method);
    if (value == NULL) {
        return -1;
    }
    int result;
    if (by_length) {
        result = sim_object_is_true(world, value);
    } else if (SIM_IS_BOOL(world, value)) {
        result = value == world->true_object;
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "__bool__ should return bool, returned %s",
                       value->type->name);
        result = -1;
    }
    sim_decref(world, value);
    return result;
}

SimObject *
sim_slot_tp_repr(SimWorld *world, SimObject *self)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __repr__), &unbound);
    if (method == NULL) {
        return sim_err_occurred(world) != NULL
                   ? NULL
                   : sim_str_format(world, "<%s object at 0x%" G_GINT64_MODIFIER "x>",
                                    self->type->name, self->addr);
    }
    SimObject *result = sim_object_vectorcall(world, method, &self, unbound ? 1 : 0, NULL);
    sim_decref(world, method);
    return result;
}

SimObject *
sim_slot_tp_str(SimWorld *world, SimObject *self)
{
    return call_method(world, SIM_ID(world, __str__), &self, 1);
}

int64_t
sim_slot_tp_hash(SimWorld *world, SimObject *self)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __hash__), &unbound);
    if (method == SIM_NONE(world)) {
        SIM_CLEAR(world, method);
    }
    if (method == NULL) {
        return sim_err_occurred(world) != NULL ? -1 : sim_object_hash_not_implemented(world, self);
    }
    SimObject *value = sim_object_vectorcall(world, method, &self, unbound ? 1 : 0, NULL);
    sim_decref(world, method);
    if (value == NULL) {
        return -1;
    }
    if (!SIM_IS_INT(value)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__hash__ method should return an integer");
        sim_decref(world, value);
        return -1;
    }
    int64_t hash;
    if (!sim_int_get(value, &hash)) {
        hash = value->type->slots.tp_hash(world, value);
    }
    sim_decref(world, value);
    return hash == -1 ? -2 : hash;
}

SimObject *
sim_slot_tp_call(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __call__), &unbound);
    if (method == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_set_object(world, SIM_TYPE_AttributeError, SIM_ID(world, __call__));
        }
        return NULL;
    }
    SimObject *result = unbound ? sim_object_call_prepend(world, method, self, args, kwargs)
                                : sim_object_call(world, method, args, kwargs);
    sim_decref(world, method);
    return result;
}

static SimObject *
call_attribute(SimWorld *world, SimObject *self, SimObject *hook, SimObject *name)
{
    SimTernaryFunc get = hook->type->slots.tp_descr_get;
    if (get == NULL) {
        return sim_object_call_one(world, hook, name);
    }
    SimObject *bound = get(world, hook, self, &self->type->ob);
    if (bound == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_call_one(world, bound, name);
    sim_decref(world, bound);
    return result;
}

/* __getattribute__ first; on AttributeError __getattr__, where there is one. */
SimObject *
sim_slot_tp_getattr_hook(SimWorld *world, SimObject *self, SimObject *name)
{
    SimObject *hook = sim_type_lookup(world, self->type, SIM_ID(world, __getattr__));
    sim_xincref(world, hook);
    SimObject *getter = sim_type_lookup(world, self->type, SIM_ID(world, __getattribute__));
    SimObject *result;
    if (getter == NULL || getter == sim_type_own(world, sim_type(world, SIM_TYPE_OBJECT),
                                                 SIM_ID(world, __getattribute__))) {
        result = sim_object_generic_getattr(world, self, name);
    } else {
        sim_incref(world, getter);
        result = call_attribute(world, self, getter, name);
        sim_decref(world, getter);
    }
    if (result == NULL && hook != NULL && sim_err_clear_if(world, SIM_TYPE_AttributeError)) {
        result = call_attribute(world, self, hook, name);
    }
    sim_xdecref(world, hook);
    return result;
}

static int
as_status(SimWorld *world, SimObject *result)
{
    if (result == NULL) {
        return -1;
    }
    sim_decref(world, result);
    return 0;
}

int
sim_slot_tp_setattro(SimWorld *world, SimObject *self, SimObject *name, SimObject *value)
{
    SimObject *stack[] = {self, name, value};
    return as_status(world, value == NULL
                                ? call_method(world, SIM_ID(world, __delattr__), stack, 2)
                                : call_method(world, SIM_ID(world, __setattr__), stack, 3));
}

SimObject *
sim_slot_tp_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    static const SimId names[] = {SIM_ID___lt__, SIM_ID___le__, SIM_ID___eq__,
                                  SIM_ID___ne__, SIM_ID___gt__, SIM_ID___ge__};
    return call_or_not_implemented(world, world->ids[names[op]], self, other);
}

SimObject *
sim_slot_tp_iter(SimWorld *world, SimObject *self)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __iter__), &unbound);
    if (method == SIM_NONE(world)) {
        sim_decref(world, method);
        return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not iterable",
                              self->type->name);
    }
    if (method != NULL) {
        SimObject *result = sim_object_vectorcall(world, method, &self, unbound ? 1 : 0, NULL);
        sim_decref(world, method);
        return result;
    }
    if (sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (sim_type_lookup(world, self->type, SIM_ID(world, __getitem__)) == NULL) {
        return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not iterable",
                              self->type->name);
    }
    return sim_sequence_iterator_new(world, self);
}

SimObject *
sim_slot_tp_iternext(SimWorld *world, SimObject *self)
{
    return call_method(world, SIM_ID(world, __next__), &self, 1);
}

SimObject *
sim_slot_tp_descr_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    SimObject *get = sim_type_lookup(world, self->type, SIM_ID(world, __get__));
    if (get == NULL) {
        return sim_newref(world, self);
    }
    sim_incref(world, get);
    SimObject *stack[] = {self, object == NULL ? SIM_NONE(world) : object,
                          type == NULL ? SIM_NONE(world) : type};
    SimObject *result = sim_object_vectorcall(world, get, stack, 3, NULL);
    sim_decref(world, get);
    return result;
}

int
sim_slot_tp_descr_set(SimWorld *world, SimObject *self, SimObject *object, SimObject *value)
{
    SimObject *stack[] = {self, object, value};
    return as_status(world, value == NULL ? call_method(world, SIM_ID(world, __delete__), stack, 2)
                                          : call_method(world, SIM_ID(world, __set__), stack, 3));
}

int
sim_slot_tp_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __init__), &unbound);
    if (method == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_set_object(world, SIM_TYPE_AttributeError, SIM_ID(world, __init__));
        }
        return -1;
    }
    SimObject *result = unbound ? sim_object_call_prepend(world, method, self, args, kwargs)
                                : sim_object_call(world, method, args, kwargs);
    sim_decref(world, method);
    if (result == NULL) {
        return -1;
    }
    if (result != SIM_NONE(world)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__init__() should return None, not '%s'",
                       result->type->name);
        sim_decref(world, result);
        return -1;
    }
    sim_decref(world, result);
    return 0;
}

SimObject *
sim_slot_tp_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *method = sim_object_getattr(world, &type->ob, SIM_ID(world, __new__));
    if (method == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_call_prepend(world, method, &type->ob, args, kwargs);
    sim_decref(world, method);
    return result;
}

/* __del__: errors are reported and forgotten. */
void
sim_slot_tp_finalize(SimWorld *world, SimObject *self)
{
    SimObject *saved = sim_err_fetch(world);
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __del__), &unbound);
    if (method != NULL) {
        SimObject *result = sim_object_vectorcall(world, method, &self, unbound ? 1 : 0, NULL);
        if (result == NULL) {
            world->hooks.unraisable(world, NULL, method);
        } else {
            sim_decref(world, result);
        }
        sim_decref(world, method);
    }
    if (saved != NULL) {
        sim_err_restore(world, saved);
    }
}

int64_t
sim_slot_sq_length(SimWorld *world, SimObject *self)
{
    SimObject *value = call_method(world, SIM_ID(world, __len__), &self, 1);
    if (value == NULL) {
        return -1;
    }
    SimObject *index = sim_number_index(world, value);
    sim_decref(world, value);
    if (index == NULL) {
        return -1;
    }
    int64_t length = sim_number_as_index(world, index, SIM_TYPE_OverflowError);
    bool error = length == -1 && sim_err_occurred(world) != NULL;
    if (error && sim_int_sign(index) < 0) {
        sim_err_clear(world);
        error = false;
    }
    if (!error && length < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "__len__() should return >= 0");
        length = -1;
    }
    sim_decref(world, index);
    return length;
}

static SimObject *
call_with_index(SimWorld *world, SimObject *name, SimObject *self, int64_t index, SimObject *value)
{
    SimObject *number = sim_int_new(world, index);
    if (number == NULL) {
        return NULL;
    }
    SimObject *stack[] = {self, number, value};
    SimObject *result = call_method(world, name, stack, value == NULL ? 2 : 3);
    sim_decref(world, number);
    return result;
}

SimObject *
sim_slot_sq_item(SimWorld *world, SimObject *self, int64_t index)
{
    return call_with_index(world, SIM_ID(world, __getitem__), self, index, NULL);
}

int
sim_slot_sq_ass_item(SimWorld *world, SimObject *self, int64_t index, SimObject *value)
{
    SimObject *name = value == NULL ? SIM_ID(world, __delitem__) : SIM_ID(world, __setitem__);
    return as_status(world, call_with_index(world, name, self, index, value));
}

int
sim_slot_sq_contains(SimWorld *world, SimObject *self, SimObject *item)
{
    bool unbound = false;
    SimObject *method = lookup_method(world, self, SIM_ID(world, __contains__), &unbound);
    if (method == SIM_NONE(world)) {
        sim_decref(world, method);
        sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not a container",
                       self->type->name);
        return -1;
    }
    if (method == NULL) {
        return sim_err_occurred(world) != NULL ? -1 : sim_object_search(world, self, item);
    }
    SimObject *stack[] = {self, item};
    SimObject *value = unbound ? sim_object_vectorcall(world, method, stack, 2, NULL)
                               : sim_object_vectorcall(world, method, stack + 1, 1, NULL);
    sim_decref(world, method);
    if (value == NULL) {
        return -1;
    }
    int result = sim_object_is_true(world, value);
    sim_decref(world, value);
    return result;
}

SimObject *
sim_slot_mp_subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    SimObject *stack[] = {self, key};
    return call_method(world, SIM_ID(world, __getitem__), stack, 2);
}

int
sim_slot_mp_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value)
{
    SimObject *stack[] = {self, key, value};
    return as_status(world, value == NULL
                                ? call_method(world, SIM_ID(world, __delitem__), stack, 2)
                                : call_method(world, SIM_ID(world, __setitem__), stack, 3));
}

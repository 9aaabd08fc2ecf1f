/* repr, str, format, hash, comparison, truth, isinstance (Objects/object.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"
#include "sim/objects/typehint.h"

/* What @slot returned must be a str. Steals @result. */
static SimObject *
checked_text(SimWorld *world, SimObject *result, const char *name)
{
    if (result == NULL || SIM_IS_STR(result)) {
        return result;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "%s returned non-string (type %s)", name,
                   result->type->name);
    sim_decref(world, result);
    return NULL;
}

SimObject *
sim_object_repr(SimWorld *world, SimObject *object)
{
    if (!sim_recursion_enter(world, " while getting the repr of an object")) {
        return NULL;
    }
    SimObject *result = object->type->slots.tp_repr(world, object);
    sim_recursion_leave(world);
    return checked_text(world, result, "__repr__");
}

SimObject *
sim_object_str(SimWorld *world, SimObject *object)
{
    if (SIM_IS_STR_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    if (!sim_recursion_enter(world, " while getting the str of an object")) {
        return NULL;
    }
    SimObject *result = object->type->slots.tp_str(world, object);
    sim_recursion_leave(world);
    return checked_text(world, result, "__str__");
}

static bool
is_ascii(const SimStr *str)
{
    for (int64_t i = 0; i < str->length; i++) {
        if (sim_str_read(str, i) >= 0x80) {
            return false;
        }
    }
    return true;
}

SimObject *
sim_object_ascii(SimWorld *world, SimObject *object)
{
    SimObject *text = sim_object_repr(world, object);
    if (text == NULL) {
        return NULL;
    }
    const SimStr *str = (const SimStr *) (const void *) text;
    if (is_ascii(str)) {
        return text;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    for (int64_t i = 0; i < str->length; i++) {
        uint32_t point = sim_str_read(str, i);
        if (point < 0x80) {
            g_string_append_c(out, (char) point);
        } else if (point < 0x100) {
            g_string_append_printf(out, "\\x%02x", point);
        } else if (point < 0x10000) {
            g_string_append_printf(out, "\\u%04x", point);
        } else {
            g_string_append_printf(out, "\\U%08x", point);
        }
    }
    sim_decref(world, text);
    return sim_str_new_size(world, out->str, out->len);
}

SimObject *
sim_object_format(SimWorld *world, SimObject *object, SimObject *spec)
{
    if (spec != NULL && !SIM_IS_STR(spec)) {
        return sim_err_format(world, SIM_TYPE_SystemError,
                              "Format specifier must be a string, not %s", spec->type->name);
    }
    bool empty = spec == NULL || ((SimStr *) (void *) spec)->length == 0;
    if (empty && SIM_IS_STR_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    if (empty && SIM_IS_INT_EXACT(world, object)) {
        return sim_object_str(world, object);
    }
    SimObject *method;
    int found = sim_object_lookup_special(world, object, SIM_ID(world, __format__), &method);
    if (found <= 0) {
        return found < 0 ? NULL
                         : sim_err_format(world, SIM_TYPE_TypeError,
                                          "Type %s doesn't define __format__", object->type->name);
    }
    SimObject *result = sim_object_call_one(world, method, spec == NULL ? world->empty_str : spec);
    sim_decref(world, method);
    if (result != NULL && !SIM_IS_STR(result)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__format__ must return a str, not %s",
                       result->type->name);
        SIM_CLEAR(world, result);
    }
    return result;
}

int64_t
sim_object_hash(SimWorld *world, SimObject *object)
{
    return object->type->slots.tp_hash(world, object);
}

int64_t
sim_object_hash_not_implemented(SimWorld *world, SimObject *self)
{
    sim_err_format(world, SIM_TYPE_TypeError, "unhashable type: '%s'", self->type->name);
    return -1;
}

/* The objects whose repr is being made, innermost last. Kept by the world: a scenario's
 * threads never leave a repr half done. */
int
sim_repr_enter(SimWorld *world, SimObject *object)
{
    if (world->reprs == NULL) {
        world->reprs = g_ptr_array_new();
    }
    for (guint i = 0; i < world->reprs->len; i++) {
        if (world->reprs->pdata[i] == object) {
            return 1;
        }
    }
    g_ptr_array_add(world->reprs, object);
    return 0;
}

void
sim_repr_leave(SimWorld *world, SimObject *object)
{
    for (guint i = world->reprs->len; i-- > 0;) {
        if (world->reprs->pdata[i] == object) {
            g_ptr_array_remove_index(world->reprs, i);
            return;
        }
    }
}

static const SimCompareOp swapped[] = {SIM_GT, SIM_GE, SIM_EQ, SIM_NE, SIM_LT, SIM_LE};
static const char *const symbols[] = {"<", "<=", "==", "!=", ">", ">="};

/* do_richcompare */
static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    bool reflected = false;
    SimCompareFunc left = a->type->slots.tp_richcompare;
    SimCompareFunc right = b->type->slots.tp_richcompare;
    if (a->type != b->type && right != NULL && sim_type_is_subtype(b->type, a->type)) {
        reflected = true;
        SimObject *result = right(world, b, a, swapped[op]);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    if (left != NULL) {
        SimObject *result = left(world, a, b, op);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    if (!reflected && right != NULL) {
        SimObject *result = right(world, b, a, swapped[op]);
        if (result != SIM_NOT_IMPLEMENTED(world)) {
            return result;
        }
        sim_decref(world, result);
    }
    if (op == SIM_EQ || op == SIM_NE) {
        return sim_bool_of(world, (a == b) == (op == SIM_EQ));
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "'%s' not supported between instances of '%s' and '%s'", symbols[op],
                          a->type->name, b->type->name);
}

SimObject *
sim_object_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!sim_recursion_enter(world, " in comparison")) {
        return NULL;
    }
    SimObject *result = compare(world, a, b, op);
    sim_recursion_leave(world);
    return result;
}

SimObject *
sim_object_compare_identity(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (op == SIM_EQ) {
        return a == b ? sim_bool_of(world, true) : sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (op != SIM_NE || a->type->slots.tp_richcompare == NULL) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *equal = a->type->slots.tp_richcompare(world, a, b, SIM_EQ);
    if (equal == NULL || equal == SIM_NOT_IMPLEMENTED(world)) {
        return equal;
    }
    int truth = sim_object_is_true(world, equal);
    sim_decref(world, equal);
    return truth < 0 ? NULL : sim_bool_of(world, truth == 0);
}

int
sim_object_compare_bool(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (a == b && (op == SIM_EQ || op == SIM_NE)) {
        return op == SIM_EQ;
    }
    SimObject *result = sim_object_richcompare(world, a, b, op);
    if (result == NULL) {
        return -1;
    }
    int truth = result == world->true_object    ? 1
                : result == world->false_object ? 0
                                                : sim_object_is_true(world, result);
    sim_decref(world, result);
    return truth;
}

int
sim_object_is_true(SimWorld *world, SimObject *object)
{
    if (object == world->true_object) {
        return 1;
    }
    if (object == world->false_object || object == SIM_NONE(world)) {
        return 0;
    }
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->nb_bool != NULL) {
        return slots->nb_bool(world, object);
    }
    int64_t length = slots->mp_length != NULL   ? slots->mp_length(world, object)
                     : slots->sq_length != NULL ? slots->sq_length(world, object)
                                                : 1;
    return length < 0 ? -1 : length > 0;
}

/* abstract_get_bases: whether @cls has a tuple __bases__, as unions and the like have not. */
static int
check_class(SimWorld *world, SimObject *cls, const char *error)
{
    if (SIM_IS_TYPE(cls)) {
        return 0;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "%s", error);
    return -1;
}

static const char *const instance_error =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";
static const char *const subclass_error =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";

/* recursive_isinstance: by the type, or by __class__ where that says otherwise. */
static int
is_plain_instance(SimWorld *world, SimObject *object, SimType *type)
{
    if (sim_type_is_subtype(object->type, type)) {
        return 1;
    }
    if (object->type->slots.tp_getattro == sim_object_generic_getattr) {
        SimObject *descr = sim_type_lookup(world, object->type, SIM_ID(world, __class__));
        if (descr != NULL && descr->type == sim_type(world, SIM_TYPE_GETSET_DESCR)) {
            return 0;
        }
    }
    SimObject *claimed;
    int found = sim_object_lookup_attr(world, object, SIM_ID(world, __class__), &claimed);
    if (found <= 0) {
        return found;
    }
    int result = claimed != &object->type->ob && SIM_IS_TYPE(claimed) &&
                 sim_type_is_subtype((SimType *) (void *) claimed, type);
    sim_decref(world, claimed);
    return result;
}

int
sim_object_is_real_instance(SimWorld *world, SimObject *object, SimObject *cls)
{
    return check_class(world, cls, instance_error) < 0
               ? -1
               : is_plain_instance(world, object, (SimType *) (void *) cls);
}

int
sim_object_is_real_subclass(SimWorld *world, SimObject *derived, SimObject *cls)
{
    if (check_class(world, derived, "issubclass() arg 1 must be a class") < 0 ||
        check_class(world, cls, subclass_error) < 0) {
        return -1;
    }
    return sim_type_is_subtype((SimType *) (void *) derived, (SimType *) (void *) cls);
}

typedef int (*Check)(SimWorld *, SimObject *, SimObject *);

/* Whether @check holds for some member of the tuple @classes. */
static int
check_any(SimWorld *world, SimObject *subject, SimObject *classes, const char *where, Check check)
{
    if (!sim_recursion_enter(world, where)) {
        return -1;
    }
    int result = 0;
    for (size_t i = 0; i < sim_tuple_size(classes) && result == 0; i++) {
        result = check(world, subject, sim_tuple_get(classes, i));
    }
    sim_recursion_leave(world);
    return result;
}

/* What the type of @cls says by its special method @name, or else @check. */
static int
check_special(SimWorld *world,
              SimObject *subject,
              SimObject *cls,
              SimObject *name,
              const char *where,
              Check check)
{
    SimObject *checker;
    int found = sim_object_lookup_special(world, cls, name, &checker);
    if (found <= 0) {
        return found < 0 ? -1 : check(world, subject, cls);
    }
    int result = -1;
    if (sim_recursion_enter(world, where)) {
        SimObject *answer = sim_object_call_one(world, checker, subject);
        sim_recursion_leave(world);
        result = answer == NULL ? -1 : sim_object_is_true(world, answer);
        sim_xdecref(world, answer);
    }
    sim_decref(world, checker);
    return result;
}

int
sim_object_is_instance(SimWorld *world, SimObject *object, SimObject *cls)
{
    static const char where[] = " in __instancecheck__";
    if (&object->type->ob == cls) {
        return 1;
    }
    if (cls->type == sim_type(world, SIM_TYPE_TYPE)) {
        return is_plain_instance(world, object, (SimType *) (void *) cls);
    }
    if (SIM_IS_UNION(world, cls)) {
        cls = sim_union_args(cls);
    }
    if (SIM_IS_TUPLE(cls)) {
        return check_any(world, object, cls, where, sim_object_is_instance);
    }
    return check_special(world, object, cls, SIM_ID(world, __instancecheck__), where,
                         sim_object_is_real_instance);
}

int
sim_object_is_subclass(SimWorld *world, SimObject *derived, SimObject *cls)
{
    static const char where[] = " in __subclasscheck__";
    if (cls->type == sim_type(world, SIM_TYPE_TYPE)) {
        return derived == cls ? 1 : sim_object_is_real_subclass(world, derived, cls);
    }
    if (SIM_IS_UNION(world, cls)) {
        cls = sim_union_args(cls);
    }
    if (SIM_IS_TUPLE(cls)) {
        return check_any(world, derived, cls, where, sim_object_is_subclass);
    }
    return check_special(world, derived, cls, SIM_ID(world, __subclasscheck__), where,
                         sim_object_is_real_subclass);
}

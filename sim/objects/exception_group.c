/* BaseExceptionGroup and ExceptionGroup: several exceptions in one (Objects/exceptions.c). There is
 * no `except*` here; they are raised, caught and taken apart as any exception. */
#include "sim/objects/abstract.h"
#include "sim/objects/exception_private.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"

enum {
    BASIC_SIZE = 88
};

static SimObject *
message_of(SimObject *group)
{
    return sim_exception_of(group)->name;
}

SimObject *
sim_exception_group_members(SimObject *group)
{
    return sim_exception_of(group)->value;
}

bool
sim_is_exception_group(SimWorld *world, SimObject *object)
{
    return sim_type_is_subtype(object->type, sim_type(world, SIM_TYPE_BaseExceptionGroup));
}

static bool
is_plain(SimWorld *world, const SimType *type)
{
    return sim_type_is_subtype(type, sim_type(world, SIM_TYPE_Exception));
}

/* All must be exceptions. *@plain: all are Exceptions. */
static bool
check_members(SimWorld *world, SimObject *members, bool *plain)
{
    *plain = true;
    if (sim_tuple_size(members) == 0) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "second argument (exceptions) must be a non-empty sequence");
        return false;
    }
    for (size_t i = 0; i < sim_tuple_size(members); i++) {
        SimObject *member = sim_tuple_get(members, i);
        if (!SIM_IS_EXCEPTION(member)) {
            sim_err_format(world, SIM_TYPE_ValueError,
                           "Item %zu of second argument (exceptions) is not an exception", i);
            return false;
        }
        *plain = *plain && is_plain(world, member->type);
    }
    return true;
}

/* The class of the new group: a BaseExceptionGroup of Exceptions is an ExceptionGroup. */
static SimType *
choose_class(SimWorld *world, SimType *type, bool plain)
{
    if (type == sim_type(world, SIM_TYPE_BaseExceptionGroup)) {
        return plain ? sim_type(world, SIM_TYPE_ExceptionGroup) : type;
    }
    if (plain || !is_plain(world, type)) {
        return type;
    }
    if (type == sim_type(world, SIM_TYPE_ExceptionGroup)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "Cannot nest BaseExceptions in an ExceptionGroup");
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "Cannot nest BaseExceptions in '%s'", type->name);
    }
    return NULL;
}

static bool
is_sequence(const SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    return slots->sq_item != NULL || SIM_IS_LIST(object) || SIM_IS_TUPLE(object);
}

static SimObject *
group_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) kwargs;
    if (sim_tuple_size(args) != 2) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)",
                              sim_tuple_size(args));
    }
    SimObject *message = sim_tuple_get(args, 0);
    if (!SIM_IS_STR(message)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                              message->type->name);
    }
    if (!is_sequence(sim_tuple_get(args, 1))) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "second argument (exceptions) must be a sequence");
    }
    SimObject *members = sim_tuple_from_iterable(world, sim_tuple_get(args, 1));
    bool plain;
    SimType *chosen = members != NULL && check_members(world, members, &plain)
                          ? choose_class(world, type, plain)
                          : NULL;
    SimObject *self = chosen == NULL ? NULL : sim_exception_create(world, chosen, args, NULL);
    if (self == NULL) {
        sim_xdecref(world, members);
        return NULL;
    }
    sim_exception_put(world, self, &sim_exception_of(self)->name, SIM_LABEL_NAME,
                      sim_newref(world, message));
    sim_exception_put(world, self, &sim_exception_of(self)->value, SIM_LABEL_VALUE, members);
    return self;
}

static SimObject *
group_str(SimWorld *world, SimObject *self)
{
    SimObject *message = sim_object_str(world, message_of(self));
    if (message == NULL) {
        return NULL;
    }
    size_t count = sim_tuple_size(sim_exception_group_members(self));
    SimObject *text = sim_str_format(world, "%s (%zu sub-exception%s)", sim_str_utf8(message, NULL),
                                     count, count == 1 ? "" : "s");
    sim_decref(world, message);
    return text;
}

/* A group of the same kind, of the exceptions in the list @members: None for none. What else the
 * group has goes along (exceptiongroup_subset). */
static SimObject *
subset(SimWorld *world, SimObject *group, SimObject *members)
{
    if (sim_list_size(members) == 0) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimObject *name = sim_str_intern(world, "derive");
    SimObject *const args[] = {group, members};
    SimObject *made = name == NULL ? NULL : sim_object_call_method(world, name, args, 2);
    sim_xdecref(world, name);
    if (made == NULL) {
        return NULL;
    }
    if (!sim_is_exception_group(world, made)) {
        sim_decref(world, made);
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "derive must return an instance of BaseExceptionGroup");
    }
    const SimException *from = sim_exception_of(group);
    sim_xincref(world, from->traceback);
    sim_exception_set_traceback(world, made, from->traceback);
    sim_xincref(world, from->context);
    sim_exception_set_context(world, made, from->context);
    sim_xincref(world, from->cause);
    sim_exception_set_cause(world, made, from->cause);
    SimObject *notes;
    int found = sim_object_lookup_attr(world, group, SIM_ID(world, __notes__), &notes);
    if (found > 0) {
        SimObject *copy = sim_list_from_iterable(world, notes);
        found = copy == NULL ? -1 : sim_object_setattr(world, made, SIM_ID(world, __notes__), copy);
        sim_xdecref(world, copy);
        sim_decref(world, notes);
    }
    if (found < 0) {
        SIM_CLEAR(world, made);
    }
    return made;
}

static bool
is_matcher(SimObject *object)
{
    if (sim_is_exception_class(object)) {
        return true;
    }
    if (!SIM_IS_TUPLE(object)) {
        return sim_object_is_callable(object) && !SIM_IS_TYPE(object);
    }
    for (size_t i = 0; i < sim_tuple_size(object); i++) {
        if (!sim_is_exception_class(sim_tuple_get(object, i))) {
            return false;
        }
    }
    return true;
}

static int
matches(SimWorld *world, SimObject *exception, SimObject *matcher)
{
    if (SIM_IS_TYPE(matcher) || SIM_IS_TUPLE(matcher)) {
        return sim_object_is_instance(world, exception, matcher);
    }
    SimObject *answer = sim_object_call_one(world, matcher, exception);
    int result = answer == NULL ? -1 : sim_object_is_true(world, answer);
    sim_xdecref(world, answer);
    return result;
}

/* The part of @exception that matches and the part that does not, None for nothing; @rest NULL: not
 * wanted. New references. */
static int split(
    SimWorld *world, SimObject *exception, SimObject *matcher, SimObject **match, SimObject **rest);

static int
split_members(
    SimWorld *world, SimObject *group, SimObject *matcher, SimObject *matching, SimObject *others)
{
    SimObject *members = sim_exception_group_members(group);
    int status = 0;
    for (size_t i = 0; status == 0 && i < sim_tuple_size(members); i++) {
        SimObject *match = NULL;
        SimObject *rest = NULL;
        status = split(world, sim_tuple_get(members, i), matcher, &match, &rest);
        if (status == 0 && match != SIM_NONE(world)) {
            status = sim_list_append(world, matching, match);
        }
        if (status == 0 && rest != SIM_NONE(world)) {
            status = sim_list_append(world, others, rest);
        }
        sim_xdecref(world, match);
        sim_xdecref(world, rest);
    }
    return status;
}

static int
split_group(
    SimWorld *world, SimObject *group, SimObject *matcher, SimObject **match, SimObject **rest)
{
    SimObject *matching = sim_list_new(world, 0);
    SimObject *others = sim_list_new(world, 0);
    int status = matching == NULL || others == NULL
                     ? -1
                     : split_members(world, group, matcher, matching, others);
    if (status == 0) {
        *match = subset(world, group, matching);
        *rest = *match == NULL ? NULL : subset(world, group, others);
        status = *rest == NULL ? -1 : 0;
    }
    sim_xdecref(world, matching);
    sim_xdecref(world, others);
    return status;
}

static int
split(
    SimWorld *world, SimObject *exception, SimObject *matcher, SimObject **match, SimObject **rest)
{
    int whole = matches(world, exception, matcher);
    if (whole < 0) {
        return -1;
    }
    if (whole == 0 && sim_is_exception_group(world, exception)) {
        if (!sim_recursion_enter(world, " in exceptiongroup_split_recursive")) {
            return -1;
        }
        int status = split_group(world, exception, matcher, match, rest);
        sim_recursion_leave(world);
        return status;
    }
    *match = sim_newref(world, whole > 0 ? exception : SIM_NONE(world));
    *rest = sim_newref(world, whole > 0 ? SIM_NONE(world) : exception);
    return 0;
}

/* The pair, or NULL. */
static SimObject *
split_checked(SimWorld *world, SimObject *self, SimObject *matcher)
{
    if (!is_matcher(matcher)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "expected a function, exception type or tuple of exception types");
    }
    SimObject *pair[2] = {NULL, NULL};
    if (split(world, self, matcher, &pair[0], &pair[1]) < 0) {
        sim_xdecref(world, pair[0]);
        sim_xdecref(world, pair[1]);
        return NULL;
    }
    return sim_tuple_from_stolen(world, pair, 2);
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)

METHOD(method_split)
{
    (void) nargs;
    (void) kwnames;
    return split_checked(world, self, args[0]);
}

METHOD(method_subgroup)
{
    (void) nargs;
    (void) kwnames;
    SimObject *pair = split_checked(world, self, args[0]);
    if (pair == NULL) {
        return NULL;
    }
    SimObject *match = sim_newref(world, sim_tuple_get(pair, 0));
    sim_decref(world, pair);
    return match;
}

METHOD(method_derive)
{
    (void) nargs;
    (void) kwnames;
    SimObject *const parts[] = {message_of(self), args[0]};
    SimObject *type = &sim_type(world, SIM_TYPE_BaseExceptionGroup)->ob;
    return sim_object_vectorcall(world, type, parts, 2, NULL);
}

static const SimMethodDef methods[] = {
    SIM_CLASS_GETITEM,
    {"derive", method_derive, SIM_METH_O},
    {"split", method_split, SIM_METH_O},
    {"subgroup", method_subgroup, SIM_METH_O},
    {NULL, NULL, 0},
};

static SimObject *
get_message(SimWorld *world, SimObject *self)
{
    return sim_newref(world, message_of(self));
}

static SimObject *
get_exceptions(SimWorld *world, SimObject *self)
{
    return sim_newref(world, sim_exception_group_members(self));
}

static const SimGetSetDef getset[] = {
    {"message", get_message, NULL},
    {"exceptions", get_exceptions, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_new = group_new,
    .tp_init = sim_exception_init,
    .tp_str = group_str,
};

const SimTypeSpec sim_spec_BaseExceptionGroup = {
    .id = SIM_TYPE_BaseExceptionGroup,
    .base = SIM_TYPE_BaseException,
    .basicsize = BASIC_SIZE,
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_EXC_SUBCLASS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};

const SimTypeSpec sim_spec_ExceptionGroup = {
    .id = SIM_TYPE_ExceptionGroup,
    .base = SIM_TYPE_BaseExceptionGroup,
    .mixin = SIM_TYPE_Exception,
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_EXC_SUBCLASS,
};

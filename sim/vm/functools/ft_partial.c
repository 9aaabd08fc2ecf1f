/* partial: a callable with its first arguments and some keywords given. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/iterators.h"
#include "sim/objects/str.h"
#include "sim/objects/weakref.h"
#include "sim/vm/functools/functools.h"

enum {
    DICT_OFFSET = 40,
    SMALL_STACK = 5
};

typedef struct {
    SimObject ob;
    SimObject *function;
    SimObject *args;     /* tuple */
    SimObject *keywords; /* dict */
    SimObject *dict;     /* NULL: none yet */
} SimFtPartial;

static inline SimFtPartial *
as_partial(SimObject *object)
{
    return (SimFtPartial *) (void *) object;
}

static SimObject *call(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs);

/* a + b, of tuples. */
static SimObject *
joined(SimWorld *world, SimObject *a, SimObject *b)
{
    return a->type->slots.sq_concat(world, a, b);
}

/* The arguments behind the first, after those of an inner partial (NULL: none). */
static SimObject *
args_after(SimWorld *world, const SimFtPartial *inner, SimObject *args)
{
    const SimTuple *tuple = (const SimTuple *) (const void *) args;
    SimObject *rest = sim_tuple_from(world, tuple->items + 1, (size_t) tuple->length - 1);
    if (inner == NULL || rest == NULL) {
        return rest;
    }
    SimObject *all = joined(world, inner->args, rest);
    sim_decref(world, rest);
    return all;
}

static SimObject *
keywords_after(SimWorld *world, const SimFtPartial *inner, SimObject *kwargs)
{
    if (inner == NULL || sim_dict_size(inner->keywords) == 0) {
        if (kwargs == NULL) {
            return sim_dict_new(world);
        }
        return kwargs->refcnt == 1 ? sim_newref(world, kwargs) : sim_dict_copy(world, kwargs);
    }
    SimObject *all = sim_dict_copy(world, inner->keywords);
    if (all != NULL && kwargs != NULL && sim_dict_merge(world, all, kwargs, 1) < 0) {
        SIM_CLEAR(world, all);
    }
    return all;
}

static SimObject *
new_partial(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (sim_tuple_size(args) < 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "type 'partial' takes at least one argument");
    }
    SimObject *function = sim_tuple_get(args, 0);
    const SimFtPartial *inner = NULL;
    /* A partial without attributes of its own is taken apart. */
    if (function->type->slots.tp_call == call && as_partial(function)->dict == NULL) {
        inner = as_partial(function);
        function = inner->function;
    }
    if (!sim_object_is_callable(function)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "the first argument must be callable");
    }
    SimObject *object = sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    SimFtPartial *self = as_partial(object);
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &self->function, sim_newref(world, function));
    SimObject *all = args_after(world, inner, args);
    if (all != NULL) {
        sim_iterator_init(world, object, SIM_LABEL_ARGS, &self->args, all);
        SimObject *keywords = keywords_after(world, inner, kwargs);
        if (keywords != NULL) {
            sim_iterator_init(world, object, SIM_LABEL_KEYS, &self->keywords, keywords);
            return object;
        }
    }
    sim_decref(world, object);
    return NULL;
}

static int
clear(SimWorld *world, SimObject *object)
{
    SimFtPartial *self = as_partial(object);
    SIM_CLEAR_FIELD(world, object, self->function, FUNC);
    SIM_CLEAR_FIELD(world, object, self->args, ARGS);
    SIM_CLEAR_FIELD(world, object, self->keywords, KEYS);
    SIM_CLEAR_FIELD(world, object, self->dict, DICT);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    clear(world, object);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFtPartial *self = as_partial(object);
    SimObject *const members[] = {self->function, self->args, self->keywords, self->dict};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

static int
collect(SimObject *object, SimVisit visit, void *data)
{
    int result = visit(&object->type->ob, data);
    return result != 0 ? result : traverse(object, visit, data);
}

static SimObject *
call(SimWorld *world, SimObject *object, SimObject *args, SimObject *kwargs)
{
    const SimFtPartial *self = as_partial(object);
    SimObject *keywords = kwargs;
    if (sim_dict_size(self->keywords) == 0) {
        sim_xincref(world, keywords);
    } else {
        keywords = sim_dict_copy(world, self->keywords);
        if (keywords != NULL && kwargs != NULL && sim_dict_merge(world, keywords, kwargs, 1) < 0) {
            SIM_CLEAR(world, keywords);
        }
        if (keywords == NULL) {
            return NULL;
        }
    }
    SimObject *all = joined(world, self->args, args);
    SimObject *result = all == NULL ? NULL : sim_object_call(world, self->function, all, keywords);
    sim_xdecref(world, all);
    sim_xdecref(world, keywords);
    return result;
}

/* Without keywords of its own it puts its arguments before the others. */
static SimObject *
vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimFtPartial *self = as_partial(callable);
    if (sim_dict_size(self->keywords) > 0 || self->function->type->slots.tp_vectorcall == NULL) {
        return sim_call_packed(world, callable, args, nargs, kwnames);
    }
    size_t before = sim_tuple_size(self->args);
    size_t given = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    SimObject *small[SMALL_STACK];
    SimObject **stack = before + given <= SMALL_STACK ? small : g_new(SimObject *, before + given);
    for (size_t i = 0; i < before; i++) {
        stack[i] = sim_tuple_get(self->args, i);
    }
    if (given > 0) {
        memcpy(stack + before, args, given * sizeof *stack);
    }
    SimObject *result =
        sim_object_vectorcall(world, self->function, stack, before + nargs, kwnames);
    if (stack != small) {
        g_free(stack);
    }
    return result;
}

/* Appends ", VALUE" or ", KEY=VALUE". */
static bool
append_repr(SimWorld *world, GString *text, SimObject *key, SimObject *value)
{
    SimObject *name = key == NULL ? NULL : sim_object_str(world, key);
    if (key != NULL && name == NULL) {
        return false;
    }
    SimObject *repr = sim_object_repr(world, value);
    if (repr != NULL) {
        g_string_append(text, ", ");
        if (name != NULL) {
            g_string_append_printf(text, "%s=", sim_str_utf8(name, NULL));
        }
        g_string_append(text, sim_str_utf8(repr, NULL));
        sim_decref(world, repr);
    }
    sim_xdecref(world, name);
    return repr != NULL;
}

static bool
append_arguments(SimWorld *world, const SimFtPartial *self, GString *text)
{
    for (size_t i = 0; i < sim_tuple_size(self->args); i++) {
        if (!append_repr(world, text, NULL, sim_tuple_get(self->args, i))) {
            return false;
        }
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    bool ok = true;
    while (ok && sim_dict_next(self->keywords, &position, &key, &value)) {
        sim_incref(world, value);
        ok = append_repr(world, text, key, value);
        sim_decref(world, value);
    }
    return ok;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimFtPartial *self = as_partial(object);
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered < 0 ? NULL : sim_str_new(world, "...");
    }
    g_autoptr(GString) text = g_string_new(NULL);
    SimObject *result = NULL;
    if (append_arguments(world, self, text)) {
        SimObject *function = sim_object_repr(world, self->function);
        if (function != NULL) {
            result = sim_str_format(world, "%s(%s%s)", object->type->name,
                                    sim_str_utf8(function, NULL), text->str);
            sim_decref(world, function);
        }
    }
    sim_repr_leave(world, object);
    return result;
}

static SimObject *
get_func(SimWorld *world, SimObject *self)
{
    return sim_newref(world, as_partial(self)->function);
}

static SimObject *
get_args(SimWorld *world, SimObject *self)
{
    return sim_newref(world, as_partial(self)->args);
}

static SimObject *
get_keywords(SimWorld *world, SimObject *self)
{
    return sim_newref(world, as_partial(self)->keywords);
}

static int
refuse_set(SimWorld *world, SimObject *self, SimObject *value)
{
    (void) self;
    (void) value;
    sim_err_format(world, SIM_TYPE_AttributeError, "readonly attribute");
    return -1;
}

/* (type, (func,), (func, args, keywords, dict)) */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimFtPartial *self = as_partial(object);
    SimObject *const state[4] = {self->function, self->args, self->keywords,
                                 self->dict == NULL ? SIM_NONE(world) : self->dict};
    SimObject *parts[3] = {sim_newref(world, &object->type->ob), sim_tuple_from(world, state, 1),
                           sim_tuple_from(world, state, 4)};
    if (parts[1] == NULL || parts[2] == NULL) {
        for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
            sim_xdecref(world, parts[i]);
        }
        return NULL;
    }
    return sim_tuple_from_stolen(world, parts, 3);
}

static bool
is_state(SimWorld *world, const SimObject *state)
{
    if (!SIM_IS_TUPLE(state) || sim_tuple_size(state) != 4) {
        return false;
    }
    const SimObject *keywords = sim_tuple_get(state, 2);
    const SimObject *dict = sim_tuple_get(state, 3);
    return sim_object_is_callable(sim_tuple_get(state, 0)) &&
           SIM_IS_TUPLE(sim_tuple_get(state, 1)) &&
           (keywords == SIM_NONE(world) || SIM_IS_DICT(keywords)) &&
           (dict == SIM_NONE(world) || SIM_IS_DICT(dict));
}

static void
replace(SimWorld *world, SimObject *object, SimLabel label, SimObject **place, SimObject *value)
{
    SimObject *old = *place;
    *place = value;
    SIM_RECORD(world, FIELD, object->slot, label, sim_slot(value));
    sim_xdecref(world, old);
}

static SimObject *
set_state(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    SimFtPartial *self = as_partial(object);
    if (!is_state(world, args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "invalid partial state");
    }
    SimObject *function = sim_tuple_get(args[0], 0);
    SimObject *given = sim_tuple_from_iterable(world, sim_tuple_get(args[0], 1));
    SimObject *keywords = sim_tuple_get(args[0], 2);
    SimObject *dict = sim_tuple_get(args[0], 3);
    if (given == NULL) {
        return NULL;
    }
    keywords = keywords == SIM_NONE(world)           ? sim_dict_new(world)
               : !SIM_IS_DICT_EXACT(world, keywords) ? sim_dict_copy(world, keywords)
                                                     : sim_newref(world, keywords);
    if (keywords == NULL) {
        sim_decref(world, given);
        return NULL;
    }
    sim_incref(world, function);
    dict = dict == SIM_NONE(world) ? NULL : sim_newref(world, dict);
    replace(world, object, SIM_LABEL_FUNC, &self->function, function);
    replace(world, object, SIM_LABEL_ARGS, &self->args, given);
    replace(world, object, SIM_LABEL_KEYS, &self->keywords, keywords);
    replace(world, object, SIM_LABEL_DICT, &self->dict, dict);
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"func", get_func, refuse_set},
    {"args", get_args, refuse_set},
    {"keywords", get_keywords, refuse_set},
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_vectorcall = vectorcall,
    .tp_call = call,
    .tp_new = new_partial,
};

const SimTypeSpec sim_spec_FT_PARTIAL = {
    .id = SIM_TYPE_FT_PARTIAL,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 64,
    .host_size = sizeof(SimFtPartial),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "partial(func, *args, **keywords) - new function with partial application\n"
           "    of the given arguments and keywords.\n",
    .dictoffset_host = offsetof(SimFtPartial, dict),
    .dictoffset = DICT_OFFSET,
};

/* itemgetter and attrgetter: one name or key, or several. methodcaller: a name and arguments. Each
 * holds a tuple or an object, and for methodcaller keywords. */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/vm/operator/operator.h"

typedef struct {
    SimObject ob;
    SimObject *what;     /* itemgetter: the key, or a tuple of keys; attrgetter: a tuple of names,
                            those with dots as tuples of their parts; methodcaller: the name */
    SimObject *args;     /* methodcaller: tuple; else NULL */
    SimObject *keywords; /* methodcaller: dict; else NULL */
    size_t count;        /* of keys or names */
} SimOpGetter;

static inline SimOpGetter *
as_getter(SimObject *object)
{
    return (SimOpGetter *) (void *) object;
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_getter(object)->what, NAME);
    SIM_CLEAR_FIELD(world, object, as_getter(object)->args, ARGS);
    SIM_CLEAR_FIELD(world, object, as_getter(object)->keywords, KEYS);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    clear(world, object);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimOpGetter *self = as_getter(object);
    SimObject *const members[] = {self->what, self->args, self->keywords};
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

/* Steals @what; NULL with an exception when it is NULL. */
static SimObject *
make(SimWorld *world, SimType *type, SimObject *what, size_t count)
{
    SimObject *object = what == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, what);
        return NULL;
    }
    as_getter(object)->count = count;
    sim_iterator_init(world, object, SIM_LABEL_NAME, &as_getter(object)->what, what);
    return object;
}

/* Exactly one argument. */
static bool
takes_one(SimWorld *world, const char *name, size_t nargs, SimObject *kwnames)
{
    return sim_arg_no_keywords(world, name, kwnames) && sim_arg_count(world, name, nargs, 1, 1);
}

/* itemgetter */

static SimObject *
itemgetter_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    if (!sim_arg_no_keywords_dict(world, "itemgetter", kwargs)) {
        return NULL;
    }
    if (count <= 1) {
        return sim_arg_count(world, "itemgetter", count, 1, 1)
                   ? make(world, type, sim_newref(world, sim_tuple_get(args, 0)), 1)
                   : NULL;
    }
    return make(world, type, sim_newref(world, args), count);
}

static SimObject *
itemgetter_call(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimOpGetter *self = as_getter(object);
    if (!takes_one(world, "itemgetter", nargs, kwnames)) {
        return NULL;
    }
    if (self->count == 1) {
        return sim_object_getitem(world, args[0], self->what);
    }
    SimObject *result = sim_tuple_new(world, self->count);
    for (size_t i = 0; result != NULL && i < self->count; i++) {
        SimObject *item = sim_object_getitem(world, args[0], sim_tuple_get(self->what, i));
        if (item == NULL) {
            SIM_CLEAR(world, result);
        } else {
            sim_tuple_set(world, result, i, item);
        }
    }
    return result;
}

/* "NAME(repr)" of one, or NAME and the repr of a tuple. */
static SimObject *
repr_of(SimWorld *world, SimObject *object, SimObject *what, bool one)
{
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered < 0 ? NULL : sim_str_format(world, "%s(...)", object->type->name);
    }
    SimObject *text = sim_object_repr(world, what);
    SimObject *result = text == NULL ? NULL
                                     : sim_str_format(world, one ? "%s(%s)" : "%s%s",
                                                      object->type->name, sim_str_utf8(text, NULL));
    sim_xdecref(world, text);
    sim_repr_leave(world, object);
    return result;
}

static SimObject *
itemgetter_repr(SimWorld *world, SimObject *object)
{
    return repr_of(world, object, as_getter(object)->what, as_getter(object)->count == 1);
}

static SimObject *
itemgetter_reduce(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimOpGetter *self = as_getter(object);
    return sim_reduced(world, &object->type->ob,
                       self->count == 1 ? sim_tuple_from(world, &self->what, 1)
                                        : sim_newref(world, self->what),
                       NULL);
}

/* attrgetter */

/* A name, or where it has dots the tuple of its parts. */
static SimObject *
split_name(SimWorld *world, SimObject *name)
{
    const char *text = sim_str_utf8(name, NULL);
    if (strchr(text, '.') == NULL) {
        SimObject *interned = sim_newref(world, name);
        sim_str_intern_in_place(world, &interned);
        return interned;
    }
    g_auto(GStrv) parts = g_strsplit(text, ".", -1);
    size_t count = g_strv_length(parts);
    SimObject *tuple = sim_tuple_new(world, count);
    for (size_t i = 0; tuple != NULL && i < count; i++) {
        SimObject *part = sim_str_intern(world, parts[i]);
        if (part == NULL) {
            SIM_CLEAR(world, tuple);
        } else {
            sim_tuple_set(world, tuple, i, part);
        }
    }
    return tuple;
}

static SimObject *
attrgetter_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    if (!sim_arg_no_keywords_dict(world, "attrgetter", kwargs) ||
        (count == 0 && !sim_arg_count(world, "attrgetter", count, 1, 1))) {
        return NULL;
    }
    SimObject *names = sim_tuple_new(world, count);
    for (size_t i = 0; names != NULL && i < count; i++) {
        SimObject *name = sim_tuple_get(args, i);
        SimObject *split = NULL;
        if (SIM_IS_STR(name)) {
            split = split_name(world, name);
        } else {
            sim_err_format(world, SIM_TYPE_TypeError, "attribute name must be a string");
        }
        if (split == NULL) {
            SIM_CLEAR(world, names);
        } else {
            sim_tuple_set(world, names, i, split);
        }
    }
    return make(world, type, names, count);
}

static SimObject *
get_path(SimWorld *world, SimObject *object, SimObject *name)
{
    if (!SIM_IS_TUPLE(name)) {
        return sim_object_getattr(world, object, name);
    }
    SimObject *at = sim_newref(world, object);
    for (size_t i = 0; at != NULL && i < sim_tuple_size(name); i++) {
        SimObject *next = sim_object_getattr(world, at, sim_tuple_get(name, i));
        sim_decref(world, at);
        at = next;
    }
    return at;
}

static SimObject *
attrgetter_call(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimOpGetter *self = as_getter(object);
    if (!takes_one(world, "attrgetter", nargs, kwnames)) {
        return NULL;
    }
    if (self->count == 1) {
        return get_path(world, args[0], sim_tuple_get(self->what, 0));
    }
    SimObject *result = sim_tuple_new(world, self->count);
    for (size_t i = 0; result != NULL && i < self->count; i++) {
        SimObject *value = get_path(world, args[0], sim_tuple_get(self->what, i));
        if (value == NULL) {
            SIM_CLEAR(world, result);
        } else {
            sim_tuple_set(world, result, i, value);
        }
    }
    return result;
}

/* The names as they were given, a tuple. */
static SimObject *
given_names(SimWorld *world, const SimOpGetter *self)
{
    SimObject *names = sim_tuple_new(world, self->count);
    for (size_t i = 0; names != NULL && i < self->count; i++) {
        SimObject *name = sim_tuple_get(self->what, i);
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t j = 0; SIM_IS_TUPLE(name) && j < sim_tuple_size(name); j++) {
            g_string_append_printf(text, "%s%s", j == 0 ? "" : ".",
                                   sim_str_utf8(sim_tuple_get(name, j), NULL));
        }
        SimObject *whole =
            SIM_IS_TUPLE(name) ? sim_str_new(world, text->str) : sim_newref(world, name);
        if (whole == NULL) {
            SIM_CLEAR(world, names);
        } else {
            sim_tuple_set(world, names, i, whole);
        }
    }
    return names;
}

static SimObject *
attrgetter_repr(SimWorld *world, SimObject *object)
{
    const SimOpGetter *self = as_getter(object);
    SimObject *names = given_names(world, self);
    if (names == NULL) {
        return NULL;
    }
    SimObject *result = self->count == 1 ? repr_of(world, object, sim_tuple_get(names, 0), true)
                                         : repr_of(world, object, names, false);
    sim_decref(world, names);
    return result;
}

static SimObject *
attrgetter_reduce(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return sim_reduced(world, &object->type->ob, given_names(world, as_getter(object)), NULL);
}

/* methodcaller */

static SimObject *
methodcaller_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    size_t count = sim_tuple_size(args);
    if (count < 1) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "methodcaller needs at least one argument, the method name");
    }
    SimObject *name = sim_tuple_get(args, 0);
    if (!SIM_IS_STR(name)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "method name must be a string");
    }
    name = sim_newref(world, name);
    sim_str_intern_in_place(world, &name);
    SimObject *object = make(world, type, name, 1);
    if (object == NULL) {
        return NULL;
    }
    SimOpGetter *self = as_getter(object);
    if (kwargs != NULL) {
        sim_iterator_init(world, object, SIM_LABEL_KEYS, &self->keywords,
                          sim_newref(world, kwargs));
    }
    SimObject *rest = sim_tuple_from(world, ((SimTuple *) (void *) args)->items + 1, count - 1);
    if (rest == NULL) {
        sim_decref(world, object);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_ARGS, &self->args, rest);
    return object;
}

static SimObject *
methodcaller_call(SimWorld *world, SimObject *object, SimObject *args, SimObject *kwargs)
{
    const SimOpGetter *self = as_getter(object);
    if (!sim_arg_no_keywords_dict(world, "methodcaller", kwargs) ||
        !sim_arg_count(world, "methodcaller", sim_tuple_size(args), 1, 1)) {
        return NULL;
    }
    SimObject *method = sim_object_getattr(world, sim_tuple_get(args, 0), self->what);
    if (method == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_call(world, method, self->args, self->keywords);
    sim_decref(world, method);
    return result;
}

static bool
append_repr(SimWorld *world, GString *text, SimObject *value)
{
    SimObject *repr = sim_object_repr(world, value);
    if (repr == NULL) {
        return false;
    }
    g_string_append(text, sim_str_utf8(repr, NULL));
    sim_decref(world, repr);
    return true;
}

static bool
append_call(SimWorld *world, GString *text, const SimOpGetter *self)
{
    if (!append_repr(world, text, self->what)) {
        return false;
    }
    for (size_t i = 0; i < sim_tuple_size(self->args); i++) {
        g_string_append(text, ", ");
        if (!append_repr(world, text, sim_tuple_get(self->args, i))) {
            return false;
        }
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    while (self->keywords != NULL && sim_dict_next(self->keywords, &position, &key, &value)) {
        g_string_append_printf(text, ", %s=", sim_str_utf8(key, NULL));
        if (!append_repr(world, text, value)) {
            return false;
        }
    }
    return true;
}

static SimObject *
methodcaller_repr(SimWorld *world, SimObject *object)
{
    int entered = sim_repr_enter(world, object);
    if (entered != 0) {
        return entered < 0 ? NULL : sim_str_format(world, "%s(...)", object->type->name);
    }
    g_autoptr(GString) text = g_string_new(NULL);
    SimObject *result = append_call(world, text, as_getter(object))
                            ? sim_str_format(world, "%s(%s)", object->type->name, text->str)
                            : NULL;
    sim_repr_leave(world, object);
    return result;
}

static const SimMethodDef itemgetter_methods[] = {
    {"__reduce__", itemgetter_reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef attrgetter_methods[] = {
    {"__reduce__", attrgetter_reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots itemgetter_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = itemgetter_repr,
    .tp_vectorcall = itemgetter_call,
    .tp_call = sim_vectorcall_as_call,
    .tp_new = itemgetter_new,
};

static const SimTypeSlots attrgetter_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = attrgetter_repr,
    .tp_vectorcall = attrgetter_call,
    .tp_call = sim_vectorcall_as_call,
    .tp_new = attrgetter_new,
};

static const SimTypeSlots methodcaller_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = methodcaller_repr,
    .tp_call = methodcaller_call,
    .tp_new = methodcaller_new,
};

const SimTypeSpec sim_spec_OP_ITEMGETTER = {
    .id = SIM_TYPE_OP_ITEMGETTER,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimOpGetter),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &itemgetter_slots,
    .methods = itemgetter_methods,
    .doc = "A callable that fetches the given items from its argument.",
};

const SimTypeSpec sim_spec_OP_ATTRGETTER = {
    .id = SIM_TYPE_OP_ATTRGETTER,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimOpGetter),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &attrgetter_slots,
    .methods = attrgetter_methods,
    .doc = "A callable that fetches the given attributes from its argument.",
};

const SimTypeSpec sim_spec_OP_METHODCALLER = {
    .id = SIM_TYPE_OP_METHODCALLER,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimOpGetter),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &methodcaller_slots,
    .doc = "A callable that calls the given method of its argument.",
};

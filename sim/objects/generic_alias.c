/* types.GenericAlias. */
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 64
};

typedef struct {
    SimObject ob;
    SimObject *origin;
    SimObject *args;
    bool starred; /* *tuple[int] */
} Alias;

static Alias *
cast(const SimObject *object)
{
    return (Alias *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimObject *origin, SimObject *args, bool starred)
{
    SimObject *tuple =
        SIM_IS_TUPLE(args) ? sim_newref(world, args) : sim_tuple_from(world, &args, 1);
    SimObject *object =
        tuple == NULL ? NULL : sim_object_alloc(world, sim_type(world, SIM_TYPE_GENERIC_ALIAS), 0);
    if (object == NULL) {
        sim_xdecref(world, tuple);
        return NULL;
    }
    Alias *self = cast(object);
    self->origin = sim_newref(world, origin);
    self->args = tuple;
    self->starred = starred;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_ORIGIN, origin->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_ARGS, tuple->slot);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_alias_new(SimWorld *world, SimObject *origin, SimObject *args)
{
    return make(world, origin, args, false);
}

SimObject *
sim_alias_class_getitem(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    return sim_alias_new(world, self, args[0]);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    Alias *self = cast(object);
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    SIM_CLEAR(world, self->origin);
    SIM_CLEAR(world, self->args);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const Alias *self = cast(object);
    int result = self->origin == NULL ? 0 : visit(self->origin, data);
    return result != 0 || self->args == NULL ? result : visit(self->args, data);
}

static int
append_repr(SimWorld *world, SimObject *item, GString *out)
{
    SimObject *text = sim_object_repr(world, item);
    if (text == NULL) {
        return -1;
    }
    g_string_append(out, sim_str_utf8(text, NULL));
    sim_decref(world, text);
    return 0;
}

/* 1 with the texts of __module__ and __qualname__ where @item has both; 0: it has not. */
static int
qualified(SimWorld *world, SimObject *item, SimObject **module, SimObject **qualname)
{
    int found = sim_object_lookup_attr(world, item, SIM_ID(world, __qualname__), qualname);
    if (found <= 0) {
        return found;
    }
    found = sim_object_lookup_attr(world, item, SIM_ID(world, __module__), module);
    if (found > 0 && *module != SIM_NONE(world)) {
        return 1;
    }
    sim_decref(world, *qualname);
    sim_xdecref(world, found > 0 ? *module : NULL);
    return found < 0 ? -1 : 0;
}

static int
append_text(SimWorld *world, SimObject *object, GString *out)
{
    SimObject *text = sim_object_str(world, object);
    if (text == NULL) {
        return -1;
    }
    g_string_append(out, sim_str_utf8(text, NULL));
    sim_decref(world, text);
    return 0;
}

int
sim_hint_append(SimWorld *world, SimObject *item, GString *out)
{
    if (item == &world->ellipsis) {
        g_string_append(out, "...");
        return 0;
    }
    SimObject *module = NULL;
    SimObject *qualname = NULL;
    int found = SIM_IS_ALIAS(world, item) || SIM_IS_UNION(world, item)
                    ? 0
                    : qualified(world, item, &module, &qualname);
    if (found <= 0) {
        return found < 0 ? -1 : append_repr(world, item, out);
    }
    int status = 0;
    if (!SIM_IS_STR(module) || !sim_str_equal_c(module, "builtins")) {
        status = append_text(world, module, out);
        g_string_append_c(out, '.');
    }
    if (status == 0) {
        status = append_text(world, qualname, out);
    }
    sim_decref(world, module);
    sim_decref(world, qualname);
    return status;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const Alias *self = cast(object);
    GString *text = g_string_new(self->starred ? "*" : "");
    int status = sim_hint_append(world, self->origin, text);
    size_t count = sim_tuple_size(self->args);
    g_string_append(text, count == 0 ? "[()" : "[");
    for (size_t i = 0; status == 0 && i < count; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        status = sim_hint_append(world, sim_tuple_get(self->args, i), text);
    }
    g_string_append_c(text, ']');
    SimObject *result = status < 0 ? NULL : sim_str_new_size(world, text->str, text->len);
    g_string_free(text, TRUE);
    return result;
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    int64_t origin = sim_object_hash(world, cast(object)->origin);
    int64_t args = origin == -1 ? -1 : sim_object_hash(world, cast(object)->args);
    return args == -1 ? -1 : origin ^ args;
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_ALIAS(world, b) || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    const Alias *left = cast(a);
    const Alias *right = cast(b);
    int equal = left->starred == right->starred;
    if (equal > 0) {
        equal = sim_object_compare_bool(world, left->origin, right->origin, SIM_EQ);
    }
    if (equal > 0) {
        equal = sim_object_compare_bool(world, left->args, right->args, SIM_EQ);
    }
    return equal < 0 ? NULL : sim_bool_of(world, (equal > 0) == (op == SIM_EQ));
}

/* What comes out remembers the alias, where it can (set_orig_class). */
static SimObject *
vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimObject *object = sim_object_vectorcall(world, cast(callable)->origin, args, nargs, kwnames);
    SimObject *name = object == NULL ? NULL : sim_str_intern(world, "__orig_class__");
    if (name == NULL) {
        return object;
    }
    int status = sim_object_setattr(world, object, name, callable);
    sim_decref(world, name);
    if (status < 0 && !sim_err_clear_if(world, SIM_TYPE_AttributeError) &&
        !sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        SIM_CLEAR(world, object);
    }
    return object;
}

static bool
is_own_name(SimObject *name)
{
    static const char *const names[] = {
        "__class__",       "__origin__",    "__args__",   "__unpacked__", "__parameters__",
        "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__",     "__deepcopy__",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (sim_str_equal_c(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* Everything else is the origin's. */
static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    if (is_own_name(name)) {
        return sim_object_generic_getattr(world, object, name);
    }
    return sim_object_getattr(world, cast(object)->origin, name);
}

static SimObject *
subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    (void) key;
    SimObject *text = repr(world, object);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s is not a generic class",
                       sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return NULL;
}

/* *tuple[int] is one item: the alias, starred. */
static SimObject *
iter(SimWorld *world, SimObject *object)
{
    SimObject *starred = make(world, cast(object)->origin, cast(object)->args, true);
    SimObject *tuple = starred == NULL ? NULL : sim_tuple_from_stolen(world, &starred, 1);
    SimObject *iterator = tuple == NULL ? NULL : sim_tuple_iter(world, tuple);
    sim_xdecref(world, tuple);
    return iterator;
}

static SimObject *
new_alias(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    if (!sim_arg_no_keywords_dict(world, "GenericAlias", kwargs) ||
        !sim_arg_count(world, "GenericAlias", sim_tuple_size(args), 2, 2)) {
        return NULL;
    }
    return sim_alias_new(world, sim_tuple_get(args, 0), sim_tuple_get(args, 1));
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, \
                           SimObject *kwnames)
#define IGNORE_ARGUMENTS                                                                           \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames;

METHOD(method_mro_entries)
{
    IGNORE_ARGUMENTS
    return sim_tuple_from(world, &cast(self)->origin, 1);
}

METHOD(method_instancecheck)
{
    IGNORE_ARGUMENTS(void) self;
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "isinstance() argument 2 cannot be a parameterized generic");
}

METHOD(method_subclasscheck)
{
    IGNORE_ARGUMENTS(void) self;
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "issubclass() argument 2 cannot be a parameterized generic");
}

static const SimMethodDef methods[] = {
    {"__mro_entries__", method_mro_entries, SIM_METH_O},
    {"__instancecheck__", method_instancecheck, SIM_METH_O},
    {"__subclasscheck__", method_subclasscheck, SIM_METH_O},
    {NULL, NULL, 0},
};

static SimObject *
get_origin(SimWorld *world, SimObject *object)
{
    return sim_newref(world, cast(object)->origin);
}

static SimObject *
get_args(SimWorld *world, SimObject *object)
{
    return sim_newref(world, cast(object)->args);
}

static SimObject *
get_parameters(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_tuple_new(world, 0);
}

static SimObject *
get_unpacked(SimWorld *world, SimObject *object)
{
    return sim_bool_of(world, cast(object)->starred);
}

static const SimGetSetDef getset[] = {
    {"__origin__", get_origin, NULL},
    {"__args__", get_args, NULL},
    {"__parameters__", get_parameters, NULL},
    {"__unpacked__", get_unpacked, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_hash = hash,
    .tp_richcompare = compare,
    .tp_vectorcall = vectorcall,
    .tp_call = sim_vectorcall_as_call,
    .tp_getattro = getattro,
    .tp_iter = iter,
    .tp_new = new_alias,
    .nb_or = sim_union_or,
    .mp_subscript = subscript,
};

const SimTypeSpec sim_spec_GENERIC_ALIAS = {
    .id = SIM_TYPE_GENERIC_ALIAS,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Alias),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};

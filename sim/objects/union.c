/* types.UnionType. */
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/set.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/typehint.h"

enum {
    BASIC_SIZE = 32 /* with __parameters__, which CPython makes when asked for */
};

typedef struct {
    SimObject ob;
    SimObject *args;
} Union;

static SimObject *
args_of(const SimObject *object)
{
    return ((const Union *) (const void *) object)->args;
}

static bool
may_unite(SimWorld *world, const SimObject *object)
{
    return object == SIM_NONE(world) || SIM_IS_TYPE(object) || SIM_IS_ALIAS(world, object) ||
           SIM_IS_UNION(world, object);
}

/* -1: exception. Only of aliases equality is asked. */
static int
is_known(SimWorld *world, const GPtrArray *items, SimObject *item)
{
    int known = 0;
    for (guint i = 0; i < items->len && known == 0; i++) {
        SimObject *other = items->pdata[i];
        known = SIM_IS_ALIAS(world, other) && SIM_IS_ALIAS(world, item)
                    ? sim_object_compare_bool(world, item, other, SIM_EQ)
                    : item == other;
    }
    return known;
}

/* Adds the members of @object that are not there yet; the references are borrowed. */
static int
flatten(SimWorld *world, GPtrArray *items, SimObject *object)
{
    if (SIM_IS_UNION(world, object)) {
        SimObject *args = args_of(object);
        int status = 0;
        for (size_t i = 0; status == 0 && i < sim_tuple_size(args); i++) {
            status = flatten(world, items, sim_tuple_get(args, i));
        }
        return status;
    }
    SimObject *item = object == SIM_NONE(world) ? &object->type->ob : object;
    int known = is_known(world, items, item);
    if (known == 0) {
        g_ptr_array_add(items, item);
    }
    return known < 0 ? -1 : 0;
}

static SimObject *
new_union(SimWorld *world, SimObject *const *items, size_t count)
{
    SimObject *args = sim_tuple_from(world, items, count);
    SimObject *object =
        args == NULL ? NULL : sim_object_alloc(world, sim_type(world, SIM_TYPE_UNION), 0);
    if (object == NULL) {
        sim_xdecref(world, args);
        return NULL;
    }
    ((Union *) (void *) object)->args = args;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_ARGS, args->slot);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_union_or(SimWorld *world, SimObject *a, SimObject *b)
{
    if (!may_unite(world, a) || !may_unite(world, b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    GPtrArray *items = g_ptr_array_new();
    SimObject *result = NULL;
    if (flatten(world, items, a) == 0 && flatten(world, items, b) == 0) {
        result = items->len == 1
                     ? sim_newref(world, items->pdata[0])
                     : new_union(world, (SimObject *const *) (void *) items->pdata, items->len);
    }
    g_ptr_array_unref(items);
    return result;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, ((Union *) (void *) object)->args);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *args = args_of(object);
    return args == NULL ? 0 : visit(args, data);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    SimObject *args = args_of(object);
    GString *text = g_string_new(NULL);
    int status = 0;
    for (size_t i = 0; status == 0 && i < sim_tuple_size(args); i++) {
        SimObject *item = sim_tuple_get(args, i);
        g_string_append(text, i > 0 ? " | " : "");
        if (item == &sim_type(world, SIM_TYPE_NONE)->ob) {
            g_string_append(text, "None");
        } else {
            status = sim_hint_append(world, item, text);
        }
    }
    SimObject *result = status < 0 ? NULL : sim_str_new_size(world, text->str, text->len);
    g_string_free(text, TRUE);
    return result;
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    SimObject *set = sim_frozenset_new(world, args_of(object));
    int64_t result = set == NULL ? -1 : sim_object_hash(world, set);
    sim_xdecref(world, set);
    return result;
}

/* The order of the members says nothing. */
static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_UNION(world, b) || (op != SIM_EQ && op != SIM_NE)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *left = sim_frozenset_new(world, args_of(a));
    SimObject *right = left == NULL ? NULL : sim_frozenset_new(world, args_of(b));
    SimObject *result = right == NULL ? NULL : sim_object_richcompare(world, left, right, op);
    sim_xdecref(world, left);
    sim_xdecref(world, right);
    return result;
}

static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    if (name == SIM_ID(world, __module__)) {
        return sim_object_getattr(world, &object->type->ob, name);
    }
    return sim_object_generic_getattr(world, object, name);
}

static SimObject *
subscript(SimWorld *world, SimObject *object, SimObject *key)
{
    (void) key;
    SimObject *text = sim_object_repr(world, object);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s is not a generic class",
                       sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return NULL;
}

SimObject *
sim_union_args(SimObject *object)
{
    return args_of(object);
}

static SimObject *
get_args(SimWorld *world, SimObject *object)
{
    return sim_newref(world, args_of(object));
}

static SimObject *
get_parameters(SimWorld *world, SimObject *object)
{
    (void) object;
    return sim_tuple_new(world, 0);
}

static const SimGetSetDef getset[] = {
    {"__args__", get_args, NULL},
    {"__parameters__", get_parameters, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_hash = hash,
    .tp_richcompare = compare,
    .tp_getattro = getattro,
    .nb_or = sim_union_or,
    .mp_subscript = subscript,
};

const SimTypeSpec sim_spec_UNION = {
    .id = SIM_TYPE_UNION,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Union),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &slots,
    .getset = getset,
};

/* The type `type` (Objects/typeobject.c): attributes of classes, calling them, their end. */
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"
#include "sim/objects/typehint.h"
#include "sim/objects/weakref.h"

enum {
    HEAP_SIZE = 904,
    ITEM_SIZE = 40,
    STATIC_SIZE = 408
};

static SimType *
as_type(SimObject *object)
{
    return (SimType *) (void *) object;
}

static SimObject *
getattro(SimWorld *world, SimObject *object, SimObject *name)
{
    SimType *type = as_type(object);
    SimType *metatype = object->type;
    SimTernaryFunc meta_get = NULL;
    SimObject *meta = sim_type_lookup(world, metatype, name);
    if (meta != NULL) {
        meta_get = meta->type->slots.tp_descr_get;
        sim_incref(world, meta);
        if (meta_get != NULL && meta->type->slots.tp_descr_set != NULL) {
            SimObject *result = meta_get(world, meta, object, &metatype->ob);
            sim_decref(world, meta);
            return result;
        }
    }
    SimObject *own = sim_type_lookup(world, type, name);
    if (own != NULL) {
        sim_incref(world, own);
        sim_xdecref(world, meta);
        SimTernaryFunc get = own->type->slots.tp_descr_get;
        if (get == NULL) {
            return own;
        }
        SimObject *result = get(world, own, NULL, object);
        sim_decref(world, own);
        return result;
    }
    if (meta_get != NULL) {
        SimObject *result = meta_get(world, meta, object, &metatype->ob);
        sim_decref(world, meta);
        return result;
    }
    if (meta != NULL) {
        return meta;
    }
    return sim_err_attribute(world, object, name, "type object '%s' has no attribute '%s'",
                             type->name, sim_str_utf8(name, NULL));
}

static bool
is_special_name(SimObject *name)
{
    const char *text = sim_str_utf8(name, NULL);
    return text[0] == '_' && text[1] == '_' && g_str_has_suffix(text, "__");
}

/* _PyObject_GenericSetAttrWithDict on the type's own namespace. */
static int
store(SimWorld *world, SimType *type, SimObject *name, SimObject *value)
{
    SimObject *meta = sim_type_lookup(world, type->ob.type, name);
    if (meta != NULL && meta->type->slots.tp_descr_set != NULL) {
        sim_incref(world, meta);
        int status = meta->type->slots.tp_descr_set(world, meta, &type->ob, value);
        sim_decref(world, meta);
        return status;
    }
    int status = value == NULL ? sim_dict_delete(world, type->dict, name)
                               : sim_dict_set(world, type->dict, name, value);
    if (status < 0 && value == NULL && sim_err_clear_if(world, SIM_TYPE_KeyError)) {
        sim_err_attribute(world, &type->ob, name, "type object '%s' has no attribute '%s'",
                          type->name, sim_str_utf8(name, NULL));
    }
    return status;
}

static int
setattro(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    SimType *type = as_type(object);
    if (type->heap == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "cannot set '%s' attribute of immutable type '%s'", sim_str_utf8(name, NULL),
                       type->name);
        return -1;
    }
    SimObject *own = sim_newref(world, name);
    sim_str_intern_in_place(world, &own);
    int status = store(world, type, own, value);
    if (status == 0) {
        sim_type_modified(type);
        if (is_special_name(own)) {
            sim_type_update_slot(world, type, own);
        }
    }
    sim_decref(world, own);
    return status;
}

int
sim_type_set_attr(SimWorld *world, SimType *type, SimObject *name, SimObject *value)
{
    if (type->heap != NULL) {
        return setattro(world, &type->ob, name, value);
    }
    if (value != NULL) {
        sim_type_table_add(world, type, sim_str_utf8(name, NULL), sim_newref(world, value));
    }
    return value != NULL ? 0 : -1;
}

static SimObject *
call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    SimType *type = as_type(callable);
    size_t nargs = sim_tuple_size(args);
    bool keywords = kwargs != NULL && sim_dict_size(kwargs) > 0;
    if (type == sim_type(world, SIM_TYPE_TYPE)) {
        if (nargs == 1) {
            return keywords ? sim_err_format(world, SIM_TYPE_TypeError,
                                             "type() takes no keyword arguments")
                            : sim_newref(world, &sim_tuple_get(args, 0)->type->ob);
        }
        if (nargs != 3) {
            return sim_err_format(world, SIM_TYPE_TypeError, "type() takes 1 or 3 arguments");
        }
    }
    if (type->slots.tp_new == NULL || sim_type_has(type, SIM_TPFLAGS_DISALLOW_NEW)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "cannot create '%s' instances",
                              type->name);
    }
    SimObject *object = type->slots.tp_new(world, type, args, kwargs);
    if (object == NULL || !sim_type_is_subtype(object->type, type)) {
        return object;
    }
    if (object->type->slots.tp_init != NULL &&
        object->type->slots.tp_init(world, object, args, kwargs) < 0) {
        SIM_CLEAR(world, object);
    }
    return object;
}

SimObject *
sim_type_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    return call(world, callable, args, kwargs);
}

static SimObject *
vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimType *type = as_type(callable);
    if (type->slots.tp_vectorcall_new != NULL) {
        return type->slots.tp_vectorcall_new(world, callable, args, nargs, kwnames);
    }
    return sim_call_packed(world, callable, args, nargs, kwnames);
}

/* type(x) needs no tuple (type_vectorcall). */
static SimObject *
type_of(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (nargs == 1 && (kwnames == NULL || sim_tuple_size(kwnames) == 0)) {
        return sim_newref(world, &args[0]->type->ob);
    }
    return sim_call_packed(world, callable, args, nargs, kwnames);
}

static bool
check_argument(SimWorld *world, int number, const char *wanted, bool good, const SimObject *object)
{
    if (!good) {
        sim_err_format(world, SIM_TYPE_TypeError, "type.__new__() argument %d must be %s, not %s",
                       number, wanted, object->type->name);
    }
    return good;
}

static SimObject *
new_type(SimWorld *world, SimType *metatype, SimObject *args, SimObject *kwargs)
{
    if (!sim_arg_count(world, "type.__new__", sim_tuple_size(args), 3, 3)) {
        return NULL;
    }
    SimObject *name = sim_tuple_get(args, 0);
    SimObject *bases = sim_tuple_get(args, 1);
    SimObject *dict = sim_tuple_get(args, 2);
    if (!check_argument(world, 1, "str", SIM_IS_STR(name), name) ||
        !check_argument(world, 2, "tuple", SIM_IS_TUPLE(bases), bases) ||
        !check_argument(world, 3, "dict", SIM_IS_DICT(dict), dict)) {
        return NULL;
    }
    size_t bytes;
    if (strlen(sim_str_utf8(name, &bytes)) != bytes) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "type name must not contain null characters");
    }
    SimType *winner = sim_type_calculate_metaclass(world, metatype, bases);
    if (winner == NULL) {
        return NULL;
    }
    if (winner != metatype && winner->slots.tp_new != new_type) {
        return winner->slots.tp_new(world, winner, args, kwargs);
    }
    return sim_type_make(world, winner, name, bases, dict, kwargs);
}

static int
init_type(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    (void) self;
    size_t nargs = sim_tuple_size(args);
    if (kwargs != NULL && nargs == 1 && sim_dict_size(kwargs) > 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "type.__init__() takes no keyword arguments");
        return -1;
    }
    if (nargs != 1 && nargs != 3) {
        sim_err_format(world, SIM_TYPE_TypeError, "type.__init__() takes 1 or 3 arguments");
        return -1;
    }
    return 0;
}

/* tp_new_wrapper is a C function of the old kind: its arguments come in a tuple, of which it cuts
 * off the first. */
static SimObject *
call_packed_new(SimWorld *world,
                const SimType *type,
                SimType *subtype,
                SimObject *const *args,
                size_t nargs,
                SimObject *kwnames)
{
    bool keywords = kwnames != NULL && sim_tuple_size(kwnames) > 0;
    SimObject *all = sim_tuple_from(world, args, nargs);
    SimObject *kwargs = NULL;
    if (all != NULL && keywords) {
        kwargs = sim_call_keywords_dict(world, args + nargs, kwnames);
    }
    bool good = all != NULL && (kwargs != NULL || !keywords);
    SimObject *rest = good ? sim_tuple_from(world, args + 1, nargs - 1) : NULL;
    SimObject *result = rest == NULL ? NULL : type->slots.tp_new(world, subtype, rest, kwargs);
    sim_xdecref(world, rest);
    sim_xdecref(world, all);
    sim_xdecref(world, kwargs);
    return result;
}

/* A built-in type's __new__ as a function: type(*args) of its first argument
 * (tp_new_wrapper). */
static SimObject *
call_new(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimType *type = as_type(self);
    if (nargs < 1) {
        return sim_err_format(world, SIM_TYPE_TypeError, "%s.__new__(): not enough arguments",
                              type->name);
    }
    if (!SIM_IS_TYPE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s.__new__(X): X is not a type object (%s)", type->name,
                              args[0]->type->name);
    }
    SimType *subtype = as_type(args[0]);
    if (!sim_type_is_subtype(subtype, type)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s.__new__(%s): %s is not a subtype of %s", type->name,
                              subtype->name, subtype->name, type->name);
    }
    const SimType *solid = subtype;
    while (solid->heap != NULL) {
        solid = solid->base;
    }
    if (solid->slots.tp_new != type->slots.tp_new) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%s.__new__(%s) is not safe, use %s.__new__()", type->name,
                              subtype->name, solid->name);
    }
    return call_packed_new(world, type, subtype, args, nargs, kwnames);
}

const SimMethodDef sim_type_new_def = {"__new__", call_new, SIM_METH_KEYWORDS};

static void
leave_base(SimWorld *world, SimType *type, SimType *base)
{
    (void) world;
    if (base->subclasses != NULL) {
        g_ptr_array_remove(base->subclasses, type);
    }
}

static void
leave_bases(SimWorld *world, SimType *type)
{
    size_t count = type->bases == NULL ? 0 : sim_tuple_size(type->bases);
    for (size_t i = 0; i < count; i++) {
        leave_base(world, type, as_type(sim_tuple_get(type->bases, i)));
    }
    for (size_t i = 0; type->heap->entries != NULL && i < count; i++) {
        SimAddr *pair = &type->heap->entries[2 * i];
        sim_buffer_free(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, pair[0]);
        sim_buffer_free(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, pair[1]);
        sim_gc_note_free(world);
    }
}

static void
host_free(SimObject *object)
{
    SimType *type = as_type(object);
    if (type->heap != NULL) {
        g_free(type->heap->entries);
        g_free(type->heap->name_utf8);
        if (type->heap->keys != NULL && --type->heap->keys->refs == 0) {
            g_free(type->heap->keys);
        }
        g_clear_pointer(&type->heap, g_free);
    }
    sim_type_table_free(type->table);
    type->table = NULL;
    if (type->subclasses != NULL) {
        g_ptr_array_free(type->subclasses, TRUE);
        type->subclasses = NULL;
    }
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    g_assert(type->heap != NULL);
    sim_gc_untrack(world, object);
    leave_bases(world, type);
    sim_weakrefs_clear(world, object);
    SIM_CLEAR(world, type->base);
    SIM_CLEAR(world, type->dict);
    SIM_CLEAR(world, type->bases);
    SIM_CLEAR(world, type->mro);
    SIM_CLEAR(world, type->heap->name);
    SIM_CLEAR(world, type->heap->qualname);
    SIM_CLEAR(world, type->heap->slot_names);
    if (type->heap->keys != NULL) {
        SimSharedKeys *keys = type->heap->keys;
        type->heap->keys = NULL;
        keys->type = NULL;
        sim_shared_keys_unref(world, keys);
    }
    host_free(object);
    sim_object_release(world, object);
}

static int
visit_maybe(SimObject *object, SimVisit visit, void *data)
{
    return object == NULL ? 0 : visit(object, data);
}

static int
traverse_table(const SimTypeTable *table, SimVisit visit, void *data)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const SimTypeEntry *entry = &table->entries[i];
        bool owned = (entry->name->flags & SIM_OBJECT_STATIC) == 0;
        int result = owned ? visit(entry->name, data) : 0;
        if (sim_type_entry_is_counted(entry)) {
            result = result != 0 ? result : visit_maybe(entry->value, visit, data);
        }
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimType *type = as_type(object);
    SimObject *const members[] = {type->dict, type->mro, type->bases, (SimObject *) type->base};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = visit_maybe(members[i], visit, data);
    }
    if (type->table != NULL && result == 0) {
        result = traverse_table(type->table, visit, data);
    }
    if (type->heap == NULL || result != 0) {
        return result;
    }
    SimObject *const own[] = {type->heap->name, type->heap->qualname, type->heap->slot_names};
    for (size_t i = 0; i < G_N_ELEMENTS(own) && result == 0; i++) {
        result = visit_maybe(own[i], visit, data);
    }
    const SimSharedKeys *keys = type->heap->keys;
    for (int i = 0; keys != NULL && i < keys->count && result == 0; i++) {
        result = visit(keys->names[i], data);
    }
    return result;
}

/* type_traverse: of what the record knows, not the strings and not __slots__. */
static int
collect(SimObject *object, SimVisit visit, void *data)
{
    const SimType *type = as_type(object);
    SimObject *const members[] = {type->dict, type->mro, type->bases, (SimObject *) type->base};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = visit_maybe(members[i], visit, data);
    }
    return result;
}

/* type_clear: the dict and the mro; bases and base live as long as the type. */
static int
clear(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    sim_type_modified(type);
    if (type->dict != NULL) {
        sim_dict_clear(world, type->dict);
    }
    SIM_CLEAR_FIELD(world, object, type->mro, MRO);
    return 0;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    SimType *type = as_type(object);
    if (type->heap == NULL) {
        return sim_str_format(world, "<class '%s'>", type->name);
    }
    SimObject *module = sim_dict_get(world, type->dict, SIM_ID(world, __module__));
    const char *qualname = sim_str_utf8(type->heap->qualname, NULL);
    if (module == NULL || !SIM_IS_STR(module) || sim_str_equal_c(module, "builtins")) {
        return sim_str_format(world, "<class '%s'>",
                              module == NULL || !SIM_IS_STR(module) ? type->name : qualname);
    }
    return sim_str_format(world, "<class '%s.%s'>", sim_str_utf8(module, NULL), qualname);
}

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimType *type = as_type(object);
    if (type->heap == NULL) {
        return STATIC_SIZE;
    }
    return HEAP_SIZE + (type->heap->keys != NULL ? SIM_SHARED_KEYS_SIZE : 0);
}

static const SimTypeSlots slots = {
    .nb_or = sim_union_or,
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_vectorcall = vectorcall,
    .tp_vectorcall_new = type_of,
    .tp_call = call,
    .tp_getattro = getattro,
    .tp_setattro = setattro,
    .tp_init = init_type,
    .tp_new = new_type,
    .tp_sizeof = size_of,
    .tp_host_free = host_free,
};

const SimTypeSpec sim_spec_TYPE = {
    .id = SIM_TYPE_TYPE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = HEAP_SIZE,
    .itemsize = ITEM_SIZE,
    .host_size = sizeof(SimType),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_TYPE_SUBCLASS |
             SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .methods = sim_type_methods,
    .getset = sim_type_getset,
};

/* Making a class: type(name, bases, namespace) (type_new of Objects/typeobject.c). */
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/function.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

enum {
    POINTER = 8,
    WEAKREF_SIZE = 80, /* the entry for a class in its base's tp_subclasses: key and weakref */
    KEY_SIZE = 28
};

/* A class on its way. */
typedef struct {
    SimWorld *world;
    SimType *metatype;
    SimObject *name;
    SimObject *bases; /* owned */
    SimObject *dict;  /* owned */
    SimType *base;
    SimObject *slots; /* __slots__ as a tuple, owned; NULL: not given */
    SimType *type;
    GPtrArray *members; /* mangled names, owned str */
    bool add_dict;
    bool add_weakref;
} Making;

SimType *
sim_type_calculate_metaclass(SimWorld *world, SimType *metatype, SimObject *bases)
{
    SimType *winner = metatype;
    for (size_t i = 0; i < sim_tuple_size(bases); i++) {
        SimType *type = sim_tuple_get(bases, i)->type;
        if (sim_type_is_subtype(winner, type)) {
            continue;
        }
        if (sim_type_is_subtype(type, winner)) {
            winner = type;
            continue;
        }
        sim_err_format(world, SIM_TYPE_TypeError,
                       "metaclass conflict: the metaclass of a derived class must be a "
                       "(non-strict) subclass of the metaclasses of all its bases");
        return NULL;
    }
    return winner;
}

/* extra_ivars: whether instances have more in them than @base's, __dict__ and __weakref__
 * not counted. */
static bool
has_more(const SimType *type, const SimType *base)
{
    if (type->heap != NULL) {
        return type->heap->nslots > 0;
    }
    return type->basicsize != base->basicsize || type->itemsize != base->itemsize;
}

static SimType *
solid_base(SimType *type)
{
    if (type->base == NULL) {
        return type;
    }
    SimType *base = solid_base(type->base);
    const SimType *direct = type->heap != NULL ? type->base : base;
    return has_more(type, direct) ? type : base;
}

/* best_base: the base whose instances' layout includes that of the others. */
static SimType *
best_base(SimWorld *world, SimObject *bases)
{
    SimType *base = NULL;
    SimType *winner = NULL;
    for (size_t i = 0; i < sim_tuple_size(bases); i++) {
        SimObject *object = sim_tuple_get(bases, i);
        if (!SIM_IS_TYPE(object)) {
            sim_err_format(world, SIM_TYPE_TypeError, "bases must be types");
            return NULL;
        }
        SimType *type = (SimType *) (void *) object;
        if (!sim_type_has(type, SIM_TPFLAGS_BASETYPE)) {
            sim_err_format(world, SIM_TYPE_TypeError, "type '%s' is not an acceptable base type",
                           type->name);
            return NULL;
        }
        SimType *candidate = solid_base(type);
        if (winner == NULL || (winner != candidate && sim_type_is_subtype(candidate, winner))) {
            winner = candidate;
            base = type;
        } else if (!sim_type_is_subtype(winner, candidate)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return base;
}

static bool
has_dict(const SimType *type)
{
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT) ||
           type->dictoffset_host != 0;
}

static bool
has_weakref(const SimType *type)
{
    return sim_type_has(type, SIM_TPFLAGS_HAVE_WEAKREFS);
}

/* __slots__ = 'a' is ('a',); anything else is iterated. */
static bool
get_slots(Making *making)
{
    SimWorld *world = making->world;
    SimObject *slots = sim_dict_get(world, making->dict, SIM_ID(world, __slots__));
    if (slots == NULL) {
        return true;
    }
    making->slots = SIM_IS_STR(slots) ? sim_tuple_from(world, &slots, 1)
                                      : sim_tuple_from_iterable(world, slots);
    return making->slots != NULL;
}

static bool
is_identifier(SimObject *name)
{
    const char *text = sim_str_utf8(name, NULL);
    if (text[0] == '\0' || g_ascii_isdigit(text[0])) {
        return false;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && *at != '_' && (uint8_t) *at < 0x80) {
            return false;
        }
    }
    return true;
}

static bool
check_slot(Making *making, SimObject *slot)
{
    SimWorld *world = making->world;
    if (!SIM_IS_STR(slot)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__slots__ items must be strings, not '%s'",
                       slot->type->name);
        return false;
    }
    if (!is_identifier(slot)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__slots__ must be identifiers");
        return false;
    }
    if (sim_str_equal_c(slot, "__dict__")) {
        if (has_dict(making->base) || making->add_dict) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "__dict__ slot disallowed: we already got one");
            return false;
        }
        making->add_dict = true;
    }
    if (sim_str_equal_c(slot, "__weakref__")) {
        if (has_weakref(making->base) || making->base->itemsize != 0 || making->add_weakref) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "__weakref__ slot disallowed: either we already got one, or "
                           "__itemsize__ != 0");
            return false;
        }
        making->add_weakref = true;
    }
    return true;
}

/* _Py_Mangle */
static SimObject *
mangle(Making *making, SimObject *slot)
{
    const char *text = sim_str_utf8(slot, NULL);
    const char *owner = sim_str_utf8(making->name, NULL);
    while (*owner == '_') {
        owner++;
    }
    if (!g_str_has_prefix(text, "__") || g_str_has_suffix(text, "__") || *owner == '\0') {
        SimObject *name = sim_newref(making->world, slot);
        sim_str_intern_in_place(making->world, &name);
        return name;
    }
    g_autofree char *mangled = g_strdup_printf("_%s%s", owner, text);
    return sim_str_intern(making->world, mangled);
}

static int
compare_names(const void *a, const void *b)
{
    SimObject *const *left = a;
    SimObject *const *right = b;
    return sim_str_compare(*left, *right);
}

/* type_new_slots_impl: what the class adds to its instances. */
static bool
plan_storage(Making *making)
{
    SimWorld *world = making->world;
    if (making->slots == NULL) {
        making->add_dict = !has_dict(making->base);
        making->add_weakref = !has_weakref(making->base) && making->base->itemsize == 0;
        return true;
    }
    size_t count = sim_tuple_size(making->slots);
    if (count > 0 && making->base->itemsize != 0) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "nonempty __slots__ not supported for subtype of '%s'", making->base->name);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_slot(making, sim_tuple_get(making->slots, i))) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        SimObject *slot = sim_tuple_get(making->slots, i);
        if (sim_str_equal_c(slot, "__dict__") || sim_str_equal_c(slot, "__weakref__")) {
            continue;
        }
        SimObject *name = mangle(making, slot);
        g_ptr_array_add(making->members, name);
        if (sim_dict_get(world, making->dict, name) != NULL &&
            !sim_str_equal_c(name, "__qualname__") && !sim_str_equal_c(name, "__classcell__")) {
            SimObject *text = sim_object_repr(world, name);
            sim_err_format(world, SIM_TYPE_ValueError,
                           "%s in __slots__ conflicts with class variable",
                           text == NULL ? "?" : sim_str_utf8(text, NULL));
            sim_xdecref(world, text);
            return false;
        }
    }
    if (making->members->len > 1) {
        qsort(making->members->pdata, making->members->len, sizeof(void *), compare_names);
    }
    for (size_t i = 0; i < sim_tuple_size(making->bases); i++) {
        const SimType *base = (const SimType *) (const void *) sim_tuple_get(making->bases, i);
        if (base != making->base) {
            making->add_dict = making->add_dict || (!has_dict(making->base) && has_dict(base));
            making->add_weakref =
                making->add_weakref ||
                (!has_weakref(making->base) && has_weakref(base) && making->base->itemsize == 0);
        }
    }
    return true;
}

static uint32_t
flags_of(const Making *making)
{
    const SimType *base = making->base;
    uint32_t inherited = SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT |
                         SIM_TPFLAGS_HAVE_WEAKREFS | SIM_TPFLAGS_SEQUENCE;
    uint32_t flags = SIM_TPFLAGS_HEAPTYPE | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC |
                     SIM_TPFLAGS_READY | (base->flags & inherited) |
                     (base->flags & (uint32_t) (0x7ff << 16));
    if (making->add_dict) {
        flags |= base->itemsize != 0 ? SIM_TPFLAGS_VAR_DICT : SIM_TPFLAGS_MANAGED_DICT;
    }
    return making->add_weakref ? flags | SIM_TPFLAGS_HAVE_WEAKREFS : flags;
}

/* Sizes of instances: the slots lie behind the base's part, then the weak reference list. */
static void
lay_out(Making *making)
{
    SimType *type = making->type;
    const SimType *base = making->base;
    size_t nslots = making->members->len;
    type->flags = flags_of(making);
    type->id = base->id;
    type->itemsize = base->itemsize;
    type->host_itemsize = base->host_itemsize;
    type->dictoffset_host = base->dictoffset_host;
    type->basicsize = base->basicsize + nslots * POINTER;
    type->slots_offset_host = (base->host_size + POINTER - 1) & ~(size_t) (POINTER - 1);
    type->host_size = base->itemsize != 0 && nslots == 0
                          ? base->host_size
                          : type->slots_offset_host + nslots * sizeof(SimObject *);
    type->heap->nslots = nslots;
    if (making->add_dict && base->itemsize != 0) {
        type->basicsize += POINTER;
    }
    if (making->add_weakref) {
        type->heap->weakref_offset = type->basicsize;
        type->basicsize += POINTER;
    }
}

static bool
allocate(Making *making)
{
    SimWorld *world = making->world;
    SimObject *object = sim_object_alloc(world, making->metatype, making->members->len);
    if (object == NULL) {
        return false;
    }
    SimType *type = (SimType *) (void *) object;
    making->type = type;
    type->heap = g_new0(struct SimHeapType, 1);
    type->heap->name = sim_newref(world, making->name);
    type->heap->qualname = sim_newref(world, making->name);
    type->heap->name_utf8 = g_strdup(sim_str_utf8(making->name, NULL));
    type->heap->slot_names = making->slots;
    making->slots = NULL;
    type->name = type->heap->name_utf8;
    sim_type_record_name(world, type);
    type->base = making->base;
    sim_incref(world, &making->base->ob);
    type->bases = sim_newref(world, making->bases);
    type->dict = sim_newref(world, making->dict);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_NAME, making->name->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_QUALNAME, making->name->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SLOT_NAMES, sim_slot(type->heap->slot_names));
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_BASE, making->base->ob.slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_BASES, making->bases->slot);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, making->dict->slot);
    lay_out(making);
    sim_gc_track(world, object);
    return true;
}

static bool
set_module(Making *making)
{
    SimWorld *world = making->world;
    if (sim_dict_get(world, making->dict, SIM_ID(world, __module__)) != NULL) {
        return true;
    }
    SimObject *globals = world->hooks.globals == NULL ? NULL : world->hooks.globals(world);
    SimObject *module =
        globals == NULL ? NULL : sim_dict_get(world, globals, SIM_ID(world, __name__));
    return module == NULL ||
           sim_dict_set(world, making->dict, SIM_ID(world, __module__), module) == 0;
}

/* __qualname__ moves out of the namespace into the type. */
static bool
set_qualname(Making *making)
{
    SimWorld *world = making->world;
    SimObject *qualname = sim_dict_get(world, making->dict, SIM_ID(world, __qualname__));
    if (qualname == NULL) {
        return true;
    }
    if (!SIM_IS_STR(qualname)) {
        sim_err_format(world, SIM_TYPE_TypeError, "type __qualname__ must be a str, not %s",
                       qualname->type->name);
        return false;
    }
    SimObject *old = making->type->heap->qualname;
    making->type->heap->qualname = sim_newref(world, qualname);
    SIM_RECORD(world, FIELD, making->type->ob.slot, SIM_LABEL_QUALNAME, qualname->slot);
    sim_decref(world, old);
    return sim_dict_delete(world, making->dict, SIM_ID(world, __qualname__)) == 0;
}

/* __new__ is a static method, __init_subclass__ and __class_getitem__ are class methods,
 * without a word about it. */
static bool
wrap_function(Making *making, SimId id, SimTypeId wrapper)
{
    SimWorld *world = making->world;
    SimObject *function = sim_dict_get(world, making->dict, world->ids[id]);
    if (function == NULL || !SIM_IS_FUNCTION(world, function)) {
        return true;
    }
    SimObject *wrapped = sim_object_call_one(world, &sim_type(world, wrapper)->ob, function);
    if (wrapped == NULL) {
        return false;
    }
    int status = sim_dict_set(world, making->dict, world->ids[id], wrapped);
    sim_decref(world, wrapped);
    return status == 0;
}

static bool
add_members(Making *making)
{
    SimWorld *world = making->world;
    SimType *type = making->type;
    for (guint i = 0; i < making->members->len; i++) {
        SimObject *name = making->members->pdata[i];
        SimObject *descr = sim_descr_new_member(world, type, name,
                                                type->slots_offset_host + i * sizeof(SimObject *));
        if (descr == NULL) {
            return false;
        }
        int status = sim_dict_get(world, type->dict, name) != NULL
                         ? 0
                         : sim_dict_set(world, type->dict, name, descr);
        sim_decref(world, descr);
        if (status < 0) {
            return false;
        }
    }
    return true;
}

static SimObject *
get_weakref(SimWorld *world, SimObject *object)
{
    if ((object->flags & SIM_OBJECT_WEAKLY_REFERENCED) != 0 && world->hooks.first_weakref != NULL) {
        return sim_newref(world, world->hooks.first_weakref(world, object));
    }
    return sim_newref(world, SIM_NONE(world));
}

static const SimGetSetDef dict_def = {"__dict__", sim_object_get_dict, sim_object_set_dict};
static const SimGetSetDef weakref_def = {"__weakref__", get_weakref, NULL};

static bool
add_getset(Making *making, const SimGetSetDef *def, SimObject *name)
{
    SimWorld *world = making->world;
    if (sim_dict_get(world, making->dict, name) != NULL) {
        return true;
    }
    SimObject *descr = sim_descr_new_heap_getset(world, making->type, name, def);
    if (descr == NULL) {
        return false;
    }
    int status = sim_dict_set(world, making->dict, name, descr);
    sim_decref(world, descr);
    return status == 0;
}

static bool
add_absent(Making *making, SimObject *name)
{
    SimWorld *world = making->world;
    return sim_dict_get(world, making->dict, name) != NULL ||
           sim_dict_set(world, making->dict, name, SIM_NONE(world)) == 0;
}

/* type_ready: the mro, descriptors, __doc__, __hash__, the slots. */
static bool
ready(Making *making)
{
    SimWorld *world = making->world;
    SimType *type = making->type;
    type->mro = sim_mro_compute(world, type);
    if (type->mro == NULL) {
        return false;
    }
    SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_MRO, type->mro->slot);
    if (!add_members(making) ||
        (making->add_dict && !add_getset(making, &dict_def, SIM_ID(world, __dict__))) ||
        (making->add_weakref && !add_getset(making, &weakref_def, SIM_ID(world, __weakref__))) ||
        !add_absent(making, SIM_ID(world, __doc__))) {
        return false;
    }
    if (sim_dict_get(world, making->dict, SIM_ID(world, __eq__)) != NULL &&
        !add_absent(making, SIM_ID(world, __hash__))) {
        return false;
    }
    for (size_t i = 0; i < sim_tuple_size(type->bases); i++) {
        sim_type_add_subclass((SimType *) (void *) sim_tuple_get(type->bases, i), type);
    }
    size_t count = sim_tuple_size(type->bases);
    type->heap->entries = g_new0(SimAddr, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        type->heap->entries[2 * i] =
            sim_buffer_alloc(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, KEY_SIZE);
        type->heap->entries[2 * i + 1] =
            sim_buffer_alloc(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, WEAKREF_SIZE);
        if (sim_gc_note_alloc(world)) {
            sim_gc_collect_generations(world);
        }
    }
    sim_type_fix_slots(world, type);
    if (sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT)) {
        type->heap->keys = sim_shared_keys_new(world, type);
        return type->heap->keys != NULL;
    }
    return true;
}

/* type_new_set_names: each value with a __set_name__ hears its name. */
static bool
set_names(Making *making)
{
    SimWorld *world = making->world;
    SimObject *copy = sim_dict_copy(world, making->type->dict);
    if (copy == NULL) {
        return false;
    }
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    bool good = true;
    while (good && sim_dict_next(copy, &position, &key, &value)) {
        SimObject *method;
        int found = sim_object_lookup_special(world, value, SIM_ID(world, __set_name__), &method);
        if (found <= 0) {
            good = found == 0;
            continue;
        }
        SimObject *args[] = {&making->type->ob, key};
        SimObject *result = sim_object_vectorcall(world, method, args, 2, NULL);
        sim_decref(world, method);
        good = result != NULL;
        if (good) {
            sim_decref(world, result);
            continue;
        }
        SimObject *cause = sim_err_fetch(world);
        SimObject *text = sim_object_repr(world, key);
        sim_err_format(world, SIM_TYPE_RuntimeError,
                       "Error calling __set_name__ on '%s' instance %s in '%s'", value->type->name,
                       text == NULL ? "?" : sim_str_utf8(text, NULL), making->type->name);
        sim_xdecref(world, text);
        if (world->thread->exception != NULL && cause != NULL) {
            sim_exception_set_context(world, world->thread->exception, sim_newref(world, cause));
            sim_exception_set_cause(world, world->thread->exception, cause);
        } else {
            sim_xdecref(world, cause);
        }
    }
    sim_decref(world, copy);
    return good;
}

/* super(type, type).__init_subclass__(**kwargs) */
static bool
init_subclass(Making *making, SimObject *kwargs)
{
    SimWorld *world = making->world;
    SimObject *args[] = {&making->type->ob, &making->type->ob};
    SimObject *super =
        sim_object_vectorcall(world, &sim_type(world, SIM_TYPE_SUPER)->ob, args, 2, NULL);
    if (super == NULL) {
        return false;
    }
    SimObject *method = sim_object_getattr(world, super, SIM_ID(world, __init_subclass__));
    sim_decref(world, super);
    if (method == NULL) {
        return false;
    }
    SimObject *result = sim_object_call(world, method, world->empty_tuple, kwargs);
    sim_decref(world, method);
    sim_xdecref(world, result);
    return result != NULL;
}

/* The cell of super() and __class__ in the class's functions. */
static bool
fill_class_cell(Making *making)
{
    SimWorld *world = making->world;
    SimObject *cell = sim_dict_get(world, making->dict, SIM_ID(world, __classcell__));
    if (cell == NULL) {
        return true;
    }
    if (cell->type != sim_type(world, SIM_TYPE_CELL)) {
        SimObject *text = sim_object_repr(world, &cell->type->ob);
        sim_err_format(world, SIM_TYPE_TypeError, "__classcell__ must be a nonlocal cell, not %s",
                       text == NULL ? "?" : sim_str_utf8(text, NULL));
        sim_xdecref(world, text);
        return false;
    }
    sim_incref(world, &making->type->ob);
    sim_cell_set(world, cell, &making->type->ob);
    return sim_dict_delete(world, making->dict, SIM_ID(world, __classcell__)) == 0;
}

static bool
make(Making *making, SimObject *kwargs)
{
    return get_slots(making) && plan_storage(making) && allocate(making) && set_module(making) &&
           set_qualname(making) && wrap_function(making, SIM_ID___new__, SIM_TYPE_STATICMETHOD) &&
           wrap_function(making, SIM_ID___init_subclass__, SIM_TYPE_CLASSMETHOD) &&
           wrap_function(making, SIM_ID___class_getitem__, SIM_TYPE_CLASSMETHOD) &&
           fill_class_cell(making) && ready(making) && set_names(making) &&
           init_subclass(making, kwargs);
}

static SimObject *
finish(Making *making, bool good)
{
    SimWorld *world = making->world;
    for (guint i = 0; i < making->members->len; i++) {
        SIM_CLEAR(world, making->members->pdata[i]);
    }
    g_ptr_array_free(making->members, TRUE);
    SIM_CLEAR(world, making->dict);
    SIM_CLEAR(world, making->bases);
    SIM_CLEAR(world, making->slots);
    if (!good) {
        SIM_CLEAR(world, making->type);
        return NULL;
    }
    return &making->type->ob;
}

SimObject *
sim_type_make(SimWorld *world,
              SimType *metatype,
              SimObject *name,
              SimObject *bases,
              SimObject *namespace_,
              SimObject *kwargs)
{
    Making making = {.world = world, .metatype = metatype, .name = name};
    SimObject *object = &sim_type(world, SIM_TYPE_OBJECT)->ob;
    making.bases =
        sim_tuple_size(bases) == 0 ? sim_tuple_from(world, &object, 1) : sim_newref(world, bases);
    if (making.bases == NULL) {
        return NULL;
    }
    making.base = best_base(world, making.bases);
    if (making.base == NULL) {
        sim_decref(world, making.bases);
        return NULL;
    }
    making.members = g_ptr_array_new();
    making.dict = sim_dict_copy(world, namespace_);
    bool good = making.dict != NULL && make(&making, kwargs);
    return finish(&making, good);
}

SimObject *
sim_type_new(SimWorld *world, SimObject *name, SimObject *bases, SimObject *namespace_)
{
    SimType *metatype = sim_type_calculate_metaclass(world, sim_type(world, SIM_TYPE_TYPE), bases);
    return metatype == NULL ? NULL : sim_type_make(world, metatype, name, bases, namespace_, NULL);
}

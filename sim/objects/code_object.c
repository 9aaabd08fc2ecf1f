/* Code objects, and their constants as objects (Objects/codeobject.c).
 *
 * Equal constants of one module are one object, also across its functions
 * (merge_consts_recursive of Python/compile.c). Strings that look like names are interned.
 */
#include "sim/bytecode/const.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/descr.h"
#include "sim/objects/float.h"
#include "sim/objects/function.h"
#include "sim/objects/int.h"
#include "sim/objects/set.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 184,
    UNIT = 2
};

typedef struct {
    SimWorld *world;
    GHashTable *seen; /* SimConst -> SimObject, owned reference */
} Loader;

static SimObject *load_const(Loader *loader, const SimConst *value);
static SimObject *load_code(Loader *loader, SimCode *code);

/* all_name_chars */
static bool
is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!g_ascii_isalnum(text[i]) && text[i] != '_') {
            return false;
        }
    }
    return true;
}

static SimObject *
load_text(SimWorld *world, const SimConst *value)
{
    if (is_name(value->text, value->length)) {
        return sim_str_intern(world, value->text);
    }
    return sim_str_new_size(world, value->text, value->length);
}

/* CPython's compiler makes the set and, when it merges equal constants, once more from what
 * iterating over it gives: members with colliding hashes change places. */
static SimObject *
frozen_twice(SimWorld *world, SimObject *members)
{
    SimObject *first = sim_frozenset_new(world, members);
    SimObject *order = first == NULL ? NULL : sim_tuple_from_iterable(world, first);
    SimObject *set = order == NULL ? NULL : sim_frozenset_new(world, order);
    sim_xdecref(world, order);
    sim_xdecref(world, first);
    return set;
}

static SimObject *
load_items(Loader *loader, const SimConst *value)
{
    SimObject *tuple = sim_tuple_new(loader->world, value->count);
    for (size_t i = 0; tuple != NULL && i < value->count; i++) {
        SimObject *item = load_const(loader, value->items[i]);
        if (item == NULL) {
            SIM_CLEAR(loader->world, tuple);
        } else {
            sim_tuple_set(loader->world, tuple, i, item);
        }
    }
    if (tuple == NULL || value->kind == SIM_CONST_TUPLE) {
        return tuple;
    }
    SimObject *set = frozen_twice(loader->world, tuple);
    sim_decref(loader->world, tuple);
    return set;
}

static SimObject *
make_const(Loader *loader, const SimConst *value)
{
    SimWorld *world = loader->world;
    switch (value->kind) {
    case SIM_CONST_NONE:
        return sim_newref(world, SIM_NONE(world));
    case SIM_CONST_TRUE:
        return sim_bool_of(world, true);
    case SIM_CONST_FALSE:
        return sim_bool_of(world, false);
    case SIM_CONST_ELLIPSIS:
        return sim_newref(world, &world->ellipsis);
    case SIM_CONST_INT:
        return sim_int_from_hex(world, value->text);
    case SIM_CONST_FLOAT:
        return sim_float_new(world, value->real);
    case SIM_CONST_STR:
        return load_text(world, value);
    case SIM_CONST_BYTES:
        return sim_bytes_new(world, (const uint8_t *) value->text, value->length);
    case SIM_CONST_TUPLE:
    case SIM_CONST_FROZENSET:
        return load_items(loader, value);
    }
    return NULL;
}

static SimObject *
load_const(Loader *loader, const SimConst *value)
{
    SimObject *object = g_hash_table_lookup(loader->seen, value);
    if (object != NULL) {
        return sim_newref(loader->world, object);
    }
    object = make_const(loader, value);
    if (object != NULL) {
        g_hash_table_insert(loader->seen, (void *) value, sim_newref(loader->world, object));
    }
    return object;
}

static SimObject *
load_consts(Loader *loader, const SimCode *code)
{
    SimObject *tuple = sim_tuple_new(loader->world, code->nconsts);
    for (size_t i = 0; tuple != NULL && i < code->nconsts; i++) {
        const SimCodeConst *member = &code->consts[i];
        SimObject *object = member->value != NULL ? load_const(loader, member->value)
                                                  : load_code(loader, member->code);
        if (object == NULL) {
            SIM_CLEAR(loader->world, tuple);
        } else {
            sim_tuple_set(loader->world, tuple, i, object);
        }
    }
    return tuple;
}

static SimObject *
load_names(SimWorld *world, const char *const *names, size_t count)
{
    SimObject *tuple = sim_tuple_new(world, count);
    for (size_t i = 0; tuple != NULL && i < count; i++) {
        SimObject *name = sim_str_intern(world, names[i]);
        if (name == NULL) {
            SIM_CLEAR(world, tuple);
        } else {
            sim_tuple_set(world, tuple, i, name);
        }
    }
    return tuple;
}

static void
record(SimWorld *world, SimCodeObject *self)
{
    const SimCode *code = self->code;
    self->number = world->code_count++;
    if (world->trace == NULL) {
        return;
    }
    SimObject *self_object = &self->ob;
    g_autoptr(GString) varnames = g_string_new(NULL);
    for (size_t i = 0; i < code->nlocalsplus; i++) {
        g_string_append(varnames, code->localsplus[i]);
        g_string_append_c(varnames, '\n');
    }
    SimText name = {code->qualname, strlen(code->qualname)};
    SimText names = {varnames->str, varnames->len};
    sim_trace_emit_CODE(world->trace, self->number, (uint64_t) code->firstlineno, name, names);
    const struct {
        int label;
        const SimObject *member;
    } fields[] = {{SIM_LABEL_CONSTS, self->consts},
                  {SIM_LABEL_NAMES, self->names},
                  {SIM_LABEL_ITEMS, self->varnames},
                  {SIM_LABEL_NAME, self->name},
                  {SIM_LABEL_QUALNAME, self->qualname}};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        sim_trace_emit_FIELD(world->trace, self_object->slot, (uint64_t) fields[i].label,
                             fields[i].member->slot);
    }
}

static SimObject *
load_code(Loader *loader, SimCode *code)
{
    SimWorld *world = loader->world;
    SimObject *consts = load_consts(loader, code);
    SimObject *names = consts == NULL ? NULL : load_names(world, code->names, code->nnames);
    SimObject *varnames =
        names == NULL ? NULL : load_names(world, code->localsplus, code->nlocalsplus);
    SimObject *name = varnames == NULL ? NULL : sim_str_intern(world, code->name);
    SimObject *qualname = name == NULL ? NULL : sim_str_intern(world, code->qualname);
    size_t units = code->ninstrs;
    SimObject *object = qualname == NULL
                            ? NULL
                            : sim_object_alloc_sized(world, sim_type(world, SIM_TYPE_CODE),
                                                     (BASIC_SIZE + units * UNIT + 7) & ~(size_t) 7,
                                                     sizeof(SimCodeObject));
    if (object == NULL) {
        sim_xdecref(world, consts);
        sim_xdecref(world, names);
        sim_xdecref(world, varnames);
        sim_xdecref(world, name);
        sim_xdecref(world, qualname);
        return NULL;
    }
    SimCodeObject *self = (SimCodeObject *) (void *) object;
    self->code = sim_code_ref(code);
    self->consts = consts;
    self->names = names;
    self->varnames = varnames;
    self->name = name;
    self->qualname = qualname;
    record(world, self);
    return object;
}

static guint
hash_const(const void *value)
{
    return sim_const_hash(value);
}

static gboolean
is_equal_const(const void *a, const void *b)
{
    return sim_const_equal(a, b);
}

SimObject *
sim_code_object_new(SimWorld *world, SimCode *code)
{
    Loader loader = {world, g_hash_table_new(hash_const, is_equal_const)};
    SimObject *object = load_code(&loader, code);
    GHashTableIter iter;
    void *value;
    g_hash_table_iter_init(&iter, loader.seen);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        sim_decref(world, value);
    }
    g_hash_table_unref(loader.seen);
    return object;
}

static SimCodeObject *
as_code(SimObject *object)
{
    return (SimCodeObject *) (void *) object;
}

static void
host_free(SimObject *object)
{
    SimCodeObject *self = as_code(object);
    g_clear_pointer(&self->cache, g_free);
    g_clear_pointer(&self->code, sim_code_unref);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimCodeObject *self = as_code(object);
    SIM_CLEAR(world, self->consts);
    SIM_CLEAR(world, self->names);
    SIM_CLEAR(world, self->varnames);
    SIM_CLEAR(world, self->name);
    SIM_CLEAR(world, self->qualname);
    sim_weakrefs_clear(world, object);
    host_free(object);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimCodeObject *self = as_code(object);
    SimObject *const members[] = {self->consts, self->names, self->varnames, self->name,
                                  self->qualname};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        int result = members[i] == NULL ? 0 : visit(members[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimCodeObject *self = as_code(object);
    return sim_str_format(world,
                          "<code object %s at 0x%" G_GINT64_MODIFIER "x, file \"%s\", line %d>",
                          self->code->name, object->addr,
                          self->code->source == NULL ? "" : sim_source_name(self->code->source),
                          self->code->firstlineno);
}

static size_t
size_of(SimWorld *world, SimObject *object)
{
    (void) world;
    return BASIC_SIZE + as_code(object)->code->ninstrs * UNIT;
}

static SimObject *
get_name(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_code(object)->name);
}

static SimObject *
get_qualname(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_code(object)->qualname);
}

static SimObject *
get_consts(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_code(object)->consts);
}

static SimObject *
get_names(SimWorld *world, SimObject *object)
{
    return sim_newref(world, as_code(object)->names);
}

/* The names among the fast locals that are of @kind. */
static SimObject *
names_of_kind(SimWorld *world, SimObject *object, uint8_t kind)
{
    const SimCodeObject *self = as_code(object);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < self->code->nlocalsplus; i++) {
        if ((self->code->localsplus_kinds[i] & kind) != 0) {
            g_ptr_array_add(names, sim_tuple_get(self->varnames, i));
        }
    }
    return sim_tuple_from(world, (SimObject *const *) names->pdata, names->len);
}

static SimObject *
get_varnames(SimWorld *world, SimObject *object)
{
    return names_of_kind(world, object, SIM_FAST_LOCAL);
}

static SimObject *
get_cellvars(SimWorld *world, SimObject *object)
{
    return names_of_kind(world, object, SIM_FAST_CELL);
}

static SimObject *
get_freevars(SimWorld *world, SimObject *object)
{
    return names_of_kind(world, object, SIM_FAST_FREE);
}

#define NUMBER(field, expression)                                                                  \
    static SimObject *get_##field(SimWorld *world, SimObject *object)                              \
    {                                                                                              \
        const SimCode *code = as_code(object)->code;                                               \
        return sim_int_new(world, (int64_t) (expression));                                         \
    }
NUMBER(argcount, code->argcount)
NUMBER(posonlyargcount, code->posonlyargcount)
NUMBER(kwonlyargcount, code->kwonlyargcount)
NUMBER(nlocals, code->nlocals)
NUMBER(stacksize, code->stacksize)
NUMBER(flags, code->flags)
NUMBER(firstlineno, code->firstlineno)

static SimObject *
get_filename(SimWorld *world, SimObject *object)
{
    const SimCode *code = as_code(object)->code;
    return sim_str_new(world, code->source == NULL ? "" : sim_source_name(code->source));
}

static const SimGetSetDef getset[] = {
    {"co_name", get_name, sim_member_read_only},
    {"co_qualname", get_qualname, sim_member_read_only},
    {"co_consts", get_consts, sim_member_read_only},
    {"co_names", get_names, sim_member_read_only},
    {"co_varnames", get_varnames, NULL},
    {"co_cellvars", get_cellvars, NULL},
    {"co_freevars", get_freevars, NULL},
    {"co_argcount", get_argcount, sim_member_read_only},
    {"co_posonlyargcount", get_posonlyargcount, sim_member_read_only},
    {"co_kwonlyargcount", get_kwonlyargcount, sim_member_read_only},
    {"co_nlocals", get_nlocals, sim_member_read_only},
    {"co_stacksize", get_stacksize, sim_member_read_only},
    {"co_flags", get_flags, sim_member_read_only},
    {"co_firstlineno", get_firstlineno, sim_member_read_only},
    {"co_filename", get_filename, sim_member_read_only},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_sizeof = size_of,
    .tp_host_free = host_free,
};

const SimTypeSpec sim_spec_CODE = {
    .id = SIM_TYPE_CODE,
    .basicsize = BASIC_SIZE,
    .itemsize = UNIT,
    .host_size = sizeof(SimCodeObject),
    .flags = SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .getset = getset,
};

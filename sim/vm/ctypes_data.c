/* _ctypes._SimpleCData: a cell of memory, which classes with a _type_ derive from. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/ctypes_private.h"

enum {
    COUNT_OFFSET = 0,
    TYPE_OFFSET = 8
};

char
sim_ct_letter(SimWorld *world, SimType *type)
{
    SimObject *name = sim_str_intern(world, "_type_");
    SimObject *value = name == NULL ? NULL : sim_type_lookup(world, type, name);
    sim_xdecref(world, name);
    return value == NULL || !SIM_IS_STR(value) ? '\0' : sim_str_utf8(value, NULL)[0];
}

/* Bytes of a number, negative when it has a sign. */
static int
width_of(char letter)
{
    switch (letter) {
    case 'b':
        return -1;
    case 'B':
        return 1;
    case 'h':
        return -2;
    case 'H':
        return 2;
    case 'i':
        return -4;
    case 'I':
        return 4;
    case 'L':
    case 'Q':
        return 8;
    default:
        return -8;
    }
}

SimObject *
sim_ct_object_at(SimWorld *world, SimAddr address)
{
    for (guint i = 0; i < world->slot_count; i++) {
        SimObject *object = sim_world_object(world, i);
        if (object != NULL && object->addr == address) {
            return object;
        }
    }
    return NULL;
}

/* The word at @address. False with an exception: it is of an object, but not one of those that
 * are known. */
static bool
read_memory(SimWorld *world, SimAddr address, uint64_t *word)
{
    SimObject *object = sim_ct_object_at(world, address - COUNT_OFFSET);
    if (object != NULL) {
        *word = (uint64_t) object->refcnt;
        return true;
    }
    object = sim_ct_object_at(world, address - TYPE_OFFSET);
    if (object != NULL) {
        *word = object->type->ob.addr;
        return true;
    }
    for (SimAddr before = 2 * TYPE_OFFSET; before < 4 * TYPE_OFFSET; before += TYPE_OFFSET) {
        if (sim_ct_object_at(world, address - before) != NULL) {
            sim_err_format(world, SIM_TYPE_NotImplementedError,
                           "only the count and the type of an object are modelled as memory");
            return false;
        }
    }
    *word = 0; /* what was freed has its count left in it, which is 0 */
    return true;
}

static SimObject *
number_value(SimWorld *world, uint64_t bits, int width)
{
    int unused = 64 - 8 * ABS(width);
    if (width > 0) {
        return sim_int_from_size(world, bits << unused >> unused);
    }
    return sim_int_new(world, (int64_t) (bits << unused) >> unused);
}

SimObject *
sim_ct_referent(SimWorld *world, SimObject *object)
{
    const SimCtData *data = sim_ct_data(object);
    SimObject *referent = data->foreign ? sim_ct_object_at(world, data->bits) : data->keep;
    if (referent == NULL && data->foreign) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "no object lives there: a real process would read freed memory");
    }
    return referent == NULL ? sim_err_format(world, SIM_TYPE_ValueError, "PyObject is NULL")
                            : sim_newref(world, referent);
}

static SimObject *
get_value(SimWorld *world, SimObject *self)
{
    char letter = sim_ct_letter(world, self->type);
    if (letter == 'O') {
        return sim_ct_referent(world, self);
    }
    const SimCtData *data = sim_ct_data(self);
    uint64_t word = data->bits;
    if (data->foreign && !read_memory(world, data->bits, &word)) {
        return NULL;
    }
    return number_value(world, word, width_of(letter));
}

static void
keep(SimWorld *world, SimObject *self, SimObject *value)
{
    SimCtData *data = sim_ct_data(self);
    SimObject *old = data->keep;
    if (value == SIM_NONE(world)) { /* is not kept; what was kept stays */
        data->foreign = true;
        data->bits = value->addr;
        return;
    }
    data->keep = sim_newref(world, value);
    data->foreign = false;
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_OBJECTS, value->slot);
    sim_xdecref(world, old);
}

/* The low 64 bits of an int. */
static bool
low_bits(SimWorld *world, SimObject *value, uint64_t *bits)
{
    SimObject *number = sim_number_index(world, value);
    if (number == NULL) {
        return false;
    }
    SimIntView view;
    mpz_t low;
    mpz_init(low);
    mpz_fdiv_r_2exp(low, sim_int_view(number, &view), 64);
    *bits = mpz_get_ui(low);
    mpz_clear(low);
    sim_decref(world, number);
    return true;
}

static int
write_count(SimWorld *world, SimAddr address, int64_t count)
{
    SimObject *object = sim_ct_object_at(world, address);
    if (object == NULL) {
        sim_err_format(world, SIM_TYPE_NotImplementedError,
                       "only the count of an object is modelled as memory to write to");
        return -1;
    }
    sim_raw_count(world, object, count - object->refcnt);
    object->refcnt = count;
    SIM_RECORD(world, REFCNT, object->slot, (uint64_t) count);
    return 0;
}

static int
set_value(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "can't delete attribute");
        return -1;
    }
    char letter = sim_ct_letter(world, self->type);
    if (letter == 'O') {
        keep(world, self, value);
        return 0;
    }
    uint64_t bits;
    if (!low_bits(world, value, &bits)) {
        return -1;
    }
    SimCtData *data = sim_ct_data(self);
    if (data->foreign) {
        return write_count(world, data->bits, (int64_t) bits);
    }
    data->bits = bits;
    return 0;
}

static SimObject *
get_objects(SimWorld *world, SimObject *self)
{
    SimObject *referent = sim_ct_data(self)->keep;
    return sim_newref(world, referent == NULL ? SIM_NONE(world) : referent);
}

static SimObject *
data_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    if (sim_ct_letter(world, type) == '\0') {
        return sim_err_format(world, SIM_TYPE_TypeError, "abstract class");
    }
    SimObject *self = sim_object_alloc(world, type, 0);
    if (self != NULL) {
        sim_gc_track(world, self);
    }
    return self;
}

static int
data_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    (void) kwargs;
    if (!sim_arg_count(world, "__init__", sim_tuple_size(args), 0, 1)) {
        return -1;
    }
    return sim_tuple_size(args) == 0 ? 0 : set_value(world, self, sim_tuple_get(args, 0));
}

static void
data_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, sim_ct_data(object)->keep);
    sim_object_release(world, object);
}

static int
data_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *referent = sim_ct_data(object)->keep;
    return referent == NULL ? 0 : visit(referent, data);
}

static int
data_clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, sim_ct_data(object)->keep, OBJECTS);
    return 0;
}

static SimObject *
data_repr(SimWorld *world, SimObject *self)
{
    const SimCtData *data = sim_ct_data(self);
    const char *name = sim_type_short_name(self->type);
    if (sim_ct_letter(world, self->type) == 'O' && data->keep == NULL && !data->foreign) {
        return sim_str_format(world, "%s(<NULL>)", name);
    }
    SimObject *value = get_value(world, self);
    SimObject *text = value == NULL ? NULL : sim_object_repr(world, value);
    SimObject *repr =
        text == NULL ? NULL : sim_str_format(world, "%s(%s)", name, sim_str_utf8(text, NULL));
    sim_xdecref(world, value);
    sim_xdecref(world, text);
    return repr;
}

/* type.from_address(address) */
static SimObject *
from_address(SIM_BUILTIN_PARAMETERS)
{
    SimType *type = (SimType *) (void *) self;
    if (!SIM_IS_INT(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "integer expected");
    }
    if (sim_ct_letter(world, type) == 'O') {
        return sim_err_format(world, SIM_TYPE_NotImplementedError,
                              "py_object.from_address() is not modelled: use ctypes.cast(address, "
                              "ctypes.py_object)");
    }
    uint64_t address;
    SimObject *data = low_bits(world, args[0], &address) ? data_new(world, type, NULL, NULL) : NULL;
    if (data != NULL) {
        sim_ct_data(data)->bits = address;
        sim_ct_data(data)->foreign = true;
    }
    return data;
}

static const SimTypeSlots slots = {
    .tp_dealloc = data_dealloc,
    .tp_traverse = data_traverse,
    .tp_clear = data_clear,
    .tp_repr = data_repr,
    .tp_init = data_init,
    .tp_new = data_new,
};

static const SimMethodDef methods[] = {
    {"from_address", from_address, SIM_METH_O | SIM_METH_CLASS},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"value", get_value, set_value},
    {"_objects", get_objects, NULL},
    {NULL, NULL, NULL},
};

extern const SimTypeSpec sim_spec_CT_SIMPLE;
const SimTypeSpec sim_spec_CT_SIMPLE = {
    .id = SIM_TYPE_CT_SIMPLE,
    .basicsize = 96,
    .host_size = sizeof(SimCtData),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
};

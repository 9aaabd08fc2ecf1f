/* dtype objects: one for each kind, static. */
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_state.h"

static SimNpKind
kind_of(const SimObject *object)
{
    return ((const SimNpDtype *) (const void *) object)->kind;
}

SimObject *
sim_np_dtype(SimWorld *world, SimNpKind kind)
{
    SimObject **place = &sim_np_state(world)->dtypes[kind];
    if (*place == NULL) {
        SimType *type = sim_type(world, SIM_TYPE_NP_DTYPE);
        *place = sim_object_alloc_static(world, type, type->basicsize, sizeof(SimNpDtype), 1);
        ((SimNpDtype *) (void *) *place)->kind = kind;
        g_autofree char *text = g_strdup_printf("dtype('%s')", sim_np_kind_name(kind));
        SIM_RECORD(world, VALUE, (*place)->slot, ((SimText){text, strlen(text)}));
    }
    return *place;
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "dtype('%s')", sim_np_kind_name(kind_of(self)));
}

static SimObject *
str(SimWorld *world, SimObject *self)
{
    return sim_str_new(world, sim_np_kind_name(kind_of(self)));
}

static int64_t
hash(SimWorld *world, SimObject *self)
{
    (void) world;
    return 1000003 * (int64_t) (kind_of(self) + 1);
}

/* a <= b: every value of a is one of b. */
static SimObject *
compare_order(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    SimNpKind kind;
    if (other == SIM_NONE(world) || !sim_np_kind_arg(world, other, SIM_NP_KINDS, &kind)) {
        sim_err_clear(world);
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimNpKind own = kind_of(self);
    bool less = op == SIM_LT || op == SIM_LE;
    bool fits = sim_np_promote(own, kind) == (less ? kind : own);
    return sim_bool_of(world, fits && (own != kind || op == SIM_LE || op == SIM_GE));
}

/* dtype == anything that names a dtype. */
static SimObject *
richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op)
{
    SimNpKind kind;
    if (op != SIM_EQ && op != SIM_NE) {
        return compare_order(world, self, other, op);
    }
    bool known = other != SIM_NONE(world) && sim_np_kind_arg(world, other, SIM_NP_KINDS, &kind);
    sim_err_clear(world);
    bool equal = known && kind == kind_of(self);
    return sim_bool_of(world, equal == (op == SIM_EQ));
}

static SimObject *
type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    static const char *const names[] = {"dtype", NULL};
    SimObject *object;
    SimNpKind kind;
    if (!sim_arg_parse_tuple(world, "dtype", names, 1, 1, args, kwargs, &object) ||
        !sim_np_kind_arg(world, object, SIM_NP_FLOAT64, &kind)) {
        return NULL;
    }
    return sim_newref(world, sim_np_dtype(world, kind));
}

static SimObject *
get_name(SimWorld *world, SimObject *self)
{
    return str(world, self);
}

static SimObject *
get_itemsize(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, (int64_t) sim_np_item_size(kind_of(self)));
}

static SimObject *
get_kind(SimWorld *world, SimObject *self)
{
    return sim_str_new_size(world, &sim_np_kind_info(kind_of(self))->letter, 1);
}

static SimObject *
get_char(SimWorld *world, SimObject *self)
{
    return sim_str_new_size(world, &sim_np_kind_info(kind_of(self))->code, 1);
}

static SimObject *
get_type(SimWorld *world, SimObject *self)
{
    return sim_newref(world, &sim_type(world, sim_np_scalar_type(kind_of(self)))->ob);
}

static SimObject *
get_str(SimWorld *world, SimObject *self)
{
    g_autofree char *text = sim_np_typestr(kind_of(self));
    return sim_str_new(world, text);
}

char *
sim_np_typestr(SimNpKind kind)
{
    return g_strdup_printf("%c%c%zu", sim_np_item_size(kind) == 1 ? '|' : '<',
                           sim_np_kind_info(kind)->letter, sim_np_item_size(kind));
}

static SimObject *
get_byteorder(SimWorld *world, SimObject *self)
{
    return sim_str_new(world, sim_np_item_size(kind_of(self)) == 1 ? "|" : "=");
}

static SimObject *
get_num(SimWorld *world, SimObject *self)
{
    static const int numbers[] = {
        [SIM_NP_BOOL] = 0,   [SIM_NP_INT8] = 1,     [SIM_NP_UINT8] = 2,    [SIM_NP_INT16] = 3,
        [SIM_NP_UINT16] = 4, [SIM_NP_INT32] = 5,    [SIM_NP_UINT32] = 6,   [SIM_NP_INT64] = 7,
        [SIM_NP_UINT64] = 8, [SIM_NP_FLOAT32] = 11, [SIM_NP_FLOAT64] = 12,
    };
    return sim_int_new(world, numbers[kind_of(self)]);
}

static SimObject *
get_yes(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_bool_of(world, true);
}

static SimObject *
get_no(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_bool_of(world, false);
}

static SimObject *
get_none(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
get_shape(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_newref(world, world->empty_tuple);
}

static SimObject *
get_ndim(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_int_new(world, 0);
}

static SimObject *
get_base(SimWorld *world, SimObject *self)
{
    return sim_newref(world, self);
}

static const SimGetSetDef getset[] = {
    {"name", get_name, NULL},
    {"itemsize", get_itemsize, NULL},
    {"kind", get_kind, NULL},
    {"char", get_char, NULL},
    {"type", get_type, NULL},
    {"str", get_str, NULL},
    {"byteorder", get_byteorder, NULL},
    {"num", get_num, NULL},
    {"alignment", get_itemsize, NULL},
    {"isnative", get_yes, NULL},
    {"hasobject", get_no, NULL},
    {"fields", get_none, NULL},
    {"names", get_none, NULL},
    {"subdtype", get_none, NULL},
    {"metadata", get_none, NULL},
    {"shape", get_shape, NULL},
    {"ndim", get_ndim, NULL},
    {"base", get_base, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_repr = repr,
    .tp_str = str,
    .tp_hash = hash,
    .tp_richcompare = richcompare,
    .tp_new = type_new,
};

const SimTypeSpec sim_spec_NP_DTYPE = {
    .id = SIM_TYPE_NP_DTYPE,
    .basicsize = 96,
    .host_size = sizeof(SimNpDtype),
    .slots = &slots,
    .getset = getset,
};

/* sys.version_info and its kin: tuples whose items have names (Objects/structseq.c). Left out:
 * making more of them; CPython lets a program call type(sys.float_info). */
#include <float.h>
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/descr.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/sequence.h"
#include "sim/objects/tuple.h"
#include "sim/vm/modules.h"

#define MOST_ITEMS 11

/* A getter for each place: what a SimGetSetDef calls does not know the name. */
#define ITEM(index)                                                                                \
    static SimObject *item_##index(SimWorld *world, SimObject *self)                               \
    {                                                                                              \
        return sim_newref(world, sim_tuple_get(self, index));                                      \
    }
ITEM(0)
ITEM(1)
ITEM(2)
ITEM(3)
ITEM(4)
ITEM(5)
ITEM(6)
ITEM(7)
ITEM(8)
ITEM(9)
ITEM(10)

#define FIELD(name, index) {name, item_##index, sim_member_read_only},
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL                                                                           \
    }

static SimObject *
get_length(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, (int64_t) sim_tuple_size(self));
}
#define LENGTHS                                                                                    \
    {"n_fields", get_length, sim_member_read_only},                                                \
        {"n_sequence_fields", get_length, sim_member_read_only},

/* clang-format off */
static const SimGetSetDef version_fields[] = {
    FIELD("major", 0) FIELD("minor", 1) FIELD("micro", 2) FIELD("releaselevel", 3)
    FIELD("serial", 4) LENGTHS END};

static const SimGetSetDef float_fields[] = {
    FIELD("max", 0) FIELD("max_exp", 1) FIELD("max_10_exp", 2) FIELD("min", 3)
    FIELD("min_exp", 4) FIELD("min_10_exp", 5) FIELD("dig", 6) FIELD("mant_dig", 7)
    FIELD("epsilon", 8) FIELD("radix", 9) FIELD("rounds", 10) LENGTHS END};

static const SimGetSetDef int_fields[] = {
    FIELD("bits_per_digit", 0) FIELD("sizeof_digit", 1) FIELD("default_max_str_digits", 2)
    FIELD("str_digits_check_threshold", 3) LENGTHS END};

static const SimGetSetDef hash_fields[] = {
    FIELD("width", 0) FIELD("modulus", 1) FIELD("inf", 2) FIELD("nan", 3) FIELD("imag", 4)
    FIELD("algorithm", 5) FIELD("hash_bits", 6) FIELD("seed_bits", 7) FIELD("cutoff", 8)
    LENGTHS END};
/* clang-format on */

/* sys.float_info(max=1.7976931348623157e+308, ...) */
static SimObject *
info_repr(SimWorld *world, SimObject *self)
{
    const SimGetSetDef *fields = self->type->spec->getset;
    GString *out = g_string_new(self->type->name);
    bool failed = false;
    for (size_t i = 0; i < sim_tuple_size(self) && !failed; i++) {
        g_string_append_printf(out, "%s%s=", i == 0 ? "(" : ", ", fields[i].name);
        failed = sim_repr_append(world, out, sim_tuple_get(self, i)) < 0;
    }
    g_string_append_c(out, ')');
    return sim_repr_finish(world, out, failed);
}

static const SimTypeSlots info_slots = {
    .tp_repr = info_repr,
};

#define INFO(ID, fields)                                                                           \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_TUPLE,                                                                    \
        .basicsize = 24,                                                                           \
        .itemsize = 8,                                                                             \
        .host_size = offsetof(SimTuple, items),                                                    \
        .host_itemsize = sizeof(SimObject *),                                                      \
        .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_TUPLE_SUBCLASS | SIM_TPFLAGS_DISALLOW_NEW,      \
        .slots = &info_slots,                                                                      \
        .getset = fields,                                                                          \
    };
INFO(VERSION_INFO, version_fields)
INFO(FLOAT_INFO, float_fields)
INFO(INT_INFO, int_fields)
INFO(HASH_INFO, hash_fields)

/* Steals @items, of which NULL is passed on. */
static SimObject *
info_new(SimWorld *world, SimTypeId type, SimObject *const *items, size_t count)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), count);
    if (object == NULL) {
        return NULL;
    }
    SimTuple *tuple = (SimTuple *) (void *) object;
    tuple->length = (int64_t) count;
    SimSlots none_yet = {NULL, 0};
    SIM_RECORD(world, SPLICE, object->slot, 0, 0, none_yet);
    for (size_t i = 0; i < count; i++) {
        tuple->items[i] = items[i];
        SimSlot slot = items[i]->slot;
        SimSlots one = {&slot, 1};
        SIM_RECORD(world, SPLICE, object->slot, i, 0, one);
    }
    sim_gc_track(world, object);
    return object;
}

static SimObject *
new_version_info(SimWorld *world)
{
    const SimProfile *profile = world->config.profile;
    SimObject *items[] = {
        sim_int_new(world, profile->major),
        sim_int_new(world, profile->minor),
        sim_int_new(world, profile->micro),
        sim_str_intern(world, "final"),
        sim_int_new(world, 0),
    };
    return info_new(world, SIM_TYPE_VERSION_INFO, items, G_N_ELEMENTS(items));
}

static SimObject *
new_float_info(SimWorld *world)
{
    SimObject *items[MOST_ITEMS] = {
        sim_float_new(world, DBL_MAX),         sim_int_new(world, DBL_MAX_EXP),
        sim_int_new(world, DBL_MAX_10_EXP),    sim_float_new(world, DBL_MIN),
        sim_int_new(world, DBL_MIN_EXP),       sim_int_new(world, DBL_MIN_10_EXP),
        sim_int_new(world, DBL_DIG),           sim_int_new(world, DBL_MANT_DIG),
        sim_float_new(world, DBL_EPSILON),     sim_int_new(world, FLT_RADIX),
        sim_int_new(world, 1 /* to nearest */)};
    return info_new(world, SIM_TYPE_FLOAT_INFO, items, MOST_ITEMS);
}

static SimObject *
new_int_info(SimWorld *world)
{
    SimObject *items[] = {sim_int_new(world, 30), sim_int_new(world, 4), sim_int_new(world, 4300),
                          sim_int_new(world, SIM_LEAST_MAX_STR_DIGITS)};
    return info_new(world, SIM_TYPE_INT_INFO, items, G_N_ELEMENTS(items));
}

static SimObject *
new_hash_info(SimWorld *world)
{
    SimObject *items[] = {
        sim_int_new(world, 64),      sim_int_new(world, (INT64_C(1) << 61) - 1),
        sim_int_new(world, 314159),  sim_int_new(world, 0),
        sim_int_new(world, 1000003), sim_str_intern(world, "siphash13"),
        sim_int_new(world, 64),      sim_int_new(world, 128),
        sim_int_new(world, 0),
    };
    return info_new(world, SIM_TYPE_HASH_INFO, items, G_N_ELEMENTS(items));
}

int
sim_sys_add_infos(SimWorld *world, SimObject *module)
{
    int status = sim_module_add(world, module, "version_info", new_version_info(world));
    status += sim_module_add(world, module, "float_info", new_float_info(world));
    status += sim_module_add(world, module, "int_info", new_int_info(world));
    status += sim_module_add(world, module, "hash_info", new_hash_info(world));
    return status;
}

void
sim_sys_ready_types(SimWorld *world)
{
    sim_type_ready(world, &sim_spec_VERSION_INFO);
    sim_type_ready(world, &sim_spec_FLOAT_INFO);
    sim_type_ready(world, &sim_spec_INT_INFO);
    sim_type_ready(world, &sim_spec_HASH_INFO);
}

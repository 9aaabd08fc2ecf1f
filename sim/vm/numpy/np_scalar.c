#include "sim/vm/numpy/np_scalar.h"

#include <math.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/ndarray_type.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_float_text.h"
#include "sim/vm/numpy/np_scalar_methods.h"
#include "sim/vm/numpy/np_state.h"

G_STATIC_ASSERT(sizeof(SimNpScalar) == sizeof(SimFloat));
G_STATIC_ASSERT(offsetof(SimNpScalar, value) == offsetof(SimFloat, value));

static SimNpScalar *
as_scalar(SimObject *object)
{
    return (SimNpScalar *) (void *) object;
}

static const SimTypeId types[] = {
#define KIND(ID, name, size, letter, code) SIM_TYPE_NP_##ID,
#include "sim/vm/numpy/np_kind.def"
#undef KIND
};

SimTypeId
sim_np_scalar_type(SimNpKind kind)
{
    return types[kind];
}

SimNpKind
sim_np_kind_of_type(SimWorld *world, const SimType *type)
{
    for (int kind = 0; kind < SIM_NP_KINDS; kind++) {
        if (type == sim_type(world, types[kind])) {
            return (SimNpKind) kind;
        }
    }
    return SIM_NP_KINDS;
}

static void
record_scalar(SimWorld *world, SimObject *scalar, SimNpKind kind, SimNpValue value)
{
    if (sim_np_is_real(kind)) {
        SIM_RECORD(world, REAL, scalar->slot, value.real);
    } else {
        SIM_RECORD(world, INT, scalar->slot, value.integer);
    }
}

static SimObject *
the_bool(SimWorld *world, bool value)
{
    SimObject **place = &sim_np_state(world)->bools[value];
    if (*place == NULL) {
        SimType *type = sim_type(world, SIM_TYPE_NP_BOOL);
        *place = sim_object_alloc_static(world, type, type->basicsize, sizeof(SimNpScalar), 1);
        as_scalar(*place)->value.integer = value;
        record_scalar(world, *place, SIM_NP_BOOL, as_scalar(*place)->value);
    }
    return sim_newref(world, *place);
}

SimObject *
sim_np_scalar_new(SimWorld *world, SimNpKind kind, SimNpValue value)
{
    if (kind == SIM_NP_BOOL) {
        return the_bool(world, value.integer != 0);
    }
    SimObject *scalar = sim_object_alloc(world, sim_type(world, types[kind]), 0);
    if (scalar != NULL) {
        as_scalar(scalar)->value = value;
        record_scalar(world, scalar, kind, value);
    }
    return scalar;
}

bool
sim_np_scalar_get(SimWorld *world, SimObject *object, SimNpKind *kind, SimNpValue *value)
{
    SimTypeId id = object->type->id;
    if (id < SIM_TYPE_NP_BOOL || id > SIM_TYPE_NP_FLOAT64) {
        return false;
    }
    *kind = sim_np_kind_of_type(world, object->type);
    if (*kind == SIM_NP_KINDS) {
        return false;
    }
    *value = as_scalar(object)->value;
    return true;
}

bool
sim_np_number_get(SimWorld *world, SimObject *object, SimNpKind *kind, SimNpValue *value)
{
    if (sim_np_scalar_get(world, object, kind, value)) {
        return true;
    }
    if (SIM_IS_FLOAT(object)) {
        *kind = SIM_NP_FLOAT64;
        value->real = ((SimFloat *) (void *) object)->value;
        return true;
    }
    if (!SIM_IS_INT(object)) {
        return false;
    }
    *kind = SIM_IS_BOOL(world, object) ? SIM_NP_BOOL : SIM_NP_INT64;
    if (sim_int_get(object, &value->integer)) {
        return true;
    }
    g_autofree char *digits = sim_int_digits(world, object, 16);
    if (digits != NULL && *digits != '-' && strlen(digits) <= 16) {
        *kind = SIM_NP_UINT64;
        value->integer = (int64_t) g_ascii_strtoull(digits, NULL, 16);
        return true;
    }
    sim_err_clear(world);
    sim_err_format(world, SIM_TYPE_OverflowError,
                   "numpy arrays of integers beyond 64 bits (dtype object) are not modelled");
    return false;
}

bool
sim_np_number_as_real(SimWorld *world, SimObject *object, double *out)
{
    SimNpKind kind;
    SimNpValue value;
    if (sim_np_number_get(world, object, &kind, &value)) {
        *out = sim_np_to_real(value, kind);
        return true;
    }
    if (sim_err_occurred(world) == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "must be real number, not %s",
                       object->type->name);
    }
    return false;
}

bool
sim_np_check_number(SimWorld *world, SimNpValue value, SimNpKind from, SimNpKind to)
{
    if (!sim_np_is_real(from) || !sim_np_is_integer(to) || isfinite(value.real)) {
        return true;
    }
    bool none = isnan(value.real);
    sim_err_format(world, none ? SIM_TYPE_ValueError : SIM_TYPE_OverflowError,
                   none ? "cannot convert float NaN to integer"
                        : "cannot convert float infinity to integer");
    return false;
}

SimObject *
sim_np_python_number(SimWorld *world, SimNpKind kind, SimNpValue value)
{
    if (kind == SIM_NP_BOOL) {
        return sim_bool_new(world, value.integer != 0);
    }
    if (sim_np_is_real(kind)) {
        return sim_float_new(world, value.real);
    }
    return kind == SIM_NP_UINT64 ? sim_int_from_size(world, (uint64_t) value.integer)
                                 : sim_int_new(world, value.integer);
}

/* Like repr() of a float, from the digits of the shorter type. */
static void
append_float32(double value, GString *out)
{
    if (!isfinite(value)) {
        sim_float_repr(value, out);
        return;
    }
    SimNpDigits digits;
    sim_np_digits_shortest(SIM_NP_FLOAT32, value, &digits);
    char text[SIM_NP_MAX_DIGITS + 16];
    g_snprintf(text, sizeof text, "%s0.%.*se%d", digits.negative ? "-" : "", digits.count,
               digits.digits, digits.exponent);
    sim_float_repr(g_ascii_strtod(text, NULL), out);
}

void
sim_np_number_text(SimNpKind kind, SimNpValue value, GString *out)
{
    if (kind == SIM_NP_BOOL) {
        g_string_append(out, value.integer != 0 ? "True" : "False");
    } else if (kind == SIM_NP_FLOAT64) {
        sim_float_repr(value.real, out);
    } else if (kind == SIM_NP_FLOAT32) {
        append_float32(value.real, out);
    } else if (kind == SIM_NP_UINT64) {
        g_string_append_printf(out, "%" G_GUINT64_FORMAT, (uint64_t) value.integer);
    } else {
        g_string_append_printf(out, "%" G_GINT64_FORMAT, value.integer);
    }
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    g_autoptr(GString) text = g_string_new(NULL);
    sim_np_number_text(sim_np_kind_of_type(world, self->type), as_scalar(self)->value, text);
    return sim_str_new_size(world, text->str, text->len);
}

static int64_t
hash(SimWorld *world, SimObject *self)
{
    SimNpKind kind = sim_np_kind_of_type(world, self->type);
    SimNpValue value = as_scalar(self)->value;
    if (sim_np_is_real(kind)) {
        return isnan(value.real) ? (int64_t) (self->addr >> 4) : sim_float_hash(value.real);
    }
    const uint64_t modulus = ((uint64_t) 1 << 61) - 1;
    bool negative = value.integer < 0 && kind != SIM_NP_UINT64;
    uint64_t number = negative ? 0 - (uint64_t) value.integer : (uint64_t) value.integer;
    int64_t result = (int64_t) (number % modulus);
    result = negative ? -result : result;
    return result == -1 ? -2 : result;
}

static int
is_true(SimWorld *world, SimObject *self)
{
    return sim_np_is_true(as_scalar(self)->value, sim_np_kind_of_type(world, self->type));
}

static SimObject *
to_float(SimWorld *world, SimObject *self)
{
    SimNpKind kind = sim_np_kind_of_type(world, self->type);
    return sim_float_new(world, sim_np_to_real(as_scalar(self)->value, kind));
}

static SimObject *
to_int(SimWorld *world, SimObject *self)
{
    SimNpKind kind = sim_np_kind_of_type(world, self->type);
    if (sim_np_is_real(kind)) {
        return sim_int_from_double(world, as_scalar(self)->value.real);
    }
    SimNpKind as = kind == SIM_NP_UINT64 ? kind : SIM_NP_INT64;
    return sim_np_python_number(world, as, as_scalar(self)->value);
}

/* x[()] is x, x[...] a 0-d array. */
static SimObject *
subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    if (SIM_IS_TUPLE(key) && sim_tuple_size(key) == 0) {
        return sim_newref(world, self);
    }
    if (key == &world->ellipsis) {
        return sim_np_object(sim_np_from_object(world, self, SIM_NP_KINDS));
    }
    return sim_err_format(world, SIM_TYPE_IndexError, "invalid index to scalar variable.");
}

static size_t
size_of(SimWorld *world, SimObject *self)
{
    SimNpKind kind = sim_np_kind_of_type(world, self->type);
    return self->type->basicsize + (kind == SIM_NP_KINDS ? 0 : sim_np_item_size(kind));
}

/* The number for a string, as the Python type reads it. */
static SimObject *
read_text(SimWorld *world, SimNpKind kind, SimObject *text)
{
    SimObject *number = sim_np_is_real(kind)  ? sim_float_convert(world, text)
                        : kind == SIM_NP_BOOL ? sim_bool_new(world, sim_object_is_true(world, text))
                                              : sim_int_convert(world, text, NULL);
    SimNpKind from;
    SimNpValue value;
    bool known = number != NULL && sim_np_number_get(world, number, &from, &value);
    sim_xdecref(world, number);
    return known ? sim_np_scalar_new(world, kind, sim_np_convert(value, from, kind)) : NULL;
}

/* np.float64(3): a scalar; np.float64([1, 2]): an array. */
static SimObject *
scalar_of(SimWorld *world, SimNpKind kind, SimObject *object)
{
    SimNpKind from;
    SimNpValue value = {0};
    if (object == NULL) {
        return sim_np_scalar_new(world, kind, value);
    }
    if (SIM_IS_STR(object)) {
        return read_text(world, kind, object);
    }
    if (sim_np_number_get(world, object, &from, &value)) {
        return sim_np_scalar_new(world, kind, sim_np_convert(value, from, kind));
    }
    if (sim_err_occurred(world) != NULL) {
        return NULL;
    }
    SimNdarray *array = sim_np_from_object(world, object, kind);
    if (array == NULL || array->ndim > 0) {
        return sim_np_object(array);
    }
    SimObject *scalar = sim_np_scalar_new(world, kind, sim_np_get(array, array->offset));
    sim_decref(world, &array->ob);
    return scalar;
}

static SimObject *
type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"", NULL};
    SimNpKind kind = sim_np_kind_of_type(world, type);
    SimObject *object = NULL;
    if (kind == SIM_NP_KINDS) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "subclasses of numpy's scalar types are not modelled");
    }
    if (!sim_arg_parse_tuple(world, sim_np_kind_name(kind), names, 0, 1, args, kwargs, &object)) {
        return NULL;
    }
    return scalar_of(world, kind, object);
}

static void
dealloc(SimWorld *world, SimObject *self)
{
    sim_object_release(world, self);
}

#define COMMON_SLOTS                                                                               \
    .tp_dealloc = dealloc, .tp_repr = repr, .tp_str = repr, .tp_hash = hash,                       \
    .tp_richcompare = sim_np_richcompare, .tp_sizeof = size_of, .tp_new = type_new,                \
    .mp_subscript = subscript, .nb_bool = is_true, .nb_float = to_float, .nb_int = to_int,         \
    .nb_power = sim_np_power, .nb_divmod = sim_np_divmod

static const SimTypeSlots real_slots = {
    COMMON_SLOTS,
#define BINARY(slot, ID) .nb_##slot = sim_np_nb_##slot,
#define UNARY(slot, ID)  .nb_##slot = sim_np_nb_##slot,
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
#undef UNARY
};

static const SimTypeSlots integer_slots = {
    COMMON_SLOTS,
    .nb_index = to_int,
#define BINARY(slot, ID) .nb_##slot = sim_np_nb_##slot,
#define UNARY(slot, ID)  .nb_##slot = sim_np_nb_##slot,
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
#undef UNARY
};

/* float32, float64 and bool_ are no indices. */
#define SLOTS_BOOL    real_slots
#define SLOTS_INT8    integer_slots
#define SLOTS_UINT8   integer_slots
#define SLOTS_INT16   integer_slots
#define SLOTS_UINT16  integer_slots
#define SLOTS_INT32   integer_slots
#define SLOTS_UINT32  integer_slots
#define SLOTS_INT64   integer_slots
#define SLOTS_UINT64  integer_slots
#define SLOTS_FLOAT32 real_slots
#define SLOTS_FLOAT64 real_slots

/* float64 derives from float too: sim_np_ready_scalars makes that known. */
#define BASE_BOOL    SIM_TYPE_NP_GENERIC
#define BASE_INT8    SIM_TYPE_NP_SIGNEDINTEGER
#define BASE_UINT8   SIM_TYPE_NP_UNSIGNEDINTEGER
#define BASE_INT16   SIM_TYPE_NP_SIGNEDINTEGER
#define BASE_UINT16  SIM_TYPE_NP_UNSIGNEDINTEGER
#define BASE_INT32   SIM_TYPE_NP_SIGNEDINTEGER
#define BASE_UINT32  SIM_TYPE_NP_UNSIGNEDINTEGER
#define BASE_INT64   SIM_TYPE_NP_SIGNEDINTEGER
#define BASE_UINT64  SIM_TYPE_NP_UNSIGNEDINTEGER
#define BASE_FLOAT32 SIM_TYPE_NP_FLOATING
#define BASE_FLOAT64 SIM_TYPE_FLOAT

#define KIND(ID, kind_name, bytes, letter, code)                                                   \
    static const SimTypeSpec spec_##ID = {                                                         \
        .id = SIM_TYPE_NP_##ID,                                                                    \
        .base = BASE_##ID,                                                                         \
        .basicsize = 24,                                                                           \
        .host_size = sizeof(SimNpScalar),                                                          \
        .slots = &SLOTS_##ID,                                                                      \
        .methods = sim_np_scalar_methods,                                                          \
        .getset = sim_np_scalar_getset,                                                            \
    };
#include "sim/vm/numpy/np_kind.def"
#undef KIND

const SimTypeSpec *const sim_np_scalar_specs[] = {
#define KIND(ID, name, size, letter, code) &spec_##ID,
#include "sim/vm/numpy/np_kind.def"
#undef KIND
};

/* The types that only group others, each after its base. */
#define GROUPS(GROUP)                                                                              \
    GROUP(GENERIC, SIM_TYPE_OBJECT)                                                                \
    GROUP(NUMBER, SIM_TYPE_NP_GENERIC)                                                             \
    GROUP(INTEGER, SIM_TYPE_NP_NUMBER)                                                             \
    GROUP(SIGNEDINTEGER, SIM_TYPE_NP_INTEGER)                                                      \
    GROUP(UNSIGNEDINTEGER, SIM_TYPE_NP_INTEGER)                                                    \
    GROUP(INEXACT, SIM_TYPE_NP_NUMBER)                                                             \
    GROUP(FLOATING, SIM_TYPE_NP_INEXACT)

#define GROUP(ID, parent)                                                                          \
    static const SimTypeSpec spec_##ID = {                                                         \
        .id = SIM_TYPE_NP_##ID,                                                                    \
        .base = (parent),                                                                          \
    };
GROUPS(GROUP)
#undef GROUP

/* float64 stands below two types: its line of ancestors is not that of its base. */
static bool
join_lines(SimWorld *world)
{
    SimTypeId line[] = {SIM_TYPE_NP_FLOAT64, SIM_TYPE_NP_FLOATING, SIM_TYPE_NP_INEXACT,
                        SIM_TYPE_NP_NUMBER,  SIM_TYPE_NP_GENERIC,  SIM_TYPE_FLOAT,
                        SIM_TYPE_OBJECT};
    SimObject *types_of_line[G_N_ELEMENTS(line)];
    for (size_t i = 0; i < G_N_ELEMENTS(line); i++) {
        types_of_line[i] = &sim_type(world, line[i])->ob;
    }
    SimType *type = sim_type(world, SIM_TYPE_NP_FLOAT64);
    SimObject *bases[2] = {types_of_line[1], types_of_line[5]};
    type->mro = sim_tuple_from(world, types_of_line, G_N_ELEMENTS(line));
    type->bases = sim_tuple_from(world, bases, 2);
    if (type->mro == NULL || type->bases == NULL) {
        return false;
    }
    SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_MRO, sim_slot(type->mro));
    SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_BASES, sim_slot(type->bases));
    return true;
}

bool
sim_np_ready_scalars(SimWorld *world)
{
    if (sim_type_has(sim_type(world, SIM_TYPE_NP_GENERIC), SIM_TPFLAGS_READY)) {
        return true;
    }
#define GROUP(ID, parent) sim_type_ready(world, &spec_##ID);
    GROUPS(GROUP)
#undef GROUP
    for (int kind = 0; kind < SIM_NP_KINDS; kind++) {
        sim_type_ready(world, sim_np_scalar_specs[kind]);
    }
    return join_lines(world);
}

#include "sim/vm/numpy/np_kind.h"

#include <math.h>
#include <string.h>

static const SimNpKindInfo infos[] = {
#define KIND(ID, name, size, letter, code) {name, size, letter, code},
#include "sim/vm/numpy/np_kind.def"
#undef KIND
};

const SimNpKindInfo *
sim_np_kind_info(SimNpKind kind)
{
    return &infos[kind];
}

/* The low bytes of @integer read as @kind. */
static int64_t
wrap(SimNpKind kind, int64_t integer)
{
    size_t unused = 64 - 8 * infos[kind].size;
    uint64_t bits = (uint64_t) integer << unused;
    return sim_np_is_unsigned(kind) ? (int64_t) (bits >> unused) : (int64_t) bits >> unused;
}

SimNpValue
sim_np_load(SimNpKind kind, const uint8_t *bytes)
{
    if (kind == SIM_NP_FLOAT64) {
        double real;
        memcpy(&real, bytes, sizeof real);
        return sim_np_real(real);
    }
    if (kind == SIM_NP_FLOAT32) {
        float real;
        memcpy(&real, bytes, sizeof real);
        return sim_np_real((double) real);
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < infos[kind].size; i++) {
        bits |= (uint64_t) bytes[i] << 8 * i;
    }
    return sim_np_integer(kind == SIM_NP_BOOL ? bits != 0 : wrap(kind, (int64_t) bits));
}

void
sim_np_store(SimNpKind kind, uint8_t *bytes, SimNpValue value)
{
    if (kind == SIM_NP_FLOAT64) {
        memcpy(bytes, &value.real, sizeof value.real);
        return;
    }
    if (kind == SIM_NP_FLOAT32) {
        float real = (float) value.real;
        memcpy(bytes, &real, sizeof real);
        return;
    }
    for (size_t i = 0; i < infos[kind].size; i++) {
        bytes[i] = (uint8_t) ((uint64_t) value.integer >> 8 * i);
    }
}

/* As x86-64 converts: what does not fit gives the "integer indefinite" value. */
static int64_t
cut_off(double real, SimNpKind to)
{
    bool unsigned64 = to == SIM_NP_UINT64 && real >= 0x1p63 && real < 0x1p64;
    if (unsigned64) {
        return (int64_t) (uint64_t) real;
    }
    bool narrow = infos[to].size < 8 && to != SIM_NP_UINT32;
    double limit = narrow ? 0x1p31 : 0x1p63;
    if (!(real > -limit - 1 && real < limit)) {
        return narrow ? INT32_MIN : INT64_MIN;
    }
    return (int64_t) real;
}

SimNpValue
sim_np_convert(SimNpValue value, SimNpKind from, SimNpKind to)
{
    if (from == to) {
        return value;
    }
    if (to == SIM_NP_BOOL) {
        return sim_np_integer(sim_np_is_true(value, from));
    }
    if (to == SIM_NP_FLOAT32) {
        return sim_np_real((double) (float) sim_np_to_real(value, from));
    }
    if (to == SIM_NP_FLOAT64) {
        return sim_np_real(sim_np_to_real(value, from));
    }
    int64_t integer = sim_np_is_real(from) ? cut_off(value.real, to) : value.integer;
    return sim_np_integer(wrap(to, integer));
}

static SimNpKind
signed_of_size(size_t size)
{
    return size == 1   ? SIM_NP_INT8
           : size == 2 ? SIM_NP_INT16
           : size == 4 ? SIM_NP_INT32
                       : SIM_NP_INT64;
}

static SimNpKind
promote_integers(SimNpKind a, SimNpKind b)
{
    if (sim_np_is_unsigned(a) == sim_np_is_unsigned(b)) {
        return MAX(a, b);
    }
    SimNpKind without_sign = sim_np_is_unsigned(a) ? a : b;
    SimNpKind with_sign = sim_np_is_unsigned(a) ? b : a;
    size_t size = infos[without_sign].size;
    if (size < infos[with_sign].size) {
        return with_sign;
    }
    return size == 8 ? SIM_NP_FLOAT64 : signed_of_size(2 * size);
}

SimNpKind
sim_np_promote(SimNpKind a, SimNpKind b)
{
    if (a > b) {
        SimNpKind other = a;
        a = b;
        b = other;
    }
    if (a == b || a == SIM_NP_BOOL) {
        return b;
    }
    if (b == SIM_NP_FLOAT32) {
        return infos[a].size <= 2 ? SIM_NP_FLOAT32 : SIM_NP_FLOAT64;
    }
    return b == SIM_NP_FLOAT64 ? b : promote_integers(a, b);
}

static int
category(SimNpKind kind)
{
    return kind == SIM_NP_BOOL ? 0 : sim_np_is_real(kind) ? 2 : 1;
}

static SimNpKind
smallest_signed(int64_t integer)
{
    size_t size = 1;
    while (size < 8 && wrap(signed_of_size(size), integer) != integer) {
        size *= 2;
    }
    return signed_of_size(size);
}

static SimNpKind
smallest_unsigned(uint64_t number)
{
    return number <= UINT8_MAX    ? SIM_NP_UINT8
           : number <= UINT16_MAX ? SIM_NP_UINT16
           : number <= UINT32_MAX ? SIM_NP_UINT32
                                  : SIM_NP_UINT64;
}

/* np.min_scalar_type for a scalar that meets an array of @array: a number that is not negative
 * counts as signed where the array's integers have a sign. */
static SimNpKind
smallest(SimNpKind array, SimNpKind scalar, SimNpValue value)
{
    if (category(scalar) == 0) {
        return scalar;
    }
    if (category(scalar) == 2) {
        bool fits = !isfinite(value.real) || fabs(value.real) < 3.4e38;
        return fits ? SIM_NP_FLOAT32 : scalar;
    }
    bool beyond_signed = value.integer < 0 && scalar == SIM_NP_UINT64;
    bool negative = value.integer < 0 && !beyond_signed;
    bool with_sign = category(array) == 1 && !sim_np_is_unsigned(array);
    if (negative || (with_sign && !beyond_signed)) {
        return smallest_signed(value.integer);
    }
    return smallest_unsigned((uint64_t) value.integer);
}

SimNpKind
sim_np_promote_scalar(SimNpKind array, SimNpKind scalar, SimNpValue value)
{
    if (category(scalar) > category(array)) {
        return sim_np_promote(array, scalar);
    }
    return sim_np_promote(array, smallest(array, scalar, value));
}

bool
sim_np_can_cast_same_kind(SimNpKind from, SimNpKind to)
{
    if (sim_np_is_unsigned(to) && infos[from].letter == 'i') {
        return false;
    }
    return category(from) <= category(to);
}

/* Element types and their values.
 *
 * Stands for the arithmetic types of numpy 1.24 without float16, long double and complex:
 * sizes, casts (core/src/multiarray/arraytypes.c.src) and promotion (convert_datatype.c).
 * A value is a double for the float kinds and an integer for all others: 0 or 1 for bool, the
 * bits of the number for uint64.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
#define KIND(ID, name, size, letter, code) SIM_NP_##ID,
#include "sim/vm/numpy/np_kind.def"
#undef KIND
    SIM_NP_KINDS /* how many; also: none */
} SimNpKind;

typedef union {
    double real;
    int64_t integer;
} SimNpValue;

typedef struct {
    const char *name; /* "float64" */
    size_t size;
    char letter; /* dtype.kind */
    char code;   /* dtype.char */
} SimNpKindInfo;

const SimNpKindInfo *sim_np_kind_info(SimNpKind kind);

static inline size_t
sim_np_item_size(SimNpKind kind)
{
    return sim_np_kind_info(kind)->size;
}
static inline const char *
sim_np_kind_name(SimNpKind kind)
{
    return sim_np_kind_info(kind)->name;
}
static inline bool
sim_np_is_real(SimNpKind kind)
{
    return kind == SIM_NP_FLOAT32 || kind == SIM_NP_FLOAT64;
}
static inline bool
sim_np_is_unsigned(SimNpKind kind)
{
    return sim_np_kind_info(kind)->letter == 'u';
}
static inline bool
sim_np_is_integer(SimNpKind kind)
{
    return kind != SIM_NP_BOOL && !sim_np_is_real(kind);
}

/* Elements in memory. */
SimNpValue sim_np_load(SimNpKind kind, const uint8_t *bytes);
void sim_np_store(SimNpKind kind, uint8_t *bytes, SimNpValue value);

/* astype(): wraps integers around, cuts off fractions. */
SimNpValue sim_np_convert(SimNpValue value, SimNpKind from, SimNpKind to);
static inline double
sim_np_to_real(SimNpValue value, SimNpKind from)
{
    return sim_np_is_real(from)    ? value.real
           : from == SIM_NP_UINT64 ? (double) (uint64_t) value.integer
                                   : (double) value.integer;
}
static inline SimNpValue
sim_np_real(double real)
{
    SimNpValue value;
    value.real = real;
    return value;
}
static inline SimNpValue
sim_np_integer(int64_t integer)
{
    SimNpValue value;
    value.integer = integer;
    return value;
}
static inline bool
sim_np_is_true(SimNpValue value, SimNpKind kind)
{
    return sim_np_is_real(kind) ? !(value.real >= 0 && value.real <= 0) : value.integer != 0;
}

/* np.promote_types: the smallest kind that holds both. */
SimNpKind sim_np_promote(SimNpKind a, SimNpKind b);
/* The kind of array @array with scalar @value of kind @scalar: where the scalar is of no
 * higher category, its value decides (np.result_type before NEP 50). */
SimNpKind sim_np_promote_scalar(SimNpKind array, SimNpKind scalar, SimNpValue value);
/* np.can_cast with casting 'same_kind'. */
bool sim_np_can_cast_same_kind(SimNpKind from, SimNpKind to);

G_END_DECLS

#include "sim/bytecode/const.h"

#include <stdlib.h>
#include <string.h>

#include <gmp.h>

static bool
same_text(const SimConst *a, const SimConst *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool
same_items(const SimConst *a, const SimConst *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!sim_const_equal(a->items[i], b->items[i])) {
            return false;
        }
    }
    return true;
}

static bool
holds_item(const SimConst *set, const SimConst *item)
{
    for (size_t i = 0; i < set->count; i++) {
        if (sim_const_equal(set->items[i], item)) {
            return true;
        }
    }
    return false;
}

static bool
same_set(const SimConst *a, const SimConst *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!holds_item(b, a->items[i])) {
            return false;
        }
    }
    return true;
}

bool
sim_const_equal(const SimConst *a, const SimConst *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case SIM_CONST_INT:
    case SIM_CONST_STR:
    case SIM_CONST_BYTES:
        return same_text(a, b);
    case SIM_CONST_FLOAT:
        return memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case SIM_CONST_TUPLE:
        return same_items(a, b);
    case SIM_CONST_FROZENSET:
        return same_set(a, b);
    default:
        return true;
    }
}

static guint
hash_bytes(const void *bytes, size_t length)
{
    guint hash = 5381;
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++) {
        hash = hash * 33 + at[i];
    }
    return hash;
}

guint
sim_const_hash(const SimConst *value)
{
    guint hash = (guint) value->kind * 1000003u;
    switch (value->kind) {
    case SIM_CONST_INT:
    case SIM_CONST_STR:
    case SIM_CONST_BYTES:
        return hash + hash_bytes(value->text, value->length);
    case SIM_CONST_FLOAT:
        return hash + hash_bytes(&value->real, sizeof value->real);
    case SIM_CONST_TUPLE:
        for (size_t i = 0; i < value->count; i++) {
            hash = hash * 31 + sim_const_hash(value->items[i]);
        }
        return hash;
    case SIM_CONST_FROZENSET: /* the same for every order */
        for (size_t i = 0; i < value->count; i++) {
            hash += sim_const_hash(value->items[i]);
        }
        return hash;
    default:
        return hash;
    }
}

bool
sim_const_is_true(const SimConst *value)
{
    switch (value->kind) {
    case SIM_CONST_NONE:
    case SIM_CONST_FALSE:
        return false;
    case SIM_CONST_INT:
        return strcmp(value->text, "0") != 0;
    case SIM_CONST_FLOAT:
        return value->real != 0.0;
    case SIM_CONST_STR:
    case SIM_CONST_BYTES:
        return value->length > 0;
    case SIM_CONST_TUPLE:
    case SIM_CONST_FROZENSET:
        return value->count > 0;
    default:
        return true;
    }
}

size_t
sim_const_str_length(const SimConst *value)
{
    size_t length = 0;
    for (size_t i = 0; i < value->length; i++) {
        length += ((unsigned char) value->text[i] & 0xc0) != 0x80;
    }
    return length;
}

const SimConst *
sim_const_singleton(SimConstKind kind)
{
    static const SimConst singletons[] = {
        {.kind = SIM_CONST_NONE},
        {.kind = SIM_CONST_TRUE},
        {.kind = SIM_CONST_FALSE},
        {.kind = SIM_CONST_ELLIPSIS},
    };
    G_STATIC_ASSERT(SIM_CONST_NONE == 0 && SIM_CONST_ELLIPSIS == 3);
    g_assert((size_t) kind < G_N_ELEMENTS(singletons));
    return &singletons[kind];
}

const SimConst *
sim_const_new_text(SimRegion *region, SimConstKind kind, const char *text, size_t length)
{
    SimConst *value = sim_region_alloc(region, sizeof *value);
    value->kind = kind;
    value->text = sim_region_copy_text(region, text, length);
    value->length = length;
    return value;
}

const SimConst *
sim_const_new_int(SimRegion *region, int64_t number)
{
    uint64_t magnitude = number < 0 ? -(uint64_t) number : (uint64_t) number;
    char *text =
        g_strdup_printf("%s%" G_GINT64_MODIFIER "x", number < 0 ? "-" : "", (guint64) magnitude);
    const SimConst *value = sim_const_new_text(region, SIM_CONST_INT, text, strlen(text));
    g_free(text);
    return value;
}

const SimConst *
sim_const_new_real(SimRegion *region, double number)
{
    SimConst *value = sim_region_alloc(region, sizeof *value);
    value->kind = SIM_CONST_FLOAT;
    value->real = number;
    return value;
}

static SimConst *
new_items(SimRegion *region, SimConstKind kind, size_t room, const SimConst ***items)
{
    SimConst *value = sim_region_alloc(region, sizeof *value);
    *items = sim_region_alloc(region, (room + 1) * sizeof(SimConst *));
    value->kind = kind;
    value->items = *items;
    return value;
}

const SimConst *
sim_const_new_tuple(SimRegion *region, const SimConst *const *items, size_t count)
{
    const SimConst **copy;
    SimConst *value = new_items(region, SIM_CONST_TUPLE, count, &copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = items[i];
    }
    value->count = count;
    return value;
}

static bool
is_integer(const SimConst *value)
{
    return value->kind == SIM_CONST_INT || value->kind == SIM_CONST_TRUE ||
           value->kind == SIM_CONST_FALSE;
}

static const char *
integer_text(const SimConst *value)
{
    return value->kind == SIM_CONST_TRUE ? "1" : value->kind == SIM_CONST_FALSE ? "0" : value->text;
}

static bool
equals_real(const SimConst *integer, double number)
{
    if (number != number || number - number != 0.0) {
        return false; /* not a number, or infinite */
    }
    mpz_t z;
    mpz_init_set_str(z, integer_text(integer), 16);
    bool equal = mpz_cmp_d(z, number) == 0;
    mpz_clear(z);
    return equal;
}

/* a == b as Python finds it. */
static bool
python_equal(const SimConst *a, const SimConst *b)
{
    if (is_integer(a) && is_integer(b)) {
        return strcmp(integer_text(a), integer_text(b)) == 0;
    }
    if (is_integer(a) && b->kind == SIM_CONST_FLOAT) {
        return equals_real(a, b->real);
    }
    if (a->kind == SIM_CONST_FLOAT && is_integer(b)) {
        return equals_real(b, a->real);
    }
    if (a->kind == SIM_CONST_FLOAT && b->kind == SIM_CONST_FLOAT) {
        return a->real == b->real;
    }
    if (a->kind == SIM_CONST_TUPLE && b->kind == SIM_CONST_TUPLE && a->count == b->count) {
        for (size_t i = 0; i < a->count; i++) {
            if (!python_equal(a->items[i], b->items[i])) {
                return false;
            }
        }
        return true;
    }
    return sim_const_equal(a, b);
}

const SimConst *
sim_const_new_frozenset(SimRegion *region, const SimConst *const *items, size_t count)
{
    const SimConst **kept;
    SimConst *value = new_items(region, SIM_CONST_FROZENSET, count, &kept);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t j = 0; j < value->count && !known; j++) {
            known = python_equal(kept[j], items[i]);
        }
        if (!known) {
            kept[value->count++] = items[i];
        }
    }
    return value;
}

const SimConst *
sim_const_copy(SimRegion *region, const SimConst *value)
{
    SimConst *copy = sim_region_alloc(region, sizeof *copy);
    *copy = *value;
    if (value->text != NULL) {
        copy->text = sim_region_copy_text(region, value->text, value->length);
    }
    if (value->items != NULL) {
        const SimConst **items = sim_region_alloc(region, (value->count + 1) * sizeof(SimConst *));
        for (size_t i = 0; i < value->count; i++) {
            items[i] = sim_const_copy(region, value->items[i]);
        }
        copy->items = items;
    }
    return copy;
}

/* Constants as the compiler sees them: making, comparing and copying SimConst.
 *
 * Two constants are the same member of co_consts when type and value agree:
 * 1, 1.0 and True are three, 0.0 and -0.0 are two, and tuples are compared item by
 * item (_PyCode_ConstantKey, Objects/codeobject.c).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/bytecode/region.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

bool sim_const_equal(const SimConst *a, const SimConst *b);
guint sim_const_hash(const SimConst *value);
/* bool(value). */
bool sim_const_is_true(const SimConst *value);
/* len() of a str in code points. */
size_t sim_const_str_length(const SimConst *value);

/* NONE, TRUE, FALSE or ELLIPSIS. Static. */
const SimConst *sim_const_singleton(SimConstKind kind);
const SimConst *sim_const_new_int(SimRegion *region, int64_t value);
const SimConst *sim_const_new_real(SimRegion *region, double value);
/* STR or BYTES; copies @text. */
const SimConst *
sim_const_new_text(SimRegion *region, SimConstKind kind, const char *text, size_t length);
/* The items are shared, the array is copied. */
const SimConst *sim_const_new_tuple(SimRegion *region, const SimConst *const *items, size_t count);
/* Keeps the first of items that Python finds equal (1, 1.0 and True). */
const SimConst *
sim_const_new_frozenset(SimRegion *region, const SimConst *const *items, size_t count);

/* A copy that needs nothing outside @region. */
const SimConst *sim_const_copy(SimRegion *region, const SimConst *value);

G_END_DECLS

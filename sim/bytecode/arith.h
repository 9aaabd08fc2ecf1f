/* What the compiler computes ahead of time: operators on constants.
 *
 * Stands for fold_binop, fold_unaryop and fold_subscr of Python/ast_opt.c with their
 * limits: ints up to 128 bits by *, ** and <<, strings up to 4096 characters and
 * tuples up to 256 items by *. Each function gives NULL where CPython leaves the
 * operation to run time: because it raises, because the result is too large, or
 * because the types have no such operator. Left out: results that are complex.
 */
#pragma once

#include "sim/bytecode/region.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

const SimConst *
sim_arith_binary(SimRegion *region, SimOp op, const SimConst *left, const SimConst *right);
const SimConst *sim_arith_unary(SimRegion *region, SimOp op, const SimConst *operand);
const SimConst *
sim_arith_subscript(SimRegion *region, const SimConst *container, const SimConst *index);

G_END_DECLS

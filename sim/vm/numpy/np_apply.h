/* The operations of ufuncs on single elements.
 *
 * Stands for the loops of core/src/umath: an operation takes one or two values of one kind
 * and gives one of the result kind.
 */
#pragma once

#include "sim/vm/numpy/np_kind.h"

G_BEGIN_DECLS

typedef enum {
#define UFUNC(ID, name, arity, rule) SIM_NP_##ID,
#include "sim/vm/numpy/np_ufunc.def"
#undef UFUNC
    SIM_NP_UFUNCS
} SimNpUfunc;

/* Which kinds an operation computes in and gives, from the kind its operands promote to. */
typedef enum {
    SIM_NP_RULE_SAME,    /* computes in the kind and gives it */
    SIM_NP_RULE_NO_BOOL, /* the same, bool as int8 */
    SIM_NP_RULE_DIVIDE,  /* integers as float64 */
    SIM_NP_RULE_FLOAT,   /* integers as the float kind that holds them */
    SIM_NP_RULE_BITS,    /* the same; no floats */
    SIM_NP_RULE_SHIFT,   /* the same, bool as int8; no floats */
    SIM_NP_RULE_COMPARE  /* gives bool */
} SimNpRule;

typedef struct {
    const char *name; /* as numpy has it */
    int arity;
    SimNpRule rule;
} SimNpUfuncInfo;

const SimNpUfuncInfo *sim_np_ufunc_info(SimNpUfunc ufunc);

typedef struct {
    SimNpUfunc ufunc;
    SimNpKind in;
    SimNpKind out;
} SimNpApply;

/* @x and @y are of kind apply->in; @y is ignored by operations on one value. */
SimNpValue sim_np_apply(const SimNpApply *apply, SimNpValue x, SimNpValue y);

G_END_DECLS

/* The math module, inside: what its files share. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* The functions of whole numbers (math_int.c). */
extern const SimMethodDef sim_math_int_functions[];

/* CPython's own gamma and log of |gamma|; errno is EDOM or ERANGE where they have no value. */
double sim_math_gamma(double x);
double sim_math_lgamma(double x);
/* The Euclidean norm, nearly always correctly rounded (vector_norm). Changes @vector. */
double sim_math_norm(double *vector, size_t count);

G_END_DECLS

/* Methods of arrays that choose, order or regroup elements: names, each taking keywords. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

#define SIM_NP_CHOICE_METHODS(METHOD)                                                              \
    METHOD(squeeze)                                                                                \
    METHOD(swapaxes)                                                                               \
    METHOD(sort)                                                                                   \
    METHOD(argsort)                                                                                \
    METHOD(searchsorted)                                                                           \
    METHOD(nonzero)                                                                                \
    METHOD(take)                                                                                   \
    METHOD(put)                                                                                    \
    METHOD(repeat)                                                                                 \
    METHOD(clip)                                                                                   \
    METHOD(round)                                                                                  \
    METHOD(tobytes)                                                                                \
    METHOD(setflags)                                                                               \
    METHOD(ptp)                                                                                    \
    METHOD(diagonal)                                                                               \
    METHOD(trace)                                                                                  \
    METHOD(compress)                                                                               \
    METHOD(itemset)

#define METHOD(name)                                                                               \
    SimObject *sim_np_method_##name(SimWorld *world, SimObject *self, SimObject *const *args,      \
                                    size_t nargs, SimObject *kwnames);
SIM_NP_CHOICE_METHODS(METHOD)
#undef METHOD

/* numpy.NAME(self, ...): what is Python code in numpy too. */
SimObject *sim_np_call_module(SimWorld *world,
                              const char *name,
                              SimObject *self,
                              SimObject *const *args,
                              size_t nargs,
                              SimObject *kwnames);

G_END_DECLS

/* Reference counts of the interpreter loop, which knows at compile time whether the world is
 * recorded. The changes are those of sim_incref and sim_decref.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

#define SIM_FAST static inline __attribute__((always_inline))

SIM_FAST void
sim_fast_incref(SimWorld *world, SimObject *object, const bool recorded)
{
    object->refcnt++;
    if (recorded) {
        sim_trace_emit_INCREF(world->trace, object->slot);
    }
}

SIM_FAST SimObject *
sim_fast_newref(SimWorld *world, SimObject *object, const bool recorded)
{
    sim_fast_incref(world, object, recorded);
    return object;
}

/* The last reference goes: fast.c. */
void sim_fast_drop_last(SimWorld *world, SimObject *object);
void sim_fast_drop_last_recorded(SimWorld *world, SimObject *object);

SIM_FAST void
sim_fast_drop(SimWorld *world, SimObject *object, const bool recorded)
{
    if (G_LIKELY(object->refcnt > 1)) {
        object->refcnt--;
        if (recorded) {
            sim_trace_emit_DECREF(world->trace, object->slot);
        }
    } else if (recorded) {
        sim_fast_drop_last_recorded(world, object);
    } else {
        sim_fast_drop_last(world, object);
    }
}

G_END_DECLS

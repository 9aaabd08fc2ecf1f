/* What thread_lock.c and thread_module.c share. */
#pragma once

#include "sim/vm/threads.h"

G_BEGIN_DECLS

/* _thread.lock and _thread.RLock (Modules/_threadmodule.c) */
typedef struct {
    SimObject ob;
    SimGate *gate;
    uint32_t owner; /* RLock: thread + 1; 0: nobody */
    uint64_t count; /* RLock: how often it has it */
} SimLock;

static inline SimLock *
sim_lock_of(SimObject *object)
{
    return (SimLock *) (void *) object;
}

SimObject *sim_lock_new(SimWorld *world, SimTypeId type);
/* acquire(blocking, timeout) with @what for people; a bool, or NULL with an exception. */
SimObject *
sim_lock_acquire(SimWorld *world, SimObject *lock, SimObject *const out[2], const char *what);

extern const SimTypeSpec sim_spec_THREAD_LOCK;
extern const SimTypeSpec sim_spec_THREAD_RLOCK;

G_END_DECLS

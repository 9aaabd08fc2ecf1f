/* bytes, inside: what bytes.c and bytes_methods.c share. */
#pragma once

#include "sim/objects/bytes.h"

G_BEGIN_DECLS

static inline SimBytes *
sim_bytes_cast(SimObject *object)
{
    return (SimBytes *) (void *) object;
}

/* @length bytes to be filled in by the caller, who then calls sim_bytes_finish. */
SimObject *sim_bytes_alloc(SimWorld *world, int64_t length);
/* Records the value. Steals @bytes and gives it back; NULL is passed on. */
SimObject *sim_bytes_finish(SimWorld *world, SimObject *bytes);
/* A copy of a part, @self itself where that is all of it and exactly bytes. */
SimObject *sim_bytes_part(SimWorld *world, SimObject *self, int64_t start, int64_t end);
/* Whether @object is bytes; else "a bytes-like object is required, not 'int'". */
bool sim_bytes_check(SimWorld *world, SimObject *object);
/* A byte's value from an index object: -1 with ValueError. */
int sim_bytes_byte(SimWorld *world, SimObject *object);
/* Index of the first (last) @needle in [start, end), or -1. */
int64_t sim_bytes_find_in(const SimBytes *self,
                          const uint8_t *needle,
                          int64_t width,
                          int64_t start,
                          int64_t end,
                          bool from_right);
SimObject *sim_bytes_repr(SimWorld *world, SimObject *object);
SimObject *sim_bytes_iter(SimWorld *world, SimObject *self);
SimObject *sim_bytes_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);

#define SIM_BYTES_METHOD(name)                                                                     \
    SimObject *sim_bytes_##name(SimWorld *world, SimObject *self, SimObject *const *args,          \
                                size_t nargs, SimObject *kwnames)
SIM_BYTES_METHOD(hex);
SIM_BYTES_METHOD(fromhex);
extern const SimMethodDef sim_bytes_methods[];

G_END_DECLS

/* bytes. Stands for Objects/bytesobject.c: 33 + n bytes; b'' and single bytes are shared. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    int64_t length;
    int64_t hash;
    uint8_t *data; /* behind the object, in the same host memory; length bytes and a NUL */
} SimBytes;

SimObject *sim_bytes_new(SimWorld *world, const uint8_t *data, size_t length);
/* PyBytes_FromObject: of bytes, or of an iterable of ints from 0 to 255. */
SimObject *sim_bytes_from_object(SimWorld *world, SimObject *object);

#define SIM_IS_BYTES(object) (((object)->type->flags & SIM_TPFLAGS_BYTES_SUBCLASS) != 0)

G_END_DECLS

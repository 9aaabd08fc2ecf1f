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
SimObject *sim_bytes_repr(SimWorld *world, SimObject *object);
SimObject *sim_bytes_iter(SimWorld *world, SimObject *self);
SimObject *sim_bytes_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);

#define SIM_BYTES_METHOD(name)                                                                     \
    SimObject *sim_bytes_##name(SimWorld *world, SimObject *self, SimObject *const *args,          \
                                size_t nargs, SimObject *kwnames)
/* METHOD(name, how it takes arguments): those that have files of their own. */
#define SIM_BYTES_METHODS(METHOD)                                                                  \
    METHOD(hex, SIM_METH_KEYWORDS)                                                                 \
    METHOD(fromhex, SIM_METH_O | SIM_METH_CLASS)                                                   \
    METHOD(translate, SIM_METH_KEYWORDS)                                                           \
    METHOD(maketrans, SIM_METH_FASTCALL | SIM_METH_STATIC)                                         \
    METHOD(upper, SIM_METH_NOARGS)                                                                 \
    METHOD(lower, SIM_METH_NOARGS)                                                                 \
    METHOD(title, SIM_METH_NOARGS)                                                                 \
    METHOD(capitalize, SIM_METH_NOARGS)                                                            \
    METHOD(swapcase, SIM_METH_NOARGS)                                                              \
    METHOD(isalpha, SIM_METH_NOARGS)                                                               \
    METHOD(isalnum, SIM_METH_NOARGS)                                                               \
    METHOD(isdigit, SIM_METH_NOARGS)                                                               \
    METHOD(isspace, SIM_METH_NOARGS)                                                               \
    METHOD(isascii, SIM_METH_NOARGS)                                                               \
    METHOD(islower, SIM_METH_NOARGS)                                                               \
    METHOD(isupper, SIM_METH_NOARGS)                                                               \
    METHOD(istitle, SIM_METH_NOARGS)
#define SIM_BYTES_METHOD_DECLARE(name, flags) SIM_BYTES_METHOD(name);
SIM_BYTES_METHODS(SIM_BYTES_METHOD_DECLARE)
/* bytes % values; the other two give the text of a value under %b and %c. */
SimObject *sim_bytes_mod_slot(SimWorld *world, SimObject *self, SimObject *args);
SimObject *sim_bytes_mod_content(SimWorld *world, SimObject *value);
SimObject *sim_bytes_mod_character(SimWorld *world, SimObject *value);
extern const SimMethodDef sim_bytes_methods[];

G_END_DECLS

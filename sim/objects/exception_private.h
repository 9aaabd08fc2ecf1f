/* What the files of the exceptions share. */
#pragma once

#include "sim/objects/exception.h"

G_BEGIN_DECLS

static inline SimException *
sim_exception_of(SimObject *object)
{
    return (SimException *) (void *) object;
}

/* Steals @value; records it under @label; drops the old one. */
void sim_exception_put(
    SimWorld *world, SimObject *object, SimObject **place, int label, SimObject *value);

/* BaseException.__init__ */
int sim_exception_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs);
/* str() by the arguments alone. */
SimObject *sim_exception_str(SimWorld *world, SimObject *self);

/* BaseException.__new__: the arguments kept, nothing else. */
SimObject *sim_exception_create(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);

/* The classes that have something of their own: exception_kinds.c; NULL-free. */
extern const SimTypeSpec *const sim_exception_specials[];
extern const size_t sim_exception_special_count;
extern const SimTypeSpec sim_spec_BaseException;
extern const SimTypeSpec sim_spec_BaseExceptionGroup; /* exception_group.c */
extern const SimTypeSpec sim_spec_ExceptionGroup;
/* Makes all exception classes ready. */
void sim_exceptions_ready(SimWorld *world);

G_END_DECLS

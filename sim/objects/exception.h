/* Exceptions. Stands for Objects/exceptions.c and Python/errors.c (see also
 * sim/model/error.h, defined in exception.c). */
#pragma once

#include "sim/model/error.h"
#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimObject *dict;
    SimObject *args; /* tuple */
    SimObject *notes;
    SimObject *traceback;
    SimObject *context;
    SimObject *cause;
    bool suppress_context;
    /* Members of some classes; NULL elsewhere. */
    SimObject *value;  /* StopIteration.value, SystemExit.code, ImportError.msg, OSError.errno */
    SimObject *name;   /* NameError.name, AttributeError.name, ImportError.name, OSError.strerror */
    SimObject *object; /* AttributeError.obj, OSError.filename */
    SimObject *path;   /* ImportError.path, OSError.filename2 */
} SimException;

/* Calls the class @type with @args (a tuple): an instance. */
SimObject *sim_exception_new(SimWorld *world, SimObject *type, SimObject *args);
/* Steal @value (may be NULL). */
void sim_exception_set_context(SimWorld *world, SimObject *exception, SimObject *value);
void sim_exception_set_cause(SimWorld *world, SimObject *exception, SimObject *value);
void sim_exception_set_traceback(SimWorld *world, SimObject *exception, SimObject *value);

#define SIM_IS_EXCEPTION(object) (((object)->type->flags & SIM_TPFLAGS_EXC_SUBCLASS) != 0)
#define SIM_IS_TYPE(object)      (((object)->type->flags & SIM_TPFLAGS_TYPE_SUBCLASS) != 0)
/* Whether @object is a class that derives from BaseException. */
bool sim_is_exception_class(SimObject *object);
/* exception_group.c. The members: a tuple, borrowed. */
bool sim_is_exception_group(SimWorld *world, SimObject *object);
SimObject *sim_exception_group_members(SimObject *group);

G_END_DECLS

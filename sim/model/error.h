/* Raising Python exceptions from C code.
 *
 * Stands for Python/errors.c. The exception is kept as an instance in the running
 * thread (world->thread->exception); functions that fail return NULL or -1 and leave it
 * there. Defined in sim/objects/exception.c.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* PyErr_Format: raises @type with a formatted message; returns NULL, to be returned.
 * As in CPython the exception being handled becomes its __context__. Format as printf,
 * plus nothing: pass C strings. */
SimObject *sim_err_format(SimWorld *world, SimTypeId type, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* PyErr_SetObject: with one argument (borrowed; NULL: none), as KeyError(key). */
SimObject *sim_err_set_object(SimWorld *world, SimTypeId type, SimObject *argument);
/* Raises an instance: steals it. */
SimObject *sim_err_set_raised(SimWorld *world, SimObject *exception);
/* PyErr_NoMemory */
SimObject *sim_err_no_memory(SimWorld *world);

static inline SimObject *
sim_err_occurred(SimWorld *world)
{
    return world->thread->exception;
}

/* AttributeError with name and obj set (set_attribute_error_context). */
SimObject *
sim_err_attribute(SimWorld *world, SimObject *object, SimObject *name, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Takes the exception away from the thread (transfer full), or NULL. */
SimObject *sim_err_fetch(SimWorld *world);
void sim_err_clear(SimWorld *world);
/* PyErr_Restore: makes @exception (stolen, may be NULL) the thread's, as it is, instead of
 * what is there. */
void sim_err_restore(SimWorld *world, SimObject *exception);
/* Whether the thread's exception is an instance of @type. */
bool sim_err_matches(SimWorld *world, SimTypeId type);
/* Clears it and returns true if it matches. */
bool sim_err_clear_if(SimWorld *world, SimTypeId type);

/* PyErr_WarnFormat: told on stderr, under the default filters once for each line. */
void sim_err_warn(SimWorld *world, SimTypeId category, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* That @method gave an instance of a subclass where a @wanted is expected. */
void sim_err_warn_strict(SimWorld *world,
                         const char *method,
                         const char *wanted,
                         const SimObject *result);

/* Py_EnterRecursiveCall: counts one more Python frame or C call that may recurse; false with
 * RecursionError ("maximum recursion depth exceeded" and @where, such as " in comparison") when
 * there are too many: then it is not counted. Every true is followed by one leave. */
static inline bool
sim_recursion_enter(SimWorld *world, const char *where)
{
    SimThread *thread = world->thread;
    if (G_UNLIKELY(thread->recursion_depth >= world->recursion_limit)) {
        sim_err_format(world, SIM_TYPE_RecursionError, "maximum recursion depth exceeded%s", where);
        return false;
    }
    thread->recursion_depth++;
    return true;
}

static inline void
sim_recursion_leave(SimWorld *world)
{
    world->thread->recursion_depth--;
}

G_END_DECLS

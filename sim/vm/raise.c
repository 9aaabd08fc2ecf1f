/* raise and except: what is raised, what is being handled, what matches. Stands for do_raise,
 * exception_match and the stack of _PyErr_StackItem in Python/ceval.c and Python/errors.c. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

SimObject *
sim_raise_handled(const SimVmThread *thread)
{
    SimObject *none = SIM_NONE(thread->vm->world);
    for (const SimHandled *item = thread->handling; item != NULL; item = item->previous) {
        if (item->value != NULL && item->value != none) {
            return item->value;
        }
    }
    return NULL;
}

/* An instance of what was raised or given as cause; steals @thing. */
static SimObject *
instantiate(SimWorld *world, SimObject *thing, const char *complaint)
{
    if (sim_is_exception_class(thing)) {
        SimObject *value = sim_object_call_noargs(world, thing);
        if (value != NULL && !SIM_IS_EXCEPTION(value)) {
            g_autofree char *repr = NULL;
            SimObject *text = sim_object_repr(world, thing);
            if (text != NULL) {
                sim_err_format(world, SIM_TYPE_TypeError,
                               "calling %s should have returned an instance of BaseException, "
                               "not <class '%s'>",
                               sim_str_utf8(text, NULL), value->type->name);
                sim_decref(world, text);
            }
            SIM_CLEAR(world, value);
        }
        sim_decref(world, thing);
        return value;
    }
    if (!SIM_IS_EXCEPTION(thing)) {
        sim_decref(world, thing);
        return sim_err_format(world, SIM_TYPE_TypeError, "%s", complaint);
    }
    return thing;
}

bool
sim_raise(SimWorld *world, SimObject *exception, SimObject *cause)
{
    if (exception == NULL) {
        SimObject *handled = world->thread->handled;
        if (handled == NULL) {
            sim_err_format(world, SIM_TYPE_RuntimeError, "No active exception to reraise");
            return false;
        }
        world->thread->exception = sim_newref(world, handled);
        return true;
    }
    SimObject *value = instantiate(world, exception, "exceptions must derive from BaseException");
    if (value == NULL) {
        sim_xdecref(world, cause);
        return false;
    }
    if (cause != NULL) {
        if (cause == SIM_NONE(world)) {
            sim_decref(world, cause);
            cause = NULL;
        } else {
            cause = instantiate(world, cause, "exception causes must derive from BaseException");
            if (cause == NULL) {
                sim_decref(world, value);
                return false;
            }
        }
        sim_exception_set_cause(world, value, cause);
    }
    sim_err_set_raised(world, value);
    return false;
}

static const char CANNOT_CATCH[] =
    "catching classes that do not inherit from BaseException is not allowed";

int
sim_raise_match(SimWorld *world, SimObject *exception, SimObject *pattern)
{
    if (SIM_IS_TUPLE(pattern)) {
        for (size_t i = 0; i < sim_tuple_size(pattern); i++) {
            if (!sim_is_exception_class(sim_tuple_get(pattern, i))) {
                sim_err_format(world, SIM_TYPE_TypeError, "%s", CANNOT_CATCH);
                return -1;
            }
        }
        for (size_t i = 0; i < sim_tuple_size(pattern); i++) {
            SimType *type = (SimType *) (void *) sim_tuple_get(pattern, i);
            if (sim_type_is_subtype(exception->type, type)) {
                return 1;
            }
        }
        return 0;
    }
    if (!sim_is_exception_class(pattern)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s", CANNOT_CATCH);
        return -1;
    }
    return sim_type_is_subtype(exception->type, (SimType *) (void *) pattern);
}

/* _PyErr_FormatFromCause: the exception that is set becomes cause and context of a new one. */
void
sim_raise_from_cause(SimWorld *world, SimTypeId type, const char *message)
{
    SimObject *cause = sim_err_fetch(world);
    sim_err_format(world, type, "%s", message);
    SimObject *raised = sim_err_occurred(world);
    sim_exception_set_cause(world, raised, sim_newref(world, cause));
    sim_exception_set_context(world, raised, cause);
}

/* Raising and catching from C code: sim/model/error.h (Python/errors.c). */
#include "sim/model/error.h"

#include "sim/objects/abstract.h"
#include "sim/objects/exception_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

/* The exception being handled becomes the context of the new one, unless that would close a
 * circle: then the circle is cut (_PyErr_SetObject). */
static void
chain_context(SimWorld *world, SimObject *exception)
{
    SimObject *handled = world->thread->handled;
    if (handled == NULL || handled == exception || handled == SIM_NONE(world)) {
        return;
    }
    SimObject *at = handled;
    SimObject *slow = handled;
    bool step = false;
    for (;;) {
        SimObject *context = sim_exception_of(at)->context;
        if (context == NULL) {
            break;
        }
        if (context == exception) {
            sim_exception_set_context(world, at, NULL);
            break;
        }
        at = context;
        if (at == slow) {
            break;
        }
        if (step) {
            slow = sim_exception_of(slow)->context;
        }
        step = !step;
    }
    sim_exception_set_context(world, exception, sim_newref(world, handled));
}

void
sim_err_restore(SimWorld *world, SimObject *exception)
{
    SimObject *old = world->thread->exception;
    world->thread->exception = exception;
    sim_xdecref(world, old);
}

SimObject *
sim_err_set_raised(SimWorld *world, SimObject *exception)
{
    chain_context(world, exception);
    sim_err_restore(world, exception);
    if (world->hooks.exception_set != NULL) {
        world->hooks.exception_set(world, exception);
    }
    return NULL;
}

static SimObject *
create(SimWorld *world, SimTypeId type, SimObject *argument)
{
    SimObject *args = argument == NULL ? sim_newref(world, world->empty_tuple)
                                       : sim_tuple_from(world, &argument, 1);
    if (args == NULL) {
        return NULL;
    }
    SimType *exception_type = sim_type(world, type);
    SimObject *exception = exception_type->slots.tp_new(world, exception_type, args, NULL);
    if (exception != NULL && exception_type->slots.tp_init(world, exception, args, NULL) < 0) {
        SIM_CLEAR(world, exception);
    }
    sim_decref(world, args);
    return exception;
}

SimObject *
sim_err_set_object(SimWorld *world, SimTypeId type, SimObject *argument)
{
    sim_err_clear(world);
    SimObject *exception = create(world, type, argument);
    return exception == NULL ? NULL : sim_err_set_raised(world, exception);
}

SimObject *
sim_err_format(SimWorld *world, SimTypeId type, const char *format, ...)
{
    sim_err_clear(world);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    SimObject *message = sim_str_new(world, text);
    if (message == NULL) {
        return NULL;
    }
    sim_err_set_object(world, type, message);
    sim_decref(world, message);
    return NULL;
}

SimObject *
sim_err_attribute(SimWorld *world, SimObject *object, SimObject *name, const char *format, ...)
{
    sim_err_clear(world);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    SimObject *message = sim_str_new(world, text);
    if (message == NULL) {
        return NULL;
    }
    SimObject *exception = create(world, SIM_TYPE_AttributeError, message);
    sim_decref(world, message);
    if (exception == NULL) {
        return NULL;
    }
    SimException *error = sim_exception_of(exception);
    sim_exception_put(world, exception, &error->name, SIM_LABEL_NAME, sim_newref(world, name));
    sim_exception_put(world, exception, &error->object, SIM_LABEL_OBJECT,
                      sim_newref(world, object));
    return sim_err_set_raised(world, exception);
}

/* There must always be one to raise: the last resort lies outside the heap, and is used
 * again and again, as CPython keeps a few in store. */
static SimObject *
reserve(SimWorld *world)
{
    if (world->memory_error == NULL) {
        SimType *type = sim_type(world, SIM_TYPE_MemoryError);
        SimObject *object =
            sim_object_alloc_static(world, type, type->basicsize, sizeof(SimException), 1);
        sim_exception_put(world, object, &sim_exception_of(object)->args, SIM_LABEL_ARGS,
                          sim_newref(world, world->empty_tuple));
        world->memory_error = object;
    }
    sim_exception_set_traceback(world, world->memory_error, NULL);
    sim_exception_set_context(world, world->memory_error, NULL);
    return sim_newref(world, world->memory_error);
}

SimObject *
sim_err_no_memory(SimWorld *world)
{
    sim_err_clear(world);
    if (world->out_of_memory) {
        return NULL;
    }
    world->out_of_memory = true;
    SimObject *exception = create(world, SIM_TYPE_MemoryError, NULL);
    world->out_of_memory = false;
    return sim_err_set_raised(world, exception != NULL ? exception : reserve(world));
}

SimObject *
sim_err_fetch(SimWorld *world)
{
    SimObject *exception = world->thread->exception;
    world->thread->exception = NULL;
    return exception;
}

void
sim_err_clear(SimWorld *world)
{
    SIM_CLEAR(world, world->thread->exception);
}

bool
sim_err_matches(SimWorld *world, SimTypeId type)
{
    SimObject *exception = world->thread->exception;
    return exception != NULL && sim_type_is_subtype(exception->type, sim_type(world, type));
}

bool
sim_err_clear_if(SimWorld *world, SimTypeId type)
{
    if (!sim_err_matches(world, type)) {
        return false;
    }
    sim_err_clear(world);
    return true;
}

void
sim_err_warn(SimWorld *world, SimTypeId category, const char *format, ...)
{
    if (world->hooks.warn == NULL) {
        return;
    }
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    world->hooks.warn(world, category, message);
}

void
sim_err_warn_strict(SimWorld *world,
                    const char *method,
                    const char *wanted,
                    const SimObject *result)
{
    sim_err_warn(world, SIM_TYPE_DeprecationWarning,
                 "%s returned non-%s (type %s).  The ability to return an instance of a strict "
                 "subclass of %s is deprecated, and may be removed in a future version of Python.",
                 method, wanted, result->type->name, wanted);
}

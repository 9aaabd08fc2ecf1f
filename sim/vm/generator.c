/* Generators. Stands for Objects/genobject.c (3.11): a generator holds its frame, which goes onto
 * the thread's stack of frames while it runs. The loop enters generators of its own instructions
 * (FOR_ITER, SEND) without host recursion; C code that asks for the next value nests a loop. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/splice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"
#include "sim/vm/vm_private.h"

static SimGenerator *
cast(SimObject *self)
{
    return (SimGenerator *) (void *) self;
}

static void
record_field(SimWorld *world, SimGenerator *generator, SimLabel label, const SimObject *target)
{
    SIM_RECORD(world, FIELD, generator->ob.slot, label, sim_slot(target));
}

/* What a suspended generator refers to is on record: the slots of its frame as its items. */
static void
record_suspended(SimWorld *world, SimGenerator *generator)
{
    if (world->trace == NULL) {
        return;
    }
    SimFrame *frame = &generator->frame;
    sim_trace_emit_SUSPEND(world->trace, generator->ob.slot);
    record_field(world, generator, SIM_LABEL_FRAME, (SimObject *) frame->object);
    record_field(world, generator, SIM_LABEL_FRAME_LOCALS, frame->locals);
    record_field(world, generator, SIM_LABEL_VALUE, generator->handled.value);
    sim_splice_items(world, &generator->ob, 0, generator->spliced, frame->slots, frame->stacktop);
    generator->spliced = frame->stacktop;
}

static void
forget_suspended(SimWorld *world, SimGenerator *generator)
{
    if (world->trace != NULL) {
        sim_splice_out(world, &generator->ob, 0, generator->spliced);
        record_field(world, generator, SIM_LABEL_FRAME, NULL);
        record_field(world, generator, SIM_LABEL_FRAME_LOCALS, NULL);
        record_field(world, generator, SIM_LABEL_VALUE, NULL);
    }
    generator->spliced = 0;
}

SimObject *
sim_generator_new(SimWorld *world, SimFrame *frame)
{
    const SimCode *code = frame->code->code;
    size_t words = code->nlocalsplus + (size_t) code->stacksize;
    SimObject *self = sim_object_alloc(world, sim_type(world, SIM_TYPE_GENERATOR), words);
    if (self == NULL) {
        return NULL;
    }
    SimGenerator *generator = cast(self);
    SimFunction *function = frame->function;
    generator->code = sim_newref(world, &frame->code->ob);
    generator->name = sim_newref(world, function->name);
    generator->qualname = sim_newref(world, function->qualname);
    memcpy(&generator->frame, frame,
           offsetof(SimFrame, slots) + frame->stacktop * sizeof(SimObject *));
    frame->object = NULL;
    SimFrame *own = &generator->frame;
    own->owner = SIM_FRAME_OF_GENERATOR;
    own->previous = NULL;
    own->unframed = true;
    if (own->object != NULL) {
        own->object->frame = own;
    }
    generator->state = SIM_GENERATOR_CREATED;
    record_field(world, generator, SIM_LABEL_CODE, generator->code);
    record_field(world, generator, SIM_LABEL_FRAME_CODE, generator->code);
    record_field(world, generator, SIM_LABEL_FUNC, &function->ob);
    record_field(world, generator, SIM_LABEL_NAME, generator->name);
    record_field(world, generator, SIM_LABEL_QUALNAME, generator->qualname);
    record_suspended(world, generator);
    sim_gc_track(world, self);
    return self;
}

bool
sim_generator_check(SimWorld *world, SimGenerator *generator, SimObject *sent, bool raising)
{
    if (generator->state == SIM_GENERATOR_CREATED && sent != NULL && sent != SIM_NONE(world)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "can't send non-None value to a just-started generator");
        return false;
    }
    if (generator->state == SIM_GENERATOR_EXECUTING) {
        if (raising) {
            sim_err_clear(world);
        }
        sim_err_format(world, SIM_TYPE_ValueError, "generator already executing");
        return false;
    }
    return generator->state < SIM_GENERATOR_EXECUTING;
}

void
sim_generator_enter(SimWorld *world, SimGenerator *generator, SimObject *value)
{
    SimVmThread *thread = sim_vm_thread(world);
    SimFrame *frame = &generator->frame;
    forget_suspended(world, generator);
    frame->slots[frame->stacktop++] = value != NULL ? value : sim_newref(world, SIM_NONE(world));
    frame->previous = thread->frame;
    generator->handled.previous = thread->handling;
    thread->handling = &generator->handled;
    sim_raise_sync(world, thread);
    generator->state = SIM_GENERATOR_EXECUTING;
    frame->unframed = false;
    thread->frame = frame;
    SIM_RECORD(world, RESUME, generator->ob.slot);
}

static void
leave(SimWorld *world, SimGenerator *generator)
{
    SimVmThread *thread = sim_vm_thread(world);
    thread->handling = generator->handled.previous;
    generator->handled.previous = NULL;
    sim_raise_sync(world, thread);
    thread->frame = generator->frame.previous;
    generator->frame.previous = NULL;
}

void
sim_generator_suspend(SimWorld *world, SimFrame *frame)
{
    SimGenerator *generator = sim_generator_of(frame);
    generator->state = SIM_GENERATOR_SUSPENDED;
    frame->unframed = true;
    record_suspended(world, generator);
    leave(world, generator);
}

/* _PyErr_ClearExcState */
static void
clear_handled(SimWorld *world, SimGenerator *generator)
{
    SIM_CLEAR(world, generator->handled.value);
}

void
sim_generator_finish(SimWorld *world, SimFrame *frame, bool raised)
{
    SimGenerator *generator = sim_generator_of(frame);
    generator->state = SIM_GENERATOR_COMPLETED;
    SIM_RECORD_PLAIN(world, UNFRAME);
    frame->unframed = true;
    leave(world, generator);
    if (raised && sim_err_matches(world, SIM_TYPE_StopIteration)) {
        sim_raise_from_cause(world, SIM_TYPE_RuntimeError, "generator raised StopIteration");
    }
    clear_handled(world, generator);
    generator->state = SIM_GENERATOR_CLEARED;
    record_field(world, generator, SIM_LABEL_FUNC, NULL);
    record_field(world, generator, SIM_LABEL_FRAME_CODE, NULL);
    sim_frame_clear(world, frame);
}

SimObject *
sim_generator_delegate(const SimGenerator *generator)
{
    if (generator->state != SIM_GENERATOR_SUSPENDED) {
        return NULL;
    }
    const SimFrame *frame = &generator->frame;
    const SimInstr *next = frame->ip + 1;
    if (next->op != SIM_OPCODE_RESUME || next->arg < 2) {
        return NULL;
    }
    return frame->slots[frame->stacktop - 1];
}

typedef enum {
    SENT_YIELDED,
    SENT_RETURNED,
    SENT_ERROR
} Sent;

/* gen_send_ex2. @value borrowed, NULL: as next() does it. With @raising an exception is set.
 * ERROR without an exception: at the end already. */
static Sent
send_value(
    SimWorld *world, SimGenerator *generator, SimObject *value, bool raising, SimObject **result)
{
    *result = NULL;
    if (!sim_generator_check(world, generator, value, raising)) {
        if (generator->state >= SIM_GENERATOR_COMPLETED && value != NULL && !raising) {
            *result = sim_newref(world, SIM_NONE(world));
            return SENT_RETURNED;
        }
        return SENT_ERROR;
    }
    sim_xincref(world, value);
    sim_incref(world, &generator->ob);
    sim_generator_enter(world, generator, value);
    *result = sim_interp_call_generator(world, &generator->frame, raising);
    bool suspended = generator->state == SIM_GENERATOR_SUSPENDED;
    sim_decref(world, &generator->ob);
    if (*result == NULL) {
        return SENT_ERROR;
    }
    return suspended ? SENT_YIELDED : SENT_RETURNED;
}

static void
set_stop_iteration(SimWorld *world, SimObject *value)
{
    sim_err_set_object(world, SIM_TYPE_StopIteration, value == SIM_NONE(world) ? NULL : value);
}

/* gen_send_ex: the end becomes StopIteration. Steals nothing. */
static SimObject *
send_or_stop(SimWorld *world, SimGenerator *generator, SimObject *value, bool raising)
{
    SimObject *result;
    if (send_value(world, generator, value, raising, &result) == SENT_RETURNED) {
        set_stop_iteration(world, result);
        SIM_CLEAR(world, result);
    }
    return result;
}

SimObject *
sim_generator_fetch_value(SimWorld *world)
{
    if (sim_err_occurred(world) == NULL) {
        return sim_newref(world, SIM_NONE(world));
    }
    if (!sim_err_matches(world, SIM_TYPE_StopIteration)) {
        return NULL;
    }
    SimObject *stop = sim_err_fetch(world);
    SimObject *value = ((SimException *) (void *) stop)->value;
    value = sim_newref(world, value != NULL ? value : SIM_NONE(world));
    sim_decref(world, stop);
    return value;
}

static SimObject *
generator_iternext(SimWorld *world, SimObject *self)
{
    SimObject *result;
    if (send_value(world, cast(self), NULL, false, &result) == SENT_RETURNED) {
        if (result != SIM_NONE(world)) {
            set_stop_iteration(world, result);
        }
        SIM_CLEAR(world, result);
    }
    return result;
}

static SimObject *
generator_send(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    return send_or_stop(world, cast(self), args[0], false);
}

static SimObject *close_generator(SimWorld *world, SimGenerator *generator);

/* gen_close_iter: -1 with an exception. */
static int
close_iterator(SimWorld *world, SimObject *iterator)
{
    SimObject *result = NULL;
    if (SIM_IS_GENERATOR(world, iterator)) {
        result = close_generator(world, cast(iterator));
    } else {
        SimObject *method;
        int found = sim_object_lookup_attr(world, iterator, SIM_ID(world, close), &method);
        if (found <= 0) {
            return found;
        }
        result = sim_object_call_noargs(world, method);
        sim_decref(world, method);
    }
    if (result == NULL) {
        return -1;
    }
    sim_decref(world, result);
    return 0;
}

static SimObject *
close_generator(SimWorld *world, SimGenerator *generator)
{
    SimObject *delegate = sim_generator_delegate(generator);
    int status = 0;
    if (delegate != NULL) {
        sim_incref(world, delegate);
        int8_t state = generator->state;
        generator->state = SIM_GENERATOR_EXECUTING;
        status = close_iterator(world, delegate);
        generator->state = state;
        sim_decref(world, delegate);
    }
    if (status == 0) {
        sim_err_set_object(world, SIM_TYPE_GeneratorExit, NULL);
    }
    SimObject *result = send_or_stop(world, generator, SIM_NONE(world), true);
    if (result != NULL) {
        sim_decref(world, result);
        return sim_err_format(world, SIM_TYPE_RuntimeError, "generator ignored GeneratorExit");
    }
    if (sim_err_clear_if(world, SIM_TYPE_StopIteration) ||
        sim_err_clear_if(world, SIM_TYPE_GeneratorExit)) {
        return sim_newref(world, SIM_NONE(world));
    }
    return NULL;
}

static SimObject *
generator_close(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    return close_generator(world, cast(self));
}

/* The delegate has ended by what was thrown into it: goes on behind the SEND loop. */
static SimObject *
resume_after_delegate(SimWorld *world, SimGenerator *generator)
{
    SimFrame *frame = &generator->frame;
    SimObject *delegate = frame->slots[--frame->stacktop];
    sim_splice_out(world, &generator->ob, frame->stacktop, 1);
    generator->spliced--;
    sim_decref(world, delegate);
    frame->ip--;
    g_assert(frame->ip->op == SIM_OPCODE_SEND);
    frame->ip = frame->code->code->instrs + frame->ip->arg - 1;
    SimObject *value = sim_generator_fetch_value(world);
    if (value == NULL) {
        return send_or_stop(world, generator, SIM_NONE(world), true);
    }
    SimObject *result = send_or_stop(world, generator, value, false);
    sim_decref(world, value);
    return result;
}

/* _gen_throw: the exception to raise is set. */
static SimObject *
throw_into(SimWorld *world, SimGenerator *generator)
{
    SimObject *delegate = sim_generator_delegate(generator);
    if (delegate == NULL) {
        return send_or_stop(world, generator, SIM_NONE(world), true);
    }
    sim_incref(world, delegate);
    SimObject *result;
    SimObject *exception = sim_err_fetch(world);
    int8_t state = generator->state;
    generator->state = SIM_GENERATOR_EXECUTING;
    if (sim_type_is_subtype(exception->type, sim_type(world, SIM_TYPE_GeneratorExit))) {
        int status = close_iterator(world, delegate);
        generator->state = state;
        sim_decref(world, delegate);
        if (status == 0) {
            world->thread->exception = exception;
        } else {
            sim_decref(world, exception);
        }
        return send_or_stop(world, generator, SIM_NONE(world), true);
    }
    if (SIM_IS_GENERATOR(world, delegate)) {
        world->thread->exception = exception;
        result = throw_into(world, cast(delegate));
    } else {
        SimObject *method;
        int found = sim_object_lookup_attr(world, delegate, SIM_ID(world, throw), &method);
        if (found <= 0) {
            generator->state = state;
            sim_decref(world, delegate);
            if (found == 0) {
                world->thread->exception = exception;
            } else {
                sim_decref(world, exception);
            }
            return found < 0 ? NULL : send_or_stop(world, generator, SIM_NONE(world), true);
        }
        result = sim_object_call_one(world, method, exception);
        sim_decref(world, exception);
        sim_decref(world, method);
    }
    generator->state = state;
    sim_decref(world, delegate);
    return result != NULL ? result : resume_after_delegate(world, generator);
}

/* throw(value) or throw(type[, value[, traceback]]). */
static SimObject *
generator_throw(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) kwnames;
    if (!sim_arg_count(world, "throw", nargs, 1, 3)) {
        return NULL;
    }
    SimObject *value = NULL;
    if (sim_is_exception_class(args[0])) {
        if (nargs > 1 && args[1] != SIM_NONE(world) && SIM_IS_EXCEPTION(args[1])) {
            value = sim_newref(world, args[1]);
        } else if (nargs > 1 && args[1] != SIM_NONE(world)) {
            value = sim_object_call_one(world, args[0], args[1]);
        } else {
            value = sim_object_call_noargs(world, args[0]);
        }
    } else if (SIM_IS_EXCEPTION(args[0])) {
        if (nargs > 1 && args[1] != SIM_NONE(world)) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "instance exception may not have a separate value");
        }
        value = sim_newref(world, args[0]);
    } else {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "exceptions must be classes or instances deriving from "
                              "BaseException, not %s",
                              args[0]->type->name);
    }
    if (value == NULL) {
        return NULL;
    }
    world->thread->exception = value;
    return throw_into(world, cast(self));
}

static void
generator_finalize(SimWorld *world, SimObject *self)
{
    SimGenerator *generator = cast(self);
    if (generator->state >= SIM_GENERATOR_COMPLETED) {
        return;
    }
    SimObject *pending = sim_err_fetch(world);
    SimObject *result = close_generator(world, generator);
    if (result != NULL) {
        sim_decref(world, result);
    } else if (sim_err_occurred(world) != NULL) {
        world->hooks.unraisable(world, NULL, self);
    }
    world->thread->exception = pending;
}

static void
generator_dealloc(SimWorld *world, SimObject *self)
{
    SimGenerator *generator = cast(self);
    sim_weakrefs_clear(world, self);
    if ((self->flags & SIM_OBJECT_FINALIZED) == 0) {
        self->flags |= SIM_OBJECT_FINALIZED;
        sim_incref(world, self);
        generator_finalize(world, self);
        SIM_RECORD(world, DECREF, self->slot);
        if (--self->refcnt > 0) {
            return;
        }
    }
    sim_gc_untrack(world, self);
    if (generator->state < SIM_GENERATOR_CLEARED) {
        generator->state = SIM_GENERATOR_CLEARED;
        generator->frame.previous = NULL;
        sim_frame_clear(world, &generator->frame);
    }
    sim_decref(world, generator->code);
    sim_decref(world, generator->name);
    sim_decref(world, generator->qualname);
    clear_handled(world, generator);
    sim_object_release(world, self);
}

static int
generator_traverse(SimObject *self, SimVisit visit, void *data)
{
    SimGenerator *generator = cast(self);
    int result = visit(generator->code, data);
    if (result == 0) {
        result = visit(generator->name, data);
    }
    if (result == 0) {
        result = visit(generator->qualname, data);
    }
    if (result != 0 || generator->state >= SIM_GENERATOR_CLEARED) {
        return result;
    }
    if (generator->state == SIM_GENERATOR_EXECUTING) { /* its slots are the thread's own */
        result = visit(&generator->frame.function->ob, data);
        return result != 0 ? result : visit(&generator->frame.code->ob, data);
    }
    if (generator->handled.value != NULL) {
        result = visit(generator->handled.value, data);
    }
    return result != 0 ? result : sim_frame_traverse(&generator->frame, visit, data);
}

static size_t
generator_sizeof(SimWorld *world, SimObject *self)
{
    const SimCode *code = ((SimCodeObject *) (void *) cast(self)->code)->code;
    (void) world;
    return self->type->basicsize + (code->nlocalsplus + (size_t) code->stacksize) * 8;
}

static SimObject *
generator_repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "<generator object %s at 0x%" G_GINT64_MODIFIER "x>",
                          sim_str_utf8(cast(self)->qualname, NULL), self->addr);
}

static SimObject *
get_running(SimWorld *world, SimObject *self)
{
    bool running = cast(self)->state == SIM_GENERATOR_EXECUTING;
    return sim_newref(world, running ? world->true_object : world->false_object);
}

static SimObject *
get_suspended(SimWorld *world, SimObject *self)
{
    bool suspended = cast(self)->state == SIM_GENERATOR_SUSPENDED;
    return sim_newref(world, suspended ? world->true_object : world->false_object);
}

static SimObject *
get_frame(SimWorld *world, SimObject *self)
{
    SimGenerator *generator = cast(self);
    if (generator->state == SIM_GENERATOR_CLEARED) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimFrameObject *frame = sim_frame_get_object(world, &generator->frame);
    return frame == NULL ? NULL : sim_newref(world, &frame->ob);
}

static SimObject *
get_code(SimWorld *world, SimObject *self)
{
    return sim_newref(world, cast(self)->code);
}

static SimObject *
get_delegate(SimWorld *world, SimObject *self)
{
    SimObject *delegate = sim_generator_delegate(cast(self));
    return sim_newref(world, delegate != NULL ? delegate : SIM_NONE(world));
}

static SimObject *
get_name(SimWorld *world, SimObject *self)
{
    return sim_newref(world, cast(self)->name);
}

static SimObject *
get_qualname(SimWorld *world, SimObject *self)
{
    return sim_newref(world, cast(self)->qualname);
}

static int
set_text(SimWorld *world,
         SimObject *self,
         SimObject **place,
         SimLabel label,
         SimObject *value,
         const char *name)
{
    if (value == NULL || !SIM_IS_STR(value)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s must be set to a string object", name);
        return -1;
    }
    SimObject *old = *place;
    *place = sim_newref(world, value);
    record_field(world, cast(self), label, value);
    sim_decref(world, old);
    return 0;
}

static int
set_name(SimWorld *world, SimObject *self, SimObject *value)
{
    return set_text(world, self, &cast(self)->name, SIM_LABEL_NAME, value, "__name__");
}

static int
set_qualname(SimWorld *world, SimObject *self, SimObject *value)
{
    return set_text(world, self, &cast(self)->qualname, SIM_LABEL_QUALNAME, value, "__qualname__");
}

static SimObject *
generator_iter(SimWorld *world, SimObject *self)
{
    return sim_newref(world, self);
}

static const SimMethodDef generator_methods[] = {
    {"send", generator_send, SIM_METH_O},
    {"throw", generator_throw, SIM_METH_FASTCALL},
    {"close", generator_close, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimGetSetDef generator_getset[] = {
    {"gi_running", get_running, NULL},
    {"gi_suspended", get_suspended, NULL},
    {"gi_frame", get_frame, NULL},
    {"gi_code", get_code, NULL},
    {"gi_yieldfrom", get_delegate, NULL},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {NULL, NULL, NULL},
};

static const SimTypeSlots generator_slots = {
    .tp_dealloc = generator_dealloc,
    .tp_finalize = generator_finalize,
    .tp_traverse = generator_traverse,
    .tp_repr = generator_repr,
    .tp_sizeof = generator_sizeof,
    .tp_iter = generator_iter,
    .tp_iternext = generator_iternext,
};

const SimTypeSpec sim_spec_GENERATOR = {
    .id = SIM_TYPE_GENERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 152,
    .itemsize = 8,
    .host_size = sizeof(SimGenerator),
    .host_itemsize = sizeof(SimObject *),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &generator_slots,
    .methods = generator_methods,
    .getset = generator_getset,
};

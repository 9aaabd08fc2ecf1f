#include "sim/vm/frame.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/splice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/numpy/np_elements.h"
#include "sim/vm/vm_private.h"

/* CPython's _PyInterpreterFrame before its localsplus, in words: how many frames fit into a
 * chunk decides nothing anyone sees, but keeps the pattern. */
static const size_t FRAME_WORDS = (sizeof(SimFrame) - sizeof(SimObject *)) / sizeof(void *);

SimSpan
sim_frame_span(const SimFrame *frame)
{
    return frame->code->code->spans[sim_frame_index(frame)];
}

int32_t
sim_frame_line(const SimFrame *frame)
{
    return sim_frame_span(frame).line;
}

static SimFrameChunk *
push_chunk(SimVmThread *thread, size_t words)
{
    SimFrameChunk *chunk = thread->spare;
    thread->spare = NULL;
    if (chunk == NULL || chunk->size < words) {
        g_free(chunk);
        size_t size = (SIM_VM_CHUNK - sizeof *chunk) / sizeof(void *);
        while (size < words + 1000) {
            size *= 2;
        }
        chunk = g_malloc(sizeof *chunk + size * sizeof(void *));
        chunk->size = size;
    }
    chunk->used = 0;
    chunk->previous = thread->chunk;
    thread->chunk = chunk;
    return chunk;
}

static void
pop_room(SimVmThread *thread, SimFrame *frame)
{
    SimFrameChunk *chunk = thread->chunk;
    chunk->used = (size_t) ((void **) frame - chunk->words);
    if (chunk->used == 0 && chunk->previous != NULL) {
        thread->chunk = chunk->previous;
        g_free(thread->spare);
        thread->spare = chunk;
    }
}

void
sim_frame_free_chunks(struct SimVmThread *thread)
{
    while (thread->chunk != NULL) {
        SimFrameChunk *chunk = thread->chunk;
        thread->chunk = chunk->previous;
        g_free(chunk);
    }
    g_free(thread->spare);
    thread->spare = NULL;
}

SimFrame *
sim_frame_push(SimWorld *world, SimFunction *function, SimObject *locals)
{
    SimVmThread *thread = sim_vm_thread(world);
    SimCodeObject *object = function->code;
    const SimCode *code = object->code;
    size_t words = FRAME_WORDS + code->nlocalsplus + (size_t) code->stacksize + 1;
    SimFrameChunk *chunk = thread->chunk;
    if (G_UNLIKELY(chunk == NULL || chunk->size - chunk->used < words)) {
        chunk = push_chunk(thread, words);
    }
    SimFrame *frame = (SimFrame *) (void *) (chunk->words + chunk->used);
    chunk->used += words;
    if (G_UNLIKELY(object->cache == NULL) && code->ncaches > 0) {
        object->cache = g_new0(SimCache, code->ncaches);
    }
    frame->function = function;
    frame->globals = function->globals;
    frame->builtins = function->builtins;
    frame->locals = locals;
    frame->code = (SimCodeObject *) (void *) sim_newref(world, &object->ob);
    frame->object = NULL;
    frame->previous = thread->frame;
    frame->ip = code->instrs - 1;
    frame->stacktop = (uint32_t) code->nlocalsplus;
    frame->traced = 0;
    frame->owner = SIM_FRAME_OF_THREAD;
    frame->delivery = SIM_DELIVER_HOST;
    frame->unframed = true;
    for (size_t i = 0; i < code->nlocalsplus; i++) {
        frame->slots[i] = NULL;
    }
    return frame;
}

void
sim_frame_record(SimWorld *world, const SimFrame *frame)
{
    if (world->trace == NULL) {
        return;
    }
    ((SimFrame *) frame)->unframed = false;
    sim_trace_emit_FRAME(world->trace, frame->code->number, sim_slot(frame->globals),
                         sim_slot(frame->locals));
    for (size_t i = 0; i < frame->code->code->nlocalsplus; i++) {
        if (frame->slots[i] != NULL) {
            sim_trace_emit_BIND(world->trace, i, frame->slots[i]->slot);
        }
    }
}

static void
record_end(SimWorld *world, SimFrame *frame)
{
    if (!frame->unframed) {
        frame->unframed = true;
        sim_np_elements_tell(world);
        SIM_RECORD_PLAIN(world, UNFRAME);
    }
}

/* The frame object's references, once they are its own. */
static void
record_object(SimWorld *world, SimFrameObject *object)
{
    if (world->trace == NULL) {
        return;
    }
    SimFrame *frame = object->frame;
    SimSlot slot = object->ob.slot;
    if (object->back != NULL) {
        sim_trace_emit_FIELD(world->trace, slot, SIM_LABEL_BACK, object->back->ob.slot);
    }
    if (frame->locals != NULL) {
        sim_trace_emit_FIELD(world->trace, slot, SIM_LABEL_FRAME_LOCALS, frame->locals->slot);
    }
    sim_trace_emit_FIELD(world->trace, slot, SIM_LABEL_FUNC, frame->function->ob.slot);
    sim_trace_emit_FIELD(world->trace, slot, SIM_LABEL_CODE, frame->code->ob.slot);
    sim_splice_items(world, &object->ob, 0, 0, frame->slots, frame->stacktop);
}

static size_t
frame_bytes(const SimFrame *frame)
{
    return offsetof(SimFrame, slots) + frame->stacktop * sizeof(SimObject *);
}

/* take_ownership: the frame ends, its object lives on with what it held. */
static void
take_ownership(SimWorld *world, SimFrameObject *object, SimFrame *frame)
{
    memcpy(&object->own, frame, frame_bytes(frame));
    object->frame = &object->own;
    object->own.owner = SIM_FRAME_OF_OBJECT;
    object->own.object = NULL;
    object->own.previous = NULL;
    if (frame->previous != NULL) {
        SimObject *pending = sim_err_fetch(world);
        SimFrameObject *back = sim_frame_get_object(world, frame->previous);
        if (back == NULL) {
            sim_err_clear(world);
        } else {
            object->back = (SimFrameObject *) (void *) sim_newref(world, &back->ob);
        }
        if (pending != NULL) {
            world->thread->exception = pending;
        }
    }
    record_object(world, object);
    sim_gc_track(world, &object->ob);
}

void
sim_frame_clear(SimWorld *world, SimFrame *frame)
{
    if (frame->object != NULL) {
        SimFrameObject *object = frame->object;
        frame->object = NULL;
        if (object->ob.refcnt > 1) {
            take_ownership(world, object, frame);
            sim_decref(world, &object->ob);
            return;
        }
        sim_decref(world, &object->ob);
    }
    uint32_t top = frame->stacktop;
    for (uint32_t i = 0; i < top; i++) {
        if (frame->slots[i] != NULL) {
            sim_decref(world, frame->slots[i]);
        }
    }
    if (frame->locals != NULL) {
        sim_decref(world, frame->locals);
    }
    sim_decref(world, &frame->function->ob);
    sim_decref(world, &frame->code->ob);
}

void
sim_frame_clear_and_pop(SimWorld *world, SimFrame *frame)
{
    record_end(world, frame);
    sim_frame_clear(world, frame);
    pop_room(sim_vm_thread(world), frame);
}

void
sim_frame_pop_moved(SimWorld *world, SimFrame *frame)
{
    pop_room(sim_vm_thread(world), frame);
}

int
sim_frame_traverse(SimFrame *frame, SimVisit visit, void *data)
{
    int result = 0;
    if (frame->object != NULL) {
        result = visit(&frame->object->ob, data);
    }
    if (result == 0 && frame->locals != NULL) {
        result = visit(frame->locals, data);
    }
    if (result == 0 && frame->function != NULL) {
        result = visit(&frame->function->ob, data);
    }
    if (result == 0 && frame->code != NULL) {
        result = visit(&frame->code->ob, data);
    }
    for (uint32_t i = 0; result == 0 && i < frame->stacktop; i++) {
        if (frame->slots[i] != NULL) {
            result = visit(frame->slots[i], data);
        }
    }
    return result;
}

/* A reference that a frame at rest takes: recorded with the generator or the frame object
 * whose frame it is. Frames of threads are recorded by their own events. */
static void
record_taken(SimWorld *world, SimFrame *frame, SimLabel label, const SimObject *target)
{
    if (frame->owner == SIM_FRAME_OF_GENERATOR && frame->unframed) {
        SIM_RECORD(world, FIELD, sim_generator_of(frame)->ob.slot, label, target->slot);
    } else if (frame->owner == SIM_FRAME_OF_OBJECT) {
        SimFrameObject *object =
            (SimFrameObject *) (void *) ((char *) frame - offsetof(SimFrameObject, own));
        SIM_RECORD(world, FIELD, object->ob.slot, label, target->slot);
    }
}

SimFrameObject *
sim_frame_get_object(SimWorld *world, SimFrame *frame)
{
    if (frame->object == NULL) {
        const SimCode *code = frame->code->code;
        size_t words = code->nlocalsplus + (size_t) code->stacksize;
        SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_FRAME), words);
        if (object == NULL) {
            return NULL;
        }
        frame->object = (SimFrameObject *) (void *) object;
        frame->object->frame = frame;
        record_taken(world, frame, SIM_LABEL_FRAME, object);
    }
    return frame->object;
}

static SimObject *
slot_value(const SimFrame *frame, size_t i)
{
    SimObject *value = frame->slots[i];
    uint8_t kind = frame->code->code->localsplus_kinds[i];
    if (value != NULL && (kind & (SIM_FAST_CELL | SIM_FAST_FREE)) != 0 &&
        value->type->id == SIM_TYPE_CELL) {
        value = ((SimCell *) (void *) value)->value;
    }
    return value;
}

SimObject *
sim_frame_get_locals(SimWorld *world, SimFrame *frame)
{
    const SimCode *code = frame->code->code;
    if ((code->flags & SIM_CO_OPTIMIZED) == 0) {
        return frame->locals;
    }
    if (frame->locals == NULL) {
        frame->locals = sim_dict_new(world);
        if (frame->locals == NULL) {
            return NULL;
        }
        record_taken(world, frame, SIM_LABEL_FRAME_LOCALS, frame->locals);
    }
    for (size_t i = 0; i < code->nlocalsplus; i++) {
        SimObject *name = sim_tuple_get(frame->code->varnames, i);
        SimObject *value = slot_value(frame, i);
        if (value != NULL) {
            if (sim_dict_set(world, frame->locals, name, value) < 0) {
                return NULL;
            }
        } else if (sim_dict_get(world, frame->locals, name) != NULL &&
                   sim_dict_delete(world, frame->locals, name) < 0) {
            return NULL;
        }
    }
    return frame->locals;
}

/* Frame objects. */

static SimFrameObject *
frame_cast(SimObject *self)
{
    return (SimFrameObject *) (void *) self;
}

static void
clear_own(SimWorld *world, SimFrame *own)
{
    for (uint32_t i = 0; i < own->stacktop; i++) {
        SIM_CLEAR(world, own->slots[i]);
    }
}

static void
frame_dealloc(SimWorld *world, SimObject *self)
{
    SimFrameObject *object = frame_cast(self);
    sim_gc_untrack(world, self);
    if (!sim_trash_begin(world, self)) {
        return;
    }
    SimObject *code = NULL;
    if (object->frame == &object->own) {
        SimFrame *own = &object->own;
        code = &own->code->ob;
        sim_decref(world, &own->function->ob);
        SIM_CLEAR(world, own->locals);
        clear_own(world, own);
    }
    sim_xdecref(world, (SimObject *) object->back);
    sim_object_release(world, self);
    sim_xdecref(world, code);
    sim_trash_end(world);
}

static int
frame_traverse(SimObject *self, SimVisit visit, void *data)
{
    SimFrameObject *object = frame_cast(self);
    int result = object->back != NULL ? visit(&object->back->ob, data) : 0;
    if (result == 0 && object->frame == &object->own) {
        result = sim_frame_traverse(object->frame, visit, data);
    }
    return result;
}

static int
frame_tp_clear(SimWorld *world, SimObject *self)
{
    SimFrameObject *object = frame_cast(self);
    if (object->frame == &object->own) {
        SimFrame *own = &object->own;
        uint32_t top = own->stacktop;
        sim_splice_out(world, self, 0, top);
        clear_own(world, own);
        own->stacktop = 0;
    }
    return 0;
}

/* clear(): of a frame that is over, its variables; of a generator's, the generator ends. */
static SimObject *
frame_clear(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimFrame *frame = frame_cast(self)->frame;
    bool suspended = frame->owner == SIM_FRAME_OF_GENERATOR &&
                     sim_generator_of(frame)->state < SIM_GENERATOR_EXECUTING;
    if (frame->owner != SIM_FRAME_OF_OBJECT && !suspended) {
        return sim_err_format(world, SIM_TYPE_RuntimeError, "cannot clear an executing frame");
    }
    sim_incref(world, self); /* the generator's end may take the last reference */
    if (suspended) {
        SimObject *generator = &sim_generator_of(frame)->ob;
        sim_incref(world, generator);
        generator->type->slots.tp_finalize(world, generator);
        sim_decref(world, generator);
    } else {
        frame_tp_clear(world, self); /* what f_locals gave before keeps its values for now */
    }
    sim_decref(world, self);
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef frame_methods[] = {
    {"clear", frame_clear, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static SimObject *
frame_repr(SimWorld *world, SimObject *self)
{
    SimFrame *frame = frame_cast(self)->frame;
    return sim_str_format(
        world, "<frame at 0x%" G_GINT64_MODIFIER "x, file '%s', line %d, code %s>", self->addr,
        sim_source_name(frame->code->code->source), sim_frame_line(frame), frame->code->code->name);
}

static size_t
frame_sizeof(SimWorld *world, SimObject *self)
{
    const SimCode *code = frame_cast(self)->frame->code->code;
    (void) world;
    return self->type->basicsize + (code->nlocalsplus + (size_t) code->stacksize) * 8;
}

static SimObject *
get_back(SimWorld *world, SimObject *self)
{
    SimFrameObject *object = frame_cast(self);
    if (object->back != NULL) {
        return sim_newref(world, &object->back->ob);
    }
    SimFrame *previous = object->frame->previous;
    if (previous == NULL) {
        return sim_newref(world, SIM_NONE(world));
    }
    SimFrameObject *back = sim_frame_get_object(world, previous);
    return back == NULL ? NULL : sim_newref(world, &back->ob);
}

static SimObject *
get_code(SimWorld *world, SimObject *self)
{
    return sim_newref(world, &frame_cast(self)->frame->code->ob);
}

static SimObject *
get_lineno(SimWorld *world, SimObject *self)
{
    int32_t line = sim_frame_line(frame_cast(self)->frame);
    return line == 0 ? sim_newref(world, SIM_NONE(world)) : sim_int_new(world, line);
}

static SimObject *
get_globals(SimWorld *world, SimObject *self)
{
    return sim_newref(world, frame_cast(self)->frame->globals);
}

static SimObject *
get_builtins(SimWorld *world, SimObject *self)
{
    return sim_newref(world, frame_cast(self)->frame->builtins);
}

static SimObject *
get_locals(SimWorld *world, SimObject *self)
{
    SimObject *locals = sim_frame_get_locals(world, frame_cast(self)->frame);
    return locals == NULL ? NULL : sim_newref(world, locals);
}

static const SimGetSetDef frame_getset[] = {
    {"f_back", get_back, NULL},
    {"f_code", get_code, NULL},
    {"f_lineno", get_lineno, NULL},
    {"f_globals", get_globals, NULL},
    {"f_builtins", get_builtins, NULL},
    {"f_locals", get_locals, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots frame_slots = {
    .tp_dealloc = frame_dealloc,
    .tp_traverse = frame_traverse,
    .tp_clear = frame_tp_clear,
    .tp_repr = frame_repr,
    .tp_sizeof = frame_sizeof,
};

const SimTypeSpec sim_spec_FRAME = {
    .id = SIM_TYPE_FRAME,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 120,
    .itemsize = 8,
    .host_size = sizeof(SimFrameObject),
    .host_itemsize = sizeof(SimObject *),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &frame_slots,
    .methods = frame_methods,
    .getset = frame_getset,
};

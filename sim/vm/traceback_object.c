/* Traceback objects. Stands for the upper half of Python/traceback.c: each keeps the frame
 * object of a function the exception went through, and so its locals. */
#include "sim/objects/exception.h"
#include "sim/objects/int.h"
#include "sim/vm/vm_private.h"

static SimTraceback *
cast(SimObject *self)
{
    return (SimTraceback *) (void *) self;
}

int
sim_traceback_here(SimWorld *world, SimFrame *frame, SimObject *exception)
{
    SimException *raised = (SimException *) (void *) exception;
    SimFrameObject *object = sim_frame_get_object(world, frame);
    if (object == NULL) {
        return -1;
    }
    SimObject *self = sim_object_alloc(world, sim_type(world, SIM_TYPE_TRACEBACK), 0);
    if (self == NULL) {
        return -1;
    }
    SimTraceback *entry = cast(self);
    SimObject *next = raised->traceback;
    if (next != NULL && next != SIM_NONE(world)) {
        entry->next = sim_newref(world, next);
        SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_NEXT, next->slot);
    }
    entry->frame = (SimFrameObject *) (void *) sim_newref(world, &object->ob);
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_FRAME, object->ob.slot);
    entry->lasti = (uint32_t) sim_frame_index(frame);
    entry->lineno = sim_frame_line(frame);
    sim_gc_track(world, self);
    sim_exception_set_traceback(world, exception, self);
    return 0;
}

static void
traceback_dealloc(SimWorld *world, SimObject *self)
{
    sim_gc_untrack(world, self);
    if (!sim_trash_begin(world, self)) {
        return;
    }
    SimTraceback *entry = cast(self);
    sim_xdecref(world, entry->next);
    sim_xdecref(world, (SimObject *) entry->frame);
    sim_object_release(world, self);
    sim_trash_end(world);
}

static int
traceback_traverse(SimObject *self, SimVisit visit, void *data)
{
    SimTraceback *entry = cast(self);
    int result = entry->next != NULL ? visit(entry->next, data) : 0;
    if (result == 0 && entry->frame != NULL) {
        result = visit(&entry->frame->ob, data);
    }
    return result;
}

static int
traceback_clear(SimWorld *world, SimObject *self)
{
    SimTraceback *entry = cast(self);
    SIM_CLEAR_FIELD(world, self, entry->next, NEXT);
    SIM_CLEAR_FIELD(world, self, entry->frame, FRAME);
    return 0;
}

static SimObject *
or_none(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object != NULL ? object : SIM_NONE(world));
}

static SimObject *
get_next(SimWorld *world, SimObject *self)
{
    return or_none(world, cast(self)->next);
}

static SimObject *
get_frame(SimWorld *world, SimObject *self)
{
    return or_none(world, (SimObject *) cast(self)->frame);
}

static SimObject *
get_lineno(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, cast(self)->lineno);
}

static const SimGetSetDef traceback_getset[] = {
    {"tb_next", get_next, NULL},
    {"tb_frame", get_frame, NULL},
    {"tb_lineno", get_lineno, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots traceback_slots = {
    .tp_dealloc = traceback_dealloc,
    .tp_traverse = traceback_traverse,
    .tp_clear = traceback_clear,
};

const SimTypeSpec sim_spec_TRACEBACK = {
    .id = SIM_TYPE_TRACEBACK,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimTraceback),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &traceback_slots,
    .getset = traceback_getset,
};

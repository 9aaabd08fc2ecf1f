/* What the object layer asks about the running frame: its globals, and the class and the
 * object of a super() without arguments (super_init_without_args of Objects/typeobject.c). */
#include "sim/objects/exception.h"
#include "sim/vm/frame.h"
#include "sim/vm/vm_private.h"

static SimObject *
globals(SimWorld *world)
{
    SimFrame *frame = sim_vm_frame(world);
    return frame == NULL ? NULL : frame->globals;
}

static bool
fail(SimWorld *world, const char *message)
{
    sim_err_format(world, SIM_TYPE_RuntimeError, "super(): %s", message);
    return false;
}

static SimObject *
first_argument(SimWorld *world, const SimFrame *frame)
{
    SimObject *object = frame->slots[0];
    uint8_t kinds = frame->code->code->localsplus_kinds[0];
    if (object != NULL && (kinds & SIM_FAST_CELL) != 0 &&
        object->type == sim_type(world, SIM_TYPE_CELL)) {
        return ((SimCell *) (void *) object)->value;
    }
    return object;
}

static bool
super_arguments(SimWorld *world, SimType **type, SimObject **object)
{
    const SimFrame *frame = sim_vm_frame(world);
    if (frame == NULL) {
        return fail(world, "no current frame");
    }
    const SimCode *code = frame->code->code;
    if (code->argcount == 0) {
        return fail(world, "no arguments");
    }
    *object = first_argument(world, frame);
    if (*object == NULL) {
        return fail(world, "arg[0] deleted");
    }
    for (size_t i = code->nlocalsplus - code->nfrees; i < code->nlocalsplus; i++) {
        if (strcmp(code->localsplus[i], "__class__") != 0) {
            continue;
        }
        SimObject *cell = frame->slots[i];
        if (cell == NULL || cell->type != sim_type(world, SIM_TYPE_CELL)) {
            return fail(world, "bad __class__ cell");
        }
        SimObject *value = ((SimCell *) (void *) cell)->value;
        if (value == NULL) {
            return fail(world, "empty __class__ cell");
        }
        if (!SIM_IS_TYPE(value)) {
            sim_err_format(world, SIM_TYPE_RuntimeError, "super(): __class__ is not a type (%s)",
                           value->type->name);
            return false;
        }
        *type = (SimType *) (void *) value;
        return true;
    }
    return fail(world, "__class__ cell not found");
}

void
sim_class_hooks_install(SimWorld *world)
{
    world->hooks.globals = globals;
    world->hooks.super_arguments = super_arguments;
}

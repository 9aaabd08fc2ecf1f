/* cell (Objects/cellobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/function.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 24
};

static SimCell *
as_cell(SimObject *object)
{
    return (SimCell *) (void *) object;
}

SimObject *
sim_cell_new(SimWorld *world, SimObject *value)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_CELL), 0);
    if (object == NULL) {
        return NULL;
    }
    sim_xincref(world, value);
    as_cell(object)->value = value;
    if (value != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_CONTENTS, value->slot);
    }
    sim_gc_track(world, object);
    return object;
}

void
sim_cell_set(SimWorld *world, SimObject *cell, SimObject *value)
{
    SimObject *old = as_cell(cell)->value;
    as_cell(cell)->value = value;
    SIM_RECORD(world, FIELD, cell->slot, SIM_LABEL_CONTENTS, sim_slot(value));
    sim_xdecref(world, old);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_cell(object)->value);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *value = as_cell(object)->value;
    return value == NULL ? 0 : visit(value, data);
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_cell(object)->value, CONTENTS);
    return 0;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimObject *value = as_cell(object)->value;
    if (value == NULL) {
        return sim_str_format(world, "<cell at 0x%" G_GINT64_MODIFIER "x: empty>", object->addr);
    }
    return sim_str_format(
        world, "<cell at 0x%" G_GINT64_MODIFIER "x: %s object at 0x%" G_GINT64_MODIFIER "x>",
        object->addr, value->type->name, value->addr);
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (a->type != b->type) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *left = as_cell(a)->value;
    SimObject *right = as_cell(b)->value;
    if (left != NULL && right != NULL) {
        return sim_object_richcompare(world, left, right, op);
    }
    int order = (right == NULL) - (left == NULL);
    static const bool holds[][3] = {{true, false, false}, {true, true, false},
                                    {false, true, false}, {true, false, true},
                                    {false, false, true}, {false, true, true}};
    return sim_bool_of(world, holds[op][order + 1]);
}

static SimObject *
get_contents(SimWorld *world, SimObject *object)
{
    SimObject *value = as_cell(object)->value;
    if (value == NULL) {
        return sim_err_format(world, SIM_TYPE_ValueError, "Cell is empty");
    }
    return sim_newref(world, value);
}

static int
set_contents(SimWorld *world, SimObject *object, SimObject *value)
{
    sim_xincref(world, value);
    sim_cell_set(world, object, value);
    return 0;
}

static SimObject *
new_cell(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    if (!sim_arg_no_keywords_dict(world, "cell", kwargs) ||
        !sim_arg_count(world, "cell", sim_tuple_size(args), 0, 1)) {
        return NULL;
    }
    return sim_cell_new(world, sim_tuple_size(args) == 0 ? NULL : sim_tuple_get(args, 0));
}

static const SimGetSetDef getset[] = {
    {"cell_contents", get_contents, set_contents},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_richcompare = compare,
    .tp_new = new_cell,
};

const SimTypeSpec sim_spec_CELL = {
    .id = SIM_TYPE_CELL,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimCell),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .getset = getset,
};

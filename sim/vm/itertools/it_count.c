/* count: a machine number as long as it can be, else int objects, or whatever was given. */
#include "sim/objects/str.h"
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    int64_t next;     /* INT64_MAX: see next_object */
    SimObject *start; /* the next one, of slow mode; NULL: fast mode */
    SimObject *step;
} SimItCount;

static inline SimItCount *
as_count(SimObject *object)
{
    return (SimItCount *) (void *) object;
}

/* PyNumber_Check */
static bool
is_number(const SimObject *object)
{
    const SimTypeSlots *slots = &object->type->slots;
    return slots->nb_index != NULL || slots->nb_int != NULL || slots->nb_float != NULL;
}

/* Whether counting can go by machine numbers; then *@first is the first. */
static bool
is_fast(const SimObject *start, const SimObject *step, int64_t *first)
{
    int64_t one = 1;
    *first = 0;
    if ((start != NULL && (!SIM_IS_INT(start) || !sim_int_get(start, first))) ||
        (step != NULL && (!SIM_IS_INT(step) || !sim_int_get(step, &one)))) {
        return false;
    }
    return one == 1;
}

static SimObject *
new_count(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"start", "step", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "count", names, 0, 2, args, kwargs, parsed)) {
        return NULL;
    }
    if ((parsed[0] != NULL && !is_number(parsed[0])) ||
        (parsed[1] != NULL && !is_number(parsed[1]))) {
        return sim_err_format(world, SIM_TYPE_TypeError, "a number is required");
    }
    int64_t first;
    bool fast = is_fast(parsed[0], parsed[1], &first);
    SimObject *object = sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    SimItCount *self = as_count(object);
    self->next = fast ? first : INT64_MAX;
    if (!fast) {
        SimObject *start = parsed[0] == NULL ? sim_int_new(world, 0) : sim_newref(world, parsed[0]);
        sim_iterator_init(world, object, SIM_LABEL_START, &self->start, start);
    }
    SimObject *step = parsed[1] == NULL ? sim_int_new(world, 1) : sim_newref(world, parsed[1]);
    sim_iterator_init(world, object, SIM_LABEL_STEP, &self->step, step);
    return object;
}

SIM_IT_DEALLOC(SimItCount, self->start, self->step)
SIM_IT_TRAVERSE(SimItCount, self->start, self->step)

static SimObject *
next_object(SimWorld *world, SimObject *object)
{
    SimItCount *self = as_count(object);
    if (self->start == NULL) {
        SimObject *start = sim_int_new(world, INT64_MAX);
        if (start == NULL) {
            return NULL;
        }
        sim_iterator_init(world, object, SIM_LABEL_START, &self->start, start);
    }
    SimObject *now = self->start;
    SimObject *after = sim_number_add(world, now, self->step);
    if (after == NULL) {
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_START, &self->start, after);
    return now;
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItCount *self = as_count(object);
    return self->next == INT64_MAX ? next_object(world, object) : sim_int_new(world, self->next++);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimItCount *self = as_count(object);
    const char *name = self->ob.type->name;
    const char *dot = strrchr(name, '.');
    name = dot == NULL ? name : dot + 1;
    if (self->next != INT64_MAX) {
        return sim_str_format(world, "%s(%" G_GINT64_FORMAT ")", name, self->next);
    }
    if (self->start == NULL) {
        return sim_str_format(world, "%s(<NULL>)", name);
    }
    int64_t step;
    bool plain = SIM_IS_INT(self->step) && sim_int_get(self->step, &step) && step == 1;
    SimObject *start_text = sim_object_repr(world, self->start);
    SimObject *step_text = plain || start_text == NULL ? NULL : sim_object_repr(world, self->step);
    SimObject *result = NULL;
    if (start_text != NULL && (plain || step_text != NULL)) {
        result = sim_str_format(world, "%s(%s%s%s)", name, sim_str_utf8(start_text, NULL),
                                plain ? "" : ", ", plain ? "" : sim_str_utf8(step_text, NULL));
    }
    sim_xdecref(world, start_text);
    sim_xdecref(world, step_text);
    return result;
}

SIM_IT_METHOD(reduce)
{
    const SimItCount *self = as_count(object);
    if (self->next == INT64_MAX && self->start != NULL) {
        SimObject *const both[2] = {self->start, self->step};
        return sim_it_reduced(world, object, both, 2, NULL);
    }
    SimObject *start = sim_int_new(world, self->next);
    SimObject *result = sim_it_reduced(world, object, &start, 1, NULL);
    sim_xdecref(world, start);
    return result;
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_count,
};

const SimTypeSpec sim_spec_IT_COUNT = {
    .id = SIM_TYPE_IT_COUNT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 40,
    .host_size = sizeof(SimItCount),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "Count from a start, by a step, without end.",
};

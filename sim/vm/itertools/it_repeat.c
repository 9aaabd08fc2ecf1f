/* repeat: the same object, for ever or a number of times. */
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/vm/itertools/it_object.h"

enum {
    FOR_EVER = -1
};

typedef struct {
    SimObject ob;
    SimObject *element;
    int64_t left;
} SimItRepeat;

static inline SimItRepeat *
as_repeat(SimObject *object)
{
    return (SimItRepeat *) (void *) object;
}

static SimObject *
new_repeat(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"object", "times", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "repeat", names, 1, 2, args, kwargs, parsed)) {
        return NULL;
    }
    int64_t times = FOR_EVER;
    if (parsed[1] != NULL && !sim_it_size(world, parsed[1], &times)) {
        return NULL;
    }
    SimObject *object = sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    as_repeat(object)->left = parsed[1] == NULL ? FOR_EVER : MAX(times, 0);
    sim_iterator_init(world, object, SIM_LABEL_VALUE, &as_repeat(object)->element,
                      sim_newref(world, parsed[0]));
    return object;
}

SIM_IT_DEALLOC(SimItRepeat, self->element)
SIM_IT_TRAVERSE(SimItRepeat, self->element)

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItRepeat *self = as_repeat(object);
    if (self->left == 0) {
        return NULL;
    }
    if (self->left > 0) {
        self->left--;
    }
    return sim_newref(world, self->element);
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    const SimItRepeat *self = as_repeat(object);
    const char *name = strrchr(self->ob.type->name, '.');
    name = name == NULL ? self->ob.type->name : name + 1;
    SimObject *text = sim_object_repr(world, self->element);
    if (text == NULL) {
        return NULL;
    }
    SimObject *result = self->left == FOR_EVER
                            ? sim_str_format(world, "%s(%s)", name, sim_str_utf8(text, NULL))
                            : sim_str_format(world, "%s(%s, %" G_GINT64_FORMAT ")", name,
                                             sim_str_utf8(text, NULL), self->left);
    sim_decref(world, text);
    return result;
}

static SimObject *
length_hint(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    if (as_repeat(self)->left == FOR_EVER) {
        return sim_err_format(world, SIM_TYPE_TypeError, "len() of unsized object");
    }
    return sim_int_new(world, as_repeat(self)->left);
}

SIM_IT_METHOD(reduce)
{
    const SimItRepeat *self = as_repeat(object);
    SimObject *both[2] = {self->element,
                          self->left == FOR_EVER ? NULL : sim_int_new(world, self->left)};
    SimObject *result = sim_it_reduced(world, object, both, self->left == FOR_EVER ? 1 : 2, NULL);
    sim_xdecref(world, both[1]);
    return result;
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_repeat,
};

const SimTypeSpec sim_spec_IT_REPEAT = {
    .id = SIM_TYPE_IT_REPEAT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimItRepeat),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "The object a number of times, or without end.",
};

/* collections._tuplegetter (Modules/_collectionsmodule.c): the field of a namedtuple, a descriptor
 * that knows the index and its documentation. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"

typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *doc; /* owned; NULL: none, once the collector has taken it */
} TupleGetter;

static inline TupleGetter *
as_getter(SimObject *object)
{
    return (TupleGetter *) (void *) object;
}

static SimObject *
getter_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (!sim_arg_no_keywords_dict(world, "_tuplegetter", kwargs) ||
        !sim_arg_count(world, "_tuplegetter", sim_tuple_size(args), 2, 2)) {
        return NULL;
    }
    int64_t index = sim_number_as_index(world, sim_tuple_get(args, 0), SIM_TYPE_OverflowError);
    if (index == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    SimObject *self = sim_object_alloc(world, type, 0);
    if (self != NULL) {
        as_getter(self)->index = index;
        as_getter(self)->doc = sim_newref(world, sim_tuple_get(args, 1));
        SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_DOC, as_getter(self)->doc->slot);
        sim_gc_track(world, self);
    }
    return self;
}

static void
getter_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_getter(object)->doc);
    sim_object_release(world, object);
}

static int
getter_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *doc = as_getter(object)->doc;
    return doc == NULL ? 0 : visit(doc, data);
}

static int
getter_clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_getter(object)->doc, DOC);
    return 0;
}

static SimObject *
getter_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    (void) type;
    if (object == NULL || object == SIM_NONE(world)) {
        return sim_newref(world, self);
    }
    int64_t index = as_getter(self)->index;
    if (!SIM_IS_TUPLE(object)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "descriptor for index '%" G_GINT64_FORMAT
                              "' for tuple subclasses doesn't apply to '%s' object",
                              index, object->type->name);
    }
    if (index < 0 || (size_t) index >= sim_tuple_size(object)) {
        return sim_err_format(world, SIM_TYPE_IndexError, "tuple index out of range");
    }
    return sim_newref(world, sim_tuple_get(object, (size_t) index));
}

static int
getter_set(SimWorld *world, SimObject *self, SimObject *object, SimObject *value)
{
    (void) self;
    (void) object;
    sim_err_format(world, SIM_TYPE_AttributeError,
                   value == NULL ? "can't delete attribute" : "can't set attribute");
    return -1;
}

static SimObject *
getter_repr(SimWorld *world, SimObject *self)
{
    SimObject *doc = as_getter(self)->doc;
    SimObject *text = sim_object_repr(world, doc == NULL ? SIM_NONE(world) : doc);
    SimObject *repr = text == NULL
                          ? NULL
                          : sim_str_format(world, "_tuplegetter(%" G_GINT64_FORMAT ", %s)",
                                           as_getter(self)->index, sim_str_utf8(text, NULL));
    sim_xdecref(world, text);
    return repr;
}

static SimObject *
get_doc(SimWorld *world, SimObject *self)
{
    SimObject *doc = as_getter(self)->doc;
    return sim_newref(world, doc == NULL ? SIM_NONE(world) : doc);
}

static int
set_doc(SimWorld *world, SimObject *self, SimObject *value)
{
    SimObject *old = as_getter(self)->doc;
    sim_xincref(world, value);
    as_getter(self)->doc = value;
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_DOC, sim_slot(value));
    sim_xdecref(world, old);
    return 0;
}

static const SimTypeSlots slots = {
    .tp_dealloc = getter_dealloc,
    .tp_traverse = getter_traverse,
    .tp_clear = getter_clear,
    .tp_repr = getter_repr,
    .tp_descr_get = getter_get,
    .tp_descr_set = getter_set,
    .tp_new = getter_new,
};

static const SimGetSetDef getset[] = {
    {"__doc__", get_doc, set_doc},
    {NULL, NULL, NULL},
};

const SimTypeSpec sim_spec_TUPLEGETTER = {
    .id = SIM_TYPE_TUPLEGETTER,
    .basicsize = 32,
    .host_size = sizeof(TupleGetter),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .getset = getset,
};

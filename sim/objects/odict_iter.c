/* The views of an OrderedDict and their iterator: 80 bytes. It remembers the key that comes next,
 * not the node, and looks for it again each time. */
#include "sim/model/error.h"
#include "sim/objects/iterators.h"
#include "sim/objects/odict_private.h"

typedef struct {
    SimObject ob;
    unsigned kind;      /* SimOdictIterKind */
    SimOdict *odict;    /* owned; NULL: exhausted */
    int64_t size;       /* of the dict at the start; -1: it was another */
    uint64_t state;     /* likewise */
    SimObject *current; /* owned; the next key, NULL at the end */
    SimObject *result;  /* owned; of items: a pair used again when nobody else has it */
} OdictIterator;

static inline OdictIterator *
as_iterator(SimObject *object)
{
    return (OdictIterator *) (void *) object;
}

static void
set_current(SimWorld *world, OdictIterator *self, SimObject *key)
{
    self->current = key;
    SIM_RECORD(world, FIELD, self->ob.slot, SIM_LABEL_NEXT, sim_slot(key));
}

SimObject *
sim_odict_iter_of(SimWorld *world, SimObject *object, unsigned kind)
{
    SimOdict *odict = sim_odict_cast(object);
    SimObject *iterator = sim_object_alloc(world, sim_type(world, SIM_TYPE_ODICT_ITERATOR), 0);
    if (iterator == NULL) {
        return NULL;
    }
    OdictIterator *self = as_iterator(iterator);
    self->kind = kind;
    if ((kind & SIM_ODICT_ITEMS) == SIM_ODICT_ITEMS) {
        SimObject *none[2] = {SIM_NONE(world), SIM_NONE(world)};
        self->result = sim_tuple_from(world, none, 2);
        if (self->result == NULL) {
            sim_decref(world, iterator);
            return NULL;
        }
        SIM_RECORD(world, FIELD, iterator->slot, SIM_LABEL_RESULT, self->result->slot);
    }
    const SimOdictNode *node = (kind & SIM_ODICT_REVERSED) != 0 ? odict->last : odict->first;
    if (node != NULL) {
        set_current(world, self, sim_newref(world, node->key));
    }
    self->size = odict->dict.used;
    self->state = odict->state;
    self->odict = sim_odict_cast(sim_newref(world, object));
    SIM_RECORD(world, FIELD, iterator->slot, SIM_LABEL_OBJECT, object->slot);
    sim_gc_track(world, iterator);
    return iterator;
}

static void
clear_odict(SimWorld *world, OdictIterator *self)
{
    SimOdict *odict = self->odict;
    self->odict = NULL;
    SIM_RECORD(world, FIELD, self->ob.slot, SIM_LABEL_OBJECT, SIM_SLOT_NONE);
    sim_decref(world, &odict->dict.ob);
}

static void
clear_current(SimWorld *world, OdictIterator *self)
{
    SimObject *key = self->current;
    set_current(world, self, NULL);
    sim_xdecref(world, key);
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    OdictIterator *self = as_iterator(object);
    sim_gc_untrack(world, object);
    sim_xdecref(world, self->odict == NULL ? NULL : &self->odict->dict.ob);
    sim_xdecref(world, self->current);
    sim_xdecref(world, self->result);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    const OdictIterator *self = as_iterator(object);
    SimObject *const members[] = {self->odict == NULL ? NULL : &self->odict->dict.ob, self->current,
                                  self->result};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

/* Whether the dict is as it was: false with RuntimeError. */
static bool
check_unchanged(SimWorld *world, OdictIterator *self)
{
    if (self->odict->state != self->state) {
        sim_err_format(world, SIM_TYPE_RuntimeError, "OrderedDict mutated during iteration");
        clear_odict(world, self);
        return false;
    }
    if (self->size != self->odict->dict.used) {
        sim_err_format(world, SIM_TYPE_RuntimeError, "OrderedDict changed size during iteration");
        self->size = -1;
        return false;
    }
    return true;
}

/* A new reference, or NULL at the end or with an exception. */
static SimObject *
next_key(SimWorld *world, OdictIterator *self)
{
    if (self->odict == NULL) {
        return NULL;
    }
    if (self->current == NULL) {
        clear_odict(world, self);
        return NULL;
    }
    if (!check_unchanged(world, self)) {
        return NULL;
    }
    const SimOdictNode *node = sim_odict_find(world, self->odict, self->current);
    if (node == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_dict_key_error(world, self->current);
        }
        clear_current(world, self);
        return NULL;
    }
    SimObject *key = self->current;
    node = (self->kind & SIM_ODICT_REVERSED) != 0 ? node->prev : node->next;
    set_current(world, self, node == NULL ? NULL : sim_newref(world, node->key));
    return key;
}

/* Steals both. */
static SimObject *
make_pair(SimWorld *world, OdictIterator *self, SimObject *key, SimObject *value)
{
    SimObject *result = self->result;
    if (result->refcnt != 1) {
        SimObject *pair[2] = {key, value};
        return sim_tuple_from_stolen(world, pair, 2);
    }
    sim_incref(world, result);
    SimObject *old_key = sim_tuple_get(result, 0);
    SimObject *old_value = sim_tuple_get(result, 1);
    sim_tuple_set(world, result, 0, key);
    sim_tuple_set(world, result, 1, value);
    sim_decref(world, old_key);
    sim_decref(world, old_value);
    sim_iterator_retrack(world, result);
    return result;
}

static SimObject *
iterator_next(SimWorld *world, SimObject *object)
{
    OdictIterator *self = as_iterator(object);
    SimObject *key = next_key(world, self);
    if (key == NULL || (self->kind & SIM_ODICT_VALUES) == 0) {
        return key;
    }
    SimObject *value = sim_dict_get(world, &self->odict->dict.ob, key);
    if (value == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_dict_key_error(world, key);
        }
        sim_decref(world, key);
        clear_current(world, self);
        clear_odict(world, self);
        return NULL;
    }
    sim_incref(world, value);
    if ((self->kind & SIM_ODICT_KEYS) == 0) {
        sim_decref(world, key);
        return value;
    }
    return make_pair(world, self, key, value);
}

static const SimTypeSlots iterator_slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = iterator_next,
};

const SimTypeSpec sim_spec_ODICT_ITERATOR = {
    .id = SIM_TYPE_ODICT_ITERATOR,
    .basicsize = 64,
    .host_size = sizeof(OdictIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &iterator_slots,
};

#define VIEW(ID, BASE, kind)                                                                       \
    static SimObject *iter_##ID(SimWorld *world, SimObject *view)                                  \
    {                                                                                              \
        SimDict *dict = ((SimDictView *) (void *) view)->dict;                                     \
        return sim_odict_iter_of(world, &dict->ob, kind);                                          \
    }                                                                                              \
    static SimObject *reversed_##ID(SimWorld *world, SimObject *self, SimObject *const *args,      \
                                    size_t nargs, SimObject *kwnames)                              \
    {                                                                                              \
        SimDict *dict = ((SimDictView *) (void *) self)->dict;                                     \
        (void) args;                                                                               \
        (void) nargs;                                                                              \
        (void) kwnames;                                                                            \
        return sim_odict_iter_of(world, &dict->ob, (kind) | SIM_ODICT_REVERSED);                   \
    }                                                                                              \
    static const SimTypeSlots slots_##ID = {.tp_iter = iter_##ID};                                 \
    static const SimMethodDef methods_##ID[] = {                                                   \
        {"__reversed__", reversed_##ID, SIM_METH_NOARGS},                                          \
        {NULL, NULL, 0},                                                                           \
    };                                                                                             \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_##BASE,                                                                   \
        .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,                                   \
        .slots = &slots_##ID,                                                                      \
        .methods = methods_##ID,                                                                   \
    }
VIEW(ODICT_KEYS, DICT_KEYS, SIM_ODICT_KEYS);
VIEW(ODICT_VALUES, DICT_VALUES, SIM_ODICT_VALUES);
VIEW(ODICT_ITEMS, DICT_ITEMS, SIM_ODICT_ITEMS);

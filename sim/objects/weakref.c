/* weakref.ref, and the lists of references (Objects/weakrefobject.c; handle_weakrefs of
 * Modules/gcmodule.c). */
#include "sim/objects/weakref.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 64
};

SimWeakref *
sim_weakrefs_first(SimWorld *world, SimObject *object)
{
    if ((object->flags & SIM_OBJECT_WEAKLY_REFERENCED) == 0) {
        return NULL;
    }
    return g_hash_table_lookup(world->weakrefs, object);
}

static void
set_first(SimWorld *world, SimObject *object, SimWeakref *first)
{
    if (first != NULL) {
        object->flags |= SIM_OBJECT_WEAKLY_REFERENCED;
        g_hash_table_insert(world->weakrefs, object, first);
    } else {
        object->flags &= ~(uint32_t) SIM_OBJECT_WEAKLY_REFERENCED;
        g_hash_table_remove(world->weakrefs, object);
    }
}

void
sim_weakrefs_basic(SimWorld *world, SimObject *object, SimWeakref **ref, SimWeakref **proxy)
{
    SimWeakref *at = sim_weakrefs_first(world, object);
    *ref = NULL;
    *proxy = NULL;
    if (at != NULL && at->callback == NULL && at->ob.type == sim_type(world, SIM_TYPE_WEAKREF)) {
        *ref = at;
        at = at->next;
    }
    if (at != NULL && at->callback == NULL && sim_is_weakproxy(world, &at->ob)) {
        *proxy = at;
    }
}

static void
insert(SimWorld *world, SimObject *object, SimWeakref *self, SimWeakref *after)
{
    SimWeakref *first = sim_weakrefs_first(world, object);
    self->prev = after;
    self->next = after != NULL ? after->next : first;
    if (self->next != NULL) {
        self->next->prev = self;
    }
    if (after != NULL) {
        after->next = self;
    } else {
        set_first(world, object, self);
    }
}

/* Leaves the referent's list; the callback stays (_PyWeakref_ClearRef). */
static void
let_go(SimWorld *world, SimWeakref *self)
{
    SimObject *referent = self->referent;
    if (referent == NULL) {
        return;
    }
    if (self->prev != NULL) {
        self->prev->next = self->next;
    } else {
        set_first(world, referent, self->next);
    }
    if (self->next != NULL) {
        self->next->prev = self->prev;
    }
    self->referent = NULL;
    self->prev = NULL;
    self->next = NULL;
    SIM_RECORD(world, WEAKREF, self->ob.slot, SIM_SLOT_NONE);
}

/* clear_weakref */
static void
clear_ref(SimWorld *world, SimWeakref *self)
{
    let_go(world, self);
    SIM_CLEAR_FIELD(world, &self->ob, self->callback, CALLBACK);
}

static SimWeakref *
place_after(SimWorld *world, SimObject *referent, const SimType *type, bool callback)
{
    SimWeakref *ref;
    SimWeakref *proxy;
    sim_weakrefs_basic(world, referent, &ref, &proxy);
    if (!callback && type == sim_type(world, SIM_TYPE_WEAKREF)) {
        return NULL;
    }
    if (!callback && type->id != SIM_TYPE_WEAKREF) { /* a shared proxy */
        return ref;
    }
    return proxy != NULL ? proxy : ref;
}

SimObject *
sim_weakref_make(SimWorld *world, SimType *type, SimObject *referent, SimObject *callback)
{
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    SimWeakref *self = sim_weakref_cast(object);
    self->hash = -1;
    self->referent = referent;
    if (callback != NULL) {
        self->callback = sim_newref(world, callback);
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_CALLBACK, callback->slot);
    }
    SIM_RECORD(world, WEAKREF, object->slot, referent->slot);
    insert(world, referent, self, place_after(world, referent, type, callback != NULL));
    sim_gc_track(world, object);
    return object;
}

static SimObject *
make_ref(SimWorld *world, SimType *type, SimObject *referent, SimObject *callback)
{
    if (!sim_type_has(referent->type, SIM_TPFLAGS_HAVE_WEAKREFS)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "cannot create weak reference to '%s' object", referent->type->name);
    }
    if (callback == SIM_NONE(world)) {
        callback = NULL;
    }
    if (callback == NULL && type == sim_type(world, SIM_TYPE_WEAKREF)) {
        SimWeakref *ref;
        SimWeakref *proxy;
        sim_weakrefs_basic(world, referent, &ref, &proxy);
        if (ref != NULL) {
            return sim_newref(world, &ref->ob);
        }
    }
    return sim_weakref_make(world, type, referent, callback);
}

SimObject *
sim_weakref_new(SimWorld *world, SimObject *referent, SimObject *callback)
{
    return make_ref(world, sim_type(world, SIM_TYPE_WEAKREF), referent, callback);
}

/* Callbacks. */

static void
call_back(SimWorld *world, SimWeakref *ref, SimObject *callback)
{
    SimObject *result = sim_object_call_one(world, callback, &ref->ob);
    if (result == NULL) {
        world->hooks.unraisable(world, NULL, callback);
    } else {
        sim_decref(world, result);
    }
}

static void
clear_only(SimWorld *world, SimWeakref *ref)
{
    SimObject *callback = ref->callback;
    ref->callback = NULL;
    if (ref->ob.refcnt > 0) {
        SIM_RECORD(world, FIELD, ref->ob.slot, SIM_LABEL_CALLBACK, SIM_SLOT_NONE);
    }
    clear_ref(world, ref);
    if (ref->ob.refcnt > 0) {
        call_back(world, ref, callback);
    }
    sim_decref(world, callback);
}

/* All references and callbacks are in a tuple before the first is called. */
static void
clear_many(SimWorld *world, SimWeakref *first, size_t count)
{
    SimObject *pairs = sim_tuple_new(world, count * 2);
    if (pairs == NULL) {
        world->hooks.unraisable(world, NULL, NULL);
        return;
    }
    SimWeakref *ref = first;
    for (size_t i = 0; i < count; i++) {
        SimWeakref *next = ref->next;
        SimObject *callback = ref->callback;
        if (ref->ob.refcnt > 0) {
            sim_tuple_set(world, pairs, 2 * i, sim_newref(world, &ref->ob));
            SIM_RECORD(world, FIELD, ref->ob.slot, SIM_LABEL_CALLBACK, SIM_SLOT_NONE);
            ref->callback = NULL;
            if (callback != NULL) {
                sim_tuple_set(world, pairs, 2 * i + 1, callback);
            }
        } else {
            ref->callback = NULL;
            sim_xdecref(world, callback);
        }
        clear_ref(world, ref);
        ref = next;
    }
    for (size_t i = 0; i < count; i++) {
        SimObject *callback = sim_tuple_get(pairs, 2 * i + 1);
        if (callback != NULL) {
            call_back(world, sim_weakref_cast(sim_tuple_get(pairs, 2 * i)), callback);
        }
    }
    sim_decref(world, pairs);
}

static void
clear_plain_head(SimWorld *world, SimObject *object)
{
    for (int i = 0; i < 2; i++) {
        SimWeakref *first = sim_weakrefs_first(world, object);
        if (first != NULL && first->callback == NULL) {
            clear_ref(world, first);
        }
    }
}

void
sim_weakrefs_clear_all(SimWorld *world, SimObject *object)
{
    clear_plain_head(world, object);
    SimWeakref *first = sim_weakrefs_first(world, object);
    if (first == NULL) {
        return;
    }
    size_t count = 0;
    for (const SimWeakref *ref = first; ref != NULL; ref = ref->next) {
        count++;
    }
    SimObject *pending = sim_err_fetch(world);
    if (count == 1 && first->callback != NULL) {
        clear_only(world, first);
    } else {
        clear_many(world, first, count);
    }
    sim_err_restore(world, pending);
    sim_weakrefs_forget(world, object);
}

void
sim_weakrefs_forget(SimWorld *world, SimObject *object)
{
    SimWeakref *first;
    while ((first = sim_weakrefs_first(world, object)) != NULL) {
        let_go(world, first);
    }
}

/* The collector. */

static void
clear_referrers(SimWorld *world, SimObject *object, SimGcHead *to_call)
{
    SimWeakref *ref;
    while ((ref = sim_weakrefs_first(world, object)) != NULL) {
        let_go(world, ref);
        SimGcHead *head = sim_gc_head(&ref->ob);
        if (ref->callback != NULL && (head->state & SIM_GC_COLLECTING) == 0) {
            sim_incref(world, &ref->ob);
            sim_gc_ring_move(to_call, head);
        }
    }
}

/* handle_weakrefs */
static size_t
clear_for_collector(SimWorld *world, SimGcHead *unreachable, SimGcHead *old)
{
    SimGcHead to_call;
    sim_gc_ring_init(&to_call);
    for (SimGcHead *head = unreachable->next; head != unreachable; head = head->next) {
        SimObject *object = sim_gc_object(head);
        if (sim_is_weakref(world, object) || sim_is_weakproxy(world, object)) {
            let_go(world, sim_weakref_cast(object));
        }
        clear_referrers(world, object, &to_call);
    }
    size_t died = 0;
    while (!sim_gc_ring_is_empty(&to_call)) {
        SimGcHead *head = to_call.next;
        SimWeakref *ref = sim_weakref_cast(sim_gc_object(head));
        call_back(world, ref, ref->callback);
        sim_decref(world, &ref->ob);
        if (to_call.next == head) {
            sim_gc_ring_move(old, head);
        } else {
            died++;
        }
    }
    return died;
}

static SimObject *
first_for_attribute(SimWorld *world, SimObject *object)
{
    SimWeakref *first = sim_weakrefs_first(world, object);
    return first == NULL ? SIM_NONE(world) : &first->ob;
}

void
sim_weakref_startup(SimWorld *world)
{
    world->weakrefs = g_hash_table_new(NULL, NULL);
    world->hooks.first_weakref = first_for_attribute;
    world->gc->hooks.untrack_tuple = sim_tuple_maybe_untrack;
    world->gc->hooks.untrack_dict = sim_dict_maybe_untrack;
    world->gc->hooks.clear_weakrefs = clear_for_collector;
}

/* The type. */

void
sim_weakref_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    clear_ref(world, sim_weakref_cast(object));
    sim_object_release(world, object);
}

int
sim_weakref_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *callback = sim_weakref_cast(object)->callback;
    return callback == NULL ? 0 : visit(callback, data);
}

int
sim_weakref_clear(SimWorld *world, SimObject *object)
{
    clear_ref(world, sim_weakref_cast(object));
    return 0;
}

static SimObject *
call(SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    if (!sim_arg_no_keywords(world, "weakref", kwnames) ||
        !sim_arg_count(world, "weakref", nargs, 0, 0)) {
        return NULL;
    }
    SimObject *referent = sim_weakref_cast(callable)->referent;
    return sim_newref(world, referent == NULL ? SIM_NONE(world) : referent);
}

/* For ref.__call__ of an instance of a class with a __call__ of its own. */
static SimObject *
call_packed(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    return sim_arg_no_keywords_dict(world, "weakref", kwargs)
               ? call(world, callable, NULL, sim_tuple_size(args), NULL)
               : NULL;
}

static int64_t
hash(SimWorld *world, SimObject *object)
{
    SimWeakref *self = sim_weakref_cast(object);
    if (self->hash != -1) {
        return self->hash;
    }
    if (self->referent == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "weak object has gone away");
        return -1;
    }
    SimObject *referent = sim_newref(world, self->referent);
    self->hash = sim_object_hash(world, referent);
    sim_decref(world, referent);
    return self->hash;
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if ((op != SIM_EQ && op != SIM_NE) || !sim_is_weakref(world, a) || !sim_is_weakref(world, b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *left = sim_weakref_cast(a)->referent;
    SimObject *right = sim_weakref_cast(b)->referent;
    if (left == NULL || right == NULL) {
        return sim_bool_of(world, (a == b) == (op == SIM_EQ));
    }
    sim_incref(world, left);
    sim_incref(world, right);
    SimObject *result = sim_object_richcompare(world, left, right, op);
    sim_decref(world, left);
    sim_decref(world, right);
    return result;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    SimObject *referent = sim_weakref_cast(object)->referent;
    if (referent == NULL) {
        return sim_str_format(world, "<weakref at 0x%" G_GINT64_MODIFIER "x; dead>", object->addr);
    }
    sim_incref(world, referent);
    SimObject *name;
    SimObject *text = NULL;
    int found = sim_object_lookup_attr(world, referent, SIM_ID(world, __name__), &name);
    bool named = found > 0 && SIM_IS_STR(name);
    if (found >= 0) {
        text = sim_str_format(world,
                              "<weakref at 0x%" G_GINT64_MODIFIER
                              "x; to '%s' at 0x%" G_GINT64_MODIFIER "x%s%s%s>",
                              object->addr, referent->type->name, referent->addr, named ? " (" : "",
                              named ? sim_str_utf8(name, NULL) : "", named ? ")" : "");
    }
    if (found > 0) {
        sim_decref(world, name);
    }
    sim_decref(world, referent);
    return text;
}

static SimObject *
new_ref(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) kwargs;
    if (!sim_arg_count(world, "__new__", sim_tuple_size(args), 1, 2)) {
        return NULL;
    }
    return make_ref(world, type, sim_tuple_get(args, 0),
                    sim_tuple_size(args) > 1 ? sim_tuple_get(args, 1) : NULL);
}

static int
init_ref(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    (void) self;
    return sim_arg_no_keywords_dict(world, "ref", kwargs) &&
                   sim_arg_count(world, "__init__", sim_tuple_size(args), 1, 2)
               ? 0
               : -1;
}

static SimObject *
get_callback(SimWorld *world, SimObject *object)
{
    SimObject *callback = sim_weakref_cast(object)->callback;
    return sim_newref(world, callback == NULL ? SIM_NONE(world) : callback);
}

static const SimGetSetDef getset[] = {
    {"__callback__", get_callback, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = sim_weakref_dealloc,
    .tp_traverse = sim_weakref_traverse,
    .tp_clear = sim_weakref_clear,
    .tp_repr = repr,
    .tp_hash = hash,
    .tp_vectorcall = call,
    .tp_call = call_packed,
    .tp_richcompare = compare,
    .tp_init = init_ref,
    .tp_new = new_ref,
};

const SimTypeSpec sim_spec_WEAKREF = {
    .id = SIM_TYPE_WEAKREF,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimWeakref),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE,
    .slots = &slots,
    .getset = getset,
};

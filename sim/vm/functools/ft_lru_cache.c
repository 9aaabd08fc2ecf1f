/* The wrapper that lru_cache makes: a dict of results by arguments, and when it is bounded a ring
 * of links from the least to the most recently used.
 *
 * A link belongs to the dict and to the ring. CPython's ring borrows its pointers and counts one
 * reference for each link; here the link before it is said to hold that one. Links are no GC
 * objects: the wrapper shows the collector what they hold.
 */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/function.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/objects/str.h"
#include "sim/objects/weakref.h"
#include "sim/vm/functools/functools.h"

enum {
    UNBOUNDED = -1,
    DICT_OFFSET = 136
};

typedef struct SimFtLink {
    SimObject ob;
    struct SimFtLink *prev; /* borrowed */
    struct SimFtLink *next; /* owned, the root excepted */
    int64_t hash;
    SimObject *key;
    SimObject *result;
} SimFtLink;

typedef struct {
    SimFtLink root; /* its key and result are not used */
    bool typed;
    SimObject *cache; /* dict: key -> link, or result when it is unbounded */
    SimObject *function;
    int64_t maxsize;
    int64_t hits;
    int64_t misses;
    SimObject *mark; /* between arguments and keywords of a key */
    SimObject *info_type;
    SimObject *link_type; /* static: borrowed */
    SimObject *dict;
} SimFtCache;

static inline SimFtCache *
as_cache(SimObject *object)
{
    return (SimFtCache *) (void *) object;
}

static inline SimFtLink *
as_link(SimObject *object)
{
    return (SimFtLink *) (void *) object;
}

/* The ring. */

static void
record_next(SimWorld *world, const SimFtCache *self, const SimFtLink *link)
{
    SIM_RECORD(world, FIELD, link->ob.slot, SIM_LABEL_NEXT,
               link->next == &self->root ? SIM_SLOT_NONE : link->next->ob.slot);
}

static void
unlink_one(SimWorld *world, const SimFtCache *self, SimFtLink *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
    record_next(world, self, link->prev);
    SIM_RECORD(world, FIELD, link->ob.slot, SIM_LABEL_NEXT, SIM_SLOT_NONE);
    link->next = NULL;
}

static void
link_between(
    SimWorld *world, const SimFtCache *self, SimFtLink *before, SimFtLink *link, SimFtLink *after)
{
    link->prev = before;
    link->next = after;
    before->next = link;
    after->prev = link;
    record_next(world, self, link);
    record_next(world, self, before);
}

static void
append_link(SimWorld *world, SimFtCache *self, SimFtLink *link)
{
    link_between(world, self, self->root.prev, link, &self->root);
}

/* Empties the ring; the first of its links, NULL: it was empty. */
static SimFtLink *
unlink_all(SimWorld *world, SimFtCache *self)
{
    SimFtLink *first = self->root.next;
    if (first == NULL || first == &self->root) {
        return NULL;
    }
    self->root.prev->next = NULL;
    self->root.prev = &self->root;
    self->root.next = &self->root;
    if (self->root.ob.refcnt > 0) {
        SIM_RECORD(world, FIELD, self->root.ob.slot, SIM_LABEL_NEXT, SIM_SLOT_NONE);
    }
    return first;
}

static void
drop_links(SimWorld *world, SimFtLink *link)
{
    while (link != NULL) {
        SimFtLink *next = link->next;
        link->next = NULL;
        SIM_RECORD(world, FIELD, link->ob.slot, SIM_LABEL_NEXT, SIM_SLOT_NONE);
        sim_decref(world, &link->ob);
        link = next;
    }
}

static void
link_dealloc(SimWorld *world, SimObject *object)
{
    sim_xdecref(world, as_link(object)->key);
    sim_xdecref(world, as_link(object)->result);
    sim_object_release(world, object);
}

/* Whether @object is the root of a ring, that is the wrapper. */
static bool
is_root(const SimObject *object)
{
    return object->type->id == SIM_TYPE_FT_LRU_CACHE;
}

static int
link_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFtLink *self = as_link(object);
    int result = self->key == NULL ? 0 : visit(self->key, data);
    if (result == 0 && self->result != NULL) {
        result = visit(self->result, data);
    }
    return result != 0 || self->next == NULL || is_root(&self->next->ob)
               ? result
               : visit(&self->next->ob, data);
}

static const SimTypeSlots link_slots = {
    .tp_dealloc = link_dealloc,
    .tp_traverse = link_traverse,
};

const SimTypeSpec sim_spec_FT_LRU_LINK = {
    .id = SIM_TYPE_FT_LRU_LINK,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 56,
    .host_size = sizeof(SimFtLink),
    .flags = SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &link_slots,
};

/* Keys. */

static void
add_to_key(SimWorld *world, SimObject *key, size_t *at, SimObject *item)
{
    sim_tuple_set(world, key, (*at)++, sim_newref(world, item));
}

/* (arguments..., mark, name, value, ..., types of all values...) */
static SimObject *
make_long_key(SimWorld *world, const SimFtCache *self, SimObject *args, SimObject *kwargs)
{
    size_t nargs = sim_tuple_size(args);
    size_t nkwargs = kwargs == NULL ? 0 : sim_dict_size(kwargs);
    size_t size = nargs + (nkwargs > 0 ? 2 * nkwargs + 1 : 0);
    SimObject *key = sim_tuple_new(world, size + (self->typed ? nargs + nkwargs : 0));
    if (key == NULL) {
        return NULL;
    }
    size_t at = 0;
    size_t position = 0;
    SimObject *name;
    SimObject *value;
    for (size_t i = 0; i < nargs; i++) {
        add_to_key(world, key, &at, sim_tuple_get(args, i));
    }
    if (nkwargs > 0) {
        add_to_key(world, key, &at, self->mark);
        while (sim_dict_next(kwargs, &position, &name, &value)) {
            add_to_key(world, key, &at, name);
            add_to_key(world, key, &at, value);
        }
    }
    for (size_t i = 0; self->typed && i < nargs; i++) {
        add_to_key(world, key, &at, &sim_tuple_get(args, i)->type->ob);
    }
    position = 0;
    while (self->typed && nkwargs > 0 && sim_dict_next(kwargs, &position, &name, &value)) {
        add_to_key(world, key, &at, &value->type->ob);
    }
    return key;
}

/* The key of a call; one int or str is its own. */
static SimObject *
make_key(SimWorld *world, const SimFtCache *self, SimObject *args, SimObject *kwargs)
{
    if (self->typed || (kwargs != NULL && sim_dict_size(kwargs) > 0)) {
        return make_long_key(world, self, args, kwargs);
    }
    if (sim_tuple_size(args) == 1) {
        SimObject *only = sim_tuple_get(args, 0);
        if (SIM_IS_STR_EXACT(world, only) || SIM_IS_INT_EXACT(world, only)) {
            return sim_newref(world, only);
        }
    }
    return sim_newref(world, args);
}

/* Looks a call up: 1 found, with *@found borrowed; 0 not; -1 error. *@key is a new reference unless
 * it failed. */
static int
look_up(SimWorld *world,
        const SimFtCache *self,
        SimObject *args,
        SimObject *kwargs,
        SimObject **key,
        int64_t *hash,
        SimObject **found)
{
    *key = make_key(world, self, args, kwargs);
    if (*key == NULL) {
        return -1;
    }
    *hash = sim_object_hash(world, *key);
    *found = *hash == -1 ? NULL : sim_dict_get_known(world, self->cache, *key, *hash);
    if (*found == NULL && sim_err_occurred(world) != NULL) {
        sim_decref(world, *key);
        return -1;
    }
    return *found != NULL ? 1 : 0;
}

/* Calls. */

static SimObject *
call_unbounded(SimWorld *world, SimFtCache *self, SimObject *args, SimObject *kwargs)
{
    SimObject *key;
    SimObject *result;
    int64_t hash;
    int found = look_up(world, self, args, kwargs, &key, &hash, &result);
    if (found < 0) {
        return NULL;
    }
    if (found > 0) {
        self->hits++;
        sim_incref(world, result);
        sim_decref(world, key);
        return result;
    }
    self->misses++;
    result = sim_object_call(world, self->function, args, kwargs);
    if (result != NULL && sim_dict_set_known(world, self->cache, key, result, hash) < 0) {
        SIM_CLEAR(world, result);
    }
    sim_decref(world, key);
    return result;
}

/* Gives @link what it stands for (steals both) and makes it the most recently used. False with an
 * exception: it is left out. */
static bool
enter_link(SimWorld *world,
           SimFtCache *self,
           SimFtLink *link,
           SimObject *key,
           SimObject *result,
           int64_t hash)
{
    link->hash = hash;
    sim_iterator_init(world, &link->ob, SIM_LABEL_KEYS, &link->key, key);
    sim_iterator_init(world, &link->ob, SIM_LABEL_RESULT, &link->result, result);
    if (sim_dict_set_known(world, self->cache, key, &link->ob, hash) < 0) {
        sim_decref(world, &link->ob);
        return false;
    }
    append_link(world, self, link);
    return true;
}

/* A new link; steals @key and @result. A new reference to the result. */
static SimObject *
add(SimWorld *world, SimFtCache *self, SimObject *key, SimObject *result, int64_t hash)
{
    SimObject *link = sim_object_alloc(world, sim_type(world, SIM_TYPE_FT_LRU_LINK), 0);
    if (link == NULL) {
        sim_decref(world, key);
        sim_decref(world, result);
        return NULL;
    }
    return enter_link(world, self, as_link(link), key, result, hash) ? sim_newref(world, result)
                                                                     : NULL;
}

/* The link of the least recently used call takes this one; steals @key and @result. What it held is
 * dropped last. */
static SimObject *
reuse_oldest(SimWorld *world, SimFtCache *self, SimObject *key, SimObject *result, int64_t hash)
{
    SimFtLink *link = self->root.next;
    unlink_one(world, self, link);
    SimObject *there = sim_dict_take_known(world, self->cache, link->key, link->hash);
    if (there == NULL) {
        sim_decref(world, key);
        if (sim_err_occurred(world) != NULL) {
            link_between(world, self, &self->root, link, self->root.next);
            sim_decref(world, result);
            return NULL;
        }
        /* The call itself has let it go. */
        sim_decref(world, &link->ob);
        return result;
    }
    SimObject *old_key = link->key;
    SimObject *old_result = link->result;
    bool entered = enter_link(world, self, link, key, result, hash);
    if (entered) {
        sim_incref(world, result);
    }
    sim_decref(world, there);
    sim_decref(world, old_key);
    sim_decref(world, old_result);
    return entered ? result : NULL;
}

static SimObject *
call_bounded(SimWorld *world, SimFtCache *self, SimObject *args, SimObject *kwargs)
{
    SimObject *key;
    SimObject *found;
    int64_t hash;
    int status = look_up(world, self, args, kwargs, &key, &hash, &found);
    if (status < 0) {
        return NULL;
    }
    if (status > 0) {
        SimFtLink *link = as_link(found);
        unlink_one(world, self, link);
        append_link(world, self, link);
        self->hits++;
        SimObject *result = sim_newref(world, link->result);
        sim_decref(world, key);
        return result;
    }
    self->misses++;
    SimObject *result = sim_object_call(world, self->function, args, kwargs);
    if (result == NULL) {
        sim_decref(world, key);
        return NULL;
    }
    /* The call itself may have entered it. */
    found = sim_dict_get_known(world, self->cache, key, hash);
    if (found != NULL || sim_err_occurred(world) != NULL) {
        sim_decref(world, key);
        if (found == NULL) {
            SIM_CLEAR(world, result);
        }
        return result;
    }
    bool full = (int64_t) sim_dict_size(self->cache) >= self->maxsize;
    return full && self->root.next != &self->root ? reuse_oldest(world, self, key, result, hash)
                                                  : add(world, self, key, result, hash);
}

static SimObject *
call(SimWorld *world, SimObject *object, SimObject *args, SimObject *kwargs)
{
    SimFtCache *self = as_cache(object);
    if (self->maxsize == UNBOUNDED) {
        return call_unbounded(world, self, args, kwargs);
    }
    if (self->maxsize > 0) {
        return call_bounded(world, self, args, kwargs);
    }
    self->misses++;
    return sim_object_call(world, self->function, args, kwargs);
}

/* The object. */

static bool
parse_maxsize(SimWorld *world, SimObject *argument, int64_t *maxsize)
{
    *maxsize = UNBOUNDED;
    if (argument == SIM_NONE(world)) {
        return true;
    }
    if (!sim_object_is_index(argument)) {
        sim_err_format(world, SIM_TYPE_TypeError, "maxsize should be integer or None");
        return false;
    }
    *maxsize = sim_number_as_index(world, argument, SIM_TYPE_OverflowError);
    if (*maxsize == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    *maxsize = MAX(*maxsize, 0);
    return true;
}

/* The one object that stands between arguments and keywords, made with the module. */
static SimObject *
mark_of(SimWorld *world)
{
    SimObject *module = sim_dict_get_c(world, world->modules, "_functools");
    SimObject *name = module == NULL ? NULL : sim_str_intern(world, "_kwd_mark");
    SimObject *mark = name == NULL ? NULL : sim_object_getattr(world, module, name);
    sim_xdecref(world, name);
    return mark;
}

static SimObject *
new_cache(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type",
                                        NULL};
    SimObject *parsed[4];
    int64_t maxsize;
    int typed;
    if (!sim_arg_parse_tuple(world, "lru_cache", names, 4, 4, args, kwargs, parsed) ||
        (typed = sim_object_is_true(world, parsed[2])) < 0) {
        return NULL;
    }
    if (!sim_object_is_callable(parsed[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "the first argument must be callable");
    }
    SimObject *cache = parse_maxsize(world, parsed[1], &maxsize) ? sim_dict_new(world) : NULL;
    SimObject *mark = cache == NULL ? NULL : mark_of(world);
    SimObject *object = mark == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, cache);
        sim_xdecref(world, mark);
        return NULL;
    }
    SimFtCache *self = as_cache(object);
    self->root.prev = &self->root;
    self->root.next = &self->root;
    self->typed = typed > 0;
    self->link_type = &sim_type(world, SIM_TYPE_FT_LRU_LINK)->ob;
    self->maxsize = maxsize;
    sim_iterator_init(world, object, SIM_LABEL_CACHE, &self->cache, cache);
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &self->function, sim_newref(world, parsed[0]));
    sim_iterator_init(world, object, SIM_LABEL_VALUE, &self->mark, mark);
    sim_iterator_init(world, object, SIM_LABEL_BASE, &self->info_type,
                      sim_newref(world, parsed[3]));
    return object;
}

static int
clear(SimWorld *world, SimObject *object)
{
    SimFtCache *self = as_cache(object);
    SimFtLink *links = unlink_all(world, self);
    SIM_CLEAR_FIELD(world, object, self->cache, CACHE);
    SIM_CLEAR_FIELD(world, object, self->function, FUNC);
    SIM_CLEAR_FIELD(world, object, self->mark, VALUE);
    SIM_CLEAR_FIELD(world, object, self->info_type, BASE);
    SIM_CLEAR_FIELD(world, object, self->dict, DICT);
    drop_links(world, links);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    clear(world, object);
    sim_object_release(world, object);
}

static int
visit_members(const SimFtCache *self, SimVisit visit, void *data)
{
    SimObject *const members[] = {self->cache, self->function, self->mark, self->info_type,
                                  self->dict};
    int result = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(members) && result == 0; i++) {
        result = members[i] == NULL ? 0 : visit(members[i], data);
    }
    return result;
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFtCache *self = as_cache(object);
    const SimFtLink *first = self->root.next;
    int result = first == NULL || first == &self->root ? 0 : visit(&self->root.next->ob, data);
    return result != 0 ? result : visit_members(self, visit, data);
}

static int
collect(SimObject *object, SimVisit visit, void *data)
{
    const SimFtCache *self = as_cache(object);
    int result = visit(&object->type->ob, data);
    for (const SimFtLink *link = self->root.next;
         result == 0 && link != NULL && link != &self->root; link = link->next) {
        SimObject *const content[] = {link->key, link->result, &link->ob.type->ob};
        for (size_t i = 0; i < G_N_ELEMENTS(content) && result == 0; i++) {
            result = visit(content[i], data);
        }
    }
    SimObject *const held[] = {self->cache,     self->function,  self->mark,
                               self->link_type, self->info_type, self->dict};
    for (size_t i = 0; i < G_N_ELEMENTS(held) && result == 0; i++) {
        result = held[i] == NULL ? 0 : visit(held[i], data);
    }
    return result;
}

static SimObject *
descr_get(SimWorld *world, SimObject *self, SimObject *object, SimObject *type)
{
    (void) type;
    return object == NULL || object == SIM_NONE(world) ? sim_newref(world, self)
                                                       : sim_method_new(world, self, object);
}

#define METHOD(name)                                                                               \
    static SimObject *name(SimWorld *world, SimObject *object,                                     \
                           G_GNUC_UNUSED SimObject *const *args, G_GNUC_UNUSED size_t nargs,       \
                           G_GNUC_UNUSED SimObject *kwnames)

METHOD(cache_info)
{
    const SimFtCache *self = as_cache(object);
    SimObject *parts[4] = {sim_int_new(world, self->hits), sim_int_new(world, self->misses),
                           self->maxsize == UNBOUNDED ? sim_newref(world, SIM_NONE(world))
                                                      : sim_int_new(world, self->maxsize),
                           sim_int_from_size(world, sim_dict_size(self->cache))};
    bool good = true;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        good = good && parts[i] != NULL;
    }
    SimObject *result = good ? sim_object_vectorcall(world, self->info_type, parts, 4, NULL) : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        sim_xdecref(world, parts[i]);
    }
    return result;
}

METHOD(cache_clear)
{
    SimFtCache *self = as_cache(object);
    SimFtLink *links = unlink_all(world, self);
    self->hits = 0;
    self->misses = 0;
    sim_dict_clear(world, self->cache);
    drop_links(world, links);
    return sim_newref(world, SIM_NONE(world));
}

METHOD(reduce)
{
    return sim_object_getattr(world, object, SIM_ID(world, __qualname__));
}

METHOD(copy)
{
    return sim_newref(world, object);
}

static const SimMethodDef methods[] = {
    {"cache_info", cache_info, SIM_METH_NOARGS}, {"cache_clear", cache_clear, SIM_METH_NOARGS},
    {"__reduce__", reduce, SIM_METH_NOARGS},     {"__copy__", copy, SIM_METH_FASTCALL},
    {"__deepcopy__", copy, SIM_METH_FASTCALL},   {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_call = call,
    .tp_descr_get = descr_get,
    .tp_new = new_cache,
};

const SimTypeSpec sim_spec_FT_LRU_CACHE = {
    .id = SIM_TYPE_FT_LRU_CACHE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 152,
    .host_size = sizeof(SimFtCache),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_HAVE_WEAKREFS |
             SIM_TPFLAGS_METHOD_DESCRIPTOR,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .doc = "A callable that remembers its results.",
    .dictoffset_host = offsetof(SimFtCache, dict),
    .dictoffset = DICT_OFFSET,
};

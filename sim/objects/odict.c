#include "sim/objects/odict_private.h"

#include "sim/model/error.h"
#include "sim/objects/id.h"

enum {
    NODE_SIZE = 32,
    POINTER = 8
};

static SimDict *
dict_of(SimOdict *odict)
{
    return &odict->dict;
}

/* Where the entry of @key is, or would be put; -1 with an exception. */
static int64_t
raw_index(SimWorld *world, SimOdict *odict, SimObject *key, int64_t hash)
{
    SimObject *value;
    int64_t index = sim_dict_lookup(world, dict_of(odict), key, hash, &value);
    return index == SIM_DICT_EMPTY ? odict->dict.keys->nentries : index < 0 ? -1 : index;
}

static int
remake_fast(SimWorld *world, SimOdict *odict)
{
    int64_t size = sim_dict_table_size(odict->dict.keys);
    SimAddr addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, (size_t) size * POINTER);
    if (addr == 0) {
        return -1;
    }
    SimOdictNode **fast = g_new0(SimOdictNode *, (size_t) size);
    for (SimOdictNode *node = odict->first; node != NULL; node = node->next) {
        int64_t index = raw_index(world, odict, node->key, node->hash);
        if (index < 0) {
            sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, addr);
            g_free(fast);
            return -1;
        }
        fast[index] = node;
    }
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, odict->fast_addr);
    g_free(odict->fast);
    odict->fast = fast;
    odict->fast_addr = addr;
    odict->fast_size = size;
    odict->sentinel = odict->dict.keys->addr;
    return 0;
}

/* The place in `fast` of @key, which may be empty; -1 with an exception. */
static int64_t
find_index(SimWorld *world, SimOdict *odict, SimObject *key, int64_t hash)
{
    const SimDictKeys *keys = odict->dict.keys;
    if ((odict->sentinel != keys->addr || odict->fast_size != sim_dict_table_size(keys)) &&
        remake_fast(world, odict) < 0) {
        return -1;
    }
    return raw_index(world, odict, key, hash);
}

static SimOdictNode *
find_known(SimWorld *world, SimOdict *odict, SimObject *key, int64_t hash)
{
    int64_t index = odict->first == NULL ? -1 : find_index(world, odict, key, hash);
    return index < 0 ? NULL : odict->fast[index];
}

SimOdictNode *
sim_odict_find(SimWorld *world, SimOdict *odict, SimObject *key)
{
    if (odict->first == NULL) {
        return NULL;
    }
    int64_t hash = sim_object_hash(world, key);
    return hash == -1 ? NULL : find_known(world, odict, key, hash);
}

/* The list. */

static size_t
position(const SimOdict *odict, const SimOdictNode *node)
{
    size_t place = 0;
    for (const SimOdictNode *at = odict->first; at != node; at = at->next) {
        place++;
    }
    return place;
}

static void
link_first(SimWorld *world, SimOdict *odict, SimOdictNode *node)
{
    node->prev = NULL;
    node->next = odict->first;
    *(odict->first == NULL ? &odict->last : &odict->first->prev) = node;
    odict->first = node;
    odict->state++;
    odict->count++;
    sim_splice_one(world, &odict->dict.ob, 0, 0, node->key);
}

static void
link_last(SimWorld *world, SimOdict *odict, SimOdictNode *node)
{
    node->prev = odict->last;
    node->next = NULL;
    *(odict->last == NULL ? &odict->first : &odict->last->next) = node;
    odict->last = node;
    odict->state++;
    sim_splice_one(world, &odict->dict.ob, (size_t) odict->count++, 0, node->key);
}

static void
unlink_node(SimWorld *world, SimOdict *odict, SimOdictNode *node)
{
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_out(world, &odict->dict.ob, position(odict, node), 1);
    }
    *(node->prev == NULL ? &odict->first : &node->prev->next) = node->next;
    *(node->next == NULL ? &odict->last : &node->next->prev) = node->prev;
    odict->state++;
    odict->count--;
}

static void
free_node(SimWorld *world, SimOdictNode *node)
{
    sim_decref(world, node->key);
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, node->addr);
    g_free(node);
}

void
sim_odict_move(SimWorld *world, SimOdict *odict, SimOdictNode *node, bool last)
{
    if (node != (last ? odict->last : odict->first)) {
        unlink_node(world, odict, node);
        (last ? link_last : link_first)(world, odict, node);
    }
}

/* A node for a key that the dict has got. */
static int
add_node(SimWorld *world, SimOdict *odict, SimObject *key, int64_t hash)
{
    sim_incref(world, key);
    int64_t index = find_index(world, odict, key, hash);
    if (index < 0 || odict->fast[index] != NULL) {
        if (index < 0 && sim_err_occurred(world) == NULL) {
            sim_dict_key_error(world, key);
        }
        sim_decref(world, key);
        return index < 0 ? -1 : 0;
    }
    SimAddr addr = sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, NODE_SIZE);
    if (addr == 0) {
        sim_decref(world, key);
        return -1;
    }
    SimOdictNode *node = g_new(SimOdictNode, 1);
    *node = (SimOdictNode){.key = key, .hash = hash, .addr = addr};
    link_last(world, odict, node);
    odict->fast[index] = node;
    return 0;
}

/* The node of @key goes, if there is one: before the dict's entry does, since the place in `fast`
 * is found by looking into the dict. */
static int
drop_node(SimWorld *world, SimOdict *odict, SimObject *key, int64_t hash)
{
    if (odict->first == NULL) {
        return 0;
    }
    int64_t index = find_index(world, odict, key, hash);
    if (index < 0) {
        return sim_err_occurred(world) != NULL ? -1 : 0;
    }
    SimOdictNode *node = odict->fast[index];
    if (node != NULL) {
        odict->fast[index] = NULL;
        unlink_node(world, odict, node);
        free_node(world, node);
    }
    return 0;
}

void
sim_odict_clear_nodes(SimWorld *world, SimOdict *odict)
{
    SimOdictNode *node = odict->first;
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, odict->fast_addr);
    g_free(odict->fast);
    odict->fast = NULL;
    odict->fast_addr = 0;
    odict->fast_size = 0;
    odict->sentinel = 0;
    odict->first = NULL;
    odict->last = NULL;
    if (odict->count > 0) {
        sim_splice_out(world, &odict->dict.ob, 0, (size_t) odict->count);
    }
    odict->count = 0;
    while (node != NULL) {
        SimOdictNode *next = node->next;
        free_node(world, node);
        node = next;
    }
}

/* Changes. */

int
sim_odict_set_known(
    SimWorld *world, SimObject *object, SimObject *key, SimObject *value, int64_t hash)
{
    if (sim_dict_set_known(world, object, key, value, hash) < 0) {
        return -1;
    }
    if (add_node(world, sim_odict_cast(object), key, hash) == 0) {
        return 0;
    }
    SimObject *exception = sim_err_fetch(world);
    SimObject *taken = sim_dict_take_known(world, object, key, hash);
    sim_xdecref(world, taken);
    sim_err_restore(world, exception);
    return -1;
}

int
sim_odict_set(SimWorld *world, SimObject *object, SimObject *key, SimObject *value)
{
    int64_t hash = sim_object_hash(world, key);
    return hash == -1 ? -1 : sim_odict_set_known(world, object, key, value, hash);
}

int
sim_odict_delete(SimWorld *world, SimObject *object, SimObject *key)
{
    int64_t hash = sim_object_hash(world, key);
    if (hash == -1 || drop_node(world, sim_odict_cast(object), key, hash) < 0) {
        return -1;
    }
    SimObject *value = sim_dict_take_known(world, object, key, hash);
    if (value == NULL) {
        return -1;
    }
    sim_decref(world, value);
    return 0;
}

SimObject *
sim_odict_pop_known(
    SimWorld *world, SimObject *object, SimObject *key, SimObject *otherwise, int64_t hash)
{
    SimOdict *odict = sim_odict_cast(object);
    bool known = find_known(world, odict, key, hash) != NULL;
    if (sim_err_occurred(world) != NULL || (known && drop_node(world, odict, key, hash) < 0)) {
        return NULL;
    }
    SimObject *value = known ? sim_dict_take_known(world, object, key, hash) : NULL;
    if (value == NULL && sim_err_occurred(world) == NULL) {
        if (otherwise != NULL) {
            return sim_newref(world, otherwise);
        }
        sim_dict_key_error(world, key);
    }
    return value;
}

/* Both halves of a pair; false with an exception. */
static bool
unpack_pair(SimWorld *world, SimObject *pair, SimObject *out[2])
{
    static const char *const messages[] = {"need more than 0 values to unpack",
                                           "need more than 1 value to unpack"};
    out[0] = NULL;
    out[1] = NULL;
    SimObject *iterator = sim_object_iter(world, pair);
    if (iterator == NULL) {
        return false;
    }
    for (int i = 0; i < 2 && sim_err_occurred(world) == NULL; i++) {
        out[i] = sim_iter_next(world, iterator);
        if (out[i] == NULL && sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_ValueError, "%s", messages[i]);
        }
    }
    SimObject *more = sim_err_occurred(world) != NULL ? NULL : sim_iter_next(world, iterator);
    if (more != NULL) {
        sim_decref(world, more);
        sim_err_format(world, SIM_TYPE_ValueError, "too many values to unpack (expected 2)");
    }
    sim_decref(world, iterator);
    return sim_err_occurred(world) == NULL;
}

int
sim_odict_add_pairs(SimWorld *world, SimObject *object, SimObject *pairs)
{
    SimObject *iterator = sim_object_iter(world, pairs);
    if (iterator == NULL) {
        return -1;
    }
    SimObject *pair;
    int status = 0;
    while (status == 0 && (pair = sim_iter_next(world, iterator)) != NULL) {
        SimObject *halves[2];
        status = unpack_pair(world, pair, halves)
                     ? sim_object_setitem(world, object, halves[0], halves[1])
                     : -1;
        sim_decref(world, pair);
        sim_xdecref(world, halves[0]);
        sim_xdecref(world, halves[1]);
    }
    sim_decref(world, iterator);
    return sim_err_occurred(world) != NULL ? -1 : status;
}

/* other[key] for each of other.keys(). */
static int
add_by_keys(SimWorld *world, SimObject *object, SimObject *other, SimObject *keys)
{
    SimObject *iterator = sim_object_iter(world, keys);
    sim_decref(world, keys);
    if (iterator == NULL) {
        return -1;
    }
    SimObject *key;
    int status = 0;
    while (status == 0 && (key = sim_iter_next(world, iterator)) != NULL) {
        SimObject *value = sim_object_getitem(world, other, key);
        status = value == NULL ? -1 : sim_object_setitem(world, object, key, value);
        sim_xdecref(world, value);
        sim_decref(world, key);
    }
    sim_decref(world, iterator);
    return sim_err_occurred(world) != NULL ? -1 : status;
}

/* What @other's method @name returns: 1; it has none: 0; -1. */
static int
call_if_there(SimWorld *world, SimObject *other, SimObject *name, SimObject **out)
{
    SimObject *method;
    int found = sim_object_lookup_attr(world, other, name, &method);
    if (found > 0) {
        *out = sim_object_call_noargs(world, method);
        sim_decref(world, method);
        found = *out == NULL ? -1 : 1;
    }
    return found;
}

int
sim_odict_update_arg(SimWorld *world, SimObject *object, SimObject *other)
{
    SimObject *items = NULL;
    if (SIM_IS_DICT_EXACT(world, other)) {
        items = sim_dict_items(world, other);
    } else {
        SimObject *keys;
        int found = call_if_there(world, other, SIM_ID(world, keys), &keys);
        if (found != 0) {
            return found < 0 ? -1 : add_by_keys(world, object, other, keys);
        }
        found = call_if_there(world, other, SIM_ID(world, items), &items);
        if (found == 0) {
            return sim_odict_add_pairs(world, object, other);
        }
    }
    int status = items == NULL ? -1 : sim_odict_add_pairs(world, object, items);
    sim_xdecref(world, items);
    return status;
}

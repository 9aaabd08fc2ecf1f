#include "sim/objects/set.h"

#include <string.h>

#include "sim/objects/dict_private.h"
#include "sim/objects/set_private.h"

enum {
    LINEAR_PROBES = 9,
    PERTURB_SHIFT = 5,
    ENTRY_SIZE = 16,
    MANY = 50000
};

const SimObject sim_set_dummy = {0, NULL, 0, SIM_SLOT_NONE, 0};

SimObject *
sim_set_make(SimWorld *world, SimType *type, SimObject *iterable)
{
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    SimSet *set = SIM_SET(object);
    set->mask = SIM_SET_MIN_SIZE - 1;
    set->table = set->small;
    set->hash = -1;
    sim_gc_track(world, object);
    if (iterable != NULL && sim_set_update(world, object, iterable) < 0) {
        sim_decref(world, object);
        return NULL;
    }
    return object;
}

SimObject *
sim_set_make_like(SimWorld *world, const SimObject *like, SimObject *iterable)
{
    bool mutable = sim_type_has(like->type, SIM_TPFLAGS_SET_SUBCLASS);
    return sim_set_make(world, sim_type(world, mutable ? SIM_TYPE_SET : SIM_TYPE_FROZENSET),
                        iterable);
}

SimObject *
sim_set_new(SimWorld *world, SimObject *iterable)
{
    return sim_set_make(world, sim_type(world, SIM_TYPE_SET), iterable);
}

SimObject *
sim_frozenset_new(SimWorld *world, SimObject *iterable)
{
    return sim_set_make(world, sim_type(world, SIM_TYPE_FROZENSET), iterable);
}

/* Equality of a stored key and one with an equal hash, *@changed: code that ran meanwhile has
 * changed the table. */
static int
compare_keys(SimWorld *world, SimSet *set, SimSetEntry *entry, SimObject *key, bool *changed)
{
    SimObject *stored = entry->key;
    *changed = false;
    if (stored == key) {
        return 1;
    }
    if (SIM_IS_STR_EXACT(world, stored) && SIM_IS_STR_EXACT(world, key) &&
        sim_str_equal(stored, key)) {
        return 1;
    }
    const SimSetEntry *table = set->table;
    sim_incref(world, stored);
    int equal = sim_object_compare_bool(world, stored, key, SIM_EQ);
    sim_decref(world, stored);
    if (equal >= 0 && (table != set->table || entry->key != stored)) {
        *changed = true;
    }
    return equal;
}

/* The entry of @key, or the unused one where the search ends; NULL with an exception. */
static SimSetEntry *
look_up(SimWorld *world, SimSet *set, SimObject *key, int64_t hash)
{
restart:;
    size_t mask = (size_t) set->mask;
    uint64_t perturb = (uint64_t) hash;
    size_t i = (size_t) hash & mask;
    for (;;) {
        SimSetEntry *entry = &set->table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (entry->key == NULL) {
                return entry;
            }
            if (entry->hash == hash) {
                bool changed;
                int equal = compare_keys(world, set, entry, key, &changed);
                if (equal < 0) {
                    return NULL;
                }
                if (changed) {
                    goto restart;
                }
                if (equal > 0) {
                    return entry;
                }
            }
            entry++;
        } while (probes-- > 0);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Into a table without dummies and without an equal key. */
static void
insert_clean(SimSetEntry *table, size_t mask, SimObject *key, int64_t hash)
{
    uint64_t perturb = (uint64_t) hash;
    size_t i = (size_t) hash & mask;
    for (;;) {
        SimSetEntry *entry = &table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (entry->key == NULL) {
                entry->key = key;
                entry->hash = hash;
                return;
            }
            entry++;
        } while (probes-- > 0);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

static void
free_table(SimWorld *world, SimObject *owner, SimSetEntry *table, SimAddr addr)
{
    if (addr != 0) {
        sim_buffer_free(world, owner, SIM_LABEL_KEYS, SIM_DOMAIN_MEM, addr);
        g_free(table);
    }
}

/* A table of more than @minimum places, without dummies. */
static int
resize(SimWorld *world, SimSet *set, int64_t minimum)
{
    size_t size = SIM_SET_MIN_SIZE;
    while (size <= (size_t) minimum) {
        size <<= 1;
    }
    SimSetEntry *old = set->table;
    SimAddr old_addr = set->table_addr;
    size_t old_size = (size_t) set->mask + 1;
    SimSetEntry copy[SIM_SET_MIN_SIZE];
    SimSetEntry *table = set->small;
    SimAddr addr = 0;
    if (size > SIM_SET_MIN_SIZE) {
        addr = size > INT64_MAX / ENTRY_SIZE ? 0
                                             : sim_buffer_alloc(world, &set->ob, SIM_LABEL_KEYS,
                                                                SIM_DOMAIN_MEM, size * ENTRY_SIZE);
        if (addr == 0) {
            sim_err_no_memory(world);
            return -1;
        }
        table = g_new(SimSetEntry, size);
    } else if (old == set->small) {
        if (set->fill == set->used) {
            return 0;
        }
        memcpy(copy, old, sizeof copy);
        old = copy;
    }
    memset(table, 0, size * sizeof *table);
    set->mask = (int64_t) size - 1;
    set->table = table;
    set->table_addr = addr;
    set->fill = set->used;
    for (size_t i = 0; i < old_size; i++) {
        if (sim_set_is_active(&old[i])) {
            insert_clean(table, size - 1, old[i].key, old[i].hash);
        }
    }
    free_table(world, NULL, old, old_addr);
    if (old_addr != 0 && addr == 0) {
        SIM_RECORD(world, BUFFER, set->ob.slot, SIM_LABEL_KEYS, 0);
    }
    return 0;
}

static int64_t
roomy(const SimSet *set)
{
    return set->used > MANY ? set->used * 2 : set->used * 4;
}

/* Looks for @key; when it is not there *@place is where it belongs: the last dummy on the way,
 * else the unused entry. 1: found, 0: not there, -1: error. */
static int
find_place(SimWorld *world, SimSet *set, SimObject *key, int64_t hash, SimSetEntry **place)
{
restart:;
    size_t mask = (size_t) set->mask;
    uint64_t perturb = (uint64_t) hash;
    size_t i = (size_t) hash & mask;
    SimSetEntry *dummy = NULL;
    for (;;) {
        SimSetEntry *entry = &set->table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (entry->key == NULL) {
                *place = dummy != NULL ? dummy : entry;
                return 0;
            }
            if (entry->hash == hash) {
                bool changed;
                int equal = compare_keys(world, set, entry, key, &changed);
                if (equal != 0) {
                    return equal;
                }
                if (changed) {
                    goto restart;
                }
            } else if (entry->hash == -1) {
                dummy = entry;
            }
            entry++;
        } while (probes-- > 0);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

int
sim_set_add_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash)
{
    sim_incref(world, key);
    SimSetEntry *entry;
    int found = find_place(world, set, key, hash, &entry);
    if (found != 0) {
        sim_decref(world, key);
        return MIN(found, 0);
    }
    bool was_unused = entry->key == NULL;
    set->used++;
    entry->key = key;
    entry->hash = hash;
    SIM_RECORD(world, KEY, set->ob.slot, key->slot, SIM_SLOT_NONE);
    if (!was_unused) {
        return 0;
    }
    set->fill++;
    if ((size_t) set->fill * 5 < (size_t) set->mask * 3) {
        return 0;
    }
    return resize(world, set, roomy(set));
}

int
sim_set_discard_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash)
{
    SimSetEntry *entry = look_up(world, set, key, hash);
    if (entry == NULL || entry->key == NULL) {
        return entry == NULL ? -1 : 0;
    }
    SimObject *old = entry->key;
    entry->key = SIM_SET_DUMMY;
    entry->hash = -1;
    set->used--;
    SIM_RECORD(world, UNKEY, set->ob.slot, old->slot);
    sim_decref(world, old);
    return 1;
}

int
sim_set_contains_entry(SimWorld *world, SimSet *set, SimObject *key, int64_t hash)
{
    const SimSetEntry *entry = look_up(world, set, key, hash);
    return entry == NULL ? -1 : entry->key != NULL;
}

int
sim_set_tidy(SimWorld *world, SimSet *set)
{
    if ((size_t) (set->fill - set->used) <= (size_t) set->mask / 4) {
        return 0;
    }
    return resize(world, set, roomy(set));
}

int
sim_set_add(SimWorld *world, SimObject *set, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? -1 : sim_set_add_entry(world, SIM_SET(set), key, hash);
}

int
sim_set_contains(SimWorld *world, SimObject *set, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? -1 : sim_set_contains_entry(world, SIM_SET(set), key, hash);
}

int
sim_set_discard(SimWorld *world, SimObject *set, SimObject *key)
{
    int64_t hash = sim_dict_hash_key(world, key);
    return hash == -1 ? -1 : sim_set_discard_entry(world, SIM_SET(set), key, hash);
}

size_t
sim_set_size(const SimObject *set)
{
    return (size_t) ((const SimSet *) (const void *) set)->used;
}

bool
sim_set_next_hash(const SimObject *set, size_t *position, SimObject **key, int64_t *hash)
{
    const SimSetEntry *entry = sim_set_next_entry((const SimSet *) (const void *) set, position);
    if (entry == NULL) {
        return false;
    }
    *key = entry->key;
    *hash = entry->hash;
    return true;
}

bool
sim_set_next(const SimObject *set, size_t *position, SimObject **key)
{
    int64_t hash;
    return sim_set_next_hash(set, position, key, &hash);
}

static void
record_members(SimWorld *world, const SimSet *set)
{
    size_t position = 0;
    const SimSetEntry *entry;
    while ((entry = sim_set_next_entry(set, &position)) != NULL) {
        SIM_RECORD(world, KEY, set->ob.slot, entry->key->slot, SIM_SLOT_NONE);
    }
}

/* Into an empty set: an equal table is copied as it is. */
static void
merge_into_empty(SimWorld *world, SimSet *set, const SimSet *other)
{
    bool same_layout = set->mask == other->mask && other->fill == other->used;
    for (int64_t i = 0; i <= other->mask; i++) {
        const SimSetEntry *entry = &other->table[i];
        if (!sim_set_is_active(entry)) {
            continue;
        }
        sim_incref(world, entry->key);
        if (same_layout) {
            set->table[i] = *entry;
        } else {
            insert_clean(set->table, (size_t) set->mask, entry->key, entry->hash);
        }
    }
    set->fill = other->used;
    set->used = other->used;
    if (world->trace != NULL) {
        record_members(world, set);
    }
}

static int
make_room_for(SimWorld *world, SimSet *set, int64_t count)
{
    if ((set->fill + count) * 5 < set->mask * 3) {
        return 0;
    }
    return resize(world, set, (set->used + count) * 2);
}

static int
merge(SimWorld *world, SimSet *set, SimSet *other)
{
    if (other == set || other->used == 0) {
        return 0;
    }
    if (make_room_for(world, set, other->used) < 0) {
        return -1;
    }
    if (set->fill == 0) {
        merge_into_empty(world, set, other);
        return 0;
    }
    for (int64_t i = 0; i <= other->mask; i++) {
        const SimSetEntry *entry = &other->table[i];
        if (sim_set_is_active(entry) &&
            sim_set_add_entry(world, set, entry->key, entry->hash) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
merge_dict_keys(SimWorld *world, SimSet *set, SimObject *dict)
{
    if (make_room_for(world, set, (int64_t) sim_dict_size(dict)) < 0) {
        return -1;
    }
    size_t position = 0;
    SimObject *key;
    int64_t hash;
    while (sim_dict_next_hash(SIM_DICT(dict), &position, &key, NULL, &hash)) {
        if (sim_set_add_entry(world, set, key, hash) < 0) {
            return -1;
        }
    }
    return 0;
}

int
sim_set_update(SimWorld *world, SimObject *object, SimObject *iterable)
{
    SimSet *set = SIM_SET(object);
    if (SIM_IS_ANYSET(iterable)) {
        return merge(world, set, SIM_SET(iterable));
    }
    if (SIM_IS_DICT_EXACT(world, iterable)) {
        return merge_dict_keys(world, set, iterable);
    }
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    SimObject *key;
    while ((key = sim_iter_next(world, iterator)) != NULL) {
        int result = sim_set_add(world, object, key);
        sim_decref(world, key);
        if (result < 0) {
            sim_decref(world, iterator);
            return -1;
        }
    }
    sim_decref(world, iterator);
    return sim_err_occurred(world) != NULL ? -1 : 0;
}

void
sim_set_clear(SimWorld *world, SimSet *set)
{
    SimSetEntry copy[SIM_SET_MIN_SIZE];
    SimSetEntry *table = set->table;
    SimAddr addr = set->table_addr;
    int64_t mask = set->mask;
    if (set->fill == 0 && addr == 0) {
        return;
    }
    if (addr == 0) {
        memcpy(copy, table, sizeof copy);
        table = copy;
    }
    memset(set->small, 0, sizeof set->small);
    set->fill = 0;
    set->used = 0;
    set->mask = SIM_SET_MIN_SIZE - 1;
    set->table = set->small;
    set->table_addr = 0;
    set->hash = -1;
    SIM_RECORD(world, CLEAR, set->ob.slot);
    for (int64_t i = 0; i <= mask; i++) {
        if (sim_set_is_active(&table[i])) {
            sim_decref(world, table[i].key);
        }
    }
    free_table(world, &set->ob, table, addr);
}

static void
record_body(SimWorld *world, const SimSet *set)
{
    SIM_RECORD(world, CLEAR, set->ob.slot);
    record_members(world, set);
    SIM_RECORD(world, BUFFER, set->ob.slot, SIM_LABEL_KEYS, set->table_addr);
}

void
sim_set_swap(SimWorld *world, SimSet *a, SimSet *b)
{
    SimSet was_a = *a;
    SimSet was_b = *b;
    *a = was_b;
    *b = was_a;
    a->ob = was_a.ob;
    b->ob = was_b.ob;
    a->finger = was_a.finger;
    b->finger = was_b.finger;
    a->table = a->table_addr == 0 ? a->small : was_b.table;
    b->table = b->table_addr == 0 ? b->small : was_a.table;
    bool frozen = sim_type_has(a->ob.type, SIM_TPFLAGS_FROZENSET_SUBCLASS) &&
                  sim_type_has(b->ob.type, SIM_TPFLAGS_FROZENSET_SUBCLASS);
    if (!frozen) {
        a->hash = -1;
        b->hash = -1;
    }
    if (world->trace != NULL) {
        record_body(world, a);
        record_body(world, b);
    }
}

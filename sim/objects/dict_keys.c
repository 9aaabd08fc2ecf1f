#include "sim/objects/dict_keys.h"

#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/dict_private.h"

enum {
    HEAD_SIZE = 32, /* sizeof(PyDictKeysObject) */
    GENERAL_ENTRY = 24,
    UNICODE_ENTRY = 16,
    PERTURB_SHIFT = 5
};

const SimDictEmptyKeys sim_dict_empty_keys = {
    {0, 0, 3, SIM_KEYS_UNICODE, 1, 0, 0},
    {-1, -1, -1, -1, -1, -1, -1, -1},
};

const SimDictEmptyKeys sim_dict_split_keys = {
    {0, 0, 3, SIM_KEYS_SPLIT, 0, 0, 0},
    {-1, -1, -1, -1, -1, -1, -1, -1},
};

static unsigned
log2_index_bytes(unsigned log2_size)
{
    return log2_size < 8    ? log2_size
           : log2_size < 16 ? log2_size + 1
           : log2_size < 32 ? log2_size + 2
                            : log2_size + 3;
}

static size_t
entry_size(const SimDictKeys *keys)
{
    return keys->kind == SIM_KEYS_GENERAL ? sizeof(SimDictEntry) : sizeof(SimDictUnicodeEntry);
}

size_t
sim_dict_keys_size(const SimDictKeys *keys)
{
    size_t entry = keys->kind == SIM_KEYS_GENERAL ? GENERAL_ENTRY : UNICODE_ENTRY;
    size_t usable = (size_t) sim_dict_usable_of(sim_dict_table_size(keys));
    return HEAD_SIZE + ((size_t) 1 << keys->log2_index_bytes) + usable * entry;
}

static size_t
host_size(const SimDictKeys *keys)
{
    size_t usable = (size_t) sim_dict_usable_of(sim_dict_table_size(keys));
    return sizeof *keys + ((size_t) 1 << keys->log2_index_bytes) + usable * entry_size(keys);
}

unsigned
sim_dict_log2_for_size(int64_t minimum)
{
    uint64_t n = ((uint64_t) minimum | 8) - 1;
    unsigned bits = 0;
    for (n |= 7; n != 0; n >>= 1) {
        bits++;
    }
    return bits;
}

unsigned
sim_dict_log2_for_count(int64_t count)
{
    return sim_dict_log2_for_size((count * 3 + 1) / 2);
}

static SimDictKeys *
take_parked_block(SimWorld *world)
{
    SimFreeLists *lists = world->freelists;
    return lists->key_count > 0 ? lists->keys[--lists->key_count] : NULL;
}

SimDictKeys *
sim_dict_keys_new(SimWorld *world, unsigned log2_size, bool unicode)
{
    SimDictKeys head = {.log2_size = (uint8_t) log2_size,
                        .log2_index_bytes = (uint8_t) log2_index_bytes(log2_size),
                        .kind = unicode ? SIM_KEYS_UNICODE : SIM_KEYS_GENERAL,
                        .usable = sim_dict_usable_of((int64_t) 1 << log2_size)};
    SimDictKeys *keys = NULL;
    if (log2_size == SIM_DICT_LOG_MIN_SIZE && unicode) {
        keys = take_parked_block(world);
    }
    if (keys == NULL) {
        head.addr = sim_buffer_alloc(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ,
                                     sim_dict_keys_size(&head));
        if (head.addr == 0) {
            return NULL;
        }
        keys = g_malloc(host_size(&head));
    } else {
        head.addr = keys->addr;
    }
    *keys = head;
    size_t index_bytes = (size_t) 1 << head.log2_index_bytes;
    memset(keys + 1, 0xff, index_bytes);
    memset(sim_dict_entries_at(keys), 0, (size_t) head.usable * entry_size(keys));
    return keys;
}

SimDictKeys *
sim_dict_keys_clone(SimWorld *world, const SimDictKeys *keys)
{
    SimAddr addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, sim_dict_keys_size(keys));
    if (addr == 0) {
        return NULL;
    }
    SimDictKeys *clone = g_memdup2(keys, host_size(keys));
    clone->addr = addr;
    clone->version = 0;
    for (int64_t i = 0; i < keys->nentries; i++) {
        SimObject *value = *sim_dict_value_at(keys, i);
        if (value != NULL) {
            sim_incref(world, value);
            sim_incref(world, sim_dict_key_at(keys, i));
        }
    }
    return clone;
}

void
sim_dict_keys_drop_block(SimWorld *world, SimDictKeys *keys)
{
    SimFreeLists *lists = world->freelists;
    if (keys->addr == 0) {
        return;
    }
    if (keys->log2_size == SIM_DICT_LOG_MIN_SIZE && keys->kind != SIM_KEYS_GENERAL &&
        lists->key_count < SIM_FREELIST_KEYS_DEPTH) {
        lists->keys[lists->key_count++] = keys;
        return;
    }
    sim_buffer_free(world, NULL, SIM_LABEL_KEYS, SIM_DOMAIN_OBJ, keys->addr);
    g_free(keys);
}

void
sim_dict_keys_free(SimWorld *world, SimDictKeys *keys)
{
    for (int64_t i = 0; i < keys->nentries; i++) {
        sim_xdecref(world, sim_dict_key_at(keys, i));
        sim_xdecref(world, *sim_dict_value_at(keys, i));
    }
    sim_dict_keys_drop_block(world, keys);
}

static inline bool
same_text(const SimObject *a, const SimObject *b)
{
    const SimStr *left = (const SimStr *) (const void *) a;
    const SimStr *right = (const SimStr *) (const void *) b;
    return left->length == right->length && left->kind == right->kind &&
           memcmp(left->data.any, right->data.any, (size_t) left->length * left->kind) == 0;
}

static inline bool
same_str(SimObject *stored, const SimObject *key, int64_t hash)
{
    return stored == key ||
           (((const SimStr *) (const void *) stored)->hash == hash && same_text(stored, key));
}

/* One loop for each width of the index table: the compiler sees the width. */
#define FIND_STR(name, type)                                                                       \
    static int64_t name(const SimDictKeys *keys, SimObject *key, int64_t hash)                     \
    {                                                                                              \
        const type *table = (const void *) (keys + 1);                                             \
        const SimDictUnicodeEntry *entries = sim_dict_unicode_entries(keys);                       \
        size_t mask = ((size_t) 1 << keys->log2_size) - 1;                                         \
        uint64_t perturb = (uint64_t) hash;                                                        \
        size_t at = (size_t) hash & mask;                                                          \
        for (;;) {                                                                                 \
            int64_t index = table[at];                                                             \
            if (index >= 0) {                                                                      \
                if (same_str(entries[index].key, key, hash)) {                                     \
                    return index;                                                                  \
                }                                                                                  \
            } else if (index == SIM_DICT_EMPTY) {                                                  \
                return SIM_DICT_EMPTY;                                                             \
            }                                                                                      \
            perturb >>= PERTURB_SHIFT;                                                             \
            at = mask & (at * 5 + perturb + 1);                                                    \
        }                                                                                          \
    }
FIND_STR(find_str_in_bytes, int8_t)
FIND_STR(find_str_in_words, int16_t)
FIND_STR(find_str_in_ints, int32_t)
FIND_STR(find_str_in_longs, int64_t)

int64_t
sim_dict_keys_find_str(const SimDictKeys *keys, SimObject *key, int64_t hash)
{
    if (G_LIKELY(keys->log2_size < 8)) {
        return find_str_in_bytes(keys, key, hash);
    }
    return keys->log2_size < 16   ? find_str_in_words(keys, key, hash)
           : keys->log2_size < 32 ? find_str_in_ints(keys, key, hash)
                                  : find_str_in_longs(keys, key, hash);
}

size_t
sim_dict_find_empty(const SimDictKeys *keys, int64_t hash)
{
    size_t mask = ((size_t) 1 << keys->log2_size) - 1;
    size_t at = (size_t) hash & mask;
    uint64_t perturb = (uint64_t) hash;
    while (sim_dict_get_index(keys, at) >= 0) {
        perturb >>= PERTURB_SHIFT;
        at = mask & (at * 5 + perturb + 1);
    }
    return at;
}

size_t
sim_dict_find_index(const SimDictKeys *keys, int64_t hash, int64_t index)
{
    size_t mask = ((size_t) 1 << keys->log2_size) - 1;
    size_t at = (size_t) hash & mask;
    uint64_t perturb = (uint64_t) hash;
    while (sim_dict_get_index(keys, at) != index) {
        perturb >>= PERTURB_SHIFT;
        at = mask & (at * 5 + perturb + 1);
    }
    return at;
}

uint32_t
sim_dict_keys_version(SimWorld *world, SimDictKeys *keys)
{
    if (keys->version == 0 && keys->kind != SIM_KEYS_SPLIT &&
        world->dict_keys_version < UINT32_MAX - 1) {
        keys->version = ++world->dict_keys_version + 1; /* 1 is the empty block's */
    }
    return keys->version;
}

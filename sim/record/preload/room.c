#include "sim/record/preload/room.h"

#include <string.h>
#include <sys/mman.h>

#define SMALLEST   64
#define BLOCK      ((size_t) 1 << 20) /* asked of the system at a time */
#define CLASSES    64
#define FIRST_SIZE 1024 /* entries of a new table */

typedef struct Free {
    struct Free *next;
} Free;

static struct {
    Free *free[CLASSES]; /* by power of 2 */
    unsigned char *block;
    size_t left;
} room;

static unsigned
class_of(size_t size)
{
    return size <= SMALLEST ? 6 : 64u - (unsigned) __builtin_clzl(size - 1);
}

static void *
map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void *
sim_record_room_take(size_t size)
{
    unsigned class = class_of(size);
    size_t rounded = (size_t) 1 << class;
    Free *found = room.free[class];
    if (found != NULL) {
        room.free[class] = found->next;
        return found;
    }
    if (rounded >= BLOCK) {
        return map(rounded);
    }
    if (room.left < rounded) {
        room.block = map(BLOCK);
        room.left = room.block == NULL ? 0 : BLOCK;
    }
    if (room.left < rounded) {
        return NULL;
    }
    room.left -= rounded;
    return room.block + room.left;
}

void
sim_record_room_give(void *given, size_t size)
{
    Free *head = given;
    unsigned class = class_of(size);
    head->next = room.free[class];
    room.free[class] = head;
}

static uint64_t
key_at(const unsigned char *entry)
{
    uint64_t key;
    memcpy(&key, entry, sizeof key);
    return key;
}

static unsigned char *
entry_at(const SimRecordTable *table, size_t i)
{
    return table->entries + i * table->entry_size;
}

static size_t
home_of(const SimRecordTable *table, uint64_t key)
{
    return (size_t) (key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (table->capacity - 1);
}

bool
sim_record_table_start(SimRecordTable *table, size_t entry_size)
{
    *table = (SimRecordTable){map(FIRST_SIZE * entry_size), entry_size, FIRST_SIZE, 0};
    return table->entries != NULL;
}

/* Where @key is or would be. */
static unsigned char *
probe(const SimRecordTable *table, uint64_t key)
{
    size_t i = home_of(table, key);
    while (key_at(entry_at(table, i)) != 0 && key_at(entry_at(table, i)) != key) {
        i = (i + 1) & (table->capacity - 1);
    }
    return entry_at(table, i);
}

void *
sim_record_table_find(const SimRecordTable *table, uint64_t key)
{
    unsigned char *entry = probe(table, key);
    return key_at(entry) == key ? entry : NULL;
}

static bool
grow(SimRecordTable *table)
{
    SimRecordTable bigger = *table;
    bigger.capacity *= 2;
    bigger.entries = map(bigger.capacity * bigger.entry_size);
    if (bigger.entries == NULL) {
        return false;
    }
    for (size_t i = 0; i < table->capacity; i++) {
        const unsigned char *entry = entry_at(table, i);
        if (key_at(entry) != 0) {
            memcpy(probe(&bigger, key_at(entry)), entry, table->entry_size);
        }
    }
    munmap(table->entries, table->capacity * table->entry_size);
    *table = bigger;
    return true;
}

bool
sim_record_table_add(SimRecordTable *table, const void *entry)
{
    if (table->count * 2 >= table->capacity && !grow(table)) {
        return false;
    }
    memcpy(probe(table, key_at(entry)), entry, table->entry_size);
    table->count++;
    return true;
}

/* Those behind it that the gap would cut from their home move up. */
void
sim_record_table_remove(SimRecordTable *table, uint64_t key)
{
    size_t mask = table->capacity - 1;
    unsigned char *gap = probe(table, key);
    if (key_at(gap) != key) {
        return;
    }
    size_t hole = (size_t) (gap - table->entries) / table->entry_size;
    for (size_t i = (hole + 1) & mask; key_at(entry_at(table, i)) != 0; i = (i + 1) & mask) {
        size_t home = home_of(table, key_at(entry_at(table, i)));
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            memcpy(entry_at(table, hole), entry_at(table, i), table->entry_size);
            hole = i;
        }
    }
    memset(entry_at(table, hole), 0, table->entry_size);
    table->count--;
}

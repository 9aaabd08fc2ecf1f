/* Memory for the recorder's own tables, taken from the system: malloc is the program's.
 *
 * All of it is used under the lock of the stream.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* @size bytes, zeroed when new, not when used again; NULL if there are none. */
void *sim_record_room_take(size_t size);
void sim_record_room_give(void *room, size_t size);

/* A hash table of entries that begin with their key, 8 bytes, not 0. */
typedef struct {
    unsigned char *entries;
    size_t entry_size;
    size_t capacity; /* a power of 2 */
    size_t count;
} SimRecordTable;

bool sim_record_table_start(SimRecordTable *table, size_t entry_size);

/* The entry, until the table changes; NULL if there is none. */
void *sim_record_table_find(const SimRecordTable *table, uint64_t key);

/* Copies @entry, whose key is new, into the table. False if there is no memory. */
bool sim_record_table_add(SimRecordTable *table, const void *entry);
void sim_record_table_remove(SimRecordTable *table, uint64_t key);

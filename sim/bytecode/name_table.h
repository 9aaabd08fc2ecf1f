/* Names with an index each, in the order they were added: co_names, co_varnames, the
 * cells and the free variables while they grow.
 *
 * Names are interned pointers, compared as such; borrowed.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    GPtrArray *names;
    GHashTable *indices; /* name -> index + 1 */
} SimNameTable;

void sim_name_table_init(SimNameTable *table);
void sim_name_table_clear(SimNameTable *table);
uint32_t sim_name_table_add(SimNameTable *table, const char *name);
/* -1 where the name is not known. */
int sim_name_table_find(const SimNameTable *table, const char *name);
size_t sim_name_table_size(const SimNameTable *table);
const char *sim_name_table_get(const SimNameTable *table, size_t index);

G_END_DECLS

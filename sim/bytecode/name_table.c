#include "sim/bytecode/name_table.h"

void
sim_name_table_init(SimNameTable *table)
{
    table->names = g_ptr_array_new();
    table->indices = g_hash_table_new(NULL, NULL);
}

void
sim_name_table_clear(SimNameTable *table)
{
    g_ptr_array_unref(table->names);
    g_hash_table_unref(table->indices);
}

int
sim_name_table_find(const SimNameTable *table, const char *name)
{
    return (int) GPOINTER_TO_UINT(g_hash_table_lookup(table->indices, name)) - 1;
}

uint32_t
sim_name_table_add(SimNameTable *table, const char *name)
{
    int known = sim_name_table_find(table, name);
    if (known >= 0) {
        return (uint32_t) known;
    }
    g_ptr_array_add(table->names, (gpointer) name);
    g_hash_table_insert(table->indices, (gpointer) name, GUINT_TO_POINTER(table->names->len));
    return table->names->len - 1;
}

size_t
sim_name_table_size(const SimNameTable *table)
{
    return table->names->len;
}

const char *
sim_name_table_get(const SimNameTable *table, size_t index)
{
    return g_ptr_array_index(table->names, index);
}

#include "sim/bytecode/compile_private.h"

void
name_table_init(NameTable *table)
{
    table->names = g_ptr_array_new();
    table->indices = g_hash_table_new(NULL, NULL);
}

void
name_table_clear(NameTable *table)
{
    g_ptr_array_unref(table->names);
    g_hash_table_unref(table->indices);
}

int
name_table_find(const NameTable *table, const char *name)
{
    return (int) GPOINTER_TO_UINT(g_hash_table_lookup(table->indices, name)) - 1;
}

uint32_t
name_table_add(NameTable *table, const char *name)
{
    int known = name_table_find(table, name);
    if (known >= 0) {
        return (uint32_t) known;
    }
    g_ptr_array_add(table->names, (gpointer) name);
    g_hash_table_insert(table->indices, (gpointer) name, GUINT_TO_POINTER(table->names->len));
    return table->names->len - 1;
}

size_t
name_table_size(const NameTable *table)
{
    return table->names->len;
}

const char *
name_table_get(const NameTable *table, size_t index)
{
    return g_ptr_array_index(table->names, index);
}

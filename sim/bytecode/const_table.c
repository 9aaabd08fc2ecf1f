#include "sim/bytecode/const_table.h"

#include "sim/bytecode/code_private.h"
#include "sim/bytecode/const.h"

struct SimConstTable {
    GArray *members;     /* SimCodeConst */
    GHashTable *indices; /* SimConst * -> index + 1 */
};

static guint
hash_value(gconstpointer value)
{
    return sim_const_hash(value);
}

static gboolean
values_equal(gconstpointer a, gconstpointer b)
{
    return sim_const_equal(a, b);
}

static void
clear_member(gpointer member)
{
    sim_code_unref(((SimCodeConst *) member)->code);
}

SimConstTable *
sim_const_table_new(void)
{
    SimConstTable *table = g_new0(SimConstTable, 1);
    table->members = g_array_new(FALSE, TRUE, sizeof(SimCodeConst));
    g_array_set_clear_func(table->members, clear_member);
    table->indices = g_hash_table_new(hash_value, values_equal);
    return table;
}

void
sim_const_table_free(SimConstTable *table)
{
    g_hash_table_unref(table->indices);
    g_array_unref(table->members);
    g_free(table);
}

uint32_t
sim_const_table_add(SimConstTable *table, const SimConst *value)
{
    gpointer known = g_hash_table_lookup(table->indices, value);
    if (known != NULL) {
        return GPOINTER_TO_UINT(known) - 1;
    }
    SimCodeConst member = {.value = value};
    g_array_append_val(table->members, member);
    g_hash_table_insert(table->indices, (gpointer) value, GUINT_TO_POINTER(table->members->len));
    return table->members->len - 1;
}

uint32_t
sim_const_table_add_code(SimConstTable *table, SimCode *code)
{
    for (guint i = 0; i < table->members->len; i++) {
        const SimCode *known = g_array_index(table->members, SimCodeConst, i).code;
        if (known != NULL && sim_code_equal(known, code)) {
            return i;
        }
    }
    SimCodeConst member = {.code = sim_code_ref(code)};
    g_array_append_val(table->members, member);
    return table->members->len - 1;
}

size_t
sim_const_table_size(const SimConstTable *table)
{
    return table->members->len;
}

SimCodeConst
sim_const_table_get(const SimConstTable *table, size_t index)
{
    return g_array_index(table->members, SimCodeConst, index);
}

void
sim_const_table_truncate(SimConstTable *table, size_t size)
{
    if (size < table->members->len) {
        g_hash_table_remove_all(table->indices);
        g_array_set_size(table->members, (guint) size);
    }
}

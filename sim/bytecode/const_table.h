/* co_consts while it grows: equal constants share an index, and so do equal code
 * objects (a `finally` body is compiled twice).
 *
 * Owns a reference to each code in it; constants are borrowed.
 */
#pragma once

#include "sim/bytecode/code.h"

G_BEGIN_DECLS

typedef struct SimConstTable SimConstTable;

SimConstTable *sim_const_table_new(void);
void sim_const_table_free(SimConstTable *table);

/* The index of what is given, added if need be. */
uint32_t sim_const_table_add(SimConstTable *table, const SimConst *value);
uint32_t sim_const_table_add_code(SimConstTable *table, SimCode *code);

size_t sim_const_table_size(const SimConstTable *table);
SimCodeConst sim_const_table_get(const SimConstTable *table, size_t index);
/* Forgets all from @size on. */
void sim_const_table_truncate(SimConstTable *table, size_t size);

G_END_DECLS

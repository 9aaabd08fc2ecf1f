/* _functools (Modules/_functoolsmodule.c): partial, the wrapper of lru_cache, cmp_to_key, reduce.
 * What functools adds is Python, here as in CPython: sim/vm/frozen/functools.py.
 *
 * In 3.11 these types live on the heap: collectors and gc.get_referents() see an instance's
 * reference to its type. Ours are static, but they are shown all the same. */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

extern const SimTypeSpec sim_spec_FT_PARTIAL;
extern const SimTypeSpec sim_spec_FT_LRU_CACHE;
extern const SimTypeSpec sim_spec_FT_LRU_LINK;
extern const SimTypeSpec sim_spec_FT_KEY;

SimObject *sim_functools_cmp_to_key(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);
SimObject *sim_functools_reduce(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

G_END_DECLS

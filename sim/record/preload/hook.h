/* The allocators of CPython, wrapped: each call is made, and recorded.
 *
 * Stands on PyMem_SetAllocator (raw, mem, obj) and PyObject_SetArenaAllocator. A call of mem or obj
 * made with the GIL needs the lock of the stream only for its record; a raw call is made under
 * it, or a block would be handed out again "before" it was freed.
 */
#pragma once

#include <stdbool.h>

#include "sim/record/preload/python.h"

/* Before main(): nothing of Python runs yet. */
void sim_record_hook_install(void);

/* The allocator of obj under the hook: pymalloc. */
const SimRecordAllocator *sim_record_hook_objects(void);

/* Whether somebody has put other allocators in the place of the hook, not on top of it. */
bool sim_record_hook_is_lost(void);

/* Snapshots: the text of _PyObject_DebugMallocStats, put into the recording.
 *
 * That function says nothing while obj is hooked, so the allocator under the hook stands in its
 * place for the call. From 3.12 on it needs an interpreter, of which there is none after
 * Py_FinalizeEx: there the last snapshots are taken while Python finalizes. None is taken once an
 * isolated interpreter was seen: its calls would miss the hook.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Sets out how often to look. */
void sim_record_snapshot_start(uint64_t every);

/* Whether calls must be counted, for snapshots before the end. */
bool sim_record_snapshot_is_counting(void);

/* The countdown of the stream has come to 0, in a thread that holds the GIL. */
void sim_record_snapshot_due(void);

/* Takes one if this thread may; not under the lock. Returns its number or -1. */
int64_t sim_record_snapshot_take(void);

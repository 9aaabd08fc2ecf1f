#include "sim/record/preload/snapshot.h"

#include <errno.h>
#include <stdlib.h>

#include "sim/record/preload/hook.h"
#include "sim/record/preload/python.h"
#include "sim/record/preload/stream.h"

/* Calls between two looks whether Python finalizes (3.12 and later). */
#define LOOK 512

static struct {
    uint64_t every;
    uint64_t step;       /* calls between two looks */
    uint64_t since;      /* calls since the last snapshot */
    uint64_t at_the_end; /* calls until the next one while Python finalizes */
} pace;

/* Before 3.12 the snapshot at the very end is enough. */
static bool
is_looking(void)
{
    return sim_record_python.version >= 0x030c0000;
}

void
sim_record_snapshot_start(uint64_t every)
{
    pace.every = every == 0 ? UINT64_MAX : every;
    pace.step = is_looking() && pace.every > LOOK ? LOOK : pace.every;
    sim_record_stream.countdown = pace.step;
}

bool
sim_record_snapshot_is_counting(void)
{
    return pace.every != UINT64_MAX || is_looking();
}

static bool
is_finalizing(void)
{
    return is_looking() && sim_record_python.finalizing_old != NULL &&
           sim_record_python.finalizing_old();
}

void
sim_record_snapshot_due(void)
{
    SimRecordLocked locked = sim_record_lock();
    pace.since += pace.step;
    bool due = pace.since >= pace.every;
    if (!due && pace.since >= pace.at_the_end && is_finalizing()) {
        pace.at_the_end += pace.at_the_end / 2 + LOOK;
        due = true;
    }
    pace.since = due ? 0 : pace.since;
    uint64_t rest = pace.every - pace.since;
    pace.step = is_looking() && rest > LOOK ? LOOK : rest;
    sim_record_stream.countdown = pace.step;
    sim_record_unlock(locked);
    if (due) {
        sim_record_snapshot_take();
    }
}

/* The text in memory of its own; NULL if there is none. */
static char *
print(size_t *length)
{
    const SimRecordPython *python = &sim_record_python;
    SimRecordAllocator now;
    SimRecordAllocator bare = *sim_record_hook_objects();
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    if (out == NULL) {
        return NULL;
    }
    python->get_allocator(PYMTRC_OBJ, &now);
    python->set_allocator(PYMTRC_OBJ, &bare);
    python->print_stats(out);
    python->set_allocator(PYMTRC_OBJ, &now);
    fclose(out);
    return text;
}

int64_t
sim_record_snapshot_take(void)
{
    SimRecordStream *stream = &sim_record_stream;
    int kept = errno;
    size_t length = 0;
    int64_t number = -1;
    if (!stream->on || stream->isolated || !sim_record_python_may_look()) {
        return -1;
    }
    char *text = print(&length);
    if (text != NULL && length > 0) {
        SimRecordLocked locked = sim_record_lock();
        number = (int64_t) stream->snapshots++;
        sim_record_control(PYMTRC_STATS, (uint64_t) number);
        sim_record_payload(PYMTRC_STATS_TEXT, text, length);
        sim_record_unlock(locked);
    }
    free(text);
    errno = kept;
    return number;
}

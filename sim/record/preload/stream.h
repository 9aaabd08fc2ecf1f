/* The records of a process on their way to the file.
 *
 * One stream for the process, under one lock (lock.h). Records
 * are encoded into the block's @pending; when that is full it becomes a frame of zstd and is
 * appended to the file (file.h). Nothing here calls malloc, and errno is kept.
 *
 * A caller takes the lock, asks for room, puts fields and closes the record:
 *
 *     SimRecordLocked locked = sim_record_lock();
 *     unsigned char *p = sim_record_begin(thread, SIM_RECORD_PLACED);
 *     if (p != NULL) { p = ...; sim_record_commit(p); }
 *     sim_record_unlock(locked);
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "sim/record/preload/lock.h"
#include "sim/record/preload/status.h"

/* The longest record: a tag and three numbers, with room to spare. */
#define SIM_RECORD_LONGEST 64

/* What the recorder knows of a thread. */
typedef struct {
    unsigned depth;       /* allocator calls of mem and obj that are going on */
    uint32_t number;      /* of the thread, from 1; 0: it has none yet */
    uint32_t site;        /* of the outermost call going on */
    uint64_t interpreter; /* whose pymalloc that call uses */
} SimRecordThread;

typedef struct {
    bool on;                 /* this process records */
    bool lines;              /* sites are wanted and can be had */
    bool isolated;           /* an interpreter with a pymalloc of its own was seen */
    SimRecordStatus *status; /* the counts, the pending bytes */
    int owner;               /* process id */
    uint64_t refs[PYMTRC_STREAMS];
    uint32_t thread; /* what the last controls said; none: UINT32_MAX */
    uint32_t site;
    uint64_t interpreter;
    uint32_t threads;   /* numbers given */
    uint64_t countdown; /* mem and obj calls until a look at snapshot.h */
    uint64_t snapshots;
} SimRecordStream;

#define SIM_RECORD_HIDDEN __attribute__((visibility("hidden")))

extern SimRecordStream sim_record_stream SIM_RECORD_HIDDEN;
extern _Thread_local SimRecordThread sim_record_thread SIM_RECORD_HIDDEN
    __attribute__((tls_model("initial-exec")));

/* Begins a stream in @status for this process: the header and the command. */
void sim_record_stream_start(SimRecordStatus *status);

/* What a process had recorded when it forked. Its block may be shared and is its own. */
typedef struct {
    uint64_t records;
    uint64_t arenas;
    uint64_t arenas_peak;
    uint64_t content;
    uint64_t committed;
} SimRecordHistory;

SimRecordHistory sim_record_stream_history(void);

/* Goes on in @status, whose file begins as a copy of the parent's: the child after a fork. The
 * parent's block is the stream's still, and nothing was pending in it at @history. */
void sim_record_stream_continue(const SimRecordHistory *history, SimRecordStatus *status);

/* Under the lock: */
unsigned char *sim_record_context(SimRecordThread *thread, unsigned needs);
void sim_record_control(unsigned kind, uint64_t value);
void sim_record_payload(unsigned kind, const void *bytes, size_t length);
void sim_record_flush(void);
void sim_record_stop(SimRecordWhy why, int error);

/* What a record means beyond its thread. */
enum {
    SIM_RECORD_PLACED = 1 << 0, /* the interpreter */
    SIM_RECORD_SITED = 1 << 1   /* the site */
};

/* Room for a record of @thread, after the controls it @needs; NULL when recording has stopped. */
static inline unsigned char *
sim_record_begin(SimRecordThread *thread, unsigned needs)
{
    SimRecordStream *stream = &sim_record_stream;
    SimRecordStatus *status = stream->status;
    if (__builtin_expect(
            (status->length > PYMTRC_CHUNK - SIM_RECORD_LONGEST) |
                (stream->thread != thread->number) |
                ((needs & SIM_RECORD_PLACED) != 0 && stream->interpreter != thread->interpreter) |
                ((needs & SIM_RECORD_SITED) != 0 && stream->site != thread->site),
            0)) {
        return sim_record_context(thread, needs);
    }
    return status->pending + status->length;
}

static inline void
sim_record_commit(const unsigned char *end)
{
    SimRecordStatus *status = sim_record_stream.status;
    status->records++;
    status->length = (uint64_t) (end - status->pending);
}

/* Sizes are nearly always a byte long, which a branch foretells; the length of a difference of
 * addresses is foretold by nothing, so up to 28 bits are put without a branch. Writes up to 4
 * bytes. */
static inline unsigned char *
sim_record_put(unsigned char *p, uint64_t value)
{
    if (__builtin_expect(value < 0x80, 1)) {
        *p = (unsigned char) value;
        return p + 1;
    }
    if (__builtin_expect(value < UINT64_C(1) << 28, 1)) {
        uint32_t low = (uint32_t) value;
        unsigned bits = 32u - (unsigned) __builtin_clz(low);
        unsigned more = (bits - 1) * 37 >> 8; /* (bits - 1) / 7 */
        uint32_t spread = (low & 0x7f) | (low & 0x3f80) << 1 | (low & 0x1fc000) << 2 |
                          (low & 0xfe00000) << 3 | (0x808080 & ((1u << 8 * more) - 1));
        memcpy(p, &spread, sizeof spread);
        return p + more + 1;
    }
    while (value >= 0x80) {
        *p++ = (unsigned char) (value | 0x80);
        value >>= 7;
    }
    *p++ = (unsigned char) value;
    return p;
}

static inline unsigned char *
sim_record_put_address(unsigned char *p, unsigned stream, const void *address)
{
    uint64_t now = (uintptr_t) address;
    int64_t difference = (int64_t) (now - sim_record_stream.refs[stream]);
    sim_record_stream.refs[stream] = now;
    uint64_t distance = difference < 0 ? -(uint64_t) difference : (uint64_t) difference;
    return sim_record_put(p, (distance / PYMTRC_GRANULE) << 1 | (difference < 0));
}

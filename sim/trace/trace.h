/* The trace: everything that happened in one machine, in order.
 *
 * An append-only list of events (event.def) without pointers: objects are slots,
 * addresses are simulated. Everything right of it - replay, scenes, figures, the
 * window - works from the trace alone, so a saved trace can be drawn anywhere.
 *
 * Events are numbered from 0. "Step n" is the state after the first n events: step 0
 * is empty, step sim_trace_count() the end.
 *
 * In memory an event is a kind byte and its fields as LEB128 numbers, addresses as
 * differences; the most frequent ones are packed (packed.h), several in one record where they
 * come together. Records lie in chunks and never straddle one; each chunk can be decoded from
 * its start.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/base/diag.h"

G_BEGIN_DECLS

typedef enum {
#define EVENT0(NAME, ...) SIM_EVENT_##NAME,
#define EVENT1            EVENT0
#define EVENT2            EVENT0
#define EVENT3            EVENT0
#define EVENT4            EVENT0
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4
    SIM_EVENT_COUNT
} SimEventKind;

typedef enum {
#define LABEL(NAME, text) SIM_LABEL_##NAME,
#include "sim/trace/label.def"
#undef LABEL
    SIM_LABEL_COUNT
} SimLabel;

typedef enum {
#define PHASE(NAME, function) SIM_GC_PHASE_##NAME,
#include "sim/trace/gc_phase.def"
#undef PHASE
    SIM_GC_PHASE_COUNT
} SimGcPhase;

typedef enum {
#define STATE(NAME, text, core, gil) SIM_THREAD_##NAME,
#include "sim/trace/thread_state.def"
#undef STATE
    SIM_THREAD_STATE_COUNT
} SimThreadState;

typedef struct {
    const char *bytes; /* not NUL-terminated */
    size_t length;
} SimText;

typedef struct {
    const SimSlot *items;
    size_t count;
} SimSlots;

#define SIM_EVENT_TYPE_slot  SimSlot
#define SIM_EVENT_TYPE_addr  SimAddr
#define SIM_EVENT_TYPE_uint  uint64_t
#define SIM_EVENT_TYPE_sint  int64_t
#define SIM_EVENT_TYPE_real  double
#define SIM_EVENT_TYPE_text  SimText
#define SIM_EVENT_TYPE_slots SimSlots

/* One event, decoded. Texts and slot lists are borrowed from the cursor and stay valid
 * until its next step. */
typedef struct {
    SimEventKind kind;
    union {
#define EVENT0(NAME, name)
#define EVENT1(NAME, name, t1, f1)                                                                 \
    struct {                                                                                       \
        SIM_EVENT_TYPE_##t1 f1;                                                                    \
    } NAME;
#define EVENT2(NAME, name, t1, f1, t2, f2)                                                         \
    struct {                                                                                       \
        SIM_EVENT_TYPE_##t1 f1;                                                                    \
        SIM_EVENT_TYPE_##t2 f2;                                                                    \
    } NAME;
#define EVENT3(NAME, name, t1, f1, t2, f2, t3, f3)                                                 \
    struct {                                                                                       \
        SIM_EVENT_TYPE_##t1 f1;                                                                    \
        SIM_EVENT_TYPE_##t2 f2;                                                                    \
        SIM_EVENT_TYPE_##t3 f3;                                                                    \
    } NAME;
#define EVENT4(NAME, name, t1, f1, t2, f2, t3, f3, t4, f4)                                         \
    struct {                                                                                       \
        SIM_EVENT_TYPE_##t1 f1;                                                                    \
        SIM_EVENT_TYPE_##t2 f2;                                                                    \
        SIM_EVENT_TYPE_##t3 f3;                                                                    \
        SIM_EVENT_TYPE_##t4 f4;                                                                    \
    } NAME;
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4
    } as;
} SimEvent;

typedef struct {
    uint8_t *bytes;
    size_t used;
    size_t size;
    uint64_t first; /* number of its first event */
} SimTraceChunk;

/* Takes the full chunk (its bytes NULL: there is none yet) and puts an empty one of at least
 * @least bytes in its place. */
typedef struct {
    void (*exchange)(void *data, SimTraceChunk *chunk, size_t least);
    void *data;
} SimTraceSink;

enum {
    SIM_TRACE_MEMORY = 16,
    SIM_TRACE_CLASSES = 4 /* by blocks' size, modulo 64 */
};

/* What the records of one chunk have told so far, remembered by its writer and its readers alike:
 * packed records leave out what follows from it. */
typedef struct {
    SimAddr freed[SIM_TRACE_CLASSES]; /* the block that a number left last */
    SimAddr blocks[SIM_TRACE_MEMORY]; /* of numbers, by the low bits of their slots */
    SimSlot slots[SIM_TRACE_MEMORY];
    uint8_t classes[SIM_TRACE_MEMORY];
    SimSlot type; /* of the last number */
} SimTraceMemory;

static inline void
sim_trace_memory_clear(SimTraceMemory *memory)
{
    memset(memory, 0, sizeof *memory);
    memset(memory->slots, 0xff, sizeof memory->slots);
}

static inline unsigned
sim_trace_class(uint64_t size)
{
    return (unsigned) (size - 1) / 16 % SIM_TRACE_CLASSES;
}

static inline bool
sim_trace_memory_has(const SimTraceMemory *memory, SimSlot object)
{
    return memory->slots[object % SIM_TRACE_MEMORY] == object;
}

static inline void
sim_trace_memory_free(SimTraceMemory *memory, SimSlot object, SimAddr block)
{
    if (sim_trace_memory_has(memory, object)) {
        memory->freed[memory->classes[object % SIM_TRACE_MEMORY]] = block;
    }
}

static inline void
sim_trace_memory_note(SimTraceMemory *memory, SimSlot object, SimAddr block, uint64_t size)
{
    memory->classes[object % SIM_TRACE_MEMORY] = (uint8_t) sim_trace_class(size);
    memory->slots[object % SIM_TRACE_MEMORY] = object;
    memory->blocks[object % SIM_TRACE_MEMORY] = block;
}

typedef struct {
    uint8_t *at;  /* where the next event goes */
    uint8_t *end; /* end of the current chunk's room */
    uint64_t count;
    SimAddr last_address;
    SimTraceMemory memory;
    GArray *chunks; /* SimTraceChunk; the last one's `used` is stale while writing */
    SimSource *source;
    SimTraceSink sink; /* exchange NULL: all chunks stay */
    size_t sunk;       /* bytes of the chunks it took */
} SimTrace;

/* Keeps a reference to @source, the scenario's text. Returns (transfer full). */
SimTrace *sim_trace_new(SimSource *source);
void sim_trace_free(SimTrace *trace);
SimSource *sim_trace_source(const SimTrace *trace);
uint64_t sim_trace_count(const SimTrace *trace);
/* Bytes the events take. */
size_t sim_trace_size(const SimTrace *trace);

const char *sim_event_name(SimEventKind kind);
const char *sim_label_name(SimLabel label);
/* The function of CPython's that is the phase. */
const char *sim_gc_phase_name(SimGcPhase phase);
/* "waiting for the GIL" */
const char *sim_thread_state_name(SimThreadState state);

/* Writing: sim_trace_emit_INCREF(trace, object) and so on, one for each event. */
#define SIM_TRACE_MAX_FIXED 64 /* room any event without text or slots needs */

/* Starts a new chunk with at least @room bytes. */
void sim_trace_grow(SimTrace *trace, size_t room);

static inline uint8_t *
sim_trace_put_number(uint8_t *at, uint64_t value)
{
    while (value >= 0x80) {
        *at++ = (uint8_t) (value | 0x80);
        value >>= 7;
    }
    *at++ = (uint8_t) value;
    return at;
}

/* SIM_SLOT_NONE is written as 0. */
static inline uint8_t *
sim_trace_put_slot(SimTrace *trace, uint8_t *at, SimSlot slot)
{
    (void) trace;
    return sim_trace_put_number(at, (uint32_t) (slot + 1));
}

static inline uint8_t *
sim_trace_put_uint(SimTrace *trace, uint8_t *at, uint64_t value)
{
    (void) trace;
    return sim_trace_put_number(at, value);
}

static inline uint8_t *
sim_trace_put_sint(SimTrace *trace, uint8_t *at, int64_t value)
{
    (void) trace;
    uint64_t sign = value < 0 ? UINT64_MAX : 0;
    return sim_trace_put_number(at, ((uint64_t) value << 1) ^ sign);
}

static inline uint8_t *
sim_trace_put_addr(SimTrace *trace, uint8_t *at, SimAddr address)
{
    int64_t difference = (int64_t) (address - trace->last_address);
    trace->last_address = address;
    return sim_trace_put_sint(trace, at, difference);
}

static inline uint8_t *
sim_trace_put_real(SimTrace *trace, uint8_t *at, double value)
{
    (void) trace;
    memcpy(at, &value, sizeof value);
    return at + sizeof value;
}

static inline uint8_t *
sim_trace_put_text(SimTrace *trace, uint8_t *at, SimText text)
{
    (void) trace;
    at = sim_trace_put_number(at, text.length);
    if (text.length > 0) {
        memcpy(at, text.bytes, text.length);
    }
    return at + text.length;
}

static inline uint8_t *
sim_trace_put_slots(SimTrace *trace, uint8_t *at, SimSlots slots)
{
    at = sim_trace_put_number(at, slots.count);
    for (size_t i = 0; i < slots.count; i++) {
        at = sim_trace_put_slot(trace, at, slots.items[i]);
    }
    return at;
}

#define SIM_EVENT_ROOM_slot(v)  0
#define SIM_EVENT_ROOM_addr(v)  0
#define SIM_EVENT_ROOM_uint(v)  0
#define SIM_EVENT_ROOM_sint(v)  0
#define SIM_EVENT_ROOM_real(v)  0
#define SIM_EVENT_ROOM_text(v)  (v).length
#define SIM_EVENT_ROOM_slots(v) (v).count * 5

static inline uint8_t *
sim_trace_begin(SimTrace *trace, SimEventKind kind, size_t room)
{
    if (G_UNLIKELY((size_t) (trace->end - trace->at) < SIM_TRACE_MAX_FIXED + room)) {
        sim_trace_grow(trace, SIM_TRACE_MAX_FIXED + room);
    }
    trace->count++;
    *trace->at = (uint8_t) kind;
    return trace->at + 1;
}

#define EVENT0(NAME, name)                                                                         \
    static inline void sim_trace_plain_##NAME(SimTrace *trace)                                     \
    {                                                                                              \
        trace->at = sim_trace_begin(trace, SIM_EVENT_##NAME, 0);                                   \
    }
#define EVENT1(NAME, name, t1, f1)                                                                 \
    static inline void sim_trace_plain_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1)             \
    {                                                                                              \
        uint8_t *at = sim_trace_begin(trace, SIM_EVENT_##NAME, SIM_EVENT_ROOM_##t1(f1));           \
        trace->at = sim_trace_put_##t1(trace, at, f1);                                             \
    }
#define EVENT2(NAME, name, t1, f1, t2, f2)                                                         \
    static inline void sim_trace_plain_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,             \
                                              SIM_EVENT_TYPE_##t2 f2)                              \
    {                                                                                              \
        uint8_t *at = sim_trace_begin(trace, SIM_EVENT_##NAME,                                     \
                                      SIM_EVENT_ROOM_##t1(f1) + SIM_EVENT_ROOM_##t2(f2));          \
        at = sim_trace_put_##t1(trace, at, f1);                                                    \
        trace->at = sim_trace_put_##t2(trace, at, f2);                                             \
    }
#define EVENT3(NAME, name, t1, f1, t2, f2, t3, f3)                                                 \
    static inline void sim_trace_plain_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,             \
                                              SIM_EVENT_TYPE_##t2 f2, SIM_EVENT_TYPE_##t3 f3)      \
    {                                                                                              \
        uint8_t *at = sim_trace_begin(trace, SIM_EVENT_##NAME,                                     \
                                      SIM_EVENT_ROOM_##t1(f1) + SIM_EVENT_ROOM_##t2(f2) +          \
                                          SIM_EVENT_ROOM_##t3(f3));                                \
        at = sim_trace_put_##t1(trace, at, f1);                                                    \
        at = sim_trace_put_##t2(trace, at, f2);                                                    \
        trace->at = sim_trace_put_##t3(trace, at, f3);                                             \
    }
#define EVENT4(NAME, name, t1, f1, t2, f2, t3, f3, t4, f4)                                         \
    static inline void sim_trace_plain_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,             \
                                              SIM_EVENT_TYPE_##t2 f2, SIM_EVENT_TYPE_##t3 f3,      \
                                              SIM_EVENT_TYPE_##t4 f4)                              \
    {                                                                                              \
        uint8_t *at = sim_trace_begin(trace, SIM_EVENT_##NAME,                                     \
                                      SIM_EVENT_ROOM_##t1(f1) + SIM_EVENT_ROOM_##t2(f2) +          \
                                          SIM_EVENT_ROOM_##t3(f3) + SIM_EVENT_ROOM_##t4(f4));      \
        at = sim_trace_put_##t1(trace, at, f1);                                                    \
        at = sim_trace_put_##t2(trace, at, f2);                                                    \
        at = sim_trace_put_##t3(trace, at, f3);                                                    \
        trace->at = sim_trace_put_##t4(trace, at, f4);                                             \
    }
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4

/* What is not packed is written as it is. */
#define EVENT0(NAME, name)                                                                         \
    static inline void sim_trace_emit_##NAME(SimTrace *trace)                                      \
    {                                                                                              \
        sim_trace_plain_##NAME(trace);                                                             \
    }
#define EVENT1(NAME, name, t1, f1)                                                                 \
    static inline void sim_trace_emit_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1)              \
    {                                                                                              \
        sim_trace_plain_##NAME(trace, f1);                                                         \
    }
#define EVENT2(NAME, name, t1, f1, t2, f2)                                                         \
    static inline void sim_trace_emit_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,              \
                                             SIM_EVENT_TYPE_##t2 f2)                               \
    {                                                                                              \
        sim_trace_plain_##NAME(trace, f1, f2);                                                     \
    }
#define EVENT3(NAME, name, t1, f1, t2, f2, t3, f3)                                                 \
    static inline void sim_trace_emit_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,              \
                                             SIM_EVENT_TYPE_##t2 f2, SIM_EVENT_TYPE_##t3 f3)       \
    {                                                                                              \
        sim_trace_plain_##NAME(trace, f1, f2, f3);                                                 \
    }
#define EVENT4(NAME, name, t1, f1, t2, f2, t3, f3, t4, f4)                                         \
    static inline void sim_trace_emit_##NAME(SimTrace *trace, SIM_EVENT_TYPE_##t1 f1,              \
                                             SIM_EVENT_TYPE_##t2 f2, SIM_EVENT_TYPE_##t3 f3,       \
                                             SIM_EVENT_TYPE_##t4 f4)                               \
    {                                                                                              \
        sim_trace_plain_##NAME(trace, f1, f2, f3, f4);                                             \
    }
#define PACKED0(...)
#define PACKED1(...)
#define PACKED2(...)
#define PACKED3(...)
#define PACKED4(...)
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4

#include "sim/trace/packed.h"

/* Reading. A cursor stands between two events; `number` is that of the next one.
 * Copying a cursor (without its scratch space) copies the place. */
typedef struct {
    const SimTrace *trace;
    size_t chunk;
    size_t offset;
    uint64_t number;
    SimAddr last_address;
    SimTraceMemory memory;
    SimEvent queue[SIM_PACKED_QUEUE]; /* the events of the last packed record... */
    unsigned unpacked;                /* ...how many it has... */
    unsigned queued;                  /* ...of which these last ones are to come */
    GArray *scratch;                  /* SimSlot: the slots of the last event */
} SimCursor;

void sim_cursor_init(SimCursor *cursor, const SimTrace *trace);
void sim_cursor_clear(SimCursor *cursor);
/* Stands @cursor where @place stands. */
void sim_cursor_assign(SimCursor *cursor, const SimCursor *place);
/* Decodes the next event. False at the end, and with @error at bytes that are no event
 * (possible in loaded traces only). */
bool sim_cursor_next(SimCursor *cursor, SimEvent *event, GError **error);

/* One event as a line of text, without newline. Slots as #n, addresses in hex. */
void sim_event_dump(const SimEvent *event, GString *out);

/* The bytes of the @index-th chunk. */
size_t sim_trace_chunk_used(const SimTrace *trace, guint index);

/* A trace file begins so; its format is in trace_writer.h. Loading checks everything but the
 * sense of the events. */
#define SIM_TRACE_MAGIC "PYATRC6\n"
SimTrace *sim_trace_load(const char *name, const uint8_t *bytes, size_t length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimTrace, sim_trace_free)

G_END_DECLS

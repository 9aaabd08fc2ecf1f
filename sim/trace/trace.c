#include "sim/trace/trace.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    CHUNK_SIZE = 1 << 18,
    FEW_CHUNKS = 8,
    HUGE_SIZE = 1 << 21 /* a huge page */
};

/* Room for a chunk of at least @room bytes. Long traces get huge pages: most of the cost of new
 * memory is that the host has to map it. */
static uint8_t *
new_room(const SimTrace *trace, size_t room, size_t *size)
{
    bool huge = trace->chunks->len >= FEW_CHUNKS;
    size_t unit = huge ? HUGE_SIZE : CHUNK_SIZE;
    *size = (room + unit - 1) / unit * unit;
    void *bytes = aligned_alloc(unit, *size);
    if (bytes == NULL) {
        g_error("no memory for the trace");
    }
    if (huge) {
        madvise(bytes, *size, MADV_HUGEPAGE);
    }
    return bytes;
}

static const char *const event_names[] = {
#define EVENT0(NAME, name, ...) name,
#define EVENT1                  EVENT0
#define EVENT2                  EVENT0
#define EVENT3                  EVENT0
#define EVENT4                  EVENT0
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4
};

static const char *const label_names[] = {
#define LABEL(NAME, text) text,
#include "sim/trace/label.def"
#undef LABEL
};

const char *
sim_event_name(SimEventKind kind)
{
    return event_names[kind];
}

const char *
sim_label_name(SimLabel label)
{
    return label_names[label];
}

const char *
sim_gc_phase_name(SimGcPhase phase)
{
    static const char *const names[] = {
#define PHASE(NAME, function) function,
#include "sim/trace/gc_phase.def"
#undef PHASE
    };
    return names[phase];
}

const char *
sim_thread_state_name(SimThreadState state)
{
    static const char *const names[] = {
#define STATE(NAME, text, core, gil) text,
#include "sim/trace/thread_state.def"
#undef STATE
    };
    return names[state];
}

SimTrace *
sim_trace_new(SimSource *source)
{
    SimTrace *trace = g_new0(SimTrace, 1);
    trace->chunks = g_array_new(FALSE, TRUE, sizeof(SimTraceChunk));
    trace->source = sim_source_ref(source);
    return trace;
}

void
sim_trace_free(SimTrace *trace)
{
    if (trace == NULL) {
        return;
    }
    for (guint i = 0; i < trace->chunks->len; i++) {
        free(g_array_index(trace->chunks, SimTraceChunk, i).bytes);
    }
    g_array_unref(trace->chunks);
    sim_source_unref(trace->source);
    g_free(trace);
}

SimSource *
sim_trace_source(const SimTrace *trace)
{
    return trace->source;
}

uint64_t
sim_trace_count(const SimTrace *trace)
{
    return trace->count;
}

size_t
sim_trace_size(const SimTrace *trace)
{
    size_t size = trace->sunk;
    for (guint i = 0; i < trace->chunks->len; i++) {
        size += sim_trace_chunk_used(trace, i);
    }
    return size;
}

size_t
sim_trace_chunk_used(const SimTrace *trace, guint index)
{
    const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, index);
    bool last = index + 1 == trace->chunks->len;
    return last ? (size_t) (trace->at - chunk->bytes) : chunk->used;
}

static void
begin_chunk(SimTrace *trace, const SimTraceChunk *chunk)
{
    trace->at = chunk->bytes;
    trace->end = chunk->bytes + chunk->size;
    trace->last_address = 0;
    sim_trace_memory_clear(&trace->memory);
}

static void
exchange_chunk(SimTrace *trace, size_t room)
{
    if (trace->chunks->len == 0) {
        g_array_set_size(trace->chunks, 1);
    }
    SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, 0);
    trace->sunk += chunk->used;
    trace->sink.exchange(trace->sink.data, chunk, room);
    chunk->used = 0;
    chunk->first = trace->count;
    begin_chunk(trace, chunk);
}

void
sim_trace_grow(SimTrace *trace, size_t room)
{
    if (trace->chunks->len > 0) {
        SimTraceChunk *full = &g_array_index(trace->chunks, SimTraceChunk, trace->chunks->len - 1);
        full->used = (size_t) (trace->at - full->bytes);
    }
    if (trace->sink.exchange != NULL) {
        exchange_chunk(trace, room);
        return;
    }
    SimTraceChunk chunk = {.first = trace->count};
    chunk.bytes = new_room(trace, room, &chunk.size);
    g_array_append_val(trace->chunks, chunk);
    begin_chunk(trace, &chunk);
}

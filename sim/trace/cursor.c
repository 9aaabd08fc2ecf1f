#include "sim/trace/trace.h"

/* The bytes of one event, and whether they made sense so far. */
typedef struct {
    SimCursor *cursor;
    const uint8_t *at;
    const uint8_t *end;
    bool ok;
} Reader;

void
sim_cursor_init(SimCursor *cursor, const SimTrace *trace)
{
    memset(cursor, 0, sizeof *cursor);
    cursor->trace = trace;
    cursor->scratch = g_array_new(FALSE, FALSE, sizeof(SimSlot));
}

void
sim_cursor_clear(SimCursor *cursor)
{
    g_clear_pointer(&cursor->scratch, g_array_unref);
}

void
sim_cursor_assign(SimCursor *cursor, const SimCursor *place)
{
    GArray *scratch = cursor->scratch;
    *cursor = *place;
    cursor->scratch = scratch;
}

static uint64_t
read_uint(Reader *reader)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (reader->at == reader->end) {
            break;
        }
        uint8_t byte = *reader->at++;
        value |= (uint64_t) (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) {
            return value;
        }
    }
    reader->ok = false;
    return 0;
}

static int64_t
read_sint(Reader *reader)
{
    uint64_t value = read_uint(reader);
    return (int64_t) ((value >> 1) ^ (0 - (value & 1)));
}

static SimSlot
read_slot(Reader *reader)
{
    uint64_t value = read_uint(reader);
    if (value > UINT32_MAX) {
        reader->ok = false;
    }
    return (SimSlot) value - 1;
}

static SimAddr
read_addr(Reader *reader)
{
    reader->cursor->last_address += (uint64_t) read_sint(reader);
    return reader->cursor->last_address;
}

static double
read_real(Reader *reader)
{
    double value = 0;
    if ((size_t) (reader->end - reader->at) < sizeof value) {
        reader->ok = false;
        return 0;
    }
    memcpy(&value, reader->at, sizeof value);
    reader->at += sizeof value;
    return value;
}

static SimText
read_text(Reader *reader)
{
    uint64_t length = read_uint(reader);
    if (length > (size_t) (reader->end - reader->at)) {
        reader->ok = false;
        length = 0;
    }
    SimText text = {(const char *) reader->at, length};
    reader->at += length;
    return text;
}

static SimSlots
read_slots(Reader *reader)
{
    uint64_t count = read_uint(reader);
    GArray *scratch = reader->cursor->scratch;
    g_array_set_size(scratch, 0);
    for (uint64_t i = 0; i < count && reader->ok; i++) {
        SimSlot slot = read_slot(reader);
        g_array_append_val(scratch, slot);
    }
    SimSlots slots = {(const SimSlot *) (void *) scratch->data, scratch->len};
    return slots;
}

static void
read_fields(Reader *reader, SimEvent *event)
{
    switch (event->kind) {
#define EVENT0(NAME, name)                                                                         \
    case SIM_EVENT_##NAME:                                                                         \
        break;
#define EVENT1(NAME, name, t1, f1)                                                                 \
    case SIM_EVENT_##NAME:                                                                         \
        event->as.NAME.f1 = read_##t1(reader);                                                     \
        break;
#define EVENT2(NAME, name, t1, f1, t2, f2)                                                         \
    case SIM_EVENT_##NAME:                                                                         \
        event->as.NAME.f1 = read_##t1(reader);                                                     \
        event->as.NAME.f2 = read_##t2(reader);                                                     \
        break;
#define EVENT3(NAME, name, t1, f1, t2, f2, t3, f3)                                                 \
    case SIM_EVENT_##NAME:                                                                         \
        event->as.NAME.f1 = read_##t1(reader);                                                     \
        event->as.NAME.f2 = read_##t2(reader);                                                     \
        event->as.NAME.f3 = read_##t3(reader);                                                     \
        break;
#define EVENT4(NAME, name, t1, f1, t2, f2, t3, f3, t4, f4)                                         \
    case SIM_EVENT_##NAME:                                                                         \
        event->as.NAME.f1 = read_##t1(reader);                                                     \
        event->as.NAME.f2 = read_##t2(reader);                                                     \
        event->as.NAME.f3 = read_##t3(reader);                                                     \
        event->as.NAME.f4 = read_##t4(reader);                                                     \
        break;
#include "sim/trace/event.def"
#undef EVENT0
#undef EVENT1
#undef EVENT2
#undef EVENT3
#undef EVENT4
    case SIM_EVENT_COUNT:
        break;
    }
}

/* The chunk at the cursor, with the bytes written to it so far. */
static const SimTraceChunk *
current_chunk(const SimCursor *cursor, size_t *used)
{
    const SimTrace *trace = cursor->trace;
    if (cursor->chunk >= trace->chunks->len) {
        return NULL;
    }
    const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, cursor->chunk);
    bool last = cursor->chunk + 1 == trace->chunks->len;
    *used = last ? (size_t) (trace->at - chunk->bytes) : chunk->used;
    return chunk;
}

bool
sim_cursor_next(SimCursor *cursor, SimEvent *event, GError **error)
{
    size_t used = 0;
    const SimTraceChunk *chunk = current_chunk(cursor, &used);
    while (chunk != NULL && cursor->offset == used) {
        if (cursor->chunk + 1 == cursor->trace->chunks->len) {
            return false;
        }
        cursor->chunk++;
        cursor->offset = 0;
        cursor->last_address = 0;
        chunk = current_chunk(cursor, &used);
    }
    if (chunk == NULL) {
        return false;
    }
    Reader reader = {cursor, chunk->bytes + cursor->offset, chunk->bytes + used, true};
    uint8_t kind = *reader.at++;
    if (kind < SIM_EVENT_COUNT) {
        event->kind = (SimEventKind) kind;
        read_fields(&reader, event);
    }
    if (kind >= SIM_EVENT_COUNT || !reader.ok) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: event %" G_GUINT64_FORMAT " of the trace is damaged\n",
                    sim_source_name(cursor->trace->source), cursor->number);
        return false;
    }
    cursor->offset = (size_t) (reader.at - chunk->bytes);
    cursor->number++;
    return true;
}

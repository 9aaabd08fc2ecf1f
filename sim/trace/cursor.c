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
    sim_trace_memory_clear(&cursor->memory);
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

/* ---- Packed records ---- */

static const struct {
    unsigned events;
    const char *fields;
} forms[] = {
#define FORM(NAME, events, fields) {events, fields},
    SIM_PACKED_FORMS(FORM)
#undef FORM
};

static uint64_t
read_fixed(Reader *reader, size_t width)
{
    uint64_t value = 0;
    if ((size_t) (reader->end - reader->at) < width) {
        reader->ok = false;
        return 0;
    }
    for (size_t i = 0; i < width; i++) {
        value |= (uint64_t) reader->at[i] << (8 * i);
    }
    reader->at += width;
    return value;
}

static uint64_t
read_packed_field(Reader *reader, char kind, bool wide)
{
    switch (kind) {
    case 's':
        return read_fixed(reader, wide ? 4 : 2);
    case 'b':
        return read_fixed(reader, 1);
    case 'h':
        return read_fixed(reader, 2);
    case 'a':
        return read_fixed(reader, 6);
    case 'd':
        return read_fixed(reader, 8);
    default: /* w, i */
        return read_fixed(reader, 4);
    }
}

static void
set_splice(
    SimCursor *cursor, SimEvent *event, const uint64_t *fields, unsigned removed, unsigned count)
{
    SimSlot item = (SimSlot) fields[2];
    g_array_set_size(cursor->scratch, 0);
    if (count > 0) {
        g_array_append_val(cursor->scratch, item);
    }
    event->kind = SIM_EVENT_SPLICE;
    event->as.SPLICE.object = (SimSlot) fields[0];
    event->as.SPLICE.start = fields[1];
    event->as.SPLICE.removed = removed;
    event->as.SPLICE.items = (SimSlots){(const SimSlot *) (void *) cursor->scratch->data, count};
}

#define SET1(event, NAME, a, x)                                                                    \
    do {                                                                                           \
        (event)->kind = SIM_EVENT_##NAME;                                                          \
        (event)->as.NAME.a = (x);                                                                  \
    } while (0)
#define SET2(event, NAME, a, x, b, y)                                                              \
    do {                                                                                           \
        SET1(event, NAME, a, x);                                                                   \
        (event)->as.NAME.b = (y);                                                                  \
    } while (0)
#define SET3(event, NAME, a, x, b, y, c, z)                                                        \
    do {                                                                                           \
        SET2(event, NAME, a, x, b, y);                                                             \
        (event)->as.NAME.c = (z);                                                                  \
    } while (0)

static void
set_new(SimEvent *events, const uint64_t *v, uint64_t prefix, SimAddr block)
{
    SET3(&events[0], ALLOC, domain, SIM_TRACE_DOMAIN_OBJ, size, v[2], address, block);
    SET3(&events[1], CREATE, object, (SimSlot) v[0], type, (SimSlot) v[1], address, block + prefix);
    events[1].as.CREATE.size = v[2];
}

static void
set_new_number(SimCursor *cursor, SimEvent *events, const uint64_t *v, int64_t value)
{
    SimSlot object = (SimSlot) v[0];
    set_new(events, v, 0, v[3]);
    SET2(&events[2], INT, object, object, value, value);
    cursor->memory.type = (SimSlot) v[1];
    sim_trace_memory_note(&cursor->memory, object, v[3], v[2]);
}

static void
set_die(SimEvent *events, SimSlot object, SimAddr block)
{
    SET1(&events[0], DECREF, object, object);
    SET1(&events[1], DESTROY, object, object);
    SET2(&events[2], FREE, domain, SIM_TRACE_DOMAIN_OBJ, address, block);
}

/* The number @object where one of its class died last; @old dies. */
static void
set_reborn(
    SimCursor *cursor, SimEvent *events, SimSlot object, SimSlot old, uint64_t size, int64_t value)
{
    SimTraceMemory *memory = &cursor->memory;
    SimAddr block = memory->freed[sim_trace_class(size)];
    uint64_t v[] = {object, memory->type, size, block};
    sim_trace_memory_free(memory, old, memory->blocks[old % SIM_TRACE_MEMORY]);
    set_new_number(cursor, events, v, value);
}

static void
set_next(SimCursor *cursor, const uint64_t *v)
{
    SimAddr old = cursor->memory.blocks[v[1] % SIM_TRACE_MEMORY];
    SimEvent *events = cursor->queue;
    set_reborn(cursor, events, (SimSlot) v[0], (SimSlot) v[1], v[3], (int32_t) v[4]);
    SET2(&events[3], BIND, local, v[2], object, (SimSlot) v[0]);
    set_die(&events[4], (SimSlot) v[1], old);
}

static void
set_sum(SimCursor *cursor, const uint64_t *v)
{
    SimAddr old = cursor->memory.blocks[v[3] % SIM_TRACE_MEMORY];
    SimEvent *events = cursor->queue;
    SET1(&events[0], INCREF, object, (SimSlot) v[1]);
    SET1(&events[1], INCREF, object, (SimSlot) v[2]);
    set_reborn(cursor, &events[2], (SimSlot) v[0], (SimSlot) v[3], v[5], (int64_t) v[6]);
    SET1(&events[5], DECREF, object, (SimSlot) v[1]);
    SET1(&events[6], DECREF, object, (SimSlot) v[2]);
    SET2(&events[7], BIND, local, v[4], object, (SimSlot) v[0]);
    set_die(&events[8], (SimSlot) v[3], old);
}

/* The events that a record of @form with the fields @v stands for, into the queue. */
static void
unpack(SimCursor *cursor, SimPackedForm form, const uint64_t *v)
{
    SimEvent *events = cursor->queue;
    SimSlot object = (SimSlot) v[0];
    switch (form) {
    case SIM_PACKED_INCREF:
        SET1(events, INCREF, object, object);
        break;
    case SIM_PACKED_DECREF:
        SET1(events, DECREF, object, object);
        break;
    case SIM_PACKED_DESTROY:
        SET1(events, DESTROY, object, object);
        break;
    case SIM_PACKED_DIE:
        sim_trace_memory_free(&cursor->memory, object, v[1]);
        set_die(events, object, v[1]);
        break;
    case SIM_PACKED_DROP:
        SET1(&events[0], DECREF, object, object);
        SET1(&events[1], DESTROY, object, object);
        break;
    case SIM_PACKED_NEXT:
        set_next(cursor, v);
        break;
    case SIM_PACKED_SUM:
        set_sum(cursor, v);
        break;
    case SIM_PACKED_BIND:
        SET2(events, BIND, local, v[0], object, (SimSlot) v[1]);
        break;
    case SIM_PACKED_LINE:
    case SIM_PACKED_LINE_LOW:
        SET1(events, LINE, line, v[0]);
        break;
    case SIM_PACKED_NEW:
        set_new(events, v, v[3], v[4]);
        break;
    case SIM_PACKED_NEW_INT:
        set_new_number(cursor, events, v, (int32_t) v[4]);
        break;
    case SIM_PACKED_NEW_LONG:
        set_new_number(cursor, events, v, (int64_t) v[4]);
        break;
    case SIM_PACKED_CREATE:
        SET3(events, CREATE, object, object, type, (SimSlot) v[1], address, v[3]);
        events->as.CREATE.size = v[2];
        break;
    case SIM_PACKED_INT:
        SET2(events, INT, object, object, value, (int32_t) v[1]);
        break;
    case SIM_PACKED_REAL:
        SET1(events, REAL, object, object);
        memcpy(&events->as.REAL.value, &v[1], sizeof events->as.REAL.value);
        break;
    case SIM_PACKED_KEY:
        SET3(events, KEY, object, object, key, (SimSlot) v[1], value, (SimSlot) v[2]);
        break;
    case SIM_PACKED_ATTR:
        SET3(events, ATTR, object, object, name, (SimSlot) v[1], target, (SimSlot) v[2]);
        break;
    case SIM_PACKED_FIELD:
        SET3(events, FIELD, object, object, label, v[1], target, (SimSlot) v[2]);
        break;
    case SIM_PACKED_ITEM_IN:
        set_splice(cursor, events, v, 0, 1);
        break;
    case SIM_PACKED_ITEM_OUT:
        set_splice(cursor, events, v, 1, 0);
        break;
    case SIM_PACKED_ALLOC:
        SET3(events, ALLOC, domain, v[0], size, v[1], address, v[2]);
        break;
    case SIM_PACKED_FREE:
        SET2(events, FREE, domain, v[0], address, v[1]);
        break;
    case SIM_PACKED_BUFFER:
        SET3(events, BUFFER, object, object, label, v[1], address, v[2]);
        break;
    case SIM_PACKED_FRAME:
        SET3(events, FRAME, code, v[0], globals, (SimSlot) v[1], names, (SimSlot) v[2]);
        break;
    case SIM_PACKED_UNFRAME:
        events->kind = SIM_EVENT_UNFRAME;
        break;
    case SIM_PACKED_FORM_COUNT:
        break;
    }
}

/* Fills the queue from the record whose first byte is @kind. */
static void
read_packed(Reader *reader, uint8_t kind)
{
    unsigned form = (kind & ~(unsigned) SIM_PACKED) >> 1;
    if (form >= SIM_PACKED_FORM_COUNT) {
        reader->ok = false;
        return;
    }
    uint64_t fields[SIM_PACKED_FIELDS] = {0};
    for (size_t i = 0; forms[form].fields[i] != '\0'; i++) {
        fields[i] = read_packed_field(reader, forms[form].fields[i], (kind & 1) != 0);
    }
    unpack(reader->cursor, (SimPackedForm) form, fields);
    reader->cursor->unpacked = forms[form].events;
    reader->cursor->queued = forms[form].events;
}

static void
take_queued(SimCursor *cursor, SimEvent *event)
{
    *event = cursor->queue[cursor->unpacked - cursor->queued];
    cursor->queued--;
    cursor->number++;
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
    *used = sim_trace_chunk_used(trace, (guint) cursor->chunk);
    return chunk;
}

bool
sim_cursor_next(SimCursor *cursor, SimEvent *event, GError **error)
{
    if (cursor->queued > 0) {
        take_queued(cursor, event);
        return true;
    }
    size_t used = 0;
    const SimTraceChunk *chunk = current_chunk(cursor, &used);
    while (chunk != NULL && cursor->offset == used) {
        if (cursor->chunk + 1 == cursor->trace->chunks->len) {
            return false;
        }
        cursor->chunk++;
        cursor->offset = 0;
        cursor->last_address = 0;
        sim_trace_memory_clear(&cursor->memory);
        chunk = current_chunk(cursor, &used);
    }
    if (chunk == NULL) {
        return false;
    }
    Reader reader = {cursor, chunk->bytes + cursor->offset, chunk->bytes + used, true};
    uint8_t kind = *reader.at++;
    if (kind >= SIM_PACKED) {
        read_packed(&reader, kind);
    } else if (kind < SIM_EVENT_COUNT) {
        event->kind = (SimEventKind) kind;
        read_fields(&reader, event);
    } else {
        reader.ok = false;
    }
    if (!reader.ok) {
        cursor->queued = 0;
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: event %" G_GUINT64_FORMAT " of the trace is damaged\n",
                    sim_source_name(cursor->trace->source), cursor->number);
        return false;
    }
    cursor->offset = (size_t) (reader.at - chunk->bytes);
    if (cursor->queued > 0) {
        take_queued(cursor, event);
    } else {
        cursor->number++;
    }
    return true;
}

#include "sim/trace/trace_writer.h"

#include <errno.h>
#include <stdlib.h>

#include <zstd.h>

enum {
    ZSTD_LEVEL = -3,     /* about as fast as recording, and a tenth of the size is left */
    ROOM_SIZE = 1 << 20, /* small enough to stay in the processor's cache */
    ROOM_COUNT = 4       /* one is filled, one compressed, two wait */
};

struct SimTraceWriter {
    FILE *out;
    int error; /* errno of the first failure, or 0 */
    ZSTD_CCtx *zstd;
    uint8_t *packed; /* one frame */
    size_t packed_size;
    GByteArray *firsts; /* numbers: the first event of each chunk */
    GThread *thread;    /* NULL: not attached */
    GAsyncQueue *full;  /* of Room */
    GAsyncQueue *empty;
};

typedef struct {
    uint8_t *bytes;
    size_t size;
    size_t used; /* 0 in `full`: no more will come */
} Room;

static void
put_bytes(SimTraceWriter *writer, const void *bytes, size_t length)
{
    if (writer->error == 0 && fwrite(bytes, 1, length, writer->out) != length) {
        writer->error = errno;
    }
}

static void
put_frame(SimTraceWriter *writer, const void *bytes, size_t length)
{
    size_t bound = ZSTD_compressBound(length);
    if (bound > writer->packed_size) {
        writer->packed = g_realloc(writer->packed, bound);
        writer->packed_size = bound;
    }
    size_t packed =
        ZSTD_compressCCtx(writer->zstd, writer->packed, bound, bytes, length, ZSTD_LEVEL);
    g_assert(!ZSTD_isError(packed));
    put_bytes(writer, writer->packed, packed);
}

static void
add_number(GByteArray *to, uint64_t value)
{
    uint8_t bytes[10];
    g_byte_array_append(to, bytes, (guint) (sim_trace_put_number(bytes, value) - bytes));
}

static void
add_counted(GByteArray *to, const char *bytes, size_t length)
{
    add_number(to, length);
    g_byte_array_append(to, (const uint8_t *) bytes, (guint) length);
}

static void
put_head(SimTraceWriter *writer, SimSource *source)
{
    size_t length;
    const char *text = sim_source_text(source, &length);
    const char *name = sim_source_name(source);
    g_autoptr(GByteArray) head = g_byte_array_new();
    add_counted(head, name, strlen(name));
    add_counted(head, text, length);
    put_bytes(writer, SIM_TRACE_MAGIC, strlen(SIM_TRACE_MAGIC));
    put_frame(writer, head->data, head->len);
}

SimTraceWriter *
sim_trace_writer_new(FILE *out, SimSource *source)
{
    SimTraceWriter *writer = g_new0(SimTraceWriter, 1);
    writer->out = out;
    writer->zstd = ZSTD_createCCtx();
    writer->firsts = g_byte_array_new();
    put_head(writer, source);
    return writer;
}

/* The thread: compresses what is full until an empty room comes. */
static void *
write_chunks(void *data)
{
    SimTraceWriter *writer = data;
    for (;;) {
        Room *room = g_async_queue_pop(writer->full);
        size_t used = room->used;
        if (used > 0) {
            put_frame(writer, room->bytes, used);
        }
        g_async_queue_push(writer->empty, room);
        if (used == 0) {
            return NULL;
        }
    }
}

static Room *
room_new(size_t size)
{
    Room *room = g_new0(Room, 1);
    room->bytes = g_malloc(size);
    room->size = size;
    return room;
}

static void
room_free(void *data)
{
    Room *room = data;
    g_free(room->bytes);
    g_free(room);
}

/* SimTraceSink.exchange */
static void
exchange(void *data, SimTraceChunk *chunk, size_t least)
{
    SimTraceWriter *writer = data;
    Room *room = g_async_queue_pop(writer->empty);
    if (chunk->bytes != NULL && chunk->used > 0) {
        add_number(writer->firsts, chunk->first);
    }
    Room given = *room;
    *room = (Room){chunk->bytes, chunk->size, chunk->used};
    if (given.size < least) {
        given.bytes = g_realloc(given.bytes, least);
        given.size = least;
    }
    chunk->bytes = given.bytes;
    chunk->size = given.size;
    if (room->used > 0) {
        g_async_queue_push(writer->full, room);
    } else {
        room_free(room);
    }
}

void
sim_trace_writer_attach(SimTraceWriter *writer, SimTrace *trace)
{
    g_assert(trace->count == 0 && writer->thread == NULL);
    writer->full = g_async_queue_new_full(room_free);
    writer->empty = g_async_queue_new_full(room_free);
    for (int i = 0; i < ROOM_COUNT; i++) {
        g_async_queue_push(writer->empty, room_new(ROOM_SIZE));
    }
    writer->thread = g_thread_new("trace", write_chunks, writer);
    trace->sink = (SimTraceSink){exchange, writer};
}

static void
join(SimTraceWriter *writer)
{
    Room *last = g_async_queue_pop(writer->empty);
    last->used = 0;
    g_async_queue_push(writer->full, last);
    g_thread_join(writer->thread);
    g_async_queue_unref(writer->full);
    g_async_queue_unref(writer->empty);
}

static void
put_chunks(SimTraceWriter *writer, const SimTrace *trace)
{
    for (guint i = 0; i < trace->chunks->len; i++) {
        size_t used = sim_trace_chunk_used(trace, i);
        if (used > 0) {
            const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, i);
            add_number(writer->firsts, chunk->first);
            put_frame(writer, chunk->bytes, used);
        }
    }
}

static void
free_writer(SimTraceWriter *writer)
{
    ZSTD_freeCCtx(writer->zstd);
    g_byte_array_unref(writer->firsts);
    g_free(writer->packed);
    g_free(writer);
}

bool
sim_trace_writer_finish(SimTraceWriter *writer, SimTrace *trace, GError **error)
{
    if (writer->thread != NULL) {
        join(writer);
    }
    if (trace != NULL) {
        trace->sink = (SimTraceSink){NULL, NULL};
        put_chunks(writer, trace);
        add_number(writer->firsts, trace->count);
        put_frame(writer, writer->firsts->data, writer->firsts->len);
    }
    int failed = writer->error;
    if (failed == 0 && fflush(writer->out) != 0) {
        failed = errno;
    }
    if (failed != 0 && trace != NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT,
                    "%s: error: its trace cannot be written: %s\n", sim_source_name(trace->source),
                    g_strerror(failed));
    }
    free_writer(writer);
    return failed == 0;
}

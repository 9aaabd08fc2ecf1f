/* Reading a trace file. */
#include <stdlib.h>

#include <zstd.h>

#include "sim/trace/trace.h"

#define MAX_CONTENT ((size_t) 16 << 30)
#define MAX_RATIO   1000000 /* more than any trace compresses to */

typedef struct {
    const uint8_t *at;
    const uint8_t *end;
    bool ok;
} Input;

static uint64_t
take_number(Input *in)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
        uint8_t byte = *in->at++;
        value |= (uint64_t) (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) {
            return value;
        }
    }
    in->ok = false;
    return 0;
}

static const char *
take_bytes(Input *in, size_t *length)
{
    uint64_t n = take_number(in);
    if (n > (size_t) (in->end - in->at)) {
        in->ok = false;
        n = 0;
    }
    const char *bytes = (const char *) in->at;
    in->at += n;
    *length = n;
    return bytes;
}

/* The content of the next frame, to be freed with free(); NULL if there is none of a known,
 * sensible size. @room counts what may still be taken. */
static uint8_t *
take_frame(Input *in, size_t *size, size_t *room)
{
    size_t left = (size_t) (in->end - in->at);
    size_t length = ZSTD_findFrameCompressedSize(in->at, left);
    unsigned long long content = ZSTD_getFrameContentSize(in->at, left);
    in->ok = !ZSTD_isError(length) && content != ZSTD_CONTENTSIZE_ERROR &&
             content != ZSTD_CONTENTSIZE_UNKNOWN && content <= *room &&
             content / MAX_RATIO <= length;
    uint8_t *plain = in->ok ? malloc(content + 1) : NULL;
    if (plain == NULL || ZSTD_decompress(plain, content, in->at, length) != content) {
        in->ok = false;
        free(plain);
        return NULL;
    }
    in->at += length;
    *room -= content;
    *size = content;
    return plain;
}

static SimTrace *
take_head(Input *file, size_t *room)
{
    size_t size = 0;
    uint8_t *plain = take_frame(file, &size, room);
    Input in = {plain, plain == NULL ? NULL : plain + size, plain != NULL};
    size_t name_length;
    size_t text_length;
    g_autofree char *name = NULL;
    const char *bytes = take_bytes(&in, &name_length);
    name = g_strndup(bytes, name_length);
    const char *text = take_bytes(&in, &text_length);
    SimTrace *trace = NULL;
    if (in.ok && in.at == in.end) {
        g_autoptr(SimSource) source = sim_source_new(name, text, text_length);
        trace = sim_trace_new(source);
    }
    free(plain);
    return trace;
}

/* All frames but the head become chunks, the last one as well. */
static bool
take_chunks(Input *file, SimTrace *trace, size_t *room)
{
    while (file->ok && file->at < file->end) {
        SimTraceChunk chunk = {.bytes = take_frame(file, &chunk.used, room)};
        if (chunk.bytes != NULL) {
            chunk.size = chunk.used;
            g_array_append_val(trace->chunks, chunk);
        }
    }
    return file->ok && trace->chunks->len > 0;
}

/* The last of the chunks is none, but the end. */
static bool
read_end(SimTrace *trace)
{
    guint chunks = trace->chunks->len - 1;
    SimTraceChunk end = g_array_index(trace->chunks, SimTraceChunk, chunks);
    g_array_set_size(trace->chunks, chunks);
    Input in = {end.bytes, end.bytes + end.used, true};
    uint64_t before = 0;
    for (guint i = 0; i < chunks && in.ok; i++) {
        SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, i);
        chunk->first = take_number(&in);
        in.ok = in.ok && chunk->first >= before && chunk->used > 0;
        before = chunk->first;
        trace->at = trace->end = chunk->bytes + chunk->used;
    }
    trace->count = take_number(&in);
    bool ok = in.ok && in.at == in.end && trace->count >= before;
    free(end.bytes);
    return ok;
}

static SimTrace *
load(const uint8_t *bytes, size_t length)
{
    size_t magic = strlen(SIM_TRACE_MAGIC);
    if (length < magic || memcmp(bytes, SIM_TRACE_MAGIC, magic) != 0) {
        return NULL;
    }
    Input file = {bytes + magic, bytes + length, true};
    size_t room = MAX_CONTENT;
    g_autoptr(SimTrace) trace = take_head(&file, &room);
    bool ok = trace != NULL && take_chunks(&file, trace, &room) && read_end(trace);
    return ok ? g_steal_pointer(&trace) : NULL;
}

SimTrace *
sim_trace_load(const char *name, const uint8_t *bytes, size_t length, GError **error)
{
    SimTrace *trace = load(bytes, length);
    if (trace == NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: this is not a whole pyarena trace\n", name);
    }
    return trace;
}

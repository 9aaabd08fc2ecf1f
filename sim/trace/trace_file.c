#include <zstd.h>

#include "sim/trace/trace.h"

/* File: "PYATRC2\n", then one zstd frame of
 *     number length, bytes    the source's name
 *     number length, bytes    its text
 *     number of chunks, and for each: number first event, number length, bytes
 *     number of events
 * where numbers are LEB128. */
static const char magic[] = "PYATRC2\n";
enum {
    MAGIC_SIZE = 8,
    ZSTD_LEVEL = 3
};
#define MAX_CONTENT ((size_t) 16 << 30)
#define MAX_RATIO   1000000 /* more than any trace compresses to */

static void
put_number(GByteArray *out, uint64_t value)
{
    uint8_t bytes[10];
    uint8_t *end = sim_trace_put_number(bytes, value);
    g_byte_array_append(out, bytes, (guint) (end - bytes));
}

static void
put_bytes(GByteArray *out, const void *bytes, size_t length)
{
    put_number(out, length);
    g_byte_array_append(out, bytes, (guint) length);
}

static GByteArray *
pack(const SimTrace *trace)
{
    GByteArray *out = g_byte_array_new();
    size_t length;
    const char *text = sim_source_text(trace->source, &length);
    const char *name = sim_source_name(trace->source);
    put_bytes(out, name, strlen(name));
    put_bytes(out, text, length);
    put_number(out, trace->chunks->len);
    for (guint i = 0; i < trace->chunks->len; i++) {
        const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, i);
        bool last = i + 1 == trace->chunks->len;
        put_number(out, chunk->first);
        put_bytes(out, chunk->bytes, last ? (size_t) (trace->at - chunk->bytes) : chunk->used);
    }
    put_number(out, trace->count);
    return out;
}

bool
sim_trace_save(const SimTrace *trace, GByteArray *out, GError **error)
{
    if (sim_trace_size(trace) > G_MAXUINT / 2) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT,
                    "%s: error: the trace is larger than a trace file can be\n",
                    sim_source_name(trace->source));
        return false;
    }
    g_autoptr(GByteArray) content = pack(trace);
    size_t bound = ZSTD_compressBound(content->len);
    g_autofree uint8_t *packed = g_malloc(bound);
    size_t size = ZSTD_compress(packed, bound, content->data, content->len, ZSTD_LEVEL);
    g_assert(!ZSTD_isError(size));
    g_byte_array_append(out, (const uint8_t *) magic, MAGIC_SIZE);
    g_byte_array_append(out, packed, (guint) size);
    return true;
}

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

static const uint8_t *
take_bytes(Input *in, size_t *length)
{
    uint64_t n = take_number(in);
    if (n > (size_t) (in->end - in->at)) {
        in->ok = false;
        n = 0;
    }
    const uint8_t *bytes = in->at;
    in->at += n;
    *length = n;
    return bytes;
}

static SimTrace *
unpack(Input *in)
{
    size_t name_length;
    size_t text_length;
    const char *name = (const char *) take_bytes(in, &name_length);
    const char *text = (const char *) take_bytes(in, &text_length);
    g_autofree char *name_copy = g_strndup(name, name_length);
    g_autoptr(SimSource) source = sim_source_new(name_copy, text, text_length);
    g_autoptr(SimTrace) trace = sim_trace_new(source);
    uint64_t chunks = take_number(in);
    for (uint64_t i = 0; i < chunks && in->ok; i++) {
        SimTraceChunk chunk = {.first = take_number(in)};
        const uint8_t *bytes = take_bytes(in, &chunk.used);
        chunk.size = chunk.used;
        chunk.bytes = g_memdup2(bytes, MAX(chunk.used, 1));
        g_array_append_val(trace->chunks, chunk);
        trace->at = trace->end = chunk.bytes + chunk.used;
    }
    trace->count = take_number(in);
    return in->ok && in->at == in->end ? g_steal_pointer(&trace) : NULL;
}

/* Decompresses @bytes; NULL if they are no zstd frame of a known, sensible size. */
static uint8_t *
decompress(const uint8_t *bytes, size_t length, size_t *size)
{
    unsigned long long content = ZSTD_getFrameContentSize(bytes, length);
    if (content == ZSTD_CONTENTSIZE_ERROR || content == ZSTD_CONTENTSIZE_UNKNOWN ||
        content > MAX_CONTENT || content / MAX_RATIO > length) {
        return NULL;
    }
    uint8_t *plain = g_try_malloc(content + 1);
    if (plain != NULL) {
        *size = ZSTD_decompress(plain, content, bytes, length);
        if (*size != content) {
            *size = 0;
            g_clear_pointer(&plain, g_free);
        }
    }
    return plain;
}

SimTrace *
sim_trace_load(const char *name, const uint8_t *bytes, size_t length, GError **error)
{
    size_t size = 0;
    g_autofree uint8_t *plain = NULL;
    if (length >= MAGIC_SIZE && memcmp(bytes, magic, MAGIC_SIZE) == 0) {
        plain = decompress(bytes + MAGIC_SIZE, length - MAGIC_SIZE, &size);
    }
    Input in = {plain, plain == NULL ? NULL : plain + size, plain != NULL};
    SimTrace *trace = plain == NULL ? NULL : unpack(&in);
    if (trace == NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: this is not a whole pyarena trace\n", name);
    }
    return trace;
}

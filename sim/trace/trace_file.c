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
    ZSTD_LEVEL = 1
};
#define MAX_CONTENT ((size_t) 16 << 30)
#define MAX_RATIO   1000000 /* more than any trace compresses to */

/* Compresses what is put into it; nothing of the trace is copied first. */
typedef struct {
    ZSTD_CCtx *zstd;
    GByteArray *out;
    uint8_t *block; /* of ZSTD_CStreamOutSize() bytes */
} Output;

static void
put_bytes(Output *output, const void *bytes, size_t length, ZSTD_EndDirective directive)
{
    ZSTD_inBuffer in = {bytes, length, 0};
    size_t left;
    do {
        ZSTD_outBuffer out = {output->block, ZSTD_CStreamOutSize(), 0};
        left = ZSTD_compressStream2(output->zstd, &out, &in, directive);
        g_assert(!ZSTD_isError(left));
        g_byte_array_append(output->out, output->block, (guint) out.pos);
    } while (in.pos < in.size || (directive == ZSTD_e_end && left != 0));
}

static void
put_number(Output *output, uint64_t value)
{
    uint8_t bytes[10];
    uint8_t *end = sim_trace_put_number(bytes, value);
    put_bytes(output, bytes, (size_t) (end - bytes), ZSTD_e_continue);
}

static void
put_counted(Output *output, const void *bytes, size_t length)
{
    put_number(output, length);
    put_bytes(output, bytes, length, ZSTD_e_continue);
}

static size_t
number_size(uint64_t value)
{
    uint8_t bytes[10];
    return (size_t) (sim_trace_put_number(bytes, value) - bytes);
}

static size_t
counted_size(size_t length)
{
    return number_size(length) + length;
}

/* Bytes of @chunk, the @index-th of the trace. */
static size_t
chunk_used(const SimTrace *trace, guint index)
{
    const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, index);
    bool last = index + 1 == trace->chunks->len;
    return last ? (size_t) (trace->at - chunk->bytes) : chunk->used;
}

/* How much pack() will put. */
static size_t
content_size(const SimTrace *trace, size_t name_length, size_t text_length)
{
    size_t size = counted_size(name_length) + counted_size(text_length) +
                  number_size(trace->chunks->len) + number_size(trace->count);
    for (guint i = 0; i < trace->chunks->len; i++) {
        uint64_t first = g_array_index(trace->chunks, SimTraceChunk, i).first;
        size += number_size(first) + counted_size(chunk_used(trace, i));
    }
    return size;
}

static void
pack(const SimTrace *trace, Output *output)
{
    size_t length;
    const char *text = sim_source_text(trace->source, &length);
    const char *name = sim_source_name(trace->source);
    ZSTD_CCtx_setPledgedSrcSize(output->zstd, content_size(trace, strlen(name), length));
    put_counted(output, name, strlen(name));
    put_counted(output, text, length);
    put_number(output, trace->chunks->len);
    for (guint i = 0; i < trace->chunks->len; i++) {
        const SimTraceChunk *chunk = &g_array_index(trace->chunks, SimTraceChunk, i);
        put_number(output, chunk->first);
        put_counted(output, chunk->bytes, chunk_used(trace, i));
    }
    put_number(output, trace->count);
    put_bytes(output, NULL, 0, ZSTD_e_end);
}

bool
sim_trace_save(const SimTrace *trace, GByteArray *out, GError **error)
{
    if (sim_trace_size(trace) > MAX_CONTENT / 2) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_OUTPUT,
                    "%s: error: the trace is larger than a trace file can be\n",
                    sim_source_name(trace->source));
        return false;
    }
    g_byte_array_append(out, (const uint8_t *) magic, MAGIC_SIZE);
    Output output = {ZSTD_createCCtx(), out, g_malloc(ZSTD_CStreamOutSize())};
    ZSTD_CCtx_setParameter(output.zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL);
    pack(trace, &output);
    ZSTD_freeCCtx(output.zstd);
    g_free(output.block);
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

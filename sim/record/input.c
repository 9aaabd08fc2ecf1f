#include "sim/record/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <zstd.h>

#include "sim/base/diag.h"

#define WINDOW_LOG_MAX 27
#define BLOCK_SIZE     ((size_t) 1 << 17)

struct SimInput {
    char *name;
    FILE *file; /* NULL: the bytes are in memory */
    uint8_t *block;
    ZSTD_inBuffer in; /* a block of the file, or the bytes */
    ZSTD_DCtx *zstd;  /* NULL: not compressed */
    size_t missing;   /* what zstd still wants: 0 between frames */
    bool at_end;      /* of the file */
    uint64_t taken;   /* bytes of the file */
    uint64_t size;    /* of the file; 0: not known */
};

static bool
fail(const SimInput *self, GError **error, const char *what)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: %s\n", self->name, what);
    return false;
}

static bool
fill(SimInput *self, GError **error)
{
    if (self->file == NULL) {
        self->at_end = true;
        return true;
    }
    size_t length = fread(self->block, 1, BLOCK_SIZE, self->file);
    if (ferror(self->file)) {
        return fail(self, error, g_strerror(errno));
    }
    self->in = (ZSTD_inBuffer){self->block, length, 0};
    self->taken += length;
    self->at_end = length == 0;
    return true;
}

/* A frame, or a skippable one. */
static bool
begins_as_zstd(const ZSTD_inBuffer *in)
{
    uint8_t head[4];
    if (in->size < sizeof head) {
        return false;
    }
    memcpy(head, in->src, sizeof head);
    uint32_t magic = head[0] | head[1] << 8 | head[2] << 16 | (uint32_t) head[3] << 24;
    return magic == ZSTD_MAGICNUMBER ||
           (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
}

static void
start(SimInput *self)
{
    if (begins_as_zstd(&self->in)) {
        self->zstd = ZSTD_createDCtx();
        ZSTD_DCtx_setParameter(self->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    }
}

static void
find_size(SimInput *self)
{
    struct stat status;
    if (fstat(fileno(self->file), &status) == 0 && S_ISREG(status.st_mode)) {
        self->size = (uint64_t) status.st_size;
    }
}

SimInput *
sim_input_open(const char *path, GError **error)
{
    bool is_stdin = strcmp(path, "-") == 0;
    g_autoptr(SimInput) self = g_new0(SimInput, 1);
    self->name = g_strdup(is_stdin ? "<stdin>" : path);
    self->file = is_stdin ? stdin : fopen(path, "rb");
    if (self->file == NULL) {
        fail(self, error, g_strerror(errno));
        return NULL;
    }
    self->block = g_malloc(BLOCK_SIZE);
    find_size(self);
    if (!fill(self, error)) {
        return NULL;
    }
    start(self);
    return g_steal_pointer(&self);
}

SimInput *
sim_input_open_bytes(const char *name, const uint8_t *bytes, size_t length)
{
    SimInput *self = g_new0(SimInput, 1);
    self->name = g_strdup(name);
    self->in = (ZSTD_inBuffer){bytes, length, 0};
    self->size = self->taken = length;
    start(self);
    return self;
}

void
sim_input_free(SimInput *self)
{
    if (self == NULL) {
        return;
    }
    if (self->file != NULL && self->file != stdin) {
        fclose(self->file);
    }
    ZSTD_freeDCtx(self->zstd);
    g_free(self->block);
    g_free(self->name);
    g_free(self);
}

const char *
sim_input_name(const SimInput *self)
{
    return self->name;
}

static size_t
copy_plain(SimInput *self, uint8_t *out, size_t room)
{
    size_t length = MIN(room, self->in.size - self->in.pos);
    if (length > 0) {
        memcpy(out, (const uint8_t *) self->in.src + self->in.pos, length);
        self->in.pos += length;
    }
    return length;
}

static bool
decompress(SimInput *self, uint8_t *out, size_t room, size_t *length, GError **error)
{
    ZSTD_outBuffer to = {out, room, 0};
    self->missing = ZSTD_decompressStream(self->zstd, &to, &self->in);
    if (ZSTD_isError(self->missing)) {
        g_autofree char *what = g_strdup_printf(
            "its zstd stream is corrupt near byte %" G_GUINT64_FORMAT ": %s",
            self->taken - (self->in.size - self->in.pos), ZSTD_getErrorName(self->missing));
        return fail(self, error, what);
    }
    *length = to.pos;
    return true;
}

bool
sim_input_read(SimInput *self, uint8_t *out, size_t room, size_t *length, GError **error)
{
    *length = 0;
    for (;;) {
        /* zstd may hold bytes for which there was no room, hence the call without input. */
        if (self->zstd == NULL) {
            *length = copy_plain(self, out, room);
        } else if (self->in.pos < self->in.size || self->missing > 0) {
            if (!decompress(self, out, room, length, error)) {
                return false;
            }
        }
        if (*length > 0) {
            return true;
        }
        if (self->in.pos == self->in.size) {
            if (self->at_end) {
                return true;
            }
            if (!fill(self, error)) {
                return false;
            }
        }
    }
}

bool
sim_input_is_cut(const SimInput *self)
{
    return self->missing > 0;
}

double
sim_input_progress(const SimInput *self)
{
    return self->size == 0 ? 0.0 : (double) self->taken / (double) self->size;
}

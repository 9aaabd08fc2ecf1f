/* The bytes of a recording, decompressed when it is a zstd stream.
 *
 * Windows up to 128 MiB (zstd --long=27) are understood; memory is that window and one
 * block. Several frames one after the other are one stream.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct SimInput SimInput;

/* @path, or stdin for "-"; NULL with a SIM_DIAG_INPUT error. (transfer full) */
SimInput *sim_input_open(const char *path, GError **error);
/* The bytes are borrowed. */
SimInput *sim_input_open_bytes(const char *name, const uint8_t *bytes, size_t length);
void sim_input_free(SimInput *self);

const char *sim_input_name(const SimInput *self);
/* Up to @room bytes into @out; @length is 0 at the end only. False with @error. */
bool sim_input_read(SimInput *self, uint8_t *out, size_t room, size_t *length, GError **error);
/* At the end: the zstd stream breaks off in the middle. */
bool sim_input_is_cut(const SimInput *self);
/* Share of the file's bytes that was read; 0 when its size is not known. */
double sim_input_progress(const SimInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimInput, sim_input_free)

G_END_DECLS

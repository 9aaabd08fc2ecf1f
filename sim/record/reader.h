/* Reads recordings of real CPython allocator calls, both versions of sim/record/format.h,
 * compressed or not.
 *
 * The reader holds one buffer of the recording, whatever its length, and hands out its
 * records decoded, a batch at a time: a call for every record would cost as much as the
 * record. A batch is full unless a control record with bytes ends it, or the recording
 * does; so what a player sees does not depend on how the file lies on the disk.
 *
 * Errors: what no recorder writes is a SIM_DIAG_INPUT error that names the byte of the
 * uncompressed recording. A recording without its end (the process was killed, the
 * compressed file is cut) is as good as its beginning: sim_reader_notice says so.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/record/format.h"

G_BEGIN_DECLS

typedef struct {
    uint64_t
        size; /* asked for (calloc: the product, or UINT64_MAX); control: its value or length */
    SimAddr old_addr; /* realloc, free, arena_free; control: its kind */
    SimAddr addr;     /* the result, 0 for none */
    uint32_t site;    /* of the Python code that allocates; 0: not known */
    uint16_t offset;  /* of its first byte, from the batch's */
    uint8_t tag;
} SimRecord;

#define SIM_BATCH_SIZE 256

typedef struct {
    SimRecord records[SIM_BATCH_SIZE];
    unsigned length;
    unsigned controls;      /* how many of them are control records */
    const uint8_t *payload; /* the bytes of the last one, if it is a control record with bytes */
    size_t payload_length;
    uint64_t number; /* records before this batch, control records not counted */
    uint64_t offset; /* of its first byte in the uncompressed recording */
} SimBatch;

typedef struct SimReader SimReader;

/* Opens @path, or stdin for "-", and reads the header. NULL with @error. (transfer full) */
SimReader *sim_reader_open(const char *path, GError **error);
/* The same for bytes in memory, which are borrowed; @name is for messages. */
SimReader *
sim_reader_open_bytes(const char *name, const uint8_t *bytes, size_t length, GError **error);
void sim_reader_free(SimReader *self);

/* Py_Version of the recorded process; 0: it was older than 3.11. */
uint32_t sim_reader_version(const SimReader *self);
const char *sim_reader_name(const SimReader *self);

/* Fills @batch; its length is 0 at the end. False with @error. */
bool sim_reader_next(SimReader *self, SimBatch *batch, GError **error);
/* After the end: what is missing, as a sentence, or NULL. Borrowed. */
const char *sim_reader_notice(const SimReader *self);
/* Of the file's bytes, the share that was read so far; 0 when its size is not known. */
double sim_reader_progress(const SimReader *self);

static inline unsigned
sim_record_op(const SimRecord *record)
{
    return PYMTRC_TAG_OP(record->tag);
}

static inline unsigned
sim_record_domain(const SimRecord *record)
{
    return PYMTRC_TAG_DOMAIN(record->tag);
}

/* The number, from 1, of the record at @index, which is no control record. */
uint64_t sim_batch_number(const SimBatch *batch, unsigned index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimReader, sim_reader_free)

G_END_DECLS

#include "sim/record/reader.h"

#include <string.h>

#include "sim/base/diag.h"
#include "sim/record/format.h"
#include "sim/record/input.h"

enum {
    /* More than any record takes; as many bytes may be read behind a record's first. */
    SLACK = 64,
    BUFFER_SIZE = 1 << 17
};

#define USER_END         (UINT64_C(1) << 47) /* the first address no process can have */
#define LARGEST_DISTANCE (UINT64_C(1) << 50) /* as it is written; more than between any two */
#define LARGEST_PAYLOAD  (1 << 24)
#define LAST_OF_VERSION1 PYMTRC_INTERP

typedef enum {
    FAULT_NONE,
    FAULT_TAG,
    FAULT_LONG_NUMBER,
    FAULT_ADDRESS,
    FAULT_CONTROL,
    FAULT_PAYLOAD,
    FAULT_CUT,
    FAULT_AFTER_END,
    FAULT_COUNT
} Fault;

static const char *const fault_texts[] = {
    [FAULT_NONE] = "",
    [FAULT_TAG] = "no record begins so",
    [FAULT_LONG_NUMBER] = "a number is too long",
    [FAULT_ADDRESS] = "an address is not one of a process",
    [FAULT_CONTROL] = "an unknown kind of control record",
    [FAULT_PAYLOAD] = "a control record has too many bytes",
    [FAULT_CUT] = "the recording ends inside this record",
    [FAULT_AFTER_END] = "there is more behind the end",
    [FAULT_COUNT] = "the count at the end is not that of the records",
};

struct SimReader {
    SimInput *input;
    uint32_t version;
    SimAddr refs[PYMTRC_STREAMS]; /* the last address */
    uint32_t site;                /* of the calls that follow */
    uint64_t records;             /* so far, without control records */
    bool tags[256];               /* those that exist */
    uint8_t *buffer;
    const uint8_t *at;
    const uint8_t *end;
    uint64_t end_offset; /* of @end in the recording */
    bool at_end;         /* of the stream */
    bool has_end;        /* the end was recorded */
    GByteArray *payload;
    char *notice;
};

static bool
fail(const SimReader *self, uint64_t offset, const char *what, GError **error)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                "%s: error: byte %" G_GUINT64_FORMAT ": %s\n", sim_input_name(self->input), offset,
                what);
    return false;
}

/* ---- One record ---- */

static bool
is_tag(unsigned tag)
{
    unsigned op = PYMTRC_TAG_OP(tag);
    bool has_domain = PYMTRC_TAG_DOMAIN(tag) != PYMTRC_NONE;
    switch (op) {
    case PYMTRC_MALLOC:
    case PYMTRC_CALLOC:
    case PYMTRC_FREE:
        return (tag & PYMTRC_TAG_OLD_NULL) == 0 && has_domain;
    case PYMTRC_REALLOC:
        return has_domain;
    case PYMTRC_ARENA_ALLOC:
    case PYMTRC_ARENA_FREE:
        return (tag & PYMTRC_TAG_OLD_NULL) == 0 && !has_domain;
    default:
        return tag == PYMTRC_TAG_CONTROL;
    }
}

typedef struct {
    const uint8_t *at;
    Fault fault;
} Decoder;

/* Of nine or ten bytes. */
static G_GNUC_NO_INLINE uint64_t
take_long_number(Decoder *in)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
        uint8_t byte = *in->at++;
        value |= (uint64_t) (byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (shift == 63 && byte > 1) {
                break;
            }
            return value;
        }
    }
    in->fault = FAULT_LONG_NUMBER;
    return 0;
}

/* LEB128. Longer ones are put together without a loop, because their length is not to be
 * foretold: the groups of seven bits are moved together by pairs. */
static inline uint64_t
take_number(Decoder *in)
{
    uint64_t word;
    memcpy(&word, in->at, sizeof word);
    word = GUINT64_FROM_LE(word);
    if ((word & 0x80) == 0) {
        in->at += 1;
        return word & 0x7f;
    }
    uint64_t stops = ~word & UINT64_C(0x8080808080808080);
    if (G_UNLIKELY(stops == 0)) {
        return take_long_number(in);
    }
    in->at += (unsigned) __builtin_ctzll(stops) / 8 + 1;
    word &= stops ^ (stops - 1);
    word = (word & UINT64_C(0x007f007f007f007f)) | (word & UINT64_C(0x7f007f007f007f00)) >> 1;
    word = (word & UINT64_C(0x00003fff00003fff)) | (word & UINT64_C(0x3fff00003fff0000)) >> 2;
    return (word & UINT64_C(0x0fffffff)) | (word & UINT64_C(0x0fffffff00000000)) >> 4;
}

static inline SimAddr
take_address(Decoder *in, SimAddr *ref)
{
    uint64_t zigzag = take_number(in);
    uint64_t distance = zigzag >> 1 << 4;
    SimAddr addr = *ref + ((zigzag & 1) != 0 ? -distance : distance);
    if (G_UNLIKELY(zigzag >= LARGEST_DISTANCE || addr >= USER_END)) {
        in->fault = in->fault == FAULT_NONE ? FAULT_ADDRESS : in->fault;
    }
    *ref = addr;
    return addr;
}

static inline SimAddr
take_block(Decoder *in, SimAddr *ref)
{
    SimAddr addr = take_address(in, ref);
    if (G_UNLIKELY(addr == 0)) {
        in->fault = in->fault == FAULT_NONE ? FAULT_ADDRESS : in->fault;
    }
    return addr;
}

static inline void
take_call(Decoder *in, SimAddr *refs, SimRecord *record)
{
    unsigned tag = *in->at++;
    SimAddr *ref = &refs[PYMTRC_TAG_DOMAIN(tag)];
    bool is_null = (tag & PYMTRC_TAG_NULL) != 0;
    record->tag = (uint8_t) tag;
    switch (PYMTRC_TAG_OP(tag)) {
    case PYMTRC_MALLOC:
    case PYMTRC_ARENA_ALLOC:
        record->size = take_number(in);
        record->addr = is_null ? 0 : take_block(in, ref);
        break;
    case PYMTRC_CALLOC: {
        uint64_t count = take_number(in);
        if (!g_uint64_checked_mul(&record->size, count, take_number(in))) {
            record->size = UINT64_MAX;
        }
        record->addr = is_null ? 0 : take_block(in, ref);
        break;
    }
    case PYMTRC_REALLOC:
        record->size = take_number(in);
        record->old_addr = (tag & PYMTRC_TAG_OLD_NULL) != 0 ? 0 : take_block(in, ref);
        record->addr = is_null ? 0 : take_block(in, ref);
        break;
    case PYMTRC_FREE:
        record->old_addr = is_null ? 0 : take_block(in, ref);
        break;
    case PYMTRC_ARENA_FREE:
        record->size = take_number(in);
        record->old_addr = is_null ? 0 : take_address(in, ref);
        break;
    default:
        record->old_addr = take_number(in);
        record->size = take_number(in);
        break;
    }
}

/* ---- The buffer ---- */

/* Moves what is left to the front and reads on, until there is room for no record more or
 * the stream ends. */
static bool
refill(SimReader *self, GError **error)
{
    size_t left = (size_t) (self->end - self->at);
    memmove(self->buffer, self->at, left);
    self->at = self->buffer;
    self->end = self->buffer + left;
    while (!self->at_end && left <= SLACK) {
        size_t length;
        if (!sim_input_read(self->input, self->buffer + left, BUFFER_SIZE - left, &length, error)) {
            return false;
        }
        self->at_end = length == 0;
        left += length;
        self->end_offset += length;
    }
    self->end = self->buffer + left;
    /* Behind the end lies nothing that could pass for the rest of a record. */
    memset(self->buffer + left, 0, SLACK);
    return true;
}

static uint64_t
offset_of(const SimReader *self, const uint8_t *at)
{
    return self->end_offset - (uint64_t) (self->end - at);
}

/* ---- Header ---- */

static bool
has_magic(const uint8_t *at)
{
    return memcmp(at, PYMTRC_MAGIC_1, PYMTRC_MAGIC_SIZE) == 0 ||
           memcmp(at, PYMTRC_MAGIC_2, PYMTRC_MAGIC_SIZE) == 0;
}

static bool
read_header(SimReader *self, GError **error)
{
    if (!refill(self, error)) {
        return false;
    }
    if (self->end - self->at < PYMTRC_HEADER_SIZE || !has_magic(self->at)) {
        bool is_cut = self->at == self->end && sim_input_is_cut(self->input);
        return fail(self, 0,
                    is_cut ? "the file is cut off before the first record"
                           : "this is not a recording of a Python process",
                    error);
    }
    uint32_t fields[2];
    memcpy(fields, self->at + PYMTRC_MAGIC_SIZE, sizeof fields);
    self->version = GUINT32_FROM_LE(fields[0]);
    if (fields[1] != 0) {
        return fail(self, PYMTRC_MAGIC_SIZE + sizeof fields[0], "the header's last word is not 0",
                    error);
    }
    self->at += PYMTRC_HEADER_SIZE;
    return true;
}

static SimReader *
new_reader(SimInput *input, GError **error)
{
    g_autoptr(SimReader) self = g_new0(SimReader, 1);
    self->input = input;
    self->buffer = g_malloc(BUFFER_SIZE + SLACK);
    self->at = self->end = self->buffer;
    self->payload = g_byte_array_new();
    for (unsigned tag = 0; tag < G_N_ELEMENTS(self->tags); tag++) {
        self->tags[tag] = is_tag(tag);
    }
    return read_header(self, error) ? g_steal_pointer(&self) : NULL;
}

SimReader *
sim_reader_open(const char *path, GError **error)
{
    SimInput *input = sim_input_open(path, error);
    return input == NULL ? NULL : new_reader(input, error);
}

SimReader *
sim_reader_open_bytes(const char *name, const uint8_t *bytes, size_t length, GError **error)
{
    return new_reader(sim_input_open_bytes(name, bytes, length), error);
}

void
sim_reader_free(SimReader *self)
{
    if (self != NULL) {
        sim_input_free(self->input);
        g_byte_array_unref(self->payload);
        g_free(self->buffer);
        g_free(self->notice);
        g_free(self);
    }
}

/* ---- Batches ---- */

typedef enum {
    KEEP, /* the record is for the player */
    DROP, /* it was for the reader */
    END_BATCH
} Control;

static Control
read_control(SimReader *self, Decoder *in, const SimRecord *record, uint64_t records)
{
    uint64_t kind = record->old_addr;
    if (in->fault != FAULT_NONE) {
        return END_BATCH;
    }
    if (kind == PYMTRC_END) {
        self->has_end = true;
        in->fault = record->size == records ? FAULT_NONE : FAULT_COUNT;
        return END_BATCH;
    }
    if (kind == PYMTRC_SITE) {
        self->site = (uint32_t) MIN(record->size, UINT32_MAX);
        return DROP;
    }
    if (kind > LAST_OF_VERSION1 && kind < PYMTRC_SITE) {
        in->fault = FAULT_CONTROL;
    } else if (kind >= PYMTRC_PAYLOAD && record->size > LARGEST_PAYLOAD) {
        in->fault = FAULT_PAYLOAD;
    }
    return KEEP;
}

/* Decodes records that begin before @limit, while the batch has room, up to one with bytes. */
static Fault
fill_batch(SimReader *self, SimBatch *batch, const uint8_t *limit)
{
    Decoder in = {self->at, FAULT_NONE};
    const uint8_t *from = self->at;
    const uint8_t *zero = self->at - (offset_of(self, self->at) - batch->offset);
    SimAddr refs[PYMTRC_STREAMS];
    memcpy(refs, self->refs, sizeof refs);
    unsigned length = batch->length;
    while (length < SIM_BATCH_SIZE && in.at < limit && batch->payload_length == 0) {
        SimRecord *record = &batch->records[length];
        Control control = KEEP;
        from = in.at;
        record->offset = (uint16_t) (from - zero);
        record->site = self->site;
        take_call(&in, refs, record);
        if (G_UNLIKELY(!self->tags[record->tag])) {
            in.fault = FAULT_TAG;
        } else if (G_UNLIKELY(record->tag == PYMTRC_TAG_CONTROL)) {
            control = read_control(self, &in, record, batch->number + length - batch->controls);
        }
        if (G_UNLIKELY(in.fault != FAULT_NONE || control == END_BATCH || in.at > self->end)) {
            break;
        }
        if (G_UNLIKELY(record->tag == PYMTRC_TAG_CONTROL)) {
            batch->controls += control == KEEP;
            batch->payload_length = record->old_addr >= PYMTRC_PAYLOAD ? record->size : 0;
        }
        length += control == KEEP;
    }
    if (G_UNLIKELY(in.at > self->end && in.fault != FAULT_TAG)) {
        self->has_end = false;
        in.fault = FAULT_CUT;
    }
    memcpy(self->refs, refs, sizeof refs);
    batch->length = length;
    self->at = in.fault == FAULT_NONE ? in.at : from;
    return in.fault;
}

static bool
read_payload(SimReader *self, SimBatch *batch, Fault *fault, GError **error)
{
    g_byte_array_set_size(self->payload, 0);
    while (self->payload->len < batch->payload_length) {
        if (self->at == self->end && !refill(self, error)) {
            return false;
        }
        size_t missing = batch->payload_length - self->payload->len;
        size_t length = MIN((size_t) (self->end - self->at), missing);
        if (length == 0) {
            *fault = FAULT_CUT;
            batch->length--;
            batch->controls--;
            batch->payload_length = 0;
            return true;
        }
        g_byte_array_append(self->payload, self->at, (guint) length);
        self->at += length;
    }
    batch->payload = self->payload->data;
    return true;
}

static void
note_end(SimReader *self)
{
    if (sim_input_is_cut(self->input)) {
        self->notice = g_strdup("the file is cut off; what is before the cut is used");
    } else if (!self->has_end) {
        self->notice = g_strdup("its end was not recorded (the process was killed, or goes on)");
    }
}

/* A compressed file that is cut ends inside a record as a rule. */
static bool
judge_batch(SimReader *self, Fault fault, GError **error)
{
    if (fault == FAULT_CUT && sim_input_is_cut(self->input)) {
        self->at = self->end;
        return true;
    }
    return fault == FAULT_NONE || fail(self, offset_of(self, self->at), fault_texts[fault], error);
}

static void
start_batch(const SimReader *self, SimBatch *batch)
{
    batch->length = batch->controls = 0;
    batch->payload = NULL;
    batch->payload_length = 0;
    batch->number = self->records;
    batch->offset = offset_of(self, self->at);
}

bool
sim_reader_next(SimReader *self, SimBatch *batch, GError **error)
{
    Fault fault = FAULT_NONE;
    start_batch(self, batch);
    while (fault == FAULT_NONE && batch->length < SIM_BATCH_SIZE && batch->payload_length == 0) {
        if (!self->at_end && self->end - self->at <= SLACK && !refill(self, error)) {
            return false;
        }
        if (self->at == self->end) {
            break;
        }
        fault = self->has_end
                    ? FAULT_AFTER_END
                    : fill_batch(self, batch, self->at_end ? self->end : self->end - SLACK);
    }
    if (batch->payload_length > 0 && !read_payload(self, batch, &fault, error)) {
        return false;
    }
    if (!judge_batch(self, fault, error)) {
        return false;
    }
    self->records += batch->length - batch->controls;
    if (batch->length == 0 && self->notice == NULL) {
        note_end(self);
    }
    return true;
}

const char *
sim_reader_notice(const SimReader *self)
{
    return self->notice;
}

uint32_t
sim_reader_version(const SimReader *self)
{
    return self->version;
}

const char *
sim_reader_name(const SimReader *self)
{
    return sim_input_name(self->input);
}

double
sim_reader_progress(const SimReader *self)
{
    return sim_input_progress(self->input);
}

uint64_t
sim_batch_number(const SimBatch *batch, unsigned index)
{
    uint64_t number = batch->number + 1;
    for (unsigned i = 0; i < index; i++) {
        number += sim_record_op(&batch->records[i]) != PYMTRC_CONTROL;
    }
    return number;
}

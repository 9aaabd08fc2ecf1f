/* Packed records: the short forms in which the most frequent events are kept in memory.
 *
 * A packed record stands for one event, or for a few that always come together, and is read back
 * as those. Its first byte is SIM_PACKED | form << 1 | wide; then come its fields, of fixed
 * widths and little-endian, so that writing one costs a few stores: slots of 16 bits (32 in the
 * wide variant, which also says SIM_SLOT_NONE), addresses of 48 bits, numbers as the form says.
 * What does not fit is written the plain way (trace.h).
 *
 * Included by trace.h alone.
 */
#pragma once

enum {
    SIM_TRACE_DOMAIN_OBJ = 2, /* SIM_DOMAIN_OBJ of sim/model/heap.h */
    SIM_PACKED = 0x80,
    SIM_PACKED_QUEUE = 11, /* events of one record, at most */
    SIM_PACKED_FIELDS = 7
};

/* FORM(NAME, events, "fields": s slot, b 8, h 16, w 32 bits, a address, i signed 32, d 64 bits) */
#define SIM_PACKED_FORMS(FORM)                                                                     \
    FORM(INCREF, 1, "s")                                                                           \
    FORM(DECREF, 1, "s")                                                                           \
    FORM(DESTROY, 1, "s")                                                                          \
    FORM(DROP, 2, "s") /* DECREF, DESTROY */                                                       \
    FORM(DIE, 3, "sa") /* DECREF, DESTROY, FREE from OBJ */                                        \
    FORM(BIND, 1, "bs")                                                                            \
    FORM(LINE, 1, "h")                                                                             \
    FORM(NEW, 2, "sshba")     /* ALLOC from OBJ, CREATE: object, type, size, prefix, block */      \
    FORM(NEW_INT, 3, "sshai") /* the same without prefix, and INT */                               \
    FORM(NEW_LONG, 3, "sshad")                                                                     \
    FORM(CREATE, 1, "ssha") /* object, type, size, address */                                      \
    FORM(INT, 1, "si")                                                                             \
    FORM(REAL, 1, "sd")                                                                            \
    FORM(KEY, 1, "sss")                                                                            \
    FORM(ATTR, 1, "sss")                                                                           \
    FORM(FIELD, 1, "sbs")                                                                          \
    FORM(ITEM_IN, 1, "sws") /* SPLICE of one item into no place */                                 \
    FORM(ITEM_OUT, 1, "sw") /* SPLICE that takes one item out */                                   \
    FORM(ALLOC, 1, "bwa")                                                                          \
    FORM(FREE, 1, "ba")                                                                            \
    FORM(BUFFER, 1, "sba")                                                                         \
    FORM(FRAME, 1, "wss")                                                                          \
    FORM(UNFRAME, 1, "")                                                                           \
    FORM(LINE_LOW, 1, "b")                                                                         \
    /* NEXT and SUM are of blocks that the memory (trace.h) knows. A number where one              \
     * of its class died last is bound to a local whose old value dies: ALLOC, CREATE,             \
     * INT, BIND, DECREF, DESTROY, FREE; object, old, local, size, value. */                       \
    FORM(NEXT, 7, "ssbbi")                                                                         \
    /* The same for a result: INCREF twice before, DECREF twice behind INT; object,                \
     * left, right, old, local, size, value. */                                                    \
    FORM(SUM, 11, "ssssbbd")

typedef enum {
#define SIM_PACKED_FORM(NAME, events, fields) SIM_PACKED_##NAME,
    SIM_PACKED_FORMS(SIM_PACKED_FORM)
#undef SIM_PACKED_FORM
    SIM_PACKED_FORM_COUNT
} SimPackedForm;

#define SIM_PACK static inline __attribute__((always_inline))

SIM_PACK uint8_t *
sim_pack_begin(SimTrace *trace, SimPackedForm form, const bool wide, unsigned events)
{
    if (G_UNLIKELY((size_t) (trace->end - trace->at) < SIM_TRACE_MAX_FIXED)) {
        sim_trace_grow(trace, SIM_TRACE_MAX_FIXED);
    }
    trace->count += events;
    *trace->at = (uint8_t) (SIM_PACKED | (unsigned) form << 1 | (unsigned) wide);
    return trace->at + 1;
}

SIM_PACK uint8_t *
sim_pack_byte(uint8_t *at, uint64_t value)
{
    *at = (uint8_t) value;
    return at + 1;
}

SIM_PACK uint8_t *
sim_pack_half(uint8_t *at, uint64_t value)
{
    uint16_t half = GUINT16_TO_LE((uint16_t) value);
    memcpy(at, &half, sizeof half);
    return at + sizeof half;
}

SIM_PACK uint8_t *
sim_pack_word(uint8_t *at, uint64_t value)
{
    uint32_t word = GUINT32_TO_LE((uint32_t) value);
    memcpy(at, &word, sizeof word);
    return at + sizeof word;
}

SIM_PACK uint8_t *
sim_pack_slot(uint8_t *at, SimSlot slot, const bool wide)
{
    return wide ? sim_pack_word(at, slot) : sim_pack_half(at, slot);
}

/* Writes two bytes beyond its end: SIM_TRACE_MAX_FIXED leaves room. */
SIM_PACK uint8_t *
sim_pack_addr(uint8_t *at, SimAddr address)
{
    uint64_t le = GUINT64_TO_LE(address);
    memcpy(at, &le, sizeof le);
    return at + 6;
}

SIM_PACK bool
sim_pack_is_wide(SimSlot slot)
{
    return slot > UINT16_MAX;
}

/* SIM_PACK_EITHER(sim_trace_pack_one, trace, wide, ...): the variant is chosen once. */
#define SIM_PACK_EITHER(function, wide, trace, ...)                                                \
    do {                                                                                           \
        if (G_UNLIKELY(wide)) {                                                                    \
            function(trace, true, __VA_ARGS__);                                                    \
        } else {                                                                                   \
            function(trace, false, __VA_ARGS__);                                                   \
        }                                                                                          \
    } while (0)

SIM_PACK void
sim_pack_one(SimTrace *trace, const bool wide, SimPackedForm form, unsigned events, SimSlot object)
{
    uint8_t *at = sim_pack_begin(trace, form, wide, events);
    trace->at = sim_pack_slot(at, object, wide);
}

SIM_PACK void
sim_pack_three(
    SimTrace *trace, const bool wide, SimPackedForm form, SimSlot a, SimSlot b, SimSlot c)
{
    uint8_t *at = sim_pack_begin(trace, form, wide, 1);
    at = sim_pack_slot(at, a, wide);
    at = sim_pack_slot(at, b, wide);
    trace->at = sim_pack_slot(at, c, wide);
}

static inline void
sim_trace_emit_INCREF(SimTrace *trace, SimSlot object)
{
    SIM_PACK_EITHER(sim_pack_one, sim_pack_is_wide(object), trace, SIM_PACKED_INCREF, 1, object);
}

static inline void
sim_trace_emit_DECREF(SimTrace *trace, SimSlot object)
{
    SIM_PACK_EITHER(sim_pack_one, sim_pack_is_wide(object), trace, SIM_PACKED_DECREF, 1, object);
}

static inline void
sim_trace_emit_DESTROY(SimTrace *trace, SimSlot object)
{
    SIM_PACK_EITHER(sim_pack_one, sim_pack_is_wide(object), trace, SIM_PACKED_DESTROY, 1, object);
}

/* DECREF and DESTROY. */
static inline void
sim_trace_emit_drop(SimTrace *trace, SimSlot object)
{
    SIM_PACK_EITHER(sim_pack_one, sim_pack_is_wide(object), trace, SIM_PACKED_DROP, 2, object);
}

SIM_PACK void
sim_pack_die(SimTrace *trace, const bool wide, SimSlot object, SimAddr block)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_DIE, wide, 3);
    at = sim_pack_slot(at, object, wide);
    trace->at = sim_pack_addr(at, block);
}

/* DECREF, DESTROY and FREE of @block from the OBJ domain. */
SIM_PACK void
sim_trace_emit_die(SimTrace *trace, SimSlot object, SimAddr block)
{
    SIM_PACK_EITHER(sim_pack_die, sim_pack_is_wide(object), trace, object, block);
    sim_trace_memory_free(&trace->memory, object, block);
}

SIM_PACK void
sim_pack_bind(SimTrace *trace, const bool wide, uint64_t local, SimSlot object)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_BIND, wide, 1);
    at = sim_pack_byte(at, local);
    trace->at = sim_pack_slot(at, object, wide);
}

static inline void
sim_trace_emit_BIND(SimTrace *trace, uint64_t local, SimSlot object)
{
    if (G_UNLIKELY(local > UINT8_MAX)) {
        sim_trace_plain_BIND(trace, local, object);
    } else {
        SIM_PACK_EITHER(sim_pack_bind, sim_pack_is_wide(object), trace, local, object);
    }
}

static inline void
sim_trace_emit_LINE(SimTrace *trace, uint64_t line)
{
    if (G_UNLIKELY(line > UINT16_MAX)) {
        sim_trace_plain_LINE(trace, line);
    } else if (line > UINT8_MAX) {
        trace->at = sim_pack_half(sim_pack_begin(trace, SIM_PACKED_LINE, false, 1), line);
    } else {
        trace->at = sim_pack_byte(sim_pack_begin(trace, SIM_PACKED_LINE_LOW, false, 1), line);
    }
}

SIM_PACK void
sim_pack_new(SimTrace *trace,
             const bool wide,
             SimSlot object,
             SimSlot type,
             uint64_t size,
             uint64_t prefix,
             SimAddr block)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_NEW, wide, 2);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_slot(at, type, wide);
    at = sim_pack_half(at, size);
    at = sim_pack_byte(at, prefix);
    trace->at = sim_pack_addr(at, block);
}

/* ALLOC of @size bytes from OBJ, and CREATE of an object that begins @prefix bytes behind @block.
 */
static inline void
sim_trace_emit_new(
    SimTrace *trace, SimSlot object, SimSlot type, uint64_t size, uint64_t prefix, SimAddr block)
{
    if (G_UNLIKELY(size > UINT16_MAX)) {
        sim_trace_plain_ALLOC(trace, SIM_TRACE_DOMAIN_OBJ, size, block);
        sim_trace_plain_CREATE(trace, object, type, block + prefix, size);
    } else {
        SIM_PACK_EITHER(sim_pack_new, sim_pack_is_wide(object | type), trace, object, type, size,
                        prefix, block);
    }
}

SIM_PACK void
sim_pack_new_int(SimTrace *trace,
                 const bool wide,
                 SimSlot object,
                 SimSlot type,
                 uint64_t size,
                 SimAddr block,
                 int64_t value)
{
    bool small = value == (int32_t) value;
    uint8_t *at = sim_pack_begin(trace, small ? SIM_PACKED_NEW_INT : SIM_PACKED_NEW_LONG, wide, 3);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_slot(at, type, wide);
    at = sim_pack_half(at, size);
    at = sim_pack_addr(at, block);
    uint64_t le = GUINT64_TO_LE((uint64_t) value);
    memcpy(at, &le, sizeof le);
    trace->at = at + (small ? sizeof(int32_t) : sizeof(int64_t));
}

SIM_PACK void
sim_pack_int(SimTrace *trace, const bool wide, SimSlot object, int64_t value)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_INT, wide, 1);
    at = sim_pack_slot(at, object, wide);
    trace->at = sim_pack_word(at, (uint64_t) value);
}

static inline void
sim_trace_emit_INT(SimTrace *trace, SimSlot object, int64_t value)
{
    if (G_UNLIKELY(value != (int32_t) value)) {
        sim_trace_plain_INT(trace, object, value);
    } else {
        SIM_PACK_EITHER(sim_pack_int, sim_pack_is_wide(object), trace, object, value);
    }
}

/* ALLOC of @size bytes (at most 65535) from OBJ, CREATE and INT. */
SIM_PACK void
sim_trace_emit_new_int(
    SimTrace *trace, SimSlot object, SimSlot type, uint64_t size, SimAddr block, int64_t value)
{
    SIM_PACK_EITHER(sim_pack_new_int, sim_pack_is_wide(object | type), trace, object, type, size,
                    block, value);
    trace->memory.type = type;
    sim_trace_memory_note(&trace->memory, object, block, size);
}

/* A number that takes the place of another one in a local. */
typedef struct {
    SimSlot type;
    SimSlot object;
    SimSlot old; /* it dies */
    SimAddr block;
    SimAddr old_block;
    uint32_t local;
    uint32_t size; /* of its block, at most 255 */
    int64_t value;
} SimTraceNumber;

/* Whether NEXT and SUM can say it: most of it is in the memory of the chunk. */
SIM_PACK bool
sim_trace_is_known(const SimTrace *trace, const SimTraceNumber *number)
{
    const SimTraceMemory *memory = &trace->memory;
    return memory->freed[sim_trace_class(number->size)] == number->block &&
           memory->type == number->type && sim_trace_memory_has(memory, number->old) &&
           memory->blocks[number->old % SIM_TRACE_MEMORY] == number->old_block &&
           number->local <= UINT8_MAX;
}

/* False: the next record begins a chunk, whose memory is empty. */
SIM_PACK bool
sim_pack_has_room(const SimTrace *trace)
{
    return (size_t) (trace->end - trace->at) >= SIM_TRACE_MAX_FIXED;
}

SIM_PACK void
sim_pack_remember(SimTrace *trace, const SimTraceNumber *number)
{
    sim_trace_memory_free(&trace->memory, number->old, number->old_block);
    sim_trace_memory_note(&trace->memory, number->object, number->block, number->size);
}

SIM_PACK void
sim_pack_next(SimTrace *trace, const bool wide, const SimTraceNumber *number)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_NEXT, wide, 7);
    at = sim_pack_slot(at, number->object, wide);
    at = sim_pack_slot(at, number->old, wide);
    at = sim_pack_byte(at, number->local);
    at = sim_pack_byte(at, number->size);
    trace->at = sim_pack_word(at, (uint64_t) number->value);
}

/* ALLOC, CREATE, INT, BIND, DECREF, DESTROY, FREE in one record; false when it cannot say it. */
SIM_PACK bool
sim_trace_emit_next(SimTrace *trace, const SimTraceNumber *number)
{
    if (!sim_pack_has_room(trace) || !sim_trace_is_known(trace, number) ||
        number->value != (int32_t) number->value) {
        return false;
    }
    SIM_PACK_EITHER(sim_pack_next, sim_pack_is_wide(number->object | number->old), trace, number);
    sim_pack_remember(trace, number);
    return true;
}

SIM_PACK void
sim_pack_sum(
    SimTrace *trace, const bool wide, const SimTraceNumber *number, SimSlot left, SimSlot right)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_SUM, wide, 11);
    at = sim_pack_slot(at, number->object, wide);
    at = sim_pack_slot(at, left, wide);
    at = sim_pack_slot(at, right, wide);
    at = sim_pack_slot(at, number->old, wide);
    at = sim_pack_byte(at, number->local);
    at = sim_pack_byte(at, number->size);
    uint64_t le = GUINT64_TO_LE((uint64_t) number->value);
    memcpy(at, &le, sizeof le);
    trace->at = at + sizeof le;
}

/* The same for the result of an operation: INCREF of both operands before, DECREF of both behind
 * the INT. */
SIM_PACK bool
sim_trace_emit_sum(SimTrace *trace, const SimTraceNumber *number, SimSlot left, SimSlot right)
{
    if (!sim_pack_has_room(trace) || !sim_trace_is_known(trace, number)) {
        return false;
    }
    SIM_PACK_EITHER(sim_pack_sum, sim_pack_is_wide(number->object | number->old | left | right),
                    trace, number, left, right);
    sim_pack_remember(trace, number);
    return true;
}

SIM_PACK void
sim_pack_real(SimTrace *trace, const bool wide, SimSlot object, double value)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_REAL, wide, 1);
    at = sim_pack_slot(at, object, wide);
    memcpy(at, &value, sizeof value);
    trace->at = at + sizeof value;
}

static inline void
sim_trace_emit_REAL(SimTrace *trace, SimSlot object, double value)
{
    SIM_PACK_EITHER(sim_pack_real, sim_pack_is_wide(object), trace, object, value);
}

SIM_PACK void
sim_pack_create(
    SimTrace *trace, const bool wide, SimSlot object, SimSlot type, SimAddr address, uint64_t size)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_CREATE, wide, 1);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_slot(at, type, wide);
    at = sim_pack_half(at, size);
    trace->at = sim_pack_addr(at, address);
}

static inline void
sim_trace_emit_CREATE(SimTrace *trace, SimSlot object, SimSlot type, SimAddr address, uint64_t size)
{
    if (G_UNLIKELY(size > UINT16_MAX)) {
        sim_trace_plain_CREATE(trace, object, type, address, size);
    } else {
        SIM_PACK_EITHER(sim_pack_create, sim_pack_is_wide(object | type), trace, object, type,
                        address, size);
    }
}

static inline void
sim_trace_emit_KEY(SimTrace *trace, SimSlot object, SimSlot key, SimSlot value)
{
    SIM_PACK_EITHER(sim_pack_three, sim_pack_is_wide(object | key | value), trace, SIM_PACKED_KEY,
                    object, key, value);
}

static inline void
sim_trace_emit_ATTR(SimTrace *trace, SimSlot object, SimSlot name, SimSlot target)
{
    SIM_PACK_EITHER(sim_pack_three, sim_pack_is_wide(object | name | target), trace,
                    SIM_PACKED_ATTR, object, name, target);
}

SIM_PACK void
sim_pack_field(SimTrace *trace, const bool wide, SimSlot object, uint64_t label, SimSlot target)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_FIELD, wide, 1);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_byte(at, label);
    trace->at = sim_pack_slot(at, target, wide);
}

static inline void
sim_trace_emit_FIELD(SimTrace *trace, SimSlot object, uint64_t label, SimSlot target)
{
    SIM_PACK_EITHER(sim_pack_field, sim_pack_is_wide(object | target), trace, object, label,
                    target);
}

SIM_PACK void
sim_pack_item_in(SimTrace *trace, const bool wide, SimSlot object, uint64_t start, SimSlot item)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_ITEM_IN, wide, 1);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_word(at, start);
    trace->at = sim_pack_slot(at, item, wide);
}

SIM_PACK void
sim_pack_item_out(SimTrace *trace, const bool wide, SimSlot object, uint64_t start)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_ITEM_OUT, wide, 1);
    at = sim_pack_slot(at, object, wide);
    trace->at = sim_pack_word(at, start);
}

static inline void
sim_trace_emit_SPLICE(
    SimTrace *trace, SimSlot object, uint64_t start, uint64_t removed, SimSlots items)
{
    if (removed == 0 && items.count == 1 && start <= UINT32_MAX) {
        SIM_PACK_EITHER(sim_pack_item_in, sim_pack_is_wide(object | items.items[0]), trace, object,
                        start, items.items[0]);
    } else if (removed == 1 && items.count == 0 && start <= UINT32_MAX) {
        SIM_PACK_EITHER(sim_pack_item_out, sim_pack_is_wide(object), trace, object, start);
    } else {
        sim_trace_plain_SPLICE(trace, object, start, removed, items);
    }
}

static inline void
sim_trace_emit_ALLOC(SimTrace *trace, uint64_t domain, uint64_t size, SimAddr address)
{
    if (G_UNLIKELY(size > UINT32_MAX)) {
        sim_trace_plain_ALLOC(trace, domain, size, address);
        return;
    }
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_ALLOC, false, 1);
    at = sim_pack_byte(at, domain);
    at = sim_pack_word(at, size);
    trace->at = sim_pack_addr(at, address);
}

static inline void
sim_trace_emit_FREE(SimTrace *trace, uint64_t domain, SimAddr address)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_FREE, false, 1);
    at = sim_pack_byte(at, domain);
    trace->at = sim_pack_addr(at, address);
}

SIM_PACK void
sim_pack_buffer(SimTrace *trace, const bool wide, SimSlot object, uint64_t label, SimAddr address)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_BUFFER, wide, 1);
    at = sim_pack_slot(at, object, wide);
    at = sim_pack_byte(at, label);
    trace->at = sim_pack_addr(at, address);
}

static inline void
sim_trace_emit_BUFFER(SimTrace *trace, SimSlot object, uint64_t label, SimAddr address)
{
    SIM_PACK_EITHER(sim_pack_buffer, sim_pack_is_wide(object), trace, object, label, address);
}

SIM_PACK void
sim_pack_frame(SimTrace *trace, const bool wide, uint64_t code, SimSlot globals, SimSlot names)
{
    uint8_t *at = sim_pack_begin(trace, SIM_PACKED_FRAME, wide, 1);
    at = sim_pack_word(at, code);
    at = sim_pack_slot(at, globals, wide);
    trace->at = sim_pack_slot(at, names, wide);
}

static inline void
sim_trace_emit_FRAME(SimTrace *trace, uint64_t code, SimSlot globals, SimSlot names)
{
    SIM_PACK_EITHER(sim_pack_frame, sim_pack_is_wide(globals | names), trace, code, globals, names);
}

static inline void
sim_trace_emit_UNFRAME(SimTrace *trace)
{
    trace->at = sim_pack_begin(trace, SIM_PACKED_UNFRAME, false, 1);
}

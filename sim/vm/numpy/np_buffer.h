/* Elements of arrays on the host: what stands behind the data blocks of the modelled heap.
 *
 * A buffer is shared by the array that owns the data and its views. Its content may be large:
 * elements are kept in pages that exist once one of their elements was written or, for arrays
 * of moderate size, read. A page that does not exist follows from how the content was made
 * (SimNpFill), which may be an operation on the contents of other arrays. Contents are
 * shared copy-on-write, so an array of 10**9 numbers, its copy and its double cost nothing.
 *
 * Reading and writing cannot fail; sim_np_buffer_can_write says beforehand whether the host
 * would bear it.
 */
#pragma once

#include <string.h>

#include "sim/vm/numpy/np_apply.h"
#include "sim/vm/numpy/np_kind.h"
#include "sim/vm/numpy/np_random.h"

G_BEGIN_DECLS

enum {
    SIM_NP_PAGE = 1 << 16,     /* bytes */
    SIM_NP_MAX_WALK = 1 << 27, /* elements an operation may compute one by one */
    SIM_NP_LAZY_SIZE = 1 << 15 /* elements of results that are not computed at once */
};

typedef struct SimNpContent SimNpContent;

typedef enum {
    SIM_NP_FILL_ZERO,
    SIM_NP_FILL_VALUE,  /* start */
    SIM_NP_FILL_RANGE,  /* start + i * step; step of the content's kind */
    SIM_NP_FILL_RANDOM, /* any numbers from 0 to 1; start.integer: seed */
    SIM_NP_FILL_SEEDED, /* the generator's next numbers */
    SIM_NP_FILL_APPLY   /* an operation on other elements of the same index */
} SimNpFillKind;

/* An operand of SIM_NP_FILL_APPLY. */
typedef struct {
    SimNpContent *content; /* owned; NULL: value for every index */
    SimNpKind kind;
    SimNpValue value;
} SimNpSource;

typedef struct {
    SimNpFillKind kind;
    SimNpValue start;
    SimNpValue step;
    SimNpGenerator *generator; /* SEEDED: owned snapshot */
    SimNpApply apply;
    SimNpSource a;
    SimNpSource b;
} SimNpFill;

typedef struct {
    uint32_t refs;
    SimNpContent *content;         /* owned */
    struct SimNpElements *watched; /* np_elements.h: owned by the array; NULL: nobody asks */
} SimNpBuffer;

static inline SimNpFill
sim_np_fill_zero(void)
{
    SimNpFill fill;
    memset(&fill, 0, sizeof fill);
    return fill;
}

/* Releases what @fill owns, when nobody takes it over. */
void sim_np_fill_clear(SimNpFill *fill);

/* Takes over what @fill owns. */
SimNpBuffer *sim_np_buffer_new(SimNpKind kind, int64_t count, SimNpFill fill);
SimNpBuffer *sim_np_buffer_ref(SimNpBuffer *buffer);
void sim_np_buffer_unref(SimNpBuffer *buffer); /* may be NULL */

SimNpKind sim_np_buffer_kind(const SimNpBuffer *buffer);
int64_t sim_np_buffer_count(const SimNpBuffer *buffer);
/* The content, to be the source of another one; released with the fill it goes into. */
SimNpContent *sim_np_buffer_share(SimNpBuffer *buffer);
/* Replaces every element: @fill has the buffer's kind and count. */
void sim_np_buffer_refill(SimNpBuffer *buffer, SimNpFill fill);
/* Replaces every element by those of @from, of the same kind and count. */
void sim_np_buffer_copy(SimNpBuffer *buffer, SimNpBuffer *from);
/* Whether so much computing stands behind an element that results should not add to it. */
bool sim_np_buffer_is_heavy(const SimNpBuffer *buffer);
/* Whether all elements are *@value and nobody has written one. */
bool sim_np_buffer_uniform(const SimNpBuffer *buffer, SimNpValue *value);
/* Whether writing @count more elements stays within the host's bounds. */
bool sim_np_buffer_can_write(const SimNpBuffer *buffer, int64_t count);

/* The element of @kind at byte @offset, which need not be the buffer's own kind. */
SimNpValue sim_np_buffer_get(SimNpBuffer *buffer, SimNpKind kind, int64_t offset);
void sim_np_buffer_set(SimNpBuffer *buffer, SimNpKind kind, int64_t offset, SimNpValue value);
/* The element at @index, without keeping what is computed for it. */
SimNpValue sim_np_buffer_peek(const SimNpBuffer *buffer, int64_t index);

G_END_DECLS

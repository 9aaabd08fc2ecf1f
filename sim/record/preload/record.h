/* One record of each kind, encoded into the stream under its lock (the hot path: all inline).
 *
 * @sited says at compile time whether records may need a site or an interpreter before them.
 */
#pragma once

#include "sim/record/preload/stream.h"

#define SIM_RECORD_INLINE static inline __attribute__((always_inline))
#define RARELY(condition) __builtin_expect((condition), 0)

SIM_RECORD_INLINE bool
sim_record_is_odd(const void *address)
{
    return RARELY(((uintptr_t) address & (PYMTRC_GRANULE - 1)) != 0);
}

/* What is not called from inside mem or obj is nobody's: it may be done without the GIL. */
SIM_RECORD_INLINE unsigned
sim_record_needs(bool sited, unsigned domain, const SimRecordThread *thread)
{
    bool owned = domain == PYMTRC_MEM || domain == PYMTRC_OBJ || thread->depth > 0;
    return sited && owned ? SIM_RECORD_PLACED | SIM_RECORD_SITED : 0;
}

SIM_RECORD_INLINE unsigned char *
sim_record_put_tag(unsigned char *p,
                   unsigned op,
                   unsigned domain,
                   const SimRecordThread *thread,
                   const void *result)
{
    unsigned tag = PYMTRC_TAG(op, domain) | (thread->depth > 0 ? PYMTRC_TAG_NESTED : 0) |
                   (result == NULL ? PYMTRC_TAG_NULL : 0);
    *p = (unsigned char) tag;
    return p + 1;
}

/* Puts the last field and closes the record. */
SIM_RECORD_INLINE void
sim_record_finish(unsigned char *p, unsigned stream, const void *result)
{
    if (sim_record_is_odd(result)) {
        sim_record_stop(SIM_RECORD_ODD_ADDRESS, 0);
        return;
    }
    sim_record_commit(RARELY(result == NULL) ? p : sim_record_put_address(p, stream, result));
}

SIM_RECORD_INLINE void
sim_record_malloc(
    bool sited, unsigned domain, SimRecordThread *thread, size_t size, const void *result)
{
    unsigned char *p = sim_record_begin(thread, sim_record_needs(sited, domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    p = sim_record_put_tag(p, PYMTRC_MALLOC, domain, thread, result);
    sim_record_finish(sim_record_put(p, size), domain, result);
}

SIM_RECORD_INLINE void
sim_record_calloc(bool sited,
                  unsigned domain,
                  SimRecordThread *thread,
                  size_t nelem,
                  size_t elsize,
                  const void *result)
{
    unsigned char *p = sim_record_begin(thread, sim_record_needs(sited, domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    p = sim_record_put_tag(p, PYMTRC_CALLOC, domain, thread, result);
    p = sim_record_put(p, nelem);
    sim_record_finish(sim_record_put(p, elsize), domain, result);
}

SIM_RECORD_INLINE void
sim_record_realloc(bool sited,
                   unsigned domain,
                   SimRecordThread *thread,
                   uintptr_t old,
                   size_t size,
                   const void *result)
{
    unsigned char *p = sim_record_begin(thread, sim_record_needs(sited, domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    unsigned char *tag = p;
    p = sim_record_put_tag(p, PYMTRC_REALLOC, domain, thread, result);
    p = sim_record_put(p, size);
    if (old == 0) {
        *tag |= PYMTRC_TAG_OLD_NULL;
    } else {
        p = sim_record_put_address(p, domain, (const void *) old);
    }
    sim_record_finish(p, domain, result);
}

SIM_RECORD_INLINE void
sim_record_free(bool sited, unsigned domain, SimRecordThread *thread, const void *block)
{
    unsigned needs = sim_record_needs(sited, domain, thread) & ~(unsigned) SIM_RECORD_SITED;
    unsigned char *p = sim_record_begin(thread, needs);
    if (RARELY(p == NULL)) {
        return;
    }
    p = sim_record_put_tag(p, PYMTRC_FREE, domain, thread, block);
    sim_record_finish(p, domain, block);
}

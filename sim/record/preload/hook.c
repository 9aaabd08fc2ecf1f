#include "sim/record/preload/hook.h"

#include "sim/record/preload/site.h"
#include "sim/record/preload/snapshot.h"
#include "sim/record/preload/stream.h"

#define RARELY(condition) __builtin_expect((condition), 0)

/* Smaller ones are not arenas of pymalloc but chunks of the frames' stack (16 KiB). */
#define SMALLEST_ARENA (256 << 10)

/* Fewer calls than any Python makes to start: the hook was lost then. */
#define CALLS_OF_A_START 2000

typedef struct {
    unsigned domain;
    SimRecordAllocator base;
} Domain;

static Domain domains[] = {{PYMTRC_RAW, {0}}, {PYMTRC_MEM, {0}}, {PYMTRC_OBJ, {0}}};
static SimRecordArenaAllocator arenas;
static uint64_t object_calls; /* of mem and obj, outermost */

static inline unsigned char *
put_result(unsigned char *p, unsigned tag, unsigned stream, const void *result)
{
    if (RARELY(((uintptr_t) result & (PYMTRC_GRANULE - 1)) != 0)) {
        sim_record_stop(SIM_RECORD_ODD_ADDRESS, 0);
        return NULL;
    }
    return (tag & PYMTRC_TAG_NULL) != 0 ? p : sim_record_put_address(p, stream, result);
}

static inline unsigned
tag_of(unsigned op, unsigned domain, const SimRecordThread *thread, const void *result)
{
    return PYMTRC_TAG(op, domain) | (thread->depth > 0 ? PYMTRC_TAG_NESTED : 0) |
           (result == NULL ? PYMTRC_TAG_NULL : 0);
}

/* What is not called from inside mem or obj is nobody's: it may be done without the GIL. */
static inline unsigned
needs_of(unsigned domain, const SimRecordThread *thread)
{
    return domain != PYMTRC_RAW || thread->depth > 0 ? SIM_RECORD_PLACED | SIM_RECORD_SITED : 0;
}

static inline void
finish(unsigned char *p)
{
    if (!RARELY(p == NULL)) {
        sim_record_commit(p);
    }
}

/* The records, under the lock. */

static inline void
record_malloc(unsigned domain, SimRecordThread *thread, size_t size, const void *result)
{
    unsigned char *p = sim_record_begin(thread, needs_of(domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    unsigned tag = tag_of(PYMTRC_MALLOC, domain, thread, result);
    *p++ = (unsigned char) tag;
    p = sim_record_put(p, size);
    finish(put_result(p, tag, domain, result));
}

static inline void
record_calloc(unsigned domain,
              SimRecordThread *thread,
              size_t nelem,
              size_t elsize,
              const void *result)
{
    unsigned char *p = sim_record_begin(thread, needs_of(domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    unsigned tag = tag_of(PYMTRC_CALLOC, domain, thread, result);
    *p++ = (unsigned char) tag;
    p = sim_record_put(p, nelem);
    p = sim_record_put(p, elsize);
    finish(put_result(p, tag, domain, result));
}

static inline void
record_realloc(unsigned domain,
               SimRecordThread *thread,
               uintptr_t old,
               size_t size,
               const void *result)
{
    unsigned char *p = sim_record_begin(thread, needs_of(domain, thread));
    if (RARELY(p == NULL)) {
        return;
    }
    unsigned tag = tag_of(PYMTRC_REALLOC, domain, thread, result);
    *p++ = (unsigned char) (tag | (old == 0 ? PYMTRC_TAG_OLD_NULL : 0));
    p = sim_record_put(p, size);
    if (old != 0) {
        p = sim_record_put_address(p, domain, (const void *) old);
    }
    finish(put_result(p, tag, domain, result));
}

static inline void
record_free(unsigned domain, SimRecordThread *thread, const void *block)
{
    unsigned char *p =
        sim_record_begin(thread, needs_of(domain, thread) & ~(unsigned) SIM_RECORD_SITED);
    if (RARELY(p == NULL)) {
        return;
    }
    unsigned tag = tag_of(PYMTRC_FREE, domain, thread, block);
    *p++ = (unsigned char) tag;
    finish(put_result(p, tag, domain, block));
}

static void
record_arena(unsigned op, SimRecordThread *thread, size_t size, const void *base)
{
    SimRecordStatus *status = sim_record_stream.status;
    unsigned char *p = sim_record_begin(thread, needs_of(PYMTRC_RAW, thread));
    if (p == NULL) {
        return;
    }
    unsigned tag = tag_of(op, PYMTRC_NONE, thread, base);
    *p++ = (unsigned char) tag;
    p = sim_record_put(p, size);
    finish(put_result(p, tag, PYMTRC_STREAM_ARENA, base));
    if (thread->depth == 0 || size < SMALLEST_ARENA || base == NULL) {
        return;
    }
    if (op == PYMTRC_ARENA_FREE) {
        status->arenas--;
    } else if (++status->arenas > status->arenas_peak) {
        status->arenas_peak = status->arenas;
    }
}

/* A raw call: made and recorded under the lock. */

static void *
raw_malloc(void *ctx, size_t size)
{
    const Domain *domain = ctx;
    if (!sim_record_stream.on) {
        return domain->base.malloc(domain->base.ctx, size);
    }
    bool locked = sim_record_lock();
    void *result = domain->base.malloc(domain->base.ctx, size);
    record_malloc(PYMTRC_RAW, &sim_record_thread, size, result);
    sim_record_unlock(locked);
    return result;
}

static void *
raw_calloc(void *ctx, size_t nelem, size_t elsize)
{
    const Domain *domain = ctx;
    if (!sim_record_stream.on) {
        return domain->base.calloc(domain->base.ctx, nelem, elsize);
    }
    bool locked = sim_record_lock();
    void *result = domain->base.calloc(domain->base.ctx, nelem, elsize);
    record_calloc(PYMTRC_RAW, &sim_record_thread, nelem, elsize, result);
    sim_record_unlock(locked);
    return result;
}

static void *
raw_realloc(void *ctx, void *old, size_t size)
{
    const Domain *domain = ctx;
    if (!sim_record_stream.on) {
        return domain->base.realloc(domain->base.ctx, old, size);
    }
    bool locked = sim_record_lock();
    uintptr_t before = (uintptr_t) old;
    void *result = domain->base.realloc(domain->base.ctx, old, size);
    record_realloc(PYMTRC_RAW, &sim_record_thread, before, size, result);
    sim_record_unlock(locked);
    return result;
}

static void
raw_free(void *ctx, void *block)
{
    const Domain *domain = ctx;
    if (!sim_record_stream.on) {
        domain->base.free(domain->base.ctx, block);
        return;
    }
    bool locked = sim_record_lock();
    record_free(PYMTRC_RAW, &sim_record_thread, block);
    domain->base.free(domain->base.ctx, block);
    sim_record_unlock(locked);
}

/* A call of mem or obj: what it does inside is nested. */

static inline void
note_interpreter(SimRecordThread *thread)
{
    if (sim_record_python.many_pymallocs && thread->depth == 0) {
        thread->interpreter = sim_record_python_interpreter();
    }
}

static inline void
enter(SimRecordThread *thread)
{
    note_interpreter(thread);
    if (RARELY(sim_record_stream.lines) && thread->depth == 0) {
        thread->site = sim_record_site_now();
    }
    thread->depth++;
}

/* After the record; whether it is time to look at the whole. */
static inline bool
count(const SimRecordThread *thread)
{
    if (thread->depth > 0) {
        return false;
    }
    object_calls++;
    return RARELY(--sim_record_stream.countdown == 0);
}

static void *
object_malloc(void *ctx, size_t size)
{
    const Domain *domain = ctx;
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.malloc(domain->base.ctx, size);
    }
    enter(thread);
    void *result = domain->base.malloc(domain->base.ctx, size);
    thread->depth--;
    bool locked = sim_record_lock();
    record_malloc(domain->domain, thread, size, result);
    bool due = count(thread);
    sim_record_unlock(locked);
    if (due) {
        sim_record_snapshot_due();
    }
    return result;
}

static void *
object_calloc(void *ctx, size_t nelem, size_t elsize)
{
    const Domain *domain = ctx;
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.calloc(domain->base.ctx, nelem, elsize);
    }
    enter(thread);
    void *result = domain->base.calloc(domain->base.ctx, nelem, elsize);
    thread->depth--;
    bool locked = sim_record_lock();
    record_calloc(domain->domain, thread, nelem, elsize, result);
    bool due = count(thread);
    sim_record_unlock(locked);
    if (due) {
        sim_record_snapshot_due();
    }
    return result;
}

static void *
object_realloc(void *ctx, void *old, size_t size)
{
    const Domain *domain = ctx;
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.realloc(domain->base.ctx, old, size);
    }
    enter(thread);
    uintptr_t before = (uintptr_t) old;
    void *result = domain->base.realloc(domain->base.ctx, old, size);
    thread->depth--;
    bool locked = sim_record_lock();
    record_realloc(domain->domain, thread, before, size, result);
    bool due = count(thread);
    sim_record_unlock(locked);
    if (due) {
        sim_record_snapshot_due();
    }
    return result;
}

static void
object_free(void *ctx, void *block)
{
    const Domain *domain = ctx;
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        domain->base.free(domain->base.ctx, block);
        return;
    }
    if (RARELY(sim_record_stream.lines)) {
        sim_record_site_freed(block);
    }
    note_interpreter(thread);
    bool locked = sim_record_lock();
    record_free(domain->domain, thread, block);
    bool due = count(thread);
    sim_record_unlock(locked);
    thread->depth++;
    domain->base.free(domain->base.ctx, block);
    thread->depth--;
    if (due) {
        sim_record_snapshot_due();
    }
}

static void *
arena_alloc(void *ctx, size_t size)
{
    (void) ctx;
    void *base = arenas.alloc(arenas.ctx, size);
    if (sim_record_stream.on) {
        bool locked = sim_record_lock();
        record_arena(PYMTRC_ARENA_ALLOC, &sim_record_thread, size, base);
        sim_record_unlock(locked);
    }
    return base;
}

static void
arena_free(void *ctx, void *base, size_t size)
{
    (void) ctx;
    if (sim_record_stream.on) {
        bool locked = sim_record_lock();
        record_arena(PYMTRC_ARENA_FREE, &sim_record_thread, size, base);
        sim_record_unlock(locked);
    }
    arenas.free(arenas.ctx, base, size);
}

static SimRecordAllocator
wrapper(unsigned domain)
{
    if (domain == PYMTRC_RAW) {
        return (SimRecordAllocator){&domains[domain], raw_malloc, raw_calloc, raw_realloc,
                                    raw_free};
    }
    return (SimRecordAllocator){&domains[domain], object_malloc, object_calloc, object_realloc,
                                object_free};
}

void
sim_record_hook_install(void)
{
    const SimRecordPython *python = &sim_record_python;
    for (unsigned i = 0; i < 3; i++) {
        SimRecordAllocator own = wrapper(i);
        python->get_allocator((int) i, &domains[i].base);
        python->set_allocator((int) i, &own);
    }
    SimRecordArenaAllocator own = {NULL, arena_alloc, arena_free};
    python->get_arena_allocator(&arenas);
    python->set_arena_allocator(&own);
}

const SimRecordAllocator *
sim_record_hook_objects(void)
{
    return &domains[PYMTRC_OBJ].base;
}

/* tracemalloc stacks itself on top; PYTHONMALLOC and -X dev do away with the hook at the start. */
bool
sim_record_hook_is_lost(void)
{
    SimRecordAllocator now;
    sim_record_python.get_allocator(PYMTRC_OBJ, &now);
    return now.malloc != object_malloc && object_calls < CALLS_OF_A_START;
}

#include "sim/record/preload/hook.h"

#include "sim/record/preload/record.h"
#include "sim/record/preload/site.h"
#include "sim/record/preload/snapshot.h"

/* Smaller ones are not arenas of pymalloc but chunks of the frames' stack (16 KiB). */
#define SMALLEST_ARENA (256 << 10)

/* Fewer records than any Python makes to start: the hook was lost then. */
#define RECORDS_OF_A_START 4000

typedef struct {
    unsigned domain;
    SimRecordAllocator base;
} Domain;

static Domain domains[] = {{PYMTRC_RAW, {0}}, {PYMTRC_MEM, {0}}, {PYMTRC_OBJ, {0}}};
static SimRecordArenaAllocator arenas;

/* Calls of mem and obj: what they do inside is nested. */

SIM_RECORD_INLINE void
note_interpreter(SimRecordThread *thread)
{
    if (sim_record_python.many_pymallocs && thread->depth == 0) {
        thread->interpreter = sim_record_python_interpreter();
    }
}

SIM_RECORD_INLINE void
enter(bool full, SimRecordThread *thread)
{
    if (full) {
        note_interpreter(thread);
        if (sim_record_stream.lines && thread->depth == 0) {
            thread->site = sim_record_site_now();
        }
    }
    thread->depth++;
}

/* After the record; whether it is time for a snapshot. */
SIM_RECORD_INLINE bool
count(bool full, const SimRecordThread *thread)
{
    return full && thread->depth == 0 && RARELY(--sim_record_stream.countdown == 0);
}

SIM_RECORD_INLINE void
end(SimRecordLocked locked, bool due)
{
    sim_record_unlock(locked);
    if (RARELY(due)) {
        sim_record_snapshot_due();
    }
}

SIM_RECORD_INLINE void *
object_malloc(bool full, const Domain *domain, size_t size)
{
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.malloc(domain->base.ctx, size);
    }
    enter(full, thread);
    void *result = domain->base.malloc(domain->base.ctx, size);
    thread->depth--;
    SimRecordLocked locked = sim_record_lock();
    sim_record_malloc(full, domain->domain, thread, size, result);
    end(locked, count(full, thread));
    return result;
}

SIM_RECORD_INLINE void *
object_calloc(bool full, const Domain *domain, size_t nelem, size_t elsize)
{
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.calloc(domain->base.ctx, nelem, elsize);
    }
    enter(full, thread);
    void *result = domain->base.calloc(domain->base.ctx, nelem, elsize);
    thread->depth--;
    SimRecordLocked locked = sim_record_lock();
    sim_record_calloc(full, domain->domain, thread, nelem, elsize, result);
    end(locked, count(full, thread));
    return result;
}

SIM_RECORD_INLINE void *
object_realloc(bool full, const Domain *domain, void *old, size_t size)
{
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.realloc(domain->base.ctx, old, size);
    }
    enter(full, thread);
    uintptr_t before = (uintptr_t) old;
    void *result = domain->base.realloc(domain->base.ctx, old, size);
    thread->depth--;
    SimRecordLocked locked = sim_record_lock();
    sim_record_realloc(full, domain->domain, thread, before, size, result);
    end(locked, count(full, thread));
    return result;
}

SIM_RECORD_INLINE void
object_free(bool full, const Domain *domain, void *block)
{
    SimRecordThread *thread = &sim_record_thread;
    if (RARELY(!sim_record_stream.on)) {
        domain->base.free(domain->base.ctx, block);
        return;
    }
    if (full) {
        note_interpreter(thread);
        sim_record_site_freed(block);
    }
    SimRecordLocked locked = sim_record_lock();
    sim_record_free(full, domain->domain, thread, block);
    bool due = count(full, thread);
    sim_record_unlock(locked);
    thread->depth++;
    domain->base.free(domain->base.ctx, block);
    thread->depth--;
    if (RARELY(due)) {
        sim_record_snapshot_due();
    }
}

/* Raw calls: made and recorded under the lock. */

SIM_RECORD_INLINE void *
raw_malloc(bool full, const Domain *domain, size_t size)
{
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.malloc(domain->base.ctx, size);
    }
    SimRecordLocked locked = sim_record_lock();
    void *result = domain->base.malloc(domain->base.ctx, size);
    sim_record_malloc(full, PYMTRC_RAW, &sim_record_thread, size, result);
    sim_record_unlock(locked);
    return result;
}

SIM_RECORD_INLINE void *
raw_calloc(bool full, const Domain *domain, size_t nelem, size_t elsize)
{
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.calloc(domain->base.ctx, nelem, elsize);
    }
    SimRecordLocked locked = sim_record_lock();
    void *result = domain->base.calloc(domain->base.ctx, nelem, elsize);
    sim_record_calloc(full, PYMTRC_RAW, &sim_record_thread, nelem, elsize, result);
    sim_record_unlock(locked);
    return result;
}

SIM_RECORD_INLINE void *
raw_realloc(bool full, const Domain *domain, void *old, size_t size)
{
    if (RARELY(!sim_record_stream.on)) {
        return domain->base.realloc(domain->base.ctx, old, size);
    }
    SimRecordLocked locked = sim_record_lock();
    uintptr_t before = (uintptr_t) old;
    void *result = domain->base.realloc(domain->base.ctx, old, size);
    sim_record_realloc(full, PYMTRC_RAW, &sim_record_thread, before, size, result);
    sim_record_unlock(locked);
    return result;
}

SIM_RECORD_INLINE void
raw_free(bool full, const Domain *domain, void *block)
{
    if (RARELY(!sim_record_stream.on)) {
        domain->base.free(domain->base.ctx, block);
        return;
    }
    SimRecordLocked locked = sim_record_lock();
    sim_record_free(full, PYMTRC_RAW, &sim_record_thread, block);
    domain->base.free(domain->base.ctx, block);
    sim_record_unlock(locked);
}

/* The functions that Python is given: @name_malloc, ... A process that needs no sites, interpreters
 * or counted snapshots has some that do not ask for them. */
#define HOOKS(name, kind, full)                                                                    \
    static void *name##_malloc(void *ctx, size_t size)                                             \
    {                                                                                              \
        return kind##_malloc(full, ctx, size);                                                     \
    }                                                                                              \
    static void *name##_calloc(void *ctx, size_t nelem, size_t elsize)                             \
    {                                                                                              \
        return kind##_calloc(full, ctx, nelem, elsize);                                            \
    }                                                                                              \
    static void *name##_realloc(void *ctx, void *old, size_t size)                                 \
    {                                                                                              \
        return kind##_realloc(full, ctx, old, size);                                               \
    }                                                                                              \
    static void name##_free(void *ctx, void *block)                                                \
    {                                                                                              \
        kind##_free(full, ctx, block);                                                             \
    }

#define HOOKED(name, domain)                                                                       \
    (SimRecordAllocator)                                                                           \
    {                                                                                              \
        (domain), name##_malloc, name##_calloc, name##_realloc, name##_free                        \
    }

HOOKS(plain, object, false)
HOOKS(full, object, true)
HOOKS(raw_plain, raw, false)
HOOKS(raw_full, raw, true)

static void
record_arena(unsigned op, size_t size, const void *base)
{
    SimRecordThread *thread = &sim_record_thread;
    SimRecordStatus *status = sim_record_stream.status;
    SimRecordLocked locked = sim_record_lock();
    unsigned char *p = sim_record_begin(thread, sim_record_needs(true, PYMTRC_NONE, thread));
    if (p != NULL) {
        p = sim_record_put_tag(p, op, PYMTRC_NONE, thread, base);
        sim_record_finish(sim_record_put(p, size), PYMTRC_STREAM_ARENA, base);
    }
    bool is_arena = thread->depth > 0 && size >= SMALLEST_ARENA && base != NULL;
    if (is_arena && op == PYMTRC_ARENA_FREE) {
        status->arenas--;
    } else if (is_arena && ++status->arenas > status->arenas_peak) {
        status->arenas_peak = status->arenas;
    }
    sim_record_unlock(locked);
}

static void *
arena_alloc(void *ctx, size_t size)
{
    (void) ctx;
    void *base = arenas.alloc(arenas.ctx, size);
    if (sim_record_stream.on) {
        record_arena(PYMTRC_ARENA_ALLOC, size, base);
    }
    return base;
}

static void
arena_free(void *ctx, void *base, size_t size)
{
    (void) ctx;
    if (sim_record_stream.on) {
        record_arena(PYMTRC_ARENA_FREE, size, base);
    }
    arenas.free(arenas.ctx, base, size);
}

static SimRecordAllocator
hooked(Domain *domain)
{
    bool full = sim_record_stream.lines || sim_record_snapshot_is_counting() ||
                sim_record_python.many_pymallocs;
    if (domain->domain == PYMTRC_RAW) {
        return full ? HOOKED(raw_full, domain) : HOOKED(raw_plain, domain);
    }
    return full ? HOOKED(full, domain) : HOOKED(plain, domain);
}

void
sim_record_hook_install(void)
{
    const SimRecordPython *python = &sim_record_python;
    for (int i = PYMTRC_RAW; i <= PYMTRC_OBJ; i++) {
        SimRecordAllocator own = hooked(&domains[i]);
        python->get_allocator(i, &domains[i].base);
        python->set_allocator(i, &own);
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
    return now.ctx != &domains[PYMTRC_OBJ] &&
           sim_record_stream.status->records < RECORDS_OF_A_START;
}

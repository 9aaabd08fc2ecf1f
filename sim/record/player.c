#include "sim/record/player.h"
#include "sim/record/player_private.h"

#include <string.h>

#include "sim/base/diag.h"
#include "sim/record/format.h"

typedef enum {
    SKIP,
    MALLOC,
    REALLOC,
    FREE,
    LAST_CALL = FREE,
    ARENA_ALLOC,
    ARENA_FREE,
    TABLE,
    CONTROL
} Action;

/* Counted no further, so that they take little memory. */
#define MAX_THREADS 65536

/* In place of an address of the model: the block is in the C heap. */
#define IN_C_HEAP ((SimAddr) 1)

static Action
action_of(unsigned tag)
{
    unsigned domain = PYMTRC_TAG_DOMAIN(tag);
    bool nested = (tag & PYMTRC_TAG_NESTED) != 0;
    bool is_call = !nested && (domain == PYMTRC_MEM || domain == PYMTRC_OBJ);
    switch (PYMTRC_TAG_OP(tag)) {
    case PYMTRC_MALLOC:
    case PYMTRC_CALLOC:
        return is_call ? MALLOC : SKIP;
    case PYMTRC_REALLOC:
        return is_call ? REALLOC : nested && domain == PYMTRC_RAW ? TABLE : SKIP;
    case PYMTRC_FREE:
        return is_call ? FREE : SKIP;
    case PYMTRC_ARENA_ALLOC:
        return nested ? ARENA_ALLOC : SKIP;
    case PYMTRC_ARENA_FREE:
        return ARENA_FREE;
    case PYMTRC_CONTROL:
        return CONTROL;
    default:
        return SKIP;
    }
}

SimPlayer *
sim_player_new(const SimProfile *profile)
{
    SimPlayer *self = g_new0(SimPlayer, 1);
    self->profile = profile == NULL ? sim_profile_default() : profile;
    self->profile_is_sure = profile != NULL;
    sim_addr_map_init(&self->large);
    sim_addr_map_init(&self->moved);
    sim_player_init_arenas(self);
    sim_usage_init(&self->usage);
    self->sites = sim_sites_new();
    self->threads = g_hash_table_new(NULL, NULL);
    for (unsigned tag = 0; tag < G_N_ELEMENTS(self->actions); tag++) {
        self->actions[tag] = (uint8_t) action_of(tag);
    }
    return self;
}

void
sim_player_free(SimPlayer *self)
{
    if (self == NULL) {
        return;
    }
    sim_player_clear_arenas(self);
    sim_usage_clear(&self->usage);
    sim_tables_clear(&self->tables);
    sim_sites_free(self->sites);
    g_hash_table_unref(self->threads);
    g_free(self->command);
    sim_addr_map_clear(&self->large);
    sim_addr_map_clear(&self->moved);
    g_free(self->first.call);
    g_free(self->first.real);
    g_free(self->first.modelled);
    g_free(self);
}

/* ---- Blocks in the C heap ---- */

static void
add_large(SimPlayer *self, SimAddr addr, size_t size)
{
    void *known = sim_addr_map_take(&self->large, addr);
    if (G_UNLIKELY(known != NULL)) {
        self->large_bytes -= GPOINTER_TO_SIZE(known) - 1;
        self->strays++;
    }
    size = MIN(size, SIZE_MAX - 1);
    self->large_bytes += size;
    sim_addr_map_add(&self->large, addr, GSIZE_TO_POINTER(size + 1));
}

static void
drop_large(SimPlayer *self, SimAddr addr)
{
    void *known = sim_addr_map_take(&self->large, addr);
    if (known == NULL) {
        self->strays++;
    } else {
        self->large_bytes -= GPOINTER_TO_SIZE(known) - 1;
    }
}

/* ---- Blocks whose address is not the recorded one ---- */

/* The model's address of the block that was recorded at @addr; it is forgotten. */
static SimAddr
take_moved(SimPlayer *self, SimAddr addr)
{
    void *moved = sim_addr_map_take(&self->moved, addr);
    return moved == NULL ? addr : (SimAddr) GPOINTER_TO_SIZE(moved);
}

static G_GNUC_NO_INLINE void
differ(SimPlayer *self, SimPlayedHeap *heap, SimAddr recorded, SimAddr predicted)
{
    sim_player_fault(self, SIM_FAULT_ADDRESS, recorded, predicted);
    if (recorded == 0) {
        sim_pymalloc_dealloc(heap->pymalloc, predicted); /* nobody will free it */
        return;
    }
    if (sim_addr_map_take(&self->moved, recorded) != NULL) {
        sim_player_fault(self, SIM_FAULT_STILL_LIVE, recorded, predicted);
    }
    SimAddr kept = predicted == 0 ? IN_C_HEAP : predicted;
    sim_addr_map_add(&self->moved, recorded, GSIZE_TO_POINTER(kept));
}

/* ---- The calls ---- */

/* A request that the model passes on to the C heap. */
static G_GNUC_NO_INLINE void
allocate_elsewhere(SimPlayer *self, SimPlayedHeap *heap, const SimRecord *record)
{
    SimAddr recorded = record->addr;
    if (recorded == 0) {
        return;
    }
    if (G_UNLIKELY(sim_pymalloc_find_pool(heap->pymalloc, recorded) != NULL)) {
        self->predicted++;
        differ(self, heap, recorded, 0);
    } else {
        if (G_UNLIKELY(self->moved.count > 0)) {
            sim_addr_map_take(&self->moved, recorded);
        }
        add_large(self, recorded, record->size);
    }
}

static inline void
allocate(SimPlayer *self, SimPlayedHeap *heap, const SimRecord *record)
{
    SimAddr recorded = record->addr;
    SimAddr addr = sim_pymalloc_malloc(heap->pymalloc, record->size);
    if (G_UNLIKELY(addr == 0)) {
        allocate_elsewhere(self, heap, record);
        return;
    }
    self->predicted++;
    if (G_UNLIKELY(self->has_sites)) {
        sim_pymalloc_set_mark(heap->pymalloc, addr, record->site);
    }
    if (G_UNLIKELY(addr != recorded || self->moved.count > 0)) {
        if (addr != recorded) {
            differ(self, heap, recorded, addr);
        } else if (sim_addr_map_take(&self->moved, recorded) != NULL) {
            sim_player_fault(self, SIM_FAULT_STILL_LIVE, recorded, addr);
        }
    }
}

static G_GNUC_NO_INLINE void
release_elsewhere(SimPlayer *self, SimPymallocFreed freed, SimAddr addr)
{
    if (freed == SIM_PYMALLOC_ELSEWHERE) {
        drop_large(self, addr);
    } else {
        sim_player_fault(self, SIM_FAULT_NOT_LIVE, addr, 0);
    }
}

/* @addr is the model's. */
static inline void
release(SimPlayer *self, SimPlayedHeap *heap, SimAddr addr)
{
    SimPymallocFreed freed = sim_pymalloc_try_dealloc(heap->pymalloc, addr);
    if (G_UNLIKELY(freed != SIM_PYMALLOC_FREED)) {
        release_elsewhere(self, freed, addr);
    }
}

static inline void
play_free(SimPlayer *self, SimPlayedHeap *heap, SimAddr recorded)
{
    SimAddr addr = recorded;
    if (G_UNLIKELY(self->moved.count > 0)) {
        addr = take_moved(self, recorded);
    }
    if (G_LIKELY(addr > IN_C_HEAP)) {
        release(self, heap, addr);
    }
}

/* A block of the C heap stays there, whatever its new size. */
static void
resize_elsewhere(SimPlayer *self, const SimRecord *record)
{
    if (record->addr != 0) {
        drop_large(self, record->old_addr);
        add_large(self, record->addr, record->size);
    }
}

/* The block is at @old in the model; @is_live: it is one. */
static void
resize_small(SimPlayer *self, SimPlayedHeap *heap, const SimRecord *record, SimAddr old)
{
    if (!sim_pymalloc_resize_in_place(heap->pymalloc, old, record->size)) {
        if (record->addr != 0) {
            take_moved(self, record->old_addr);
        }
        allocate(self, heap, record);
        if (record->addr != 0) {
            release(self, heap, old);
        }
        return;
    }
    self->predicted++;
    if (self->has_sites) {
        sim_pymalloc_set_mark(heap->pymalloc, old, record->site);
    }
    if (G_UNLIKELY(self->moved.count > 0) && record->addr != 0) {
        take_moved(self, record->old_addr);
    }
    if (record->addr == old) {
        return;
    }
    sim_player_fault(self, SIM_FAULT_ADDRESS, record->addr, old);
    if (record->addr != 0) {
        sim_addr_map_take(&self->moved, record->addr);
        sim_addr_map_add(&self->moved, record->addr, GSIZE_TO_POINTER(old));
    }
}

static G_GNUC_NO_INLINE void
play_realloc(SimPlayer *self, SimPlayedHeap *heap, const SimRecord *record)
{
    if (record->old_addr == 0) {
        allocate(self, heap, record);
        return;
    }
    void *moved = self->moved.count == 0 ? NULL : sim_addr_map_get(&self->moved, record->old_addr);
    SimAddr old = moved == NULL ? record->old_addr : (SimAddr) GPOINTER_TO_SIZE(moved);
    if (old == IN_C_HEAP || sim_pymalloc_pool_of(heap->pymalloc, old) == NULL) {
        if (old != IN_C_HEAP) {
            resize_elsewhere(self, record);
        } else if (record->addr != 0) {
            take_moved(self, record->old_addr);
            add_large(self, record->addr, record->size);
        }
    } else if (sim_pymalloc_size(heap->pymalloc, old) == 0) {
        sim_player_fault(self, SIM_FAULT_NOT_LIVE, record->old_addr, 0);
        allocate(self, heap, record);
    } else {
        resize_small(self, heap, record, old);
    }
}

static inline void
play_call(SimPlayer *self, SimPlayedHeap *heap, Action action, const SimRecord *record)
{
    self->calls++;
    if (action == MALLOC) {
        allocate(self, heap, record);
    } else if (action == FREE) {
        play_free(self, heap, record->old_addr);
    } else {
        play_realloc(self, heap, record);
    }
}

/* ---- Everything else ---- */

static bool
fail(const SimPlayer *self, const char *what, GError **error)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "error: byte %" G_GUINT64_FORMAT ": %s\n",
                sim_player_offset(self), what);
    return false;
}

/* Arguments, each ended by NUL. */
static char *
command_of(const char *bytes, size_t length)
{
    GString *command = g_string_new(NULL);
    for (const char *at = bytes; at < bytes + length;) {
        size_t left = (size_t) (bytes + length - at);
        size_t part = strnlen(at, left);
        g_autofree char *valid = g_utf8_make_valid(at, (gssize) part);
        g_autofree char *quoted = g_shell_quote(valid);
        bool is_plain = *valid != '\0' && strpbrk(valid, " '\"\\$`*?;&|<>()\n\t") == NULL;
        g_string_append_printf(command, "%s%s", command->len > 0 ? " " : "",
                               is_plain ? valid : quoted);
        at += part + 1;
    }
    return g_string_free(command, FALSE);
}

/* Whose table sys._debugmallocstats() prints. */
static const SimPlayedHeap *
current_heap(const SimPlayer *self)
{
    return self->heap->pymalloc != NULL ? self->heap : self->main_heap;
}

static bool
play_control(SimPlayer *self, const SimRecord *record, GError **error)
{
    switch (record->old_addr) {
    case PYMTRC_THREAD:
        if (g_hash_table_size(self->threads) < MAX_THREADS) {
            g_hash_table_add(self->threads, GSIZE_TO_POINTER(record->size));
        }
        break;
    case PYMTRC_HOOK_LOST:
        self->hook_lost = sim_batch_number(self->batch, self->index);
        break;
    case PYMTRC_INTERP:
        return sim_player_switch(self, record->size, error);
    case PYMTRC_SITE_DEF:
        self->has_sites = true;
        return sim_sites_add(self->sites, self->batch->payload, record->size) ||
               fail(self, "this is not the definition of a site", error);
    case PYMTRC_STATS_TEXT:
        sim_tables_compare(&self->tables, current_heap(self)->pymalloc,
                           (const char *) self->batch->payload, record->size);
        break;
    case PYMTRC_COMMAND:
        g_free(self->command);
        self->command = command_of((const char *) self->batch->payload, record->size);
        break;
    case PYMTRC_FORK:
        self->forks++;
        break;
    default:
        break;
    }
    return true;
}

/* A call while arenas change hands, and records that are no calls. */
static G_GNUC_NO_INLINE bool
play_rare(SimPlayer *self, Action action, const SimRecord *record, GError **error)
{
    SimPlayedHeap *heap = self->heap;
    switch (action) {
    case ARENA_ALLOC:
        return sim_player_arena_alloc(self, record, error);
    case ARENA_FREE:
        sim_player_arena_free(self, record);
        return true;
    case TABLE:
        sim_player_arena_table(self, record);
        return true;
    case CONTROL:
        return play_control(self, record, error);
    default:
        break;
    }
    if ((heap->waits & SIM_WAITS_DECISION) != 0) {
        bool is_small = record->size - 1 < SIM_PYMALLOC_MAX_REQUEST && action != FREE;
        heap = is_small ? sim_player_decide(self, heap) : self->main_heap;
    }
    sim_player_before_call(self, heap);
    play_call(self, heap, action, record);
    sim_player_after_call(self, heap);
    return true;
}

/* How far ahead blocks are fetched that a free will touch. */
#define AHEAD 12

/* The processor finds a block that is freed in no order by itself too late. */
static inline void
fetch(const SimPlayedHeap *heap, const SimRecord *record)
{
    SimPymalloc *pymalloc = heap->pymalloc;
    if (PYMTRC_TAG_OP(record->tag) != PYMTRC_FREE || pymalloc == NULL) {
        return;
    }
    uint64_t number = record->old_addr >> pymalloc->pool_bits;
    if (sim_pymalloc_recent(pymalloc, number)->number == number) {
        return; /* it was used of late */
    }
    const SimPool *pool = sim_pymalloc_find_pool(pymalloc, record->old_addr);
    if (pool != NULL) {
        uint64_t place = (record->old_addr & (((SimAddr) 1 << pymalloc->pool_bits) - 1)) >> 4;
        __builtin_prefetch(&pool->links[place], 1);
    }
}

bool
sim_player_play(SimPlayer *self, const SimBatch *batch, GError **error)
{
    self->batch = batch;
    if (self->records >= self->usage.next) {
        sim_player_sample(self);
    }
    for (unsigned i = 0; i < batch->length; i++) {
        const SimRecord *record = &batch->records[i];
        Action action = (Action) self->actions[record->tag];
        if (i + AHEAD < batch->length) {
            fetch(self->heap, record + AHEAD);
        }
        if (action == SKIP) {
            continue;
        }
        self->index = i;
        if (G_UNLIKELY(action > LAST_CALL || self->heap->waits != 0)) {
            if (!play_rare(self, action, record, error)) {
                return false;
            }
            continue;
        }
        play_call(self, self->heap, action, record);
    }
    self->records += batch->length - batch->controls;
    return true;
}

void
sim_player_sample(SimPlayer *self)
{
    SimUsagePoint point = {.at = self->records, .large = self->large_bytes};
    g_autoptr(GPtrArray) heaps = sim_player_heaps(self);
    for (guint i = 0; i < heaps->len; i++) {
        sim_usage_add_heap(&point, ((const SimPlayedHeap *) heaps->pdata[i])->pymalloc);
    }
    sim_usage_add(&self->usage, &point);
}

uint64_t
sim_player_wrong(const SimPlayer *self)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < SIM_FAULT_COUNT; i++) {
        sum += self->faults[i];
    }
    return sum;
}

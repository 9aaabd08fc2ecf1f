#include "sim/base/diag.h"
#include "sim/record/player.h"
#include "sim/record/player_private.h"
#include "sim/record/reader.h"

/* sizeof(struct arena_object), sixteen times; the table doubles from then on. */
#define FIRST_TABLE 768

#define MAX_INTERPRETERS 65536
/* No process has addresses from here on. */
#define FIRST_SYNTHETIC (UINT64_C(1) << 47)

typedef struct {
    SimAddr base;
    SimPlayedHeap *heap;
} SimPlayedArena;

static size_t
arena_size(const SimPlayer *self)
{
    return (size_t) 1 << self->profile->arena_bits;
}

/* ---- The live arenas: at most one begins in a window of an arena's size ---- */

static SimPlayedArena *
arena_in(const SimPlayer *self, uint64_t window)
{
    return g_hash_table_lookup(self->arenas, GSIZE_TO_POINTER(window));
}

static bool
overlaps(const SimPlayer *self, SimAddr base)
{
    uint64_t window = base >> self->profile->arena_bits;
    for (uint64_t i = window - 1; i <= window + 1; i++) {
        const SimPlayedArena *arena = arena_in(self, i);
        if (arena != NULL && MAX(arena->base, base) - MIN(arena->base, base) < arena_size(self)) {
            return true;
        }
    }
    return false;
}

static void
add_arena(SimPlayedHeap *heap, SimAddr base)
{
    SimPlayer *self = heap->player;
    SimPlayedArena *arena = g_new(SimPlayedArena, 1);
    *arena = (SimPlayedArena){base, heap};
    g_hash_table_insert(self->arenas, GSIZE_TO_POINTER(base >> self->profile->arena_bits), arena);
    heap->arenas++;
}

static void
remove_arena(SimPlayer *self, SimAddr base)
{
    uint64_t window = base >> self->profile->arena_bits;
    const SimPlayedArena *arena = arena_in(self, window);
    if (arena != NULL && arena->base == base) {
        arena->heap->arenas--;
        g_hash_table_remove(self->arenas, GSIZE_TO_POINTER(window));
    }
}

/* ---- What the model asks for ---- */

static SimAddr
synthetic_arena(SimPlayer *self, SimFault fault, SimAddr recorded)
{
    sim_player_fault(self, fault, recorded, self->next_synthetic);
    SimAddr base = self->next_synthetic;
    self->next_synthetic += arena_size(self);
    return base;
}

static SimAddr
take_arena(void *data, size_t size)
{
    SimPlayedHeap *heap = data;
    SimAddr base = heap->allocated;
    (void) size;
    if ((heap->waits & SIM_WAITS_ALLOCATED) == 0) {
        base = synthetic_arena(heap->player, SIM_FAULT_ARENA_MISSING, 0);
    } else if (base != 0 && overlaps(heap->player, base)) {
        base = synthetic_arena(heap->player, SIM_FAULT_ARENA_OVERLAP, base);
    }
    heap->waits &= ~(unsigned) SIM_WAITS_ALLOCATED;
    if (base != 0) {
        add_arena(heap, base);
    }
    return base;
}

static void
give_arena(void *data, SimAddr base, size_t size)
{
    SimPlayedHeap *heap = data;
    (void) size;
    remove_arena(heap->player, base);
    if (base >= FIRST_SYNTHETIC) {
        return;
    }
    if ((heap->waits & SIM_WAITS_EARLY) != 0) {
        if (heap->early != base) {
            sim_player_fault(heap->player, SIM_FAULT_ARENA_RELEASED, heap->early, base);
        }
        heap->waits &= ~(unsigned) SIM_WAITS_EARLY;
        return;
    }
    heap->released = base;
    heap->waits |= SIM_WAITS_RELEASED;
}

static const SimPymallocSource source = {take_arena, give_arena, NULL, NULL};

/* ---- Heaps and interpreters ---- */

static SimPlayedHeap *
new_heap(SimPlayer *self, uint64_t interpreter, SimPymalloc *(*make)(SimPlayedHeap *heap))
{
    SimPlayedHeap *heap = g_new0(SimPlayedHeap, 1);
    heap->player = self;
    heap->interpreter = interpreter;
    heap->pymalloc = make == NULL ? NULL : make(heap);
    g_hash_table_insert(self->heaps, GSIZE_TO_POINTER(interpreter), heap);
    return heap;
}

static SimPymalloc *
new_pymalloc(SimPlayedHeap *heap)
{
    return sim_pymalloc_new(heap->player->profile, &source, heap);
}

static void
free_heap(SimPlayedHeap *heap)
{
    sim_pymalloc_free(heap->pymalloc);
    g_free(heap);
}

void
sim_player_init_arenas(SimPlayer *self)
{
    self->heaps = g_hash_table_new(NULL, NULL);
    self->arenas = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    self->next_synthetic = FIRST_SYNTHETIC;
    self->heap = self->main_heap = new_heap(self, 0, new_pymalloc);
    self->interpreters = 1;
}

void
sim_player_clear_arenas(SimPlayer *self)
{
    GHashTableIter iter;
    void *heap;
    g_hash_table_iter_init(&iter, self->heaps);
    while (g_hash_table_iter_next(&iter, NULL, &heap)) {
        if (heap != self->main_heap) {
            free_heap(heap);
        }
    }
    free_heap(self->main_heap);
    g_hash_table_unref(self->heaps);
    g_hash_table_unref(self->arenas);
}

bool
sim_player_switch(SimPlayer *self, uint64_t interpreter, GError **error)
{
    SimPlayedHeap *heap = g_hash_table_lookup(self->heaps, GSIZE_TO_POINTER(interpreter));
    if (heap == NULL) {
        if (g_hash_table_size(self->heaps) >= MAX_INTERPRETERS) {
            g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_LIMIT,
                        "error: the recording has more than %d interpreters\n", MAX_INTERPRETERS);
            return false;
        }
        heap = new_heap(self, interpreter, NULL);
        heap->waits = SIM_WAITS_DECISION;
        self->interpreters++;
    }
    self->heap = heap;
    return true;
}

/* An interpreter that shares the main one's allocator needs no table of its own. */
SimPlayedHeap *
sim_player_decide(SimPlayer *self, SimPlayedHeap *heap)
{
    if ((heap->waits & SIM_WAITS_ALLOCATED) != 0 && heap->has_table) {
        heap->pymalloc = new_pymalloc(heap);
        heap->waits &= ~(unsigned) SIM_WAITS_DECISION;
        return heap;
    }
    SimPlayedHeap *shared = self->main_heap;
    if ((heap->waits & SIM_WAITS_ALLOCATED) != 0) {
        shared->allocated = heap->allocated;
        shared->waits |= SIM_WAITS_ALLOCATED;
    }
    g_hash_table_insert(self->heaps, GSIZE_TO_POINTER(heap->interpreter), shared);
    g_free(heap);
    self->heap = shared;
    return shared;
}

/* Its interpreter is gone, and the arenas with it. What the main one had at its end stays
 * to be looked at, until it is started again. */
static void
end_heap(SimPlayer *self, SimPlayedHeap *heap)
{
    if (heap == self->main_heap) {
        heap->waits = SIM_WAITS_RESTART;
        return;
    }
    g_hash_table_remove(self->heaps, GSIZE_TO_POINTER(heap->interpreter));
    if (self->heap == heap) {
        self->heap = self->main_heap;
    }
    free_heap(heap);
}

/* ---- The records ---- */

static bool
fail(const SimPlayer *self, GError **error, const char *what, uint64_t value)
{
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                "error: byte %" G_GUINT64_FORMAT ": %s 0x%" G_GINT64_MODIFIER "x\n",
                sim_player_offset(self), what, value);
    return false;
}

/* The first arena tells the version of a process that had no Py_Version. */
static bool
choose_profile(SimPlayer *self, uint64_t size, GError **error)
{
    static const char *const names[] = {"3.10", "3.9"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const SimProfile *profile = sim_profile_find(names[i]);
        if (size == UINT64_C(1) << profile->arena_bits) {
            self->profile = profile;
            self->profile_is_sure = true;
            /* What came before it, from a recording that is not right, begins anew. */
            g_hash_table_remove_all(self->arenas);
            self->main_heap->arenas = 0;
            sim_pymalloc_free(self->main_heap->pymalloc);
            self->main_heap->pymalloc = new_pymalloc(self->main_heap);
            return true;
        }
    }
    return fail(self, error, "no known version has arenas of", size);
}

bool
sim_player_arena_alloc(SimPlayer *self, const SimRecord *record, GError **error)
{
    SimPlayedHeap *heap = self->heap;
    if (!self->profile_is_sure && !choose_profile(self, record->size, error)) {
        return false;
    }
    if (record->size != arena_size(self)) {
        self->foreign_arenas++;
        return true;
    }
    if (record->addr != 0 && record->addr < 2 * arena_size(self)) {
        return fail(self, error, "no arena can be at", record->addr);
    }
    if ((heap->waits & SIM_WAITS_ALLOCATED) != 0) {
        sim_player_fault(self, SIM_FAULT_ARENA_UNUSED, heap->allocated, 0);
    }
    heap->allocated = record->addr;
    heap->waits |= SIM_WAITS_ALLOCATED;
    return true;
}

static void
arena_released(SimPlayer *self, SimPlayedHeap *heap, SimAddr base)
{
    if ((heap->waits & SIM_WAITS_ALLOCATED) != 0 && heap->allocated == base) {
        heap->allocated = 0; /* there was no memory for the map of arenas */
    } else if ((heap->waits & SIM_WAITS_RELEASED) != 0) {
        heap->waits &= ~(unsigned) SIM_WAITS_RELEASED;
        if (heap->released != base) {
            sim_player_fault(self, SIM_FAULT_ARENA_RELEASED, base, heap->released);
        }
    } else {
        if ((heap->waits & SIM_WAITS_EARLY) != 0) {
            sim_player_fault(self, SIM_FAULT_ARENA_KEPT, heap->early, 0);
        }
        heap->early = base;
        heap->waits |= SIM_WAITS_EARLY;
    }
}

/* Not from inside a call: the end of an interpreter (3.14+), which frees its arenas, and
 * NULL for each unused entry of its table. */
static void
arena_dropped(SimPlayer *self, SimAddr base)
{
    const SimPlayedArena *arena = arena_in(self, base >> self->profile->arena_bits);
    if (arena == NULL || arena->base != base) {
        return;
    }
    SimPlayedHeap *heap = arena->heap;
    remove_arena(self, base);
    if (heap->arenas == 0) {
        end_heap(self, heap);
    }
}

void
sim_player_arena_free(SimPlayer *self, const SimRecord *record)
{
    SimPlayedHeap *heap = self->heap;
    if (record->size != arena_size(self)) {
        return;
    }
    if ((record->tag & PYMTRC_TAG_NESTED) == 0) {
        arena_dropped(self, record->old_addr);
        return;
    }
    /* An arena is given back by whose it is; an undecided interpreter has none. */
    bool is_undecided =
        (heap->waits & (SIM_WAITS_DECISION | SIM_WAITS_ALLOCATED)) == (unsigned) SIM_WAITS_DECISION;
    arena_released(self, is_undecided ? self->main_heap : heap, record->old_addr);
}

/* 768, 1536, ...: a table that could not grow is an arena that could not be had. */
void
sim_player_arena_table(SimPlayer *self, const SimRecord *record)
{
    SimPlayedHeap *heap = self->heap;
    uint64_t doublings = record->size / FIRST_TABLE;
    if (record->size % FIRST_TABLE != 0 || (doublings & (doublings - 1)) != 0) {
        return;
    }
    heap->has_table = heap->has_table || (record->old_addr == 0 && doublings == 1);
    bool needs_arena = heap->pymalloc != NULL && heap->pymalloc->usable == SIM_ARENA_NONE;
    if (record->addr == 0 && needs_arena) {
        heap->allocated = 0;
        heap->waits |= SIM_WAITS_ALLOCATED;
    }
}

void
sim_player_before_call(SimPlayer *self, SimPlayedHeap *heap)
{
    if ((heap->waits & SIM_WAITS_RELEASED) != 0) {
        sim_player_fault(self, SIM_FAULT_ARENA_RELEASED, 0, heap->released);
        heap->waits &= ~(unsigned) SIM_WAITS_RELEASED;
    }
    if ((heap->waits & SIM_WAITS_RESTART) != 0) {
        sim_pymalloc_free(heap->pymalloc);
        heap->pymalloc = new_pymalloc(heap);
        heap->waits &= ~(unsigned) SIM_WAITS_RESTART;
    }
}

void
sim_player_after_call(SimPlayer *self, SimPlayedHeap *heap)
{
    if ((heap->waits & SIM_WAITS_ALLOCATED) != 0) {
        sim_player_fault(self, SIM_FAULT_ARENA_UNUSED, heap->allocated, 0);
    }
    if ((heap->waits & SIM_WAITS_EARLY) != 0) {
        sim_player_fault(self, SIM_FAULT_ARENA_KEPT, heap->early, 0);
    }
    heap->waits &= ~(unsigned) (SIM_WAITS_ALLOCATED | SIM_WAITS_EARLY);
}

/* ---- To look at ---- */

static int
by_interpreter(const void *left, const void *right)
{
    const SimPlayedHeap *const *a = left;
    const SimPlayedHeap *const *b = right;
    return ((*a)->interpreter > (*b)->interpreter) - ((*a)->interpreter < (*b)->interpreter);
}

GPtrArray *
sim_player_heaps(const SimPlayer *self)
{
    GPtrArray *heaps = g_ptr_array_new();
    GHashTableIter iter;
    void *key;
    void *value;
    g_hash_table_iter_init(&iter, self->heaps);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const SimPlayedHeap *heap = value;
        if (heap->pymalloc != NULL && heap->interpreter == GPOINTER_TO_SIZE(key)) {
            g_ptr_array_add(heaps, value);
        }
    }
    g_ptr_array_sort(heaps, by_interpreter);
    return heaps;
}

#include "sim/model/space.h"

#include "sim/base/sorted.h"

typedef struct {
    SimAddr start;
    SimAddr end;
} Range;

struct SimSpace {
    GArray *ranges; /* of Range: ascending, never adjacent to each other */
    SimAddr brk;
    uint64_t mapped;
    uint64_t limit;
    const SimSpaceEvents *events;
    void *data;
};

SimSpace *
sim_space_new(uint64_t limit, const SimSpaceEvents *events, void *data)
{
    SimSpace *self = g_new0(SimSpace, 1);
    self->ranges = g_array_new(FALSE, FALSE, sizeof(Range));
    self->brk = SIM_BRK_START;
    self->limit = limit;
    self->events = events;
    self->data = data;
    return self;
}

void
sim_space_free(SimSpace *self)
{
    if (self != NULL) {
        g_array_free(self->ranges, TRUE);
        g_free(self);
    }
}

void
sim_space_set_limit(SimSpace *self, uint64_t limit)
{
    self->limit = limit;
}

SimAddr
sim_space_brk(const SimSpace *self)
{
    return self->brk;
}

uint64_t
sim_space_mapped(const SimSpace *self)
{
    return self->mapped;
}

static Range *
range_at(const SimSpace *self, guint index)
{
    return &g_array_index(self->ranges, Range, index);
}

static bool
has_room(const SimSpace *self, uint64_t size)
{
    return size <= self->limit && self->mapped <= self->limit - size;
}

static bool
ends_before(const void *range, SimAddr addr)
{
    return ((const Range *) range)->end <= addr;
}

/* Index of the first range that ends above @addr, or the length. */
static guint
find_range(const SimSpace *self, SimAddr addr)
{
    return sim_sorted_find(self->ranges, ends_before, addr);
}

/* Marks @start to @end, which is free, as mapped. */
static void
insert_range(SimSpace *self, SimAddr start, SimAddr end)
{
    guint index = find_range(self, start);
    bool joins_below = index > 0 && range_at(self, index - 1)->end == start;
    bool joins_above = index < self->ranges->len && range_at(self, index)->start == end;
    if (joins_below && joins_above) {
        range_at(self, index - 1)->end = range_at(self, index)->end;
        g_array_remove_index(self->ranges, index);
    } else if (joins_below) {
        range_at(self, index - 1)->end = end;
    } else if (joins_above) {
        range_at(self, index)->start = start;
    } else {
        Range range = {start, end};
        g_array_insert_val(self->ranges, index, range);
    }
}

static void
remove_range(SimSpace *self, SimAddr start, SimAddr end)
{
    guint index = find_range(self, start);
    g_assert(index < self->ranges->len);
    Range *range = range_at(self, index);
    g_assert(range->start <= start && end <= range->end);
    Range above = {end, range->end};
    if (range->start == start && range->end == end) {
        g_array_remove_index(self->ranges, index);
    } else if (range->start == start) {
        range->start = end;
    } else {
        range->end = start;
        if (above.start < above.end) {
            g_array_insert_val(self->ranges, index + 1, above);
        }
    }
}

/* Start of the room for @size bytes in the highest gap, or 0. */
static SimAddr
find_gap(const SimSpace *self, uint64_t size)
{
    SimAddr ceiling = SIM_MMAP_START;
    for (guint i = self->ranges->len; i > 0; i--) {
        const Range *range = range_at(self, i - 1);
        if (ceiling - range->end >= size) {
            return ceiling - size;
        }
        ceiling = range->start;
    }
    return ceiling - self->brk >= size ? ceiling - size : 0;
}

static void
map(SimSpace *self, SimAddr start, uint64_t size)
{
    insert_range(self, start, start + size);
    self->mapped += size;
    if (self->events != NULL) {
        self->events->mapped(self->data, start, size);
    }
}

static void
unmap(SimSpace *self, SimAddr start, uint64_t size)
{
    remove_range(self, start, start + size);
    self->mapped -= size;
    if (self->events != NULL) {
        self->events->unmapped(self->data, start, size);
    }
}

SimAddr
sim_space_mmap(SimSpace *self, uint64_t size)
{
    g_assert(size > 0 && size % SIM_PAGE_SIZE == 0);
    SimAddr start = has_room(self, size) ? find_gap(self, size) : 0;
    if (start != 0) {
        map(self, start, size);
    }
    return start;
}

void
sim_space_munmap(SimSpace *self, SimAddr addr, uint64_t size)
{
    unmap(self, addr, size);
}

static bool
is_gap(const SimSpace *self, SimAddr start, SimAddr end)
{
    guint index = find_range(self, start);
    return end <= SIM_MMAP_START &&
           (index == self->ranges->len || range_at(self, index)->start >= end);
}

SimAddr
sim_space_mremap(SimSpace *self, SimAddr addr, uint64_t old_size, uint64_t size)
{
    if (size <= old_size) {
        if (size < old_size) {
            unmap(self, addr + size, old_size - size);
        }
        return addr;
    }
    if (!has_room(self, size - old_size)) {
        return 0;
    }
    if (is_gap(self, addr + old_size, addr + size)) {
        map(self, addr + old_size, size - old_size);
        return addr;
    }
    /* The old range is given up only when the new one is found. */
    SimAddr moved = find_gap(self, size);
    if (moved != 0) {
        unmap(self, addr, old_size);
        map(self, moved, size);
    }
    return moved;
}

bool
sim_space_set_brk(SimSpace *self, SimAddr end)
{
    g_assert(end >= SIM_BRK_START && end % SIM_PAGE_SIZE == 0);
    if (end > self->brk) {
        SimAddr floor = self->ranges->len > 0 ? range_at(self, 0)->start : SIM_MMAP_START;
        if (!has_room(self, end - self->brk) || end > floor) {
            return false;
        }
        self->mapped += end - self->brk;
    } else {
        self->mapped -= self->brk - end;
    }
    self->brk = end;
    if (self->events != NULL) {
        self->events->brk_moved(self->data, end);
    }
    return true;
}

bool
sim_space_check(const SimSpace *self, GString *why)
{
    uint64_t mapped = self->brk - SIM_BRK_START;
    SimAddr end = self->brk - 1;
    for (guint i = 0; i < self->ranges->len; i++) {
        const Range *range = range_at(self, i);
        if (range->start <= end || range->end <= range->start || range->end > SIM_MMAP_START) {
            if (why != NULL) {
                g_string_printf(why, "mapping %u of the address space is out of order", i);
            }
            return false;
        }
        mapped += range->end - range->start;
        end = range->end;
    }
    if (mapped != self->mapped && why != NULL) {
        g_string_printf(
            why, "%" G_GUINT64_FORMAT " bytes counted as mapped, %" G_GUINT64_FORMAT " found",
            self->mapped, mapped);
    }
    return mapped == self->mapped;
}

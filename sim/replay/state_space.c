/* The address space at a step: regions that are mapped, and which of their pages are resident. */
#include "sim/base/sorted.h"
#include "sim/replay/state_private.h"

enum {
    MAX_REGIONS = 1 << 20
};

static SimStateRegion *
region_at(const SimState *state, guint index)
{
    return &g_array_index(state->regions, SimStateRegion, index);
}

static bool
region_ends_before(const void *element, SimAddr address)
{
    const SimStateRegion *region = element;
    return region->address + region->size <= address;
}

static bool
span_ends_before(const void *span, SimAddr address)
{
    return ((const SimPageSpan *) span)->to <= address;
}

/* The first region that ends behind @address. */
static guint
first_region(const SimState *state, SimAddr address)
{
    return sim_sorted_find(state->regions, region_ends_before, address);
}

static guint
first_span(const SimState *state, SimAddr address)
{
    return sim_sorted_find(state->touched, span_ends_before, address);
}

void
sim_state_touch(SimState *state, SimAddr address, uint64_t size)
{
    SimAddr from = address & ~(SIM_PAGE_SIZE - 1);
    if (size > UINT64_MAX / 2 || address > UINT64_MAX / 2) {
        return; /* of a damaged trace */
    }
    SimAddr to = (address + MAX(size, 1) + SIM_PAGE_SIZE - 1) & ~(SIM_PAGE_SIZE - 1);
    GArray *spans = state->touched;
    /* The first that reaches it, or touches it from below. */
    guint first = first_span(state, from > 0 ? from - 1 : 0);
    guint end = first;
    while (end < spans->len && g_array_index(spans, SimPageSpan, end).from <= to) {
        end++;
    }
    if (end == first) {
        SimPageSpan span = {from, to};
        g_array_insert_val(spans, first, span);
        return;
    }
    SimPageSpan *span = &g_array_index(spans, SimPageSpan, first);
    SimAddr reach = g_array_index(spans, SimPageSpan, end - 1).to;
    span->from = MIN(span->from, from);
    span->to = MAX(reach, to);
    if (end - first > 1) {
        g_array_remove_range(spans, first + 1, end - first - 1);
    }
}

/* What is mapped there next begins without pages. */
static void
forget(SimState *state, SimAddr from, SimAddr to)
{
    GArray *spans = state->touched;
    for (guint i = first_span(state, from); i < spans->len;) {
        SimPageSpan span = g_array_index(spans, SimPageSpan, i);
        if (span.from >= to) {
            break;
        }
        g_array_remove_index(spans, i);
        if (span.from < from) {
            SimPageSpan below = {span.from, from};
            g_array_insert_val(spans, i, below);
            i++;
        }
        if (span.to > to) {
            SimPageSpan above = {to, span.to};
            g_array_insert_val(spans, i, above);
            i++;
        }
    }
}

bool
sim_state_map(SimState *state, SimRegionKind kind, SimAddr address, uint64_t size)
{
    if (size == 0 || address > UINT64_MAX / 2 || size > UINT64_MAX / 2 ||
        state->regions->len >= MAX_REGIONS) {
        return false;
    }
    guint index = first_region(state, address);
    if (index < state->regions->len && region_at(state, index)->address < address + size) {
        return false; /* there is something already */
    }
    SimStateRegion region = {kind, address, size, 0};
    g_array_insert_val(state->regions, index, region);
    return true;
}

/* Takes [from, to) out of region @index. Returns the index of what comes next. */
static guint
cut(SimState *state, guint index, SimAddr from, SimAddr to)
{
    SimStateRegion region = *region_at(state, index);
    g_array_remove_index(state->regions, index);
    SimAddr end = region.address + region.size;
    if (region.address < from) {
        SimStateRegion below = {region.kind, region.address, from - region.address, 0};
        g_array_insert_val(state->regions, index, below);
        index++;
    }
    if (end > to) {
        SimStateRegion above = {region.kind, to, end - to, 0};
        g_array_insert_val(state->regions, index, above);
        index++;
    }
    return index;
}

bool
sim_state_unmap(SimState *state, SimAddr address, uint64_t size)
{
    if (size == 0 || address > UINT64_MAX / 2 || size > UINT64_MAX / 2) {
        return false;
    }
    SimAddr end = address + size;
    bool found = false;
    for (guint i = first_region(state, address);
         i < state->regions->len && region_at(state, i)->address < end;) {
        found = true;
        i = cut(state, i, address, end);
    }
    forget(state, address, end);
    return found;
}

bool
sim_state_drop_arena(SimState *state, SimAddr address)
{
    guint index = first_region(state, address);
    if (index == state->regions->len || region_at(state, index)->address != address ||
        region_at(state, index)->kind != SIM_REGION_ARENA) {
        return false;
    }
    return sim_state_unmap(state, address, region_at(state, index)->size);
}

bool
sim_state_set_break(SimState *state, SimAddr end)
{
    bool story = end >= SIM_STORY_START;
    SimAddr start = story ? SIM_STORY_START : SIM_BRK_START;
    if (end < start || end > UINT64_MAX / 2) {
        return false;
    }
    guint index = first_region(state, start);
    bool known = index < state->regions->len && region_at(state, index)->address == start;
    if (!known) {
        return end == start ||
               sim_state_map(state, story ? SIM_REGION_STORY : SIM_REGION_HEAP, start, end - start);
    }
    SimStateRegion *region = region_at(state, index);
    SimAddr before = start + region->size;
    if (end < before) {
        return sim_state_unmap(state, end, before - end);
    }
    if (index + 1 < state->regions->len && region_at(state, index + 1)->address < end) {
        return false;
    }
    region->size = end - start;
    return true;
}

static uint64_t
resident_bytes(const SimState *state, SimAddr from, SimAddr to)
{
    uint64_t bytes = 0;
    for (guint i = first_span(state, from); i < state->touched->len; i++) {
        const SimPageSpan *span = &g_array_index(state->touched, SimPageSpan, i);
        if (span->from >= to) {
            break;
        }
        bytes += MIN(span->to, to) - MAX(span->from, from);
    }
    return bytes;
}

GArray *
sim_state_regions(const SimState *state)
{
    GArray *regions = g_array_copy(state->regions);
    for (guint i = 0; i < regions->len; i++) {
        SimStateRegion *region = &g_array_index(regions, SimStateRegion, i);
        region->resident = resident_bytes(state, region->address, region->address + region->size);
    }
    return regions;
}

bool
sim_state_is_resident(const SimState *state, SimAddr address)
{
    guint index = first_span(state, address);
    return index < state->touched->len &&
           g_array_index(state->touched, SimPageSpan, index).from <= address;
}

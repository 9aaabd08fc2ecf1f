#include "sim/model/pymalloc.h"
#include "sim/record/player.h"
#include "sim/record/player_private.h"
#include "sim/record/reader.h"

#define ADDR "0x%" G_GINT64_MODIFIER "x"
/* Members of a list that are written out. */
#define SHOWN 4

static const struct {
    const char *name;
    const char *sentence;
} faults[] = {
#define FAULT(id, name, sentence) {name, sentence},
#include "sim/record/fault.def"
#undef FAULT
};

const char *
sim_fault_name(SimFault fault)
{
    return faults[fault].name;
}

const char *
sim_fault_sentence(SimFault fault)
{
    return faults[fault].sentence;
}

static bool
is_small(uint64_t size)
{
    return size - 1 < SIM_PYMALLOC_MAX_REQUEST;
}

static char *
describe_call(const SimRecord *record)
{
    static const char *const calls[] = {"malloc", "calloc",      "realloc", "free",
                                        "arena",  "arena freed", "control"};
    static const char *const domains[] = {"raw ", "mem ", "obj ", ""};
    unsigned call = sim_record_op(record);
    GString *text = g_string_new(domains[sim_record_domain(record)]);
    g_string_append(text, calls[call]);
    if (call == PYMTRC_REALLOC || call == PYMTRC_FREE || call == PYMTRC_ARENA_FREE) {
        g_string_append_printf(text, " of " ADDR, record->old_addr);
    }
    if (call == PYMTRC_FREE || call == PYMTRC_CONTROL) {
        return g_string_free(text, FALSE);
    }
    g_string_append_printf(text, " %s %" G_GUINT64_FORMAT " bytes",
                           call == PYMTRC_REALLOC ? "to" : "of", record->size);
    if (call <= PYMTRC_REALLOC && is_small(record->size)) {
        unsigned class_index = (unsigned) (record->size - 1) >> 4;
        g_string_append_printf(text, " (class %u, blocks of %u bytes)", class_index,
                               (class_index + 1) * 16);
    }
    return g_string_free(text, FALSE);
}

/* Its first members, then how many more there are. */
static void
add_free_list(GString *text, const SimPool *pool)
{
    unsigned count = 0;
    for (uint16_t place = pool->first_free; place != 0; place = pool->links[place]) {
        if (++count <= SHOWN) {
            g_string_append_printf(text, "%s" ADDR, count == 1 ? "" : ", ",
                                   pool->base + ((SimAddr) place << 4));
        }
    }
    if (count == 0) {
        g_string_append(text, "empty");
    } else if (count > SHOWN) {
        g_string_append_printf(text, " and %u more", count - SHOWN);
    }
}

static void
add_pool(GString *text, const SimPymalloc *pymalloc, const SimPool *pool)
{
    g_string_append_printf(text, "pool " ADDR " of arena " ADDR, pool->base,
                           pymalloc->arenas[pool->arena].base);
    if (pool->class_index == SIM_POOL_NO_CLASS) {
        g_string_append(text, ", not used yet");
        return;
    }
    g_string_append_printf(text, " (class %u, %u blocks live, free list: ", pool->class_index,
                           pool->live);
    add_free_list(text, pool);
    unsigned virgins = pool->next_virgin > pool->last_virgin
                           ? 0
                           : (pool->last_virgin - pool->next_virgin) / (pool->class_index + 1U) + 1;
    g_string_append_printf(text, "; %u never used)", virgins);
}

/* Where @addr stands in the pool's free list, from 1; 0: it is not in it. */
static unsigned
position_in_free_list(const SimPool *pool, uint16_t wanted)
{
    unsigned position = 1;
    for (uint16_t place = pool->first_free; place != 0; place = pool->links[place]) {
        if (place == wanted) {
            return position;
        }
        position++;
    }
    return 0;
}

/* What the model knows of a recorded address, after the call. */
static char *
describe_address(const SimPymalloc *pymalloc, SimAddr addr)
{
    if (addr == 0) {
        return g_strdup("none");
    }
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, ADDR, addr);
    const SimPool *pool = sim_pymalloc_find_pool(pymalloc, addr);
    if (pool == NULL) {
        g_string_append(text, ": in no pool of the model");
        return g_string_free(text, FALSE);
    }
    uint16_t place = (uint16_t) ((addr - pool->base) >> 4);
    unsigned position = position_in_free_list(pool, place);
    if (pool->links[place] >= SIM_POOL_LIVE) {
        g_string_append_printf(text, ": a live block of %u bytes in ",
                               pool->links[place] - SIM_POOL_LIVE);
    } else if (position > 0) {
        g_string_append_printf(text, ": free, number %u in the list of ", position);
    } else {
        g_string_append(text, ": not a block so far, in ");
    }
    add_pool(text, pymalloc, pool);
    return g_string_free(text, FALSE);
}

static void
add_used(GString *text, const SimPymalloc *pymalloc, unsigned class_index)
{
    const SimPool *head = &pymalloc->used[class_index];
    unsigned count = 0;
    g_string_append_printf(text, "; pools of class %u with free blocks: ", class_index);
    for (const SimPool *pool = head->next; pool != head; pool = pool->next) {
        if (++count <= SHOWN) {
            g_string_append_printf(text, "%s" ADDR, count == 1 ? "" : ", ", pool->base);
        }
    }
    if (count == 0) {
        g_string_append(text, "none");
    } else if (count > SHOWN) {
        g_string_append_printf(text, " and %u more", count - SHOWN);
    }
}

static char *
describe_choice(const SimPymalloc *pymalloc, const SimRecord *record, SimAddr predicted)
{
    GString *text = g_string_new(NULL);
    const SimPool *pool = predicted == 0 ? NULL : sim_pymalloc_find_pool(pymalloc, predicted);
    if (predicted == 0) {
        g_string_append(text, "none");
    } else {
        g_string_append_printf(text, ADDR, predicted);
    }
    if (pool != NULL) {
        g_string_append(text, ": in ");
        add_pool(text, pymalloc, pool);
    }
    if (sim_record_op(record) <= PYMTRC_REALLOC && is_small(record->size)) {
        add_used(text, pymalloc, (unsigned) (record->size - 1) >> 4);
    }
    return g_string_free(text, FALSE);
}

void
sim_player_fault(SimPlayer *self, SimFault fault, SimAddr recorded, SimAddr predicted)
{
    bool is_first = sim_player_wrong(self) == 0;
    self->faults[fault]++;
    if (!is_first) {
        return;
    }
    const SimRecord *record = sim_player_record(self);
    const SimPymalloc *pymalloc =
        self->heap->pymalloc != NULL ? self->heap->pymalloc : self->main_heap->pymalloc;
    self->first = (SimMismatch){
        .fault = fault,
        .record = sim_batch_number(self->batch, self->index),
        .offset = sim_player_offset(self),
        .recorded = recorded,
        .predicted = predicted,
        .call = describe_call(record),
        .real = describe_address(pymalloc, recorded),
        .modelled = describe_choice(pymalloc, record, predicted),
    };
}

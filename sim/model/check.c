/* The verifier: counts every reference there is and compares (sim_world_check). */
#include "sim/model/freelist.h"
#include "sim/model/gc.h"
#include "sim/model/heap.h"
#include "sim/model/world.h"

typedef struct {
    SimWorld *world;
    int64_t *counts; /* by slot */
    const SimObject *owner;
    GString *why;
    bool good;
} Recount;

static void
name_object(GString *out, const SimObject *object)
{
    g_string_append_printf(out, "%s #%u at 0x%" G_GINT64_MODIFIER "x",
                           object->type->name == NULL ? "?" : object->type->name, object->slot,
                           object->addr);
}

static int
count_reference(SimObject *object, void *data)
{
    Recount *recount = data;
    const SimWorld *world = recount->world;
    if (object->slot >= world->slot_count || sim_world_object(world, object->slot) != object) {
        recount->good = false;
        name_object(recount->why, recount->owner);
        g_string_append(recount->why, " refers to an object that is not alive");
        return 1;
    }
    recount->counts[object->slot]++;
    return 0;
}

static void
count_host(Recount *recount, const SimObject *object)
{
    if (object != NULL) {
        recount->counts[object->slot]++;
    }
}

/* References that the world itself holds. */
static void
count_world(Recount *recount)
{
    const SimWorld *world = recount->world;
    count_host(recount, world->modules);
    count_host(recount, world->builtins);
    count_host(recount, world->memory_error);
    count_host(recount, world->gc->garbage);
    count_host(recount, world->gc->callbacks);
    count_host(recount, world->thread->exception);
    count_host(recount, world->thread->handled);
}

/* Instances of heap types hold their type, which tp_traverse of most does not say: those of
 * classes do (sim_subtype_traverse), and nothing else has a heap type. */
static bool
count_all(Recount *recount)
{
    SimWorld *world = recount->world;
    for (guint i = 0; i < world->slot_count && recount->good; i++) {
        SimObject *object = sim_world_object(world, i);
        if (object == NULL || object->type->slots.tp_traverse == NULL) {
            continue;
        }
        recount->owner = object;
        object->type->slots.tp_traverse(object, count_reference, recount);
    }
    return recount->good;
}

/* What a static object's count starts with, and nobody is seen to hold: SIM_STATIC_REFCNT,
 * or 1 for those that are part of the world. The first reference of the others belongs to
 * whoever made them. */
static int64_t
own_count(const SimObject *object)
{
    if ((object->flags & SIM_OBJECT_STATIC) == 0) {
        return 0;
    }
    if (object->refcnt >= SIM_STATIC_REFCNT / 2) {
        return SIM_STATIC_REFCNT;
    }
    return (object->flags & SIM_OBJECT_POOLED) != 0 ? 0 : 1;
}

static bool
compare_counts(Recount *recount)
{
    const SimWorld *world = recount->world;
    for (guint i = 0; i < world->slot_count; i++) {
        const SimObject *object = sim_world_object(world, i);
        if (object == NULL) {
            continue;
        }
        int64_t expected = recount->counts[i] + own_count(object);
        if (object->refcnt != expected) {
            name_object(recount->why, object);
            g_string_append_printf(recount->why,
                                   " has a reference count of %" G_GINT64_FORMAT
                                   " but %" G_GINT64_FORMAT " references were found",
                                   object->refcnt, expected);
            return false;
        }
    }
    return true;
}

static bool
check_slots(SimWorld *world, GString *why)
{
    for (guint i = 0; i < world->slot_count; i++) {
        const SimObject *object = sim_world_object(world, i);
        if (object == NULL) {
            continue;
        }
        if (object->slot != i) {
            g_string_append_printf(why, "the object in slot %u has slot %u", i, object->slot);
            return false;
        }
    }
    return true;
}

static bool
check_freelists(SimWorld *world, GString *why)
{
    for (unsigned id = 0; id < SIM_FREELIST_COUNT; id++) {
        const SimFreeList *list = &world->freelists->lists[id];
        for (uint32_t i = 0; i < list->count; i++) {
            if (sim_world_object(world, list->items[i]->slot) != NULL) {
                g_string_append_printf(why, "an object of free list %u is alive", id);
                return false;
            }
        }
    }
    return true;
}

bool
sim_world_check(SimWorld *world, const int64_t *extra, GString *why)
{
    g_autoptr(GString) own = g_string_new(NULL);
    Recount recount = {world, NULL, NULL, why == NULL ? own : why, true};
    if (!check_slots(world, recount.why) || !check_freelists(world, recount.why) ||
        !sim_gc_check(world, recount.why) || !sim_heap_check(world->heap, recount.why)) {
        return false;
    }
    recount.counts = g_new0(int64_t, world->slot_count + 1);
    for (guint i = 0; extra != NULL && i < world->slot_count; i++) {
        recount.counts[i] = extra[i];
    }
    count_world(&recount);
    bool good = count_all(&recount) && compare_counts(&recount);
    g_free(recount.counts);
    return good;
}

#include "sim/model/gc.h"

/* Seen under Debian's python3.11.2 -B with scripts of one line and of fifty functions: its compiler
 * leaves 17 objects on free lists or in tuples for each three code objects. */
enum {
    SETTLED_COUNT = 22,
    SETTLED_PER_THREE_CODES = 17,
    SETTLED_COLLECTIONS = 8,
    SETTLED_COLLECTED = 24
};

SimGc *
sim_gc_new(const SimConfig *config)
{
    SimGc *self = g_new0(SimGc, 1);
    for (int i = 0; i < SIM_GC_GENERATIONS; i++) {
        sim_gc_ring_init(&self->generations[i].head);
        self->generations[i].threshold = config->profile->gc_threshold[i];
    }
    sim_gc_ring_init(&self->permanent.head);
    self->enabled = true;
    return self;
}

void
sim_gc_free(SimGc *gc)
{
    g_free(gc);
}

void
sim_gc_track(SimWorld *world, SimObject *object)
{
    SimGcHead *head = sim_gc_head(object);
    SimGcHead *ring = &world->gc->generations[0].head;
    g_assert(head->next == NULL);
    sim_gc_ring_append(ring, head);
}

void
sim_gc_untrack(SimWorld *world, SimObject *object)
{
    (void) world;
    if (!sim_gc_is_collectable(object)) {
        return;
    }
    SimGcHead *head = sim_gc_head(object);
    if (head->next == NULL) {
        return;
    }
    head->prev->next = head->next;
    head->next->prev = head->prev;
    head->next = NULL;
    head->prev = NULL;
    head->state = 0;
}

bool
sim_gc_is_tracked(SimObject *object)
{
    return sim_gc_is_collectable(object) && sim_gc_head(object)->next != NULL;
}

void
sim_gc_ring_merge(SimGcHead *ring, SimGcHead *from)
{
    if (sim_gc_ring_is_empty(from)) {
        return;
    }
    from->next->prev = ring->prev;
    ring->prev->next = from->next;
    from->prev->next = ring;
    ring->prev = from->prev;
    sim_gc_ring_init(from);
}

size_t
sim_gc_ring_size(const SimGcHead *ring)
{
    size_t size = 0;
    for (const SimGcHead *head = ring->next; head != ring; head = head->next) {
        size++;
    }
    return size;
}

static bool
check_ring(const SimGcHead *ring, size_t *count, GString *why)
{
    for (const SimGcHead *head = ring->next; head != ring; head = head->next) {
        if (head == NULL || head->prev->next != head || head->next == NULL) {
            g_string_append(why, "a ring of the collector is broken");
            return false;
        }
        if (head->state != 0) {
            g_string_append(why, "an object looks as if a collection were running");
            return false;
        }
        ++*count;
    }
    return true;
}

void
sim_gc_settle(SimWorld *world)
{
    SimGcGeneration *generations = world->gc->generations;
    generations[0].count =
        SETTLED_COUNT + (int64_t) world->code_count * SETTLED_PER_THREE_CODES / 3;
    generations[0].collections = SETTLED_COLLECTIONS;
    generations[0].collected = SETTLED_COLLECTED;
    generations[1].count = SETTLED_COLLECTIONS;
}

bool
sim_gc_check(SimWorld *world, GString *why)
{
    size_t linked = 0;
    size_t tracked = 0;
    for (int i = 0; i < SIM_GC_GENERATIONS; i++) {
        if (!check_ring(&world->gc->generations[i].head, &linked, why)) {
            return false;
        }
    }
    if (!check_ring(&world->gc->permanent.head, &linked, why)) {
        return false;
    }
    for (guint i = 0; i < world->slot_count; i++) {
        SimObject *object = sim_world_object(world, i);
        if (object != NULL && (object->flags & SIM_OBJECT_STATIC) == 0) {
            tracked += sim_gc_is_tracked(object) ? 1 : 0;
        }
    }
    if (linked != tracked) {
        g_string_append_printf(why, "%zu objects are tracked but %zu are in a generation", tracked,
                               linked);
        return false;
    }
    return true;
}

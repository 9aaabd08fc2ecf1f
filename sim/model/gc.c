#include "sim/model/gc.h"

static void
init_ring(SimGcHead *head)
{
    head->next = head;
    head->prev = head;
}

SimGc *
sim_gc_new(const SimConfig *config)
{
    SimGc *self = g_new0(SimGc, 1);
    for (int i = 0; i < SIM_GC_GENERATIONS; i++) {
        init_ring(&self->generations[i].head);
        self->generations[i].threshold = config->profile->gc_threshold[i];
    }
    init_ring(&self->permanent.head);
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
    head->next = ring;
    head->prev = ring->prev;
    ring->prev->next = head;
    ring->prev = head;
}

void
sim_gc_untrack(SimWorld *world, SimObject *object)
{
    (void) world;
    if (!sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC)) {
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
}

bool
sim_gc_is_tracked(SimObject *object)
{
    return sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC) && sim_gc_head(object)->next != NULL;
}

static bool
check_ring(const SimGcHead *ring, size_t *count, GString *why)
{
    for (const SimGcHead *head = ring->next; head != ring; head = head->next) {
        if (head == NULL || head->prev->next != head || head->next == NULL) {
            g_string_append(why, "a ring of the collector is broken");
            return false;
        }
        ++*count;
    }
    return true;
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
    for (guint i = 0; i < world->objects->len; i++) {
        SimObject *object = world->objects->pdata[i];
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

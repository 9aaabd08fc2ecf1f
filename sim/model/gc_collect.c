/* One collection, step by step (gc_collect_main of Modules/gcmodule.c). */
#include "sim/model/error.h"
#include "sim/model/freelist.h"
#include "sim/model/gc.h"

static bool
is_collecting(const SimGcHead *head)
{
    return (head->state & SIM_GC_COLLECTING) != 0;
}

static void
stop_collecting(SimGcHead *ring)
{
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        head->state &= ~(uint64_t) SIM_GC_COLLECTING;
    }
}

static void
enter(SimWorld *world, SimGcPhase phase)
{
    SIM_RECORD(world, GC_PHASE, phase);
}

/* A phase has looked at so many objects. */
static void
take_time(SimWorld *world, size_t objects)
{
    if (world->hooks.elapse != NULL) {
        world->hooks.elapse(world, sim_cost(&world->config.costs, SIM_COST_GC_OBJECT, objects));
    }
}

/* update_refs */
static void
start_counting(SimWorld *world, SimGcHead *ring)
{
    enter(world, SIM_GC_PHASE_UPDATE_REFS);
    size_t count = 0;
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        head->gc_refs = sim_gc_object(head)->refcnt;
        head->state = SIM_GC_COLLECTING;
        count++;
    }
    take_time(world, count);
}

/* visit_decref */
static int
take_away(SimObject *object, void *data)
{
    (void) data;
    if (sim_gc_is_collectable(object) && is_collecting(sim_gc_head(object))) {
        sim_gc_head(object)->gc_refs--;
    }
    return 0;
}

/* subtract_refs: what is left comes from outside. */
static void
subtract_inner(SimWorld *world, SimGcHead *ring)
{
    enter(world, SIM_GC_PHASE_SUBTRACT_REFS);
    size_t count = 0;
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        sim_gc_traverse(sim_gc_object(head), take_away, NULL);
        count++;
    }
    take_time(world, count);
    if (world->trace == NULL) {
        return;
    }
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        int64_t refs = MAX(head->gc_refs, 0);
        sim_trace_emit_GC_REFS(world->trace, sim_gc_object(head)->slot, (uint64_t) refs);
    }
}

typedef struct {
    SimWorld *world;
    SimGcHead *young;
} Reach;

/* visit_reachable: what was taken for unreachable comes back, to the end of the list. */
static int
reach(SimObject *object, void *data)
{
    const Reach *self = data;
    if (!sim_gc_is_collectable(object)) {
        return 0;
    }
    SimGcHead *head = sim_gc_head(object);
    if (!is_collecting(head)) {
        return 0;
    }
    if ((head->state & SIM_GC_UNREACHABLE) != 0) {
        head->state &= ~(uint64_t) SIM_GC_UNREACHABLE;
        head->gc_refs = 1;
        sim_gc_ring_move(self->young, head);
        SIM_RECORD(self->world, GC_MOVE, object->slot, 0);
    } else if (head->gc_refs == 0) {
        head->gc_refs = 1;
        SIM_RECORD(self->world, GC_REFS, object->slot, 1);
    }
    return 0;
}

/* move_unreachable: one walk, which goes on over what is appended. */
static void
divide(SimWorld *world, SimGcHead *young, SimGcHead *unreachable)
{
    enter(world, SIM_GC_PHASE_MOVE_UNREACHABLE);
    Reach data = {world, young};
    size_t count = 0;
    SimGcHead *head = young->next;
    while (head != young) {
        count++;
        SimObject *object = sim_gc_object(head);
        SimGcHead *next;
        if (head->gc_refs != 0) {
            sim_gc_traverse(object, reach, &data);
            head->state &= ~(uint64_t) SIM_GC_COLLECTING;
            next = head->next;
        } else {
            next = head->next;
            head->state |= SIM_GC_UNREACHABLE;
            sim_gc_ring_move(unreachable, head);
            SIM_RECORD(world, GC_MOVE, object->slot, 1);
        }
        head = next;
    }
    take_time(world, count);
}

/* deduce_unreachable */
static void
deduce_unreachable(SimWorld *world, SimGcHead *base, SimGcHead *unreachable)
{
    start_counting(world, base);
    subtract_inner(world, base);
    sim_gc_ring_init(unreachable);
    divide(world, base, unreachable);
}

static void
clear_unreachable_marks(SimGcHead *ring)
{
    for (SimGcHead *head = ring->next; head != ring; head = head->next) {
        head->state &= ~(uint64_t) SIM_GC_UNREACHABLE;
    }
}

/* untrack_tuples, untrack_dicts */
static void
untrack(SimWorld *world,
        SimGcHead *ring,
        SimTypeId type,
        void (*maybe_untrack)(SimWorld *world, SimObject *object))
{
    const SimType *wanted = sim_type(world, type);
    SimGcHead *next;
    for (SimGcHead *head = ring->next; head != ring; head = next) {
        next = head->next;
        SimObject *object = sim_gc_object(head);
        if (object->type == wanted && maybe_untrack != NULL) {
            maybe_untrack(world, object);
            if (world->trace != NULL && !sim_gc_is_tracked(object)) {
                sim_trace_emit_GC_UNTRACK(world->trace, object->slot);
            }
        }
    }
}

static void
print(SimWorld *world, const char *text)
{
    if (world->gc->hooks.print != NULL) {
        world->gc->hooks.print(world, text);
    }
}

static void
print_start(SimWorld *world, int generation)
{
    const SimGc *gc = world->gc;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text,
                    "gc: collecting generation %d...\n"
                    "gc: objects in each generation:",
                    generation);
    for (int i = 0; i < SIM_GC_GENERATIONS; i++) {
        g_string_append_printf(text, " %zu", sim_gc_ring_size(&gc->generations[i].head));
    }
    g_string_append_printf(text, "\ngc: objects in permanent generation: %zu\n",
                           sim_gc_ring_size(&gc->permanent.head));
    print(world, text->str);
}

/* The modelled machine has no clock: a collection takes no time. */
static void
print_stop(SimWorld *world, size_t unreachable)
{
    g_autofree char *text = g_strdup_printf(
        "gc: done, %zu unreachable, 0 uncollectable, 0.0000s elapsed\n", unreachable);
    print(world, text);
}

/* debug_cycle, and the members of the garbage for the trace. */
static void
report_unreachable(SimWorld *world, SimGcHead *unreachable)
{
    bool prints = (world->gc->debug & SIM_GC_DEBUG_COLLECTABLE) != 0;
    for (SimGcHead *head = unreachable->next; head != unreachable; head = head->next) {
        SimObject *object = sim_gc_object(head);
        SIM_RECORD(world, GC_UNREACHABLE, object->slot);
        if (prints) {
            g_autofree char *text =
                g_strdup_printf("gc: collectable <%s 0x%" G_GINT64_MODIFIER "x>\n",
                                object->type->name, object->addr);
            print(world, text);
        }
    }
}

/* finalize_garbage: once for each object, in the order of the list. */
static void
finalize(SimWorld *world, SimGcHead *unreachable)
{
    enter(world, SIM_GC_PHASE_FINALIZE_GARBAGE);
    SimGcHead seen;
    sim_gc_ring_init(&seen);
    while (!sim_gc_ring_is_empty(unreachable)) {
        SimGcHead *head = unreachable->next;
        SimObject *object = sim_gc_object(head);
        sim_gc_ring_move(&seen, head);
        SimDestructor finalizer = object->type->slots.tp_finalize;
        if (finalizer != NULL && (object->flags & SIM_OBJECT_FINALIZED) == 0) {
            object->flags |= SIM_OBJECT_FINALIZED;
            SIM_RECORD(world, GC_FINALIZE, object->slot);
            sim_incref(world, object);
            finalizer(world, object);
            sim_decref(world, object);
        }
    }
    sim_gc_ring_merge(unreachable, &seen);
}

/* handle_resurrected_objects: what finalizers brought back, and all it leads to, goes to @old. */
static void
keep_resurrected(SimWorld *world, SimGcHead *unreachable, SimGcHead *still, SimGcHead *old)
{
    enter(world, SIM_GC_PHASE_HANDLE_RESURRECTED);
    stop_collecting(unreachable);
    deduce_unreachable(world, unreachable, still);
    clear_unreachable_marks(still);
    sim_gc_ring_merge(old, unreachable);
}

static void
clear_one(SimWorld *world, SimObject *object)
{
    SimInquiry clear = object->type->slots.tp_clear;
    if (clear == NULL) {
        return;
    }
    SIM_RECORD(world, GC_CLEAR, object->slot);
    sim_incref(world, object);
    clear(world, object);
    if (sim_err_occurred(world) != NULL) {
        world->hooks.unraisable(world, "Exception ignored in tp_clear of", &object->type->ob);
    }
    sim_decref(world, object);
}

/* delete_garbage: breaks the circles; counts do the rest. */
static void
delete_garbage(SimWorld *world, SimGcHead *garbage, SimGcHead *old)
{
    const SimGc *gc = world->gc;
    enter(world, SIM_GC_PHASE_DELETE_GARBAGE);
    while (!sim_gc_ring_is_empty(garbage)) {
        SimGcHead *head = garbage->next;
        SimObject *object = sim_gc_object(head);
        if ((gc->debug & SIM_GC_DEBUG_SAVEALL) != 0 && gc->hooks.save != NULL) {
            gc->hooks.save(world, object);
        } else {
            clear_one(world, object);
        }
        if (garbage->next == head) {
            head->state = 0;
            sim_gc_ring_move(old, head);
        }
    }
}

/* Merges the younger lists into that of @generation and starts their counts anew. */
static SimGcHead *
gather(SimGc *gc, int generation)
{
    if (generation + 1 < SIM_GC_GENERATIONS) {
        gc->generations[generation + 1].count++;
    }
    SimGcHead *young = &gc->generations[generation].head;
    for (int i = 0; i <= generation; i++) {
        gc->generations[i].count = 0;
        if (i < generation) {
            sim_gc_ring_merge(young, &gc->generations[i].head);
        }
    }
    return young;
}

/* The reachable ones grow older. */
static SimGcHead *
promote(SimWorld *world, SimGcHead *young, int generation)
{
    SimGc *gc = world->gc;
    if (generation < SIM_GC_GENERATIONS - 1) {
        SimGcHead *old = &gc->generations[generation + 1].head;
        if (generation == SIM_GC_GENERATIONS - 2) {
            gc->long_lived_pending += (int64_t) sim_gc_ring_size(young);
        }
        sim_gc_ring_merge(old, young);
        return old;
    }
    enter(world, SIM_GC_PHASE_UNTRACK_DICTS);
    untrack(world, young, SIM_TYPE_DICT, gc->hooks.untrack_dict);
    gc->long_lived_pending = 0;
    gc->long_lived_total = (int64_t) sim_gc_ring_size(young);
    return young;
}

static size_t
collect_list(SimWorld *world, int generation)
{
    SimGc *gc = world->gc;
    SimGcHead unreachable;
    SimGcHead still;
    SimGcHead *young = gather(gc, generation);
    deduce_unreachable(world, young, &unreachable);
    enter(world, SIM_GC_PHASE_UNTRACK_TUPLES);
    untrack(world, young, SIM_TYPE_TUPLE, gc->hooks.untrack_tuple);
    SimGcHead *old = promote(world, young, generation);
    clear_unreachable_marks(&unreachable);
    report_unreachable(world, &unreachable);
    enter(world, SIM_GC_PHASE_HANDLE_WEAKREFS);
    size_t found =
        gc->hooks.clear_weakrefs == NULL ? 0 : gc->hooks.clear_weakrefs(world, &unreachable, old);
    finalize(world, &unreachable);
    keep_resurrected(world, &unreachable, &still, old);
    found += sim_gc_ring_size(&still) + gc->import_garbage;
    gc->import_garbage = 0;
    delete_garbage(world, &still, old);
    return found;
}

static size_t
collect(SimWorld *world, int generation, bool no_fail)
{
    SimGc *gc = world->gc;
    if ((gc->debug & SIM_GC_DEBUG_STATS) != 0) {
        print_start(world, generation);
    }
    take_time(world, 0);
    SIM_RECORD(world, GC_START, (uint64_t) generation);
    size_t found = collect_list(world, generation);
    if ((gc->debug & SIM_GC_DEBUG_STATS) != 0) {
        print_stop(world, found);
    }
    if (generation == SIM_GC_GENERATIONS - 1) {
        sim_freelists_clear(world);
    }
    if (sim_err_occurred(world) != NULL) {
        if (no_fail) {
            sim_err_clear(world);
        } else {
            world->hooks.unraisable(world, "Exception ignored in garbage collection", NULL);
        }
    }
    gc->generations[generation].collections++;
    gc->generations[generation].collected += (int64_t) found;
    take_time(world, found);
    SIM_RECORD(world, GC_STOP, found, 0);
    return found;
}

/* gc_collect_with_callback */
static size_t
collect_and_tell(SimWorld *world, int generation)
{
    SimGc *gc = world->gc;
    gc->collecting = true;
    if (gc->hooks.notify != NULL) {
        gc->hooks.notify(world, true, generation, 0, 0);
    }
    size_t found = collect(world, generation, false);
    if (gc->hooks.notify != NULL) {
        gc->hooks.notify(world, false, generation, found, 0);
    }
    gc->collecting = false;
    return found;
}

void
sim_gc_collect_generations(SimWorld *world)
{
    const SimGc *gc = world->gc;
    for (int i = SIM_GC_GENERATIONS - 1; i >= 0; i--) {
        if (gc->generations[i].count <= gc->generations[i].threshold) {
            continue;
        }
        if (i == SIM_GC_GENERATIONS - 1 && gc->long_lived_pending < gc->long_lived_total / 4) {
            continue;
        }
        collect_and_tell(world, i);
        return;
    }
}

size_t
sim_gc_collect(SimWorld *world, int generation)
{
    return world->gc->collecting ? 0 : collect_and_tell(world, generation);
}

size_t
sim_gc_collect_no_fail(SimWorld *world)
{
    SimGc *gc = world->gc;
    if (gc->collecting) {
        return 0;
    }
    gc->collecting = true;
    size_t found = collect(world, SIM_GC_GENERATIONS - 1, true);
    gc->collecting = false;
    return found;
}

#include "sim/model/world.h"

#include "sim/model/freelist.h"
#include "sim/model/gc.h"

/* Where a static python3.11 has its data segment. */
static const SimAddr STATIC_START = 0x900000;

static void
arena_new(void *data, SimAddr base, size_t size)
{
    SimWorld *world = data;
    SIM_RECORD(world, ARENA_NEW, size, base);
}

static void
arena_free(void *data, SimAddr base)
{
    SimWorld *world = data;
    SIM_RECORD(world, ARENA_FREE, base);
}

static void
on_mmap(void *data, SimAddr base, size_t size)
{
    SimWorld *world = data;
    SIM_RECORD(world, MMAP, size, base);
}

static void
on_munmap(void *data, SimAddr base, size_t size)
{
    SimWorld *world = data;
    SIM_RECORD(world, MUNMAP, size, base);
}

static void
on_brk(void *data, SimAddr end)
{
    SimWorld *world = data;
    SIM_RECORD(world, BRK, end);
}

static const SimHeapEvents heap_events = {arena_new, arena_free, on_mmap, on_munmap, on_brk};

static void
write_to_host(SimWorld *world, bool error, const char *text, size_t length)
{
    if (!error) {
        SIM_RECORD(world, OUTPUT, ((SimText){text, length}));
    }
}

static void
drop_exception(SimWorld *world, const char *message, SimObject *where)
{
    (void) message;
    (void) where;
    SIM_CLEAR(world, world->thread->exception);
}

SimWorld *
sim_world_new(const SimConfig *config, SimTrace *trace)
{
    SimWorld *world = g_new0(SimWorld, 1);
    world->config = *config;
    world->trace = trace;
    world->thread = &world->first_thread;
    world->hooks.write = write_to_host;
    world->hooks.unraisable = drop_exception;
    world->static_end = STATIC_START;
    world->type_version = 1;
    world->recursion_limit = 1000;
    world->int_max_str_digits = 4300;
    world->type_cache = g_new0(SimTypeCacheEntry, (gsize) 1 << SIM_TYPE_CACHE_BITS);
    world->freelists = sim_freelists_new();
    world->gc = sim_gc_new(config);
    world->heap = sim_heap_new(&world->config, &heap_events, world);
    world->pymalloc = sim_heap_pymalloc(world->heap);
    return world;
}

size_t
sim_world_live_objects(const SimWorld *world)
{
    size_t count = 0;
    for (guint i = 0; i < world->slot_count; i++) {
        const SimObject *object = sim_world_object(world, i);
        count += object != NULL && (object->flags & SIM_OBJECT_STATIC) == 0;
    }
    return count;
}

static bool
is_on_host_pool(const SimObject *object)
{
    return (object->flags & (SIM_OBJECT_STATIC | SIM_OBJECT_POOLED)) != SIM_OBJECT_STATIC;
}

/* The walk over objects needs their types, which are objects too: instances first, then classes of
 * metaclasses, then all other types. */
static int
rank(const SimObject *object)
{
    if (!sim_type_has(object->type, SIM_TPFLAGS_TYPE_SUBCLASS)) {
        return 0;
    }
    return sim_type_has(object->type, SIM_TPFLAGS_HEAPTYPE) ? 1 : 2;
}

static void
forget_objects(SimWorld *world, int ranked)
{
    for (guint i = 0; i < world->slot_count; i++) {
        SimObject *object = sim_world_object(world, i);
        if (object == NULL || rank(object) != ranked) {
            continue;
        }
        if (object->type->slots.tp_host_free != NULL) {
            object->type->slots.tp_host_free(object);
        }
        world->objects[i] = NULL;
        if (is_on_host_pool(object)) {
            sim_object_forget(world, object);
        }
    }
}

static void
free_spare_values(SimWorld *world)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(world->spare_values); i++) {
        void *block = world->spare_values[i];
        while (block != NULL) {
            void *next;
            memcpy(&next, block, sizeof next);
            g_free(block);
            block = next;
        }
    }
}

void
sim_world_free(SimWorld *world)
{
    if (world == NULL) {
        return;
    }
    world->trace = NULL;
    world->finalizing = true;
    forget_objects(world, 0);
    sim_freelists_free(world);
    forget_objects(world, 1);
    forget_objects(world, 2);
    sim_heap_free(world->heap);
    sim_gc_free(world->gc);
    g_free(world->objects);
    if (world->reprs != NULL) {
        g_ptr_array_free(world->reprs, TRUE);
    }
    g_free(world->type_cache);
    g_free(world->ids);
    g_free(world->small_ints);
    g_free(world->latin1);
    g_free(world->byte_chars);
    g_clear_pointer(&world->interned, g_hash_table_unref);
    g_clear_pointer(&world->raw_counts, g_hash_table_unref);
    g_clear_pointer(&world->weakrefs, g_hash_table_unref);
    sim_host_pool_clear(&world->host);
    free_spare_values(world);
    g_free(world);
}

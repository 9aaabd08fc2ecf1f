#include "sim/model/object.h"

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/model/object_short.h"
#include "sim/model/world.h"

enum {
    GC_HEAD = 16,    /* PyGC_Head */
    PRE_HEADER = 16, /* values and dict pointers before it */
    HOST_UNIT = 32,  /* SimGcHead; SimInstanceDict */
    STATIC_ALIGN = 32,
    FIRST_SLOTS = 1024
};

static size_t
prefix_size(const SimType *type)
{
    size_t size = sim_type_has(type, SIM_TPFLAGS_HAVE_GC) ? GC_HEAD : 0;
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) ? size + PRE_HEADER : size;
}

/* How many units of 32 bytes lie before the object in host memory: GC head, instance storage. */
static unsigned
host_kind(const SimType *type)
{
    return (unsigned) sim_type_has(type, SIM_TPFLAGS_HAVE_GC) +
           (unsigned) sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT);
}

static SimSlot
new_slot(SimWorld *world)
{
    if (G_UNLIKELY(world->slot_count == world->slot_room)) {
        world->slot_room = MAX(FIRST_SLOTS, world->slot_room * 2);
        world->objects = g_renew(SimObject *, world->objects, world->slot_room);
    }
    return world->slot_count++;
}

/* Host memory that is not used again: a slot has to be found for it. */
static SimObject *
new_host_memory(SimWorld *world, unsigned kind, unsigned size_class, size_t total)
{
    SimHostPool *host = &world->host;
    uint8_t *memory;
    SimSlot slot = SIM_SLOT_NONE;
    if (sim_host_pool_is_slab(size_class)) {
        memory = sim_host_pool_carve(host, size_class);
        memset(memory, 0, (size_t) size_class * 16);
    } else {
        memory = g_malloc0(total);
        slot = sim_host_pool_take_slot(host, kind, size_class);
    }
    SimObject *object = (SimObject *) (void *) (memory + (size_t) kind * HOST_UNIT);
    object->slot = slot != SIM_SLOT_NONE ? slot : new_slot(world);
    world->objects[object->slot] = object;
    return object;
}

SimObject *
sim_object_new_host(SimWorld *world, unsigned size_class)
{
    return sim_host_pool_is_slab(size_class) ? new_host_memory(world, 0, size_class, 0) : NULL;
}

/* Zeroed but for slot and flags. */
static inline SimObject *
place_in_host_memory(SimWorld *world, const SimType *type, size_t host_size)
{
    unsigned kind = host_kind(type);
    size_t total = (size_t) kind * HOST_UNIT + host_size;
    unsigned size_class = sim_host_pool_class(total);
    uint8_t *memory = sim_host_pool_pop(&world->host, kind, size_class);
    SimObject *object;
    if (G_LIKELY(memory != NULL)) {
        object = (SimObject *) (void *) (memory + (size_t) kind * HOST_UNIT);
        SimSlot slot = object->slot;
        memset(memory, 0, (size_t) size_class * 16);
        object->slot = slot;
    } else {
        object = new_host_memory(world, kind, size_class, total);
    }
    object->flags = (uint32_t) size_class << SIM_OBJECT_HOST_SHIFT;
    return object;
}

static inline void
give_back_host_memory(SimWorld *world, const SimType *type, SimObject *object)
{
    unsigned kind = host_kind(type);
    unsigned size_class = object->flags >> SIM_OBJECT_HOST_SHIFT;
    uint8_t *memory = (uint8_t *) object - (size_t) kind * HOST_UNIT;
    if (G_LIKELY(sim_host_pool_is_slab(size_class))) {
        object->type = NULL;
        sim_host_pool_push(&world->host, kind, size_class, memory);
        return;
    }
    world->objects[object->slot] = NULL;
    sim_host_pool_give_slot(&world->host, kind, size_class, object->slot);
    g_free(memory);
}

SimObject *
sim_object_change_host(SimWorld *world, SimObject *object, size_t host_size, size_t kept)
{
    const uint32_t class_mask = (uint32_t) 0xff << SIM_OBJECT_HOST_SHIFT;
    SimType *type = object->type;
    SimObject *moved = place_in_host_memory(world, type, host_size);
    SimSlot slot = moved->slot;
    uint32_t flags = (moved->flags & class_mask) | (object->flags & ~class_mask);
    memcpy(moved, object, kept);
    moved->flags = flags;
    world->objects[moved->slot] = moved;
    /* What is left behind keeps the slot of the memory that is used now. */
    object->slot = slot;
    world->objects[slot] = object;
    give_back_host_memory(world, type, object);
    return moved;
}

/* CREATE, and ALLOC unless that is @told already. */
static void
record_new(SimWorld *world, const SimObject *object, size_t total, size_t prefix, bool told)
{
    G_STATIC_ASSERT((int) SIM_TRACE_DOMAIN_OBJ == (int) SIM_DOMAIN_OBJ);
    SimSlot type = object->type->ob.slot;
    if (told) {
        sim_trace_emit_CREATE(world->trace, object->slot, type, object->addr, total);
    } else {
        sim_trace_emit_new(world->trace, object->slot, type, total, prefix, object->addr - prefix);
    }
}

SimObject *
sim_object_alloc_sized(SimWorld *world, SimType *type, size_t size, size_t host_size)
{
    size_t prefix = prefix_size(type);
    size_t total = size + prefix;
    SimAddr block = sim_pymalloc_malloc(world->pymalloc, total);
    if (G_UNLIKELY(block == 0)) {
        block = sim_heap_malloc(world->heap, SIM_DOMAIN_OBJ, total);
        if (block == 0) {
            return sim_err_no_memory(world);
        }
    }
    bool collects = sim_type_has(type, SIM_TPFLAGS_HAVE_GC) && sim_gc_note_alloc(world);
    if (G_UNLIKELY(collects)) {
        SIM_RECORD(world, ALLOC, SIM_DOMAIN_OBJ, total, block);
        sim_gc_collect_generations(world);
    }
    SimObject *object = place_in_host_memory(world, type, host_size);
    object->refcnt = 1;
    object->type = type;
    object->addr = block + prefix;
    if (G_UNLIKELY(world->trace != NULL)) {
        record_new(world, object, total, prefix, collects);
    }
    if (sim_type_has(type, SIM_TPFLAGS_HEAPTYPE)) {
        sim_incref(world, &type->ob);
    }
    return object;
}

/* tp_basicsize and items as _PyObject_VAR_SIZE; classes of scenarios get the extra item of
 * PyType_GenericAlloc, built-in types take exactly what they ask for. */
SimObject *
sim_object_alloc(SimWorld *world, SimType *type, size_t count)
{
    size_t size = type->basicsize;
    size_t host_size = type->host_size;
    if (type->itemsize != 0) {
        size_t extra = sim_type_has(type, SIM_TPFLAGS_HEAPTYPE) ? 1 : 0;
        size_t widest = MAX(type->itemsize, type->host_itemsize);
        if (count > ((size_t) INT64_MAX - size - host_size - 64) / widest - 1) {
            return sim_err_no_memory(world);
        }
        size += (count + extra) * type->itemsize;
        host_size += count * type->host_itemsize;
        if (extra != 0) {
            size = (size + 7) & ~(size_t) 7;
        }
    }
    return sim_object_alloc_sized(world, type, size, host_size);
}

static SimAddr
take_static_address(SimWorld *world, size_t size)
{
    SimAddr address = world->static_end;
    world->static_end += (size + STATIC_ALIGN - 1) & ~(size_t) (STATIC_ALIGN - 1);
    return address;
}

static void
make_static(SimWorld *world, SimObject *object, SimType *type, size_t size, int64_t refcnt)
{
    object->refcnt = refcnt;
    object->type = type;
    object->addr = take_static_address(world, size) + prefix_size(type);
    object->flags |= SIM_OBJECT_STATIC;
    SIM_RECORD(world, CREATE, object->slot, type->ob.slot, object->addr, 0);
    if (refcnt != 1) {
        SIM_RECORD(world, REFCNT, object->slot, (uint64_t) refcnt);
    }
}

void
sim_object_init_static(SimWorld *world, SimObject *object, SimType *type, int64_t refcnt)
{
    object->slot = new_slot(world);
    world->objects[object->slot] = object;
    make_static(world, object, type, MAX(type->basicsize, 16) + prefix_size(type), refcnt);
}

SimObject *
sim_object_alloc_static(
    SimWorld *world, SimType *type, size_t size, size_t host_size, int64_t refcnt)
{
    SimObject *object = place_in_host_memory(world, type, host_size);
    object->flags |= SIM_OBJECT_POOLED;
    make_static(world, object, type, size + prefix_size(type), refcnt);
    return object;
}

/* The cache of sim_type_lookup goes by the address of the name, which another str may get. */
static void
forget_cached_name(SimWorld *world, const SimObject *name)
{
    for (unsigned i = 0; i < 1U << SIM_TYPE_CACHE_BITS; i++) {
        if (world->type_cache[i].name == name) {
            world->type_cache[i].type = NULL;
        }
    }
}

SimObject *
sim_object_resize(SimWorld *world, SimObject *object, size_t old_count, size_t count)
{
    SimType *type = object->type;
    size_t prefix = prefix_size(type);
    size_t widest = MAX(type->itemsize, type->host_itemsize);
    if (count > ((size_t) INT64_MAX - type->basicsize - type->host_size - 64) / widest) {
        return sim_err_no_memory(world);
    }
    size_t total = type->basicsize + count * type->itemsize + prefix;
    SimAddr old = object->addr - prefix;
    SimAddr block = sim_heap_realloc(world->heap, SIM_DOMAIN_OBJ, old, total);
    if (block == 0) {
        return sim_err_no_memory(world);
    }
    size_t host_size = type->host_size + count * type->host_itemsize;
    size_t kept = type->host_size + MIN(count, old_count) * type->host_itemsize;
    SimObject *moved = sim_object_change_host(world, object, host_size, kept);
    moved->addr = block + prefix;
    SIM_RECORD(world, DESTROY, moved->slot);
    SIM_RECORD(world, REALLOC, SIM_DOMAIN_OBJ, total, old, block);
    SIM_RECORD(world, CREATE, moved->slot, type->ob.slot, moved->addr, total);
    return moved;
}

void
sim_object_release(SimWorld *world, SimObject *object)
{
    SimType *type = object->type;
    g_assert((object->flags & (SIM_OBJECT_STATIC | SIM_OBJECT_WEAKLY_REFERENCED)) == 0);
    sim_gc_untrack(world, object);
    if (sim_type_has(type, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_note_free(world);
    }
    if (G_UNLIKELY((object->flags & SIM_OBJECT_CACHED_NAME) != 0)) {
        forget_cached_name(world, object);
    }
    SimAddr block = object->addr - prefix_size(type);
    SIM_RECORD(world, DESTROY, object->slot);
    SIM_RECORD(world, FREE, SIM_DOMAIN_OBJ, block);
    if (G_UNLIKELY(!sim_pymalloc_dealloc(world->pymalloc, block))) {
        sim_heap_dealloc(world->heap, SIM_DOMAIN_OBJ, block);
    }
    give_back_host_memory(world, type, object);
    if (sim_type_has(type, SIM_TPFLAGS_HEAPTYPE)) {
        sim_decref(world, &type->ob);
    }
}

void
sim_object_park(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_RECORD(world, DESTROY, object->slot);
    object->flags |= SIM_OBJECT_PARKED;
}

void
sim_object_revive(SimWorld *world, SimObject *object, size_t count)
{
    object->refcnt = 1;
    object->flags &= (uint32_t) 0xff << SIM_OBJECT_HOST_SHIFT;
    const SimType *type = object->type;
    SIM_RECORD(world, CREATE, object->slot, type->ob.slot, object->addr,
               type->basicsize + count * type->itemsize + prefix_size(type));
}

void
sim_object_release_parked(SimWorld *world, SimObject *object)
{
    SimAddr block = object->addr - prefix_size(object->type);
    if (sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_note_free(world);
    }
    SIM_RECORD(world, FREE, SIM_DOMAIN_OBJ, block);
    sim_heap_dealloc(world->heap, SIM_DOMAIN_OBJ, block);
    give_back_host_memory(world, object->type, object);
}

void
sim_object_forget(SimWorld *world, SimObject *object)
{
    give_back_host_memory(world, object->type, object);
}

static SimAddr
record_buffer(
    SimWorld *world, SimObject *owner, int label, int domain, size_t size, SimAddr address)
{
    if (G_UNLIKELY(address == 0)) {
        sim_err_no_memory(world);
        return 0;
    }
    SIM_RECORD(world, ALLOC, (uint64_t) domain, size, address);
    if (owner != NULL) {
        SIM_RECORD(world, BUFFER, owner->slot, (uint64_t) label, address);
    }
    return address;
}

SimAddr
sim_buffer_alloc(SimWorld *world, SimObject *owner, int label, int domain, size_t size)
{
    SimAddr address = sim_heap_malloc(world->heap, (SimDomain) domain, size);
    return record_buffer(world, owner, label, domain, size, address);
}

SimAddr
sim_buffer_calloc(SimWorld *world, SimObject *owner, int label, int domain, size_t size)
{
    SimAddr address = sim_heap_calloc(world->heap, (SimDomain) domain, 1, size);
    return record_buffer(world, owner, label, domain, size, address);
}

SimAddr
sim_buffer_realloc(
    SimWorld *world, SimObject *owner, int label, int domain, SimAddr old, size_t size)
{
    if (old == 0) {
        return sim_buffer_alloc(world, owner, label, domain, size);
    }
    SimAddr address = sim_heap_realloc(world->heap, (SimDomain) domain, old, size);
    if (G_UNLIKELY(address == 0)) {
        sim_err_no_memory(world);
        return 0;
    }
    SIM_RECORD(world, REALLOC, (uint64_t) domain, size, old, address);
    if (owner != NULL) {
        SIM_RECORD(world, BUFFER, owner->slot, (uint64_t) label, address);
    }
    return address;
}

void
sim_buffer_free(SimWorld *world, SimObject *owner, int label, int domain, SimAddr address)
{
    if (address == 0) {
        return;
    }
    SIM_RECORD(world, FREE, (uint64_t) domain, address);
    sim_heap_dealloc(world->heap, (SimDomain) domain, address);
    if (owner != NULL) {
        SIM_RECORD(world, BUFFER, owner->slot, (uint64_t) label, 0);
    }
}

void
sim_object_dealloc(SimWorld *world, SimObject *object)
{
    if (G_UNLIKELY((object->flags & SIM_OBJECT_RAW_COUNT) != 0) &&
        world->hooks.raw_count_zero(world, object)) {
        return;
    }
    object->type->slots.tp_dealloc(world, object);
}

/* The tp_dealloc of an instance of a class brackets its work with
 * sim_trash_begin_heap; the one of the built-in base that it calls last finds a heap type
 * and does not count, as Py_TRASHCAN_BEGIN's test of tp_dealloc sees to it in CPython. */
static void
open_bracket(SimWorld *world, bool counted)
{
    unsigned at = (unsigned) world->trash_nested++;
    g_assert(at < 256);
    uint64_t bit = UINT64_C(1) << (at & 63);
    if (counted) {
        world->trash_counted[at >> 6] |= bit;
        world->trash_depth++;
    } else {
        world->trash_counted[at >> 6] &= ~bit;
    }
}

bool
sim_trash_begin_heap(SimWorld *world, SimObject *object)
{
    if (world->trash_depth >= SIM_TRASH_DEPTH) {
        sim_gc_head(object)->prev =
            world->trash_later == NULL ? NULL : sim_gc_head(world->trash_later);
        world->trash_later = object;
        return false;
    }
    open_bracket(world, true);
    return true;
}

bool
sim_trash_begin(SimWorld *world, SimObject *object)
{
    if (sim_type_has(object->type, SIM_TPFLAGS_HEAPTYPE)) {
        open_bracket(world, false);
        return true;
    }
    return sim_trash_begin_heap(world, object);
}

/* The first object deferred is the last freed, as in _PyTrash_thread_destroy_chain. */
static void
empty_trash(SimWorld *world)
{
    world->trash_depth++;
    while (world->trash_later != NULL) {
        SimObject *object = world->trash_later;
        SimGcHead *next = sim_gc_head(object)->prev;
        sim_gc_head(object)->prev = NULL;
        world->trash_later = next == NULL ? NULL : sim_gc_object(next);
        sim_object_dealloc(world, object);
    }
    world->trash_depth--;
}

void
sim_trash_end(SimWorld *world)
{
    unsigned at = (unsigned) --world->trash_nested;
    if ((world->trash_counted[at >> 6] >> (at & 63) & 1) == 0) {
        return;
    }
    world->trash_depth--;
    if (G_UNLIKELY(world->trash_later != NULL) && world->trash_depth <= 0) {
        empty_trash(world);
    }
}

#include "sim/model/object.h"

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/model/world.h"

enum {
    GC_HEAD = 16,    /* PyGC_Head */
    PRE_HEADER = 16, /* values and dict pointers before it */
    HOST_PRE_HEADER = 32,
    STATIC_ALIGN = 32
};

static size_t
prefix_size(const SimType *type)
{
    size_t size = sim_type_has(type, SIM_TPFLAGS_HAVE_GC) ? GC_HEAD : 0;
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) ? size + PRE_HEADER : size;
}

static size_t
host_prefix_size(const SimType *type)
{
    size_t size = sim_type_has(type, SIM_TPFLAGS_HAVE_GC) ? sizeof(SimGcHead) : 0;
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT)
               ? size + HOST_PRE_HEADER
               : size;
}

/* The slot stays an object's own while it is parked. */
static void
take_slot(SimWorld *world, SimObject *object)
{
    GArray *free_slots = world->free_slots;
    if (free_slots->len > 0) {
        SimSlot slot = g_array_index(free_slots, SimSlot, free_slots->len - 1);
        free_slots->len--;
        object->slot = slot;
        world->objects->pdata[slot] = object;
    } else {
        object->slot = world->objects->len;
        g_ptr_array_add(world->objects, object);
        g_array_set_size(free_slots, world->objects->len); /* room for every slot */
        free_slots->len = 0;
    }
}

static inline void
give_back_slot(SimWorld *world, SimSlot slot)
{
    GArray *free_slots = world->free_slots;
    g_array_index(free_slots, SimSlot, free_slots->len) = slot;
    free_slots->len++;
}

static SimObject *
place_in_host_memory(SimWorld *world, const SimType *type, size_t host_size)
{
    size_t prefix = host_prefix_size(type);
    size_t total = prefix + host_size;
    uint8_t *memory = sim_host_pool_alloc(&world->host, total);
    SimObject *object = (SimObject *) (void *) (memory + prefix);
    object->flags = (uint32_t) sim_host_pool_class(total) << SIM_OBJECT_HOST_SHIFT;
    return object;
}

static void
give_back_host_memory(SimWorld *world, const SimType *type, SimObject *object)
{
    unsigned size_class = object->flags >> SIM_OBJECT_HOST_SHIFT;
    uint8_t *memory = (uint8_t *) object - host_prefix_size(type);
    sim_host_pool_free(&world->host, memory, size_class);
}

SimObject *
sim_object_alloc_sized(SimWorld *world, SimType *type, size_t size, size_t host_size)
{
    size_t prefix = prefix_size(type);
    size_t total = size + prefix;
    SimAddr block = sim_heap_malloc(world->heap, SIM_DOMAIN_OBJ, total);
    if (G_UNLIKELY(block == 0)) {
        return sim_err_no_memory(world);
    }
    SIM_RECORD(world, ALLOC, SIM_DOMAIN_OBJ, total, block);
    if (sim_type_has(type, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_note_alloc(world);
    }
    SimObject *object = place_in_host_memory(world, type, host_size);
    object->refcnt = 1;
    object->type = type;
    object->addr = block + prefix;
    take_slot(world, object);
    world->live_objects++;
    SIM_RECORD(world, CREATE, object->slot, type->ob.slot, object->addr, total);
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
    take_slot(world, object);
    SIM_RECORD(world, CREATE, object->slot, type->ob.slot, object->addr, 0);
    if (refcnt != 1) {
        SIM_RECORD(world, REFCNT, object->slot, (uint64_t) refcnt);
    }
}

void
sim_object_init_static(SimWorld *world, SimObject *object, SimType *type, int64_t refcnt)
{
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
    SimObject *moved = place_in_host_memory(world, type, host_size);
    uint32_t flags = moved->flags;
    memcpy(moved, object, kept);
    moved->flags = flags;
    moved->addr = block + prefix;
    give_back_host_memory(world, type, object);
    world->objects->pdata[moved->slot] = moved;
    SIM_RECORD(world, DESTROY, moved->slot);
    SIM_RECORD(world, FREE, SIM_DOMAIN_OBJ, old);
    SIM_RECORD(world, ALLOC, SIM_DOMAIN_OBJ, total, block);
    SIM_RECORD(world, CREATE, moved->slot, type->ob.slot, moved->addr, total);
    return moved;
}

void
sim_object_release(SimWorld *world, SimObject *object)
{
    SimType *type = object->type;
    g_assert((object->flags & SIM_OBJECT_STATIC) == 0);
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
    sim_heap_dealloc(world->heap, SIM_DOMAIN_OBJ, block);
    world->objects->pdata[object->slot] = NULL;
    give_back_slot(world, object->slot);
    world->live_objects--;
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
    world->objects->pdata[object->slot] = NULL;
    world->live_objects--;
}

void
sim_object_revive(SimWorld *world, SimObject *object, size_t count)
{
    object->refcnt = 1;
    object->flags &= (uint32_t) 0xff << SIM_OBJECT_HOST_SHIFT;
    world->objects->pdata[object->slot] = object;
    world->live_objects++;
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
    give_back_slot(world, object->slot);
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
    SIM_RECORD(world, FREE, (uint64_t) domain, old);
    SIM_RECORD(world, ALLOC, (uint64_t) domain, size, address);
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

/* Objects: the header every object of the modelled interpreter starts with, and its
 * reference count.
 *
 * Stands for PyObject (Include/object.h). A SimObject lives in host memory; what the
 * modelled process would use is a block of the SimHeap, and `addr` is where in that
 * block the object would start: its id(). Objects of types the collector follows have
 * a SimGcHead before them in host memory, as PyGC_Head lies before the object in
 * CPython (Include/internal/pycore_gc.h).
 *
 * Reference rules are CPython's: functions return new references unless their comment
 * says borrowed; arguments are borrowed unless it says stolen. Every change of a count
 * goes through the four functions below, which is what makes the trace complete and
 * lets later work take the load and the store of a count apart.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"

G_BEGIN_DECLS

typedef struct SimWorld SimWorld;
typedef struct SimType SimType;
typedef struct SimObject SimObject;

typedef enum {
    SIM_OBJECT_STATIC = 1 << 0,    /* not on the heap; never deallocated */
    SIM_OBJECT_FINALIZED = 1 << 1, /* __del__ has run (PEP 442) */
    SIM_OBJECT_INTERNED = 1 << 2,  /* a str in the interned table */
    SIM_OBJECT_POOLED = 1 << 3,    /* static, its host memory from sim_object_alloc_static */
    SIM_OBJECT_WEAKLY_REFERENCED = 1 << 4, /* has weak references: see SimWorldHooks */
    SIM_OBJECT_CACHED_NAME = 1 << 5,       /* in the cache of sim_type_lookup */
    SIM_OBJECT_RAW_COUNT = 1 << 6,         /* its count was changed by hand: raw_count_zero */
    SIM_OBJECT_PARKED = 1 << 7,            /* dead, on a free list */
    SIM_OBJECT_HOST_SHIFT = 24             /* the top byte is of sim/model/object.c */
} SimObjectFlags;

struct SimObject {
    int64_t refcnt;
    SimType *type;
    SimAddr addr;
    SimSlot slot; /* its name in the trace */
    uint32_t flags;
};

/* A tracked object is linked (next != NULL) into its generation's list. CPython packs all of
 * this into two words; here the list stays doubly linked during a collection. */
typedef struct SimGcHead {
    struct SimGcHead *next;
    struct SimGcHead *prev;
    int64_t gc_refs; /* during a collection: references from outside the list */
    uint64_t state;  /* SimGcState, during a collection; else 0 */
} SimGcHead;

static inline SimGcHead *
sim_gc_head(SimObject *object)
{
    return (SimGcHead *) (void *) object - 1;
}

static inline SimObject *
sim_gc_object(SimGcHead *head)
{
    return (SimObject *) (void *) (head + 1);
}

/* Allocates an object of @type with @count items (0 for fixed-size types): a block of
 * the size CPython would ask for (GC head and pre-header included) from the OBJ
 * domain, host memory of type->host_size + count * type->host_itemsize, zeroed behind
 * the header. Reference count 1; takes a reference to a heap type; records ALLOC and
 * CREATE; not yet tracked by the collector. As _PyObject_New and _PyObject_GC_New.
 * NULL with MemoryError set. */
SimObject *sim_object_alloc(SimWorld *world, SimType *type, size_t count);

/* The same where the size is not basicsize + count * itemsize (str): @size bytes for the
 * modelled process, GC head and pre-header not counted, @host_size for us. */
SimObject *sim_object_alloc_sized(SimWorld *world, SimType *type, size_t size, size_t host_size);

/* A static object made at run time (interned names of C code, descriptors of built-in
 * types): like sim_object_alloc_sized, but outside the heap, with @refcnt, never freed
 * before the world. Never NULL. */
SimObject *sim_object_alloc_static(
    SimWorld *world, SimType *type, size_t size, size_t host_size, int64_t refcnt);

/* Gives an object that only its maker knows (reference count 1, untracked, of no heap type)
 * room for @count items instead of @old_count: the block is reallocated and the id may change. In
 * the record a new object takes its place; its items must be recorded again. As
 * _PyObject_GC_Resize. NULL with MemoryError: the object stays as it was. */
SimObject *sim_object_resize(SimWorld *world, SimObject *object, size_t old_count, size_t count);

/* Makes the block of a str or bytes that nobody else refers to larger or smaller, as
 * PyObject_Realloc: it may move, in the heap and here; the first @kept host bytes stay. For
 * types without GC head or pre-header. False with MemoryError, the object as it was. */
bool sim_object_resize_sized(
    SimWorld *world, SimObject **place, size_t size, size_t host_size, size_t kept);

/* Moves an object to @host_size bytes of host memory, of which the first @kept are copied; what
 * lies before the object is not. Its slot and its block stay. */
SimObject *
sim_object_change_host(SimWorld *world, SimObject *object, size_t host_size, size_t kept);

/* The last act of a tp_dealloc: untracks, records DESTROY and FREE, gives back the
 * block and the host memory, drops the reference to a heap type. As tp_free. */
void sim_object_release(SimWorld *world, SimObject *object);

/* For free lists (sim/model/freelist.h): DESTROY without FREE; its counterpart, which makes
 * a parked object of @count items live again with reference count 1; FREE of a parked
 * object's block. */
void sim_object_park(SimWorld *world, SimObject *object);
void sim_object_revive(SimWorld *world, SimObject *object, size_t count);
void sim_object_release_parked(SimWorld *world, SimObject *object);
/* Gives back an object's own host memory and nothing else: for sim_world_free. */
void sim_object_forget(SimWorld *world, SimObject *object);

/* Gives a static object (a member of the world or an array of some type's file, zeroed) its
 * header: type, an address
 * outside the heap, a slot, and @refcnt. */
void sim_object_init_static(SimWorld *world, SimObject *object, SimType *type, int64_t refcnt);

/* Out-of-line memory of an object (item arrays, keys, values, data), recorded as its
 * buffer @label. Realloc of address 0 allocates; a size of 0 is allowed. Return 0 with
 * MemoryError set when memory is out. */
SimAddr sim_buffer_alloc(SimWorld *world, SimObject *owner, int label, int domain, size_t size);
/* As PyMem_Calloc: the C library may serve it from another place than malloc. */
SimAddr sim_buffer_calloc(SimWorld *world, SimObject *owner, int label, int domain, size_t size);
SimAddr sim_buffer_realloc(
    SimWorld *world, SimObject *owner, int label, int domain, SimAddr old, size_t size);
void sim_buffer_free(SimWorld *world, SimObject *owner, int label, int domain, SimAddr address);

/* tp_dealloc of an object whose count reached 0 (Objects/object.c, _Py_Dealloc). */
void sim_object_dealloc(SimWorld *world, SimObject *object);

/* Py_INCREF, Py_DECREF, Py_XINCREF, Py_XDECREF: inline in sim/model/world.h. */

/* The trashcan (Include/cpython/object.h): a tp_dealloc of a container brackets its
 * work in
 *     if (!sim_trash_begin(world, object)) { return; }
 *     ...
 *     sim_trash_end(world);
 * so that a chain of any length is freed with bounded C recursion, in CPython's order. */
bool sim_trash_begin(SimWorld *world, SimObject *object);
void sim_trash_end(SimWorld *world);
/* The same for the tp_dealloc of heap types (classes.h), which calls that of a built-in base
 * inside its own bracket: sim_trash_begin lets instances of heap types pass uncounted. */
bool sim_trash_begin_heap(SimWorld *world, SimObject *object);

/* _PyObject_GC_TRACK, _PyObject_GC_UNTRACK, PyObject_GC_IsTracked. Untracking an
 * untracked object is allowed. */
void sim_gc_track(SimWorld *world, SimObject *object);
void sim_gc_untrack(SimWorld *world, SimObject *object);
bool sim_gc_is_tracked(SimObject *object);

typedef int (*SimVisit)(SimObject *object, void *data);

G_END_DECLS

/* One modelled process: heap, types, objects, threads, trace.
 *
 * Stands for what CPython keeps in _PyRuntime and PyInterpreterState. Nothing is
 * global: several worlds can live in one host process and know nothing of each other.
 *
 * A world is single-threaded for the host: the modelled threads are data, and
 * `thread` is the one that is running.
 */
#pragma once

#include "sim/base/config.h"
#include "sim/model/heap.h"
#include "sim/model/host_pool.h"
#include "sim/model/object.h"
#include "sim/model/pymalloc.h"
#include "sim/model/type.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimThread SimThread;
typedef struct SimFreeLists SimFreeLists;
typedef struct SimGc SimGc;

enum {
    SIM_SMALL_INT_MIN = -5,
    SIM_SMALL_INT_MAX = 256,
    SIM_TRASH_DEPTH = 50, /* PyTrash_UNWIND_LEVEL */
    SIM_LEAST_MAX_STR_DIGITS = 640,
    SIM_STATIC_REFCNT = 999999999 /* _PyObject_IMMORTAL_REFCNT of 3.11 */
};

/* What a thread keeps for the object layer; sim/vm extends it (first member). */
struct SimThread {
    SimObject *exception; /* the exception being raised, or NULL; owned */
    SimObject *handled;   /* sys.exc_info(): innermost one being handled; owned; NULL */
    int recursion_depth;  /* Python frames and C calls, as CPython counts them */
    int c_depth;          /* nested interpreter loops on the host's stack */
    uint32_t id;
};

/* What the object layer asks of the interpreter above it. */
typedef struct {
    /* A traceback entry for the running frame is added to @exception when it leaves. */
    void (*exception_set)(SimWorld *world, SimObject *exception);
    /* Text written to sys.stdout or (error) sys.stderr. */
    void (*write)(SimWorld *world, bool error, const char *text, size_t length);
    /* An exception nobody can catch (in __del__, ...): sys.unraisablehook. Takes the
     * thread's exception. @where borrowed, may be NULL. */
    void (*unraisable)(SimWorld *world, const char *message, SimObject *where);
    /* PyErr_WarnEx at the line that is running. */
    void (*warn)(SimWorld *world, SimTypeId category, const char *message);
    /* The first weak reference to an object with SIM_OBJECT_WEAKLY_REFERENCED: its __weakref__.
     * Borrowed. */
    SimObject *(*first_weakref)(SimWorld *world, SimObject *object);
    /* The running frame's globals, borrowed, or NULL (PyEval_GetGlobals). */
    SimObject *(*globals)(SimWorld *world);
    /* super() without arguments: the class in __class__ and the first argument of the
     * running function, borrowed; false with RuntimeError. */
    bool (*super_arguments)(SimWorld *world, SimType **type, SimObject **object);
    /* PyImport_ImportModule: a new reference. */
    SimObject *(*import)(SimWorld *world, const char *name);
    /* The count of an object with SIM_OBJECT_RAW_COUNT reached 0. True: there are references
     * left that the count does not know of, and it stays. */
    bool (*raw_count_zero)(SimWorld *world, SimObject *object);
    /* C code of the running thread has taken so long, in virtual ns; the time is recorded where
     * there is a timeline. NULL: time does not matter. */
    void (*elapse)(SimWorld *world, uint64_t ns);
} SimWorldHooks;

/* A place of the cache of sim_type_lookup. */
typedef struct {
    const SimType *type;
    SimObject *name;  /* borrowed: an interned str */
    SimObject *value; /* borrowed, or NULL: the type has no such attribute */
    uint32_t version;
} SimTypeCacheEntry;

enum {
    SIM_TYPE_CACHE_BITS = 10
};

struct SimWorld {
    SimConfig config;
    SimHeap *heap;
    SimPymalloc *pymalloc; /* the heap's */
    SimTrace *trace;       /* NULL: nothing is recorded. Borrowed. */
    SimThread *thread;     /* the running one */
    SimWorldHooks hooks;
    void *vm; /* sim/vm's own state */

    SimType types[SIM_TYPE_COUNT];
    SimObject none;
    SimObject not_implemented;
    SimObject ellipsis;
    struct SimInt *small_ints; /* those of SIM_SMALL_INT_MIN.. in order */
    SimObject *true_object;
    SimObject *false_object;
    SimObject *empty_tuple;
    SimObject *empty_str;
    SimObject *empty_bytes;
    SimObject **latin1;      /* 256 one-character strings, made on first use, static */
    SimObject **byte_chars;  /* 256 one-byte bytes */
    GHashTable *interned;    /* SimObject * of str -> itself; references not counted (3.11) */
    SimObject *modules;      /* sys.modules: a dict */
    SimObject *builtins;     /* dict of the builtins module */
    SimObject **ids;         /* interned names of the C code: sim/objects/id.def */
    SimFreeLists *freelists; /* sim/model/freelist.h */
    SimGc *gc;
    GHashTable *raw_counts; /* SimObject * -> its count less its references; NULL: none */
    GHashTable *weakrefs;   /* SimObject * -> its first weak reference (sim/objects/weakref.h) */

    SimObject **objects; /* by slot; perhaps dead: ask sim_world_object */
    uint32_t slot_count;
    uint32_t slot_room; /* how long `objects` is */
    SimAddr static_end; /* where the next static object goes */
    uint32_t type_version;
    uint32_t dict_keys_version;    /* last one given to a keys block */
    uint64_t dict_version;         /* last one given to a dict */
    SimTypeCacheEntry *type_cache; /* 1 << SIM_TYPE_CACHE_BITS of them */
    int trash_depth;
    int trash_nested;          /* brackets open, counted or not */
    uint64_t trash_counted[4]; /* which of them count, one bit each */
    SimObject *trash_later;    /* chain of deferred objects */
    bool finalizing;
    SimObject *memory_error; /* the last resort of sim_err_no_memory; owned; NULL: none yet */
    uint32_t code_count;     /* code objects so far: the number of the next */
    bool out_of_memory;      /* a MemoryError is being made */
    GPtrArray *reprs;        /* objects whose repr is being made; NULL: none yet */
    int recursion_limit;     /* sys.setrecursionlimit() */
    int int_max_str_digits;  /* sys.set_int_max_str_digits(); 0: no limit */
    /* Spare host memory for instances' values (sim/objects/instance.h), by capacity: chains through
     * the first word. */
    void *spare_values[32];
    SimHostPool host;       /* where objects live in host memory */
    SimThread first_thread; /* `thread` until sim/vm brings its own */
};

/* A world without types: sim_startup (sim/objects/startup.h) makes it ready. @trace may be
 * NULL, is borrowed and must outlive the world. Returns (transfer full). */
SimWorld *sim_world_new(const SimConfig *config, SimTrace *trace);

/* Frees every object, whatever its count, without finalizers. */
void sim_world_free(SimWorld *world);

static inline SimType *
sim_type(SimWorld *world, SimTypeId id)
{
    return &world->types[id];
}

#define SIM_NONE(world)            (&(world)->none)
#define SIM_NOT_IMPLEMENTED(world) (&(world)->not_implemented)

/* The object in that slot, below world->slot_count; NULL when none lives there. */
static inline SimObject *
sim_world_object(const SimWorld *world, SimSlot slot)
{
    SimObject *object = world->objects[slot];
    bool lives = object != NULL && object->type != NULL && (object->flags & SIM_OBJECT_PARKED) == 0;
    return lives ? object : NULL;
}

/* Objects alive, static ones not counted. Walks over all slots. */
size_t sim_world_live_objects(const SimWorld *world);

static inline void
sim_incref(SimWorld *world, SimObject *object)
{
    object->refcnt++;
    if (world->trace != NULL) {
        sim_trace_emit_INCREF(world->trace, object->slot);
    }
}

static inline void
sim_decref(SimWorld *world, SimObject *object)
{
    if (world->trace != NULL) {
        sim_trace_emit_DECREF(world->trace, object->slot);
    }
    if (--object->refcnt == 0) {
        sim_object_dealloc(world, object);
    }
}

static inline void
sim_xincref(SimWorld *world, SimObject *object)
{
    if (object != NULL) {
        sim_incref(world, object);
    }
}

static inline void
sim_xdecref(SimWorld *world, SimObject *object)
{
    if (object != NULL) {
        sim_decref(world, object);
    }
}

/* A new reference to @object. */
static inline SimObject *
sim_newref(SimWorld *world, SimObject *object)
{
    sim_incref(world, object);
    return object;
}

/* Py_CLEAR: empties the place before the count goes down. */
#define SIM_CLEAR(world, place)                                                                    \
    do {                                                                                           \
        SimObject *cleared_ = (SimObject *) (place);                                               \
        if (cleared_ != NULL) {                                                                    \
            (place) = NULL;                                                                        \
            sim_decref((world), cleared_);                                                         \
        }                                                                                          \
    } while (0)

/* SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_BASE, base->slot): an event, when the
 * world is being recorded. Every reference that tp_traverse visits (except the type of
 * an instance) is recorded when it is stored and when it changes; references that die
 * with their owner need no event of their own. */
#define SIM_RECORD(world, EVENT, ...)                                                              \
    do {                                                                                           \
        if ((world)->trace != NULL) {                                                              \
            sim_trace_emit_##EVENT((world)->trace, __VA_ARGS__);                                   \
        }                                                                                          \
    } while (0)

/* SIM_CLEAR of a fixed member in a tp_clear: the owner goes on living for a while, so its record
 * must tell. In a tp_dealloc (count 0) the member dies with its owner and needs no event. */
#define SIM_CLEAR_FIELD(world, owner, place, LABEL)                                                \
    do {                                                                                           \
        SimObject *field_ = (SimObject *) (place);                                                 \
        if (field_ != NULL) {                                                                      \
            (place) = NULL;                                                                        \
            if ((owner)->refcnt > 0) {                                                             \
                SIM_RECORD((world), FIELD, (owner)->slot, SIM_LABEL_##LABEL, SIM_SLOT_NONE);       \
            }                                                                                      \
            sim_decref((world), field_);                                                           \
        }                                                                                          \
    } while (0)

/* The slot of an object that may be NULL. */
static inline SimSlot
sim_slot(const SimObject *object)
{
    return object == NULL ? SIM_SLOT_NONE : object->slot;
}

/* Checks the whole world: counts recomputed from every reference, free lists, the heap.
 * @extra counts references held by host code (frames, stacks) per slot, may be NULL.
 * False with a sentence in @why. */
bool sim_world_check(SimWorld *world, const int64_t *extra, GString *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimWorld, sim_world_free)

G_END_DECLS

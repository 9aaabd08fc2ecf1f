/* The state of a machine at one step of its trace.
 *
 * Rebuilt from events alone (sim/trace/event.def): nothing here knows of the machine
 * that wrote them. Objects are found by slot; `born` (the step of the CREATE event)
 * tells an object from an earlier one in the same slot. Lists come in the order of the
 * modelled containers. Everything is owned by the state and borrowed by its readers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef enum {
    SIM_VALUE_NONE,
    SIM_VALUE_TEXT,
    SIM_VALUE_INT,
    SIM_VALUE_REAL,
    SIM_VALUE_STR
} SimValueKind;

typedef struct {
    SimValueKind kind;
    int64_t integer;
    double real;
    const char *text; /* TEXT: a repr; STR: the characters, NUL-terminated UTF-8 */
    size_t length;
} SimValue;

typedef struct {
    SimLabel label;
    SimSlot target;
} SimStateField;

typedef struct {
    const char *name; /* lives as long as the state's replay */
    SimSlot target;
} SimStateAttr;

typedef struct {
    SimSlot key;
    SimSlot value; /* SIM_SLOT_NONE: a member of a set */
} SimStatePair;

typedef struct {
    SimLabel label;
    SimAddr address;
} SimStateBuffer;

typedef struct {
    SimSlot slot;
    SimSlot type;
    uint64_t born;
    SimAddr address; /* id() */
    uint64_t size;   /* of its block; 0: a static object, outside the heap */
    int64_t refcnt;
    SimValue value;
    GArray *fields;  /* SimStateField, without empty ones; NULL: none */
    GArray *attrs;   /* SimStateAttr in order of creation; NULL: none */
    GArray *items;   /* SimSlot; NULL: not a sequence, or empty */
    GArray *pairs;   /* SimStatePair in insertion order; NULL: none */
    GArray *buffers; /* SimStateBuffer; NULL: none */
    /* Of an array that owns its data, as they were when a line was last reached: "1 2 ... 9", by
     * address. NULL: none known. */
    const char *elements;
} SimStateObject;

/* A block that is allocated. The object or buffer in it may be gone all the same: free lists
 * (of CPython's types, of numpy's data) keep blocks for the next one that fits. */
typedef struct {
    SimAddr address;
    uint64_t size;   /* as requested */
    uint64_t born;   /* step at which what is in it moved in: of its ALLOC, or later */
    unsigned domain; /* SimDomain */
    bool vacant;     /* kept on a free list */
} SimStateBlock;

typedef struct {
    uint64_t number;
    int32_t line;              /* first line */
    const char *name;          /* qualified */
    const char *const *locals; /* names of the fast locals */
    size_t nlocals;
} SimStateCode;

typedef struct {
    uint64_t born; /* step of its FRAME event */
    const SimStateCode *code;
    int32_t line;    /* being executed; 0: none yet */
    SimSlot globals; /* a dict */
    SimSlot names;   /* namespace of a module or class body; else SIM_SLOT_NONE */
    SimSlot *locals; /* code->nlocals of them */
} SimStateFrame;

typedef struct SimState SimState;

uint64_t sim_state_step(const SimState *state);
/* Whether the machine has started the scenario (MAIN), and whether it is over (END). */
bool sim_state_in_main(const SimState *state);
bool sim_state_ended(const SimState *state);

/* NULL for a free slot. */
const SimStateObject *sim_state_object(const SimState *state, SimSlot slot);
/* All slots in use are below this number. */
SimSlot sim_state_slot_limit(const SimState *state);
size_t sim_state_object_count(const SimState *state);
/* The name of the object's type as type.__name__ ("list", "ndarray"). */
const char *sim_state_type_name(const SimState *state, const SimStateObject *object);
SimSlot sim_state_field(const SimStateObject *object, SimLabel label);  /* or SIM_SLOT_NONE */
SimAddr sim_state_buffer(const SimStateObject *object, SimLabel label); /* or 0 */

/* The block at exactly that address, or NULL. */
const SimStateBlock *sim_state_block(const SimState *state, SimAddr address);
/* The block that holds the object itself; NULL for static objects. */
const SimStateBlock *sim_state_object_block(const SimState *state, const SimStateObject *object);
/* The object that owns the data of @object: the end of its chain of bases (an ndarray view
 * leads to the owner); the object itself otherwise. */
const SimStateObject *sim_state_owner(const SimState *state, const SimStateObject *object);
/* The block a course would draw for @object: the data buffer of its owner where there is
 * one, else the block of the object itself. NULL for static objects. */
const SimStateBlock *sim_state_data_block(const SimState *state, const SimStateObject *object);
/* Live blocks by ascending address. (transfer container) of const SimStateBlock *. */
GPtrArray *sim_state_blocks(const SimState *state);
uint64_t sim_state_bytes(const SimState *state);

/* Memory of the process that allocators have. */
typedef enum {
    SIM_REGION_HEAP,  /* the heap segment: it ends at the program break */
    SIM_REGION_STORY, /* the course's own heap */
    SIM_REGION_ARENA,
    SIM_REGION_MAPPING
} SimRegionKind;
typedef struct {
    SimRegionKind kind;
    SimAddr address;
    uint64_t size;     /* whole pages */
    uint64_t resident; /* of these: pages in which a block has been since they were mapped */
} SimStateRegion;
/* By address. (transfer full) of SimStateRegion. */
GArray *sim_state_regions(const SimState *state);
/* Whether a block has been in that page since it was mapped. */
bool sim_state_is_resident(const SimState *state, SimAddr address);

/* Frames of the running thread, outermost first. */
size_t sim_state_frame_count(const SimState *state);
const SimStateFrame *sim_state_frame(const SimState *state, size_t index);

/* A name that a person sees in the program: of a frame's fast locals, or a str key of its
 * module's or class's namespace. */
typedef struct {
    const char *name;
    SimSlot target;
} SimStateName;
/* The names of frame @index in the order they were bound; cells give what they contain. For
 * a function's frame its locals, for a module's or class's its namespace; names with two
 * leading and trailing underscores are left out. (transfer full) of SimStateName. */
GArray *sim_state_names(const SimState *state, size_t index);
/* The object a name is bound to when looked up from the innermost frame (locals, then
 * globals), or SIM_SLOT_NONE. */
SimSlot sim_state_lookup(const SimState *state, const char *name);

/* What block the name had when it was last bound, in whichever frame: for freed("c") and
 * reused(x, "c"). False: the name never was bound to an object on the heap. */
bool sim_state_last_block(const SimState *state, const char *name, SimStateBlock *out);

/* Everything printed so far. Borrowed. */
const char *sim_state_output(const SimState *state, size_t *length);
/* The slot of the exception last raised in the running thread and not destroyed, or NONE. */
SimSlot sim_state_exception(const SimState *state);

/* The whole state as text, one object or block on a line, in order of slots and addresses:
 * equal states have equal text. Start-up's static objects are included only with @all. */
void sim_state_dump(const SimState *state, bool all, GString *out);

G_END_DECLS

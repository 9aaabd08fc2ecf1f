/* Frames: the running of a code object.
 *
 * Stands for _PyInterpreterFrame and PyFrameObject (Include/internal/pycore_frame.h,
 * Python/frame.c, Objects/frameobject.c; 3.11). A frame lies in its thread's chunked stack
 * (16 KiB chunks as Python/pystate.c has them) or inside a generator; a frame object is made
 * when somebody asks, and takes the locals over when the frame ends before it.
 *
 * References: a frame owns function, code, locals (the namespace) and its slots;
 * `object` is owned too. globals and builtins are those of the function.
 */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/objects/function.h"

G_BEGIN_DECLS

typedef struct SimFrame SimFrame;
typedef struct SimFrameObject SimFrameObject;

typedef enum {
    SIM_FRAME_OF_THREAD,
    SIM_FRAME_OF_GENERATOR,
    SIM_FRAME_OF_OBJECT
} SimFrameOwner;

/* What becomes of a frame's result when it returns, yields or raises. */
typedef enum {
    SIM_DELIVER_HOST, /* the loop ends: C code called */
    SIM_DELIVER_PUSH, /* onto the stack of the frame below */
    SIM_DELIVER_EX,   /* the same, of CALL_FUNCTION_EX, which left its arguments there */
    SIM_DELIVER_INIT, /* __init__ of a new instance, whose arguments lie there */
    SIM_DELIVER_FOR,  /* a generator in FOR_ITER */
    SIM_DELIVER_SEND  /* a generator in SEND */
} SimDelivery;

/* What the C functions between the caller and the frame own until it is over. */
typedef struct {
    SimStack *stack; /* the unpacked **kwargs; NULL: there are none */
    /* Of SIM_DELIVER_INIT: */
    SimAddr block; /* as of sim_stack_reserve */
    SimObject *method;
    SimObject *instance; /* the new object */
    SimObject *packed;   /* its arguments */
    SimObject *kwargs;
} SimPendingCall;

struct SimFrame {
    SimFunction *function;
    SimObject *globals;
    SimObject *builtins;
    SimObject *locals; /* NULL in functions until locals() is called */
    SimCodeObject *code;
    SimFrameObject *object;
    SimFrame *previous;
    const SimInstr *ip;     /* the instruction being executed; the last one executed */
    uint32_t stacktop;      /* of slots; valid while the frame is not executing */
    uint32_t traced;        /* 1 + index of the instruction last looked at for LINE events */
    uint8_t owner;          /* SimFrameOwner */
    uint8_t delivery;       /* SimDelivery */
    bool unframed;          /* its UNFRAME or SUSPEND is recorded */
    SimPendingCall pending; /* SIM_DELIVER_EX and SIM_DELIVER_INIT */
    SimObject *slots[1];    /* locals, cells, free variables; then the value stack */
};

struct SimFrameObject {
    SimObject ob;
    SimFrameObject *back; /* owned; once the frame is over */
    SimObject *trace;     /* f_trace: never set */
    SimFrame *frame;      /* `own` once the frame is over */
    SimFrame own;         /* last: slots follow */
};

typedef struct {
    SimObject ob;
    SimObject *next; /* traceback or NULL */
    SimFrameObject *frame;
    uint32_t lasti; /* index of the instruction */
    int32_t lineno;
} SimTraceback;

/* Whether what called a frame has something to do when it is over. */
static inline bool
sim_frame_is_pending(SimDelivery delivery)
{
    return delivery == SIM_DELIVER_EX || delivery == SIM_DELIVER_INIT;
}

struct SimVmThread;

static inline size_t
sim_frame_index(const SimFrame *frame)
{
    return (size_t) (frame->ip - frame->code->code->instrs);
}

/* Where the frame stands: the span of its current instruction. */
SimSpan sim_frame_span(const SimFrame *frame);
int32_t sim_frame_line(const SimFrame *frame);

/* Pushes a frame for @function onto the thread's stack with empty slots; steals @function and
 * @locals (may be NULL). NULL with MemoryError. */
SimFrame *sim_frame_push(SimWorld *world, SimFunction *function, SimObject *locals);
/* Records FRAME and the BINDs of what its slots hold already. */
void sim_frame_record(SimWorld *world, const SimFrame *frame);
/* _PyEvalFrameClearAndPop: drops what the frame holds, in CPython's order, and its room. */
void sim_frame_clear_and_pop(SimWorld *world, SimFrame *frame);
/* Its room only: what it held has moved to a generator. */
void sim_frame_pop_moved(SimWorld *world, SimFrame *frame);
/* _PyFrame_Clear */
void sim_frame_clear(SimWorld *world, SimFrame *frame);
int sim_frame_traverse(SimFrame *frame, SimVisit visit, void *data);

/* The frame's object, made if need be; borrowed. NULL with MemoryError. */
SimFrameObject *sim_frame_get_object(SimWorld *world, SimFrame *frame);
/* The namespace as a dict (frame.f_locals, locals()): for functions a snapshot that is
 * refreshed. Borrowed. */
SimObject *sim_frame_get_locals(SimWorld *world, SimFrame *frame);

/* PyTraceBack_Here: a new first entry of the exception's traceback. */
int sim_traceback_here(SimWorld *world, SimFrame *frame, SimObject *exception);

void sim_frame_free_chunks(struct SimVmThread *thread);

G_END_DECLS

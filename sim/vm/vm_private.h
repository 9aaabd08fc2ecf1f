/* What the files of sim/vm share. */
#pragma once

#include "sim/model/sched.h"
#include "sim/vm/frame.h"
#include "sim/vm/vm.h"

G_BEGIN_DECLS

enum {
    SIM_VM_FUEL = 8192,      /* instructions between two looks at limits and requests */
    SIM_VM_CHUNK = 16 * 1024 /* bytes of a chunk of frames: DATA_STACK_CHUNK_SIZE */
};

/* An exception being handled (_PyErr_StackItem): of a thread, or of a generator. */
typedef struct SimHandled {
    SimObject *value; /* owned; NULL or None: none */
    struct SimHandled *previous;
} SimHandled;

typedef struct SimFrameChunk {
    struct SimFrameChunk *previous;
    size_t used; /* words */
    size_t size;
    void *words[1];
} SimFrameChunk;

/* What a thread has of the world's while it runs (PyThreadState.trash, Py_ReprEnter). */
typedef struct {
    int trash_depth;
    int trash_nested;
    uint64_t trash_counted[4];
    SimObject *trash_later;
    GPtrArray *reprs;
} SimThreadSaved;

struct SimVmThread {
    SimThread base; /* first */
    SimVm *vm;
    SimFrame *frame; /* the innermost one */
    SimHandled handled;
    SimHandled *handling; /* top of the stack of handled exceptions */
    SimFrameChunk *chunk;
    SimFrameChunk *spare; /* one emptied chunk, kept for the next push */
    SimObject *result;    /* what the first frame returned */
    SimObject *kwnames;   /* of the next CALL; borrowed */
    SimVmStatus status;
    int nested;             /* loops that C code has started */
    const char *stack_end;  /* the host's stack must not be used any further */
    struct SimFiber *fiber; /* its host stack (threads.c); NULL: none */
    SimThreadSaved saved;   /* while another runs */
    SimObject *call[3];     /* of a new thread: function, args, kwargs or NULL; owned */
    SimObject *locals;      /* threading.local's values: a dict, owned; NULL: none yet */
    bool ended;
};

/* Place of an inline cache. What is in it depends on the instruction. */
typedef struct {
    uint32_t version;  /* of the type or the keys; 0: empty */
    uint32_t version2; /* of the builtins' keys */
    int32_t index;
    SimObject *value;             /* borrowed: valid as long as the version is */
    struct SimSharedKeys *shared; /* likewise */
} SimCache;

struct SimVm {
    SimWorld *world;
    SimVmThread main;
    SimVmThread *thread; /* the running one */
    SimVmWrite write;
    void *write_data;
    uint64_t steps;
    uint64_t max_steps;
    gint interrupted;     /* atomic */
    int64_t given;        /* what was in `fuel` when `steps` was last right */
    int64_t fuel;         /* instructions until the next look at limits and requests */
    GThread *host_thread; /* whose stack that of the main thread is */
    SimSched *sched;      /* owned; NULL: there has been one thread only */
    GPtrArray *threads;   /* SimVmThread *, by number; NULL: likewise. Owned, the first is `main` */
    SimVmThread *switched_from; /* who ran before */
    bool reap;                  /* a thread has ended, its stack is to be freed */
    char *deadlock;             /* who waits for whom; NULL: nobody for ever */
    bool finishing;             /* the main thread is over, and what it waits for at its end */
    bool stopping; /* the limit was hit inside C code: everything unwinds, nothing is caught */
    SimTrace *discarded; /* owned: what is recorded while stopping; NULL: nothing */
    bool loaded;
    uint64_t clock; /* virtual time, ns */
    SimSource *source;
    SimObject *main_module; /* owned */
    SimObject *sys;         /* owned: its dict */
    size_t builtins_count;  /* names the builtins module started with */
    GHashTable *warned;     /* texts of warnings, with their lines; NULL: none yet */
    SimObject *at_exit;     /* owned list of atexit.register(); NULL: nothing */
    char *error_line;
    GHashTable *literals;    /* SimObject *: held by the script's syntax tree; NULL: none */
    GHashTable *identifiers; /* SimObject *: names of the script, while literals are gathered */
    int importing;           /* modules being made */
    uint32_t random_seeds;   /* generators seeded without a seed */
    struct SimNumpy *numpy;  /* of sim/vm/numpy/np_state.h; owned; NULL: not imported */
};

/* Brings `steps` up to date. Returns the instructions since it was. */
static inline uint64_t
sim_vm_settle(SimVm *vm)
{
    uint64_t used = (uint64_t) (vm->given - vm->fuel);
    vm->steps += used;
    vm->given = vm->fuel;
    return used;
}

/* SIM_RECORD for events without fields. */
#define SIM_RECORD_PLAIN(world, EVENT)                                                             \
    do {                                                                                           \
        if ((world)->trace != NULL) {                                                              \
            sim_trace_emit_##EVENT((world)->trace);                                                \
        }                                                                                          \
    } while (0)

static inline SimVmThread *
sim_vm_thread(SimWorld *world)
{
    return (SimVmThread *) (void *) world->thread;
}

/* The frame that is running Python code, or NULL. */
static inline SimFrame *
sim_vm_frame(SimWorld *world)
{
    return sim_vm_thread(world)->frame;
}

/* interp.c */
typedef enum {
    SIM_RUN_ALL,
    SIM_RUN_ONE,
    SIM_RUN_RAISE
} SimRunMode;
/* Runs @frame and what it calls until it is done (delivery SIM_DELIVER_HOST) or, for
 * SIM_RUN_ONE, has executed an instruction. FINISHED with *@result, RAISED with the exception
 * set, LIMIT with frames as they were. */
SimVmStatus sim_interp_run(
    SimVm *vm, SimVmThread *thread, SimFrame *frame, SimRunMode mode, SimObject **result);
/* A nested run to the end for C code. Checks depth. Consumes @frame. NULL: exception. */
SimObject *sim_interp_call(SimWorld *world, SimFrame *frame);
/* The same for a generator's frame that has been entered; with @raising the exception that is
 * set is raised where it stands. */
SimObject *sim_interp_call_generator(SimWorld *world, SimFrame *frame, bool raising);

/* call.c */
/* tp_vectorcall of functions. */
SimObject *sim_call_function(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames);
/* _PyEvalFramePushAndInit: steals @function, @locals and the arguments, also on failure. */
SimFrame *sim_call_push(SimWorld *world,
                        SimFunction *function,
                        SimObject *locals,
                        SimObject *const *args,
                        size_t nargs,
                        SimObject *kwnames);
/* CALL_FUNCTION_EX to a Python function: borrows the arguments. */
SimFrame *
sim_call_push_ex(SimWorld *world, SimFunction *function, SimObject *args, SimObject *kwargs);
/* _PyObject_Call_Prepend to a Python function, of SIM_DELIVER_INIT: borrows the arguments. */
SimFrame *sim_call_push_prepended(
    SimWorld *world, SimFunction *function, SimObject *first, SimObject *args, SimObject *kwargs);

/* class_hooks.c */
void sim_class_hooks_install(SimWorld *world);

/* names.c: helpers of instructions about names */
void sim_names_raise(SimWorld *world, SimTypeId type, const char *format, SimObject *name);
void sim_names_unbound_fast(SimWorld *world, const SimFrame *frame, uint32_t index);
void sim_names_unbound_cell(SimWorld *world, const SimFrame *frame, uint32_t index);
SimObject *sim_names_load(SimWorld *world, const SimFrame *frame, SimObject *name);
SimObject *sim_names_load_global(SimWorld *world, const SimFrame *frame, SimObject *name);
SimObject *sim_names_load_classderef(SimWorld *world, const SimFrame *frame, uint32_t index);
int sim_names_delete(SimWorld *world, const SimFrame *frame, SimObject *name);
int sim_names_delete_global(SimWorld *world, const SimFrame *frame, SimObject *name);
int sim_names_setup_annotations(SimWorld *world, const SimFrame *frame);

/* unpack.c */
/* Pushes @count items of @sequence (and with @after >= 0 a list of the middle and @after more)
 * so that the first ends on top; *@sp is where to push. */
bool sim_unpack(SimWorld *world, SimObject *sequence, int count, int after, SimObject **top);
int sim_unpack_extend(SimWorld *world, SimObject *list, SimObject *iterable);
int sim_unpack_update(SimWorld *world, SimObject *dict, SimObject *mapping);
int sim_unpack_merge(SimWorld *world, SimObject *dict, SimObject *mapping, SimObject *callable);
/* Text for messages about a callable: "__main__.f()". New reference. */
SimObject *sim_unpack_function_str(SimWorld *world, SimObject *callable);
SimObject *sim_unpack_star_args(SimWorld *world, SimObject *callable, SimObject *args);

/* raise.c */
/* The exception innermost being handled, or NULL; borrowed. */
SimObject *sim_raise_handled(const SimVmThread *thread);
/* Sets thread->base.handled after a change of the stack of handled exceptions. */
static inline void
sim_raise_sync(SimWorld *world, SimVmThread *thread)
{
    world->thread->handled = sim_raise_handled(thread);
}
/* raise: steals both. True: a re-raise, without a new traceback entry. */
bool sim_raise(SimWorld *world, SimObject *exception, SimObject *cause);
int sim_raise_match(SimWorld *world, SimObject *exception, SimObject *pattern);
void sim_raise_from_cause(SimWorld *world, SimTypeId type, const char *message);

/* generator.c */
typedef struct SimGenerator SimGenerator;
typedef enum {
    SIM_GENERATOR_CREATED = -2,
    SIM_GENERATOR_SUSPENDED = -1,
    SIM_GENERATOR_EXECUTING = 0,
    SIM_GENERATOR_COMPLETED = 1,
    SIM_GENERATOR_CLEARED = 4
} SimGeneratorState;

struct SimGenerator {
    SimObject ob;
    SimObject *code;
    SimObject *name;
    SimObject *qualname;
    SimHandled handled;
    int8_t state;   /* SimGeneratorState */
    size_t spliced; /* references recorded as items while suspended */
    SimFrame frame; /* last: slots follow */
};

#define SIM_IS_GENERATOR(world, object) ((object)->type == sim_type((world), SIM_TYPE_GENERATOR))

static inline SimGenerator *
sim_generator_of(SimFrame *frame)
{
    return (SimGenerator *) (void *) ((char *) frame - offsetof(SimGenerator, frame));
}

/* RETURN_GENERATOR: moves @frame into a new generator; the frame's room stays to be popped. */
SimObject *sim_generator_new(SimWorld *world, SimFrame *frame);
/* Makes a suspended generator's frame the running one, with @value sent (stolen; NULL: an
 * exception is set and shall be raised in it). */
void sim_generator_enter(SimWorld *world, SimGenerator *generator, SimObject *value);
/* The generator is not to be run: finished, or running already. Returns true when it can be
 * entered. False with an exception, or without one: at its end. */
bool sim_generator_check(SimWorld *world, SimGenerator *generator, SimObject *sent, bool raising);
/* YIELD_VALUE: the frame leaves the stack. */
void sim_generator_suspend(SimWorld *world, SimFrame *frame);
/* The frame has returned or raised: clears it. An escaping StopIteration becomes RuntimeError. */
void sim_generator_finish(SimWorld *world, SimFrame *frame, bool raised);
/* The value of a StopIteration that is set (cleared), a new reference; None when nothing is set.
 * NULL: another exception is set (_PyGen_FetchStopIterationValue). */
SimObject *sim_generator_fetch_value(SimWorld *world);
/* What it delegates to (yield from), borrowed, or NULL. */
SimObject *sim_generator_delegate(const SimGenerator *generator);

/* class.c */
SimObject *sim_class_build(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

/* builtins.c */
SimObject *sim_builtins_module(SimVm *vm);

/* import.c */
SimObject *sim_import_module(SimWorld *world, const char *name);
SimObject *sim_import_name(SimWorld *world, SimObject *name, SimObject *fromlist);
SimObject *sim_import_from(SimWorld *world, SimObject *module, SimObject *name);

/* builtins_print.c: sys.stdout and sys.stderr */
typedef struct {
    SimObject ob;
    bool error;
} SimTextIo;
SimObject *sim_text_io_new(SimWorld *world, bool error);

/* sys_module.c; the other modules are in module.def. */
SimObject *sim_sys_module(SimVm *vm);

/* traceback.c */
/* What the interpreter prints for an uncaught exception. Clears nothing. */
void sim_traceback_print(SimWorld *world, SimObject *exception, GString *out);
/* "ValueError: bad\n" with notes, as traceback.format_exception_only. */
void sim_traceback_print_only(SimWorld *world, SimObject *exception, GString *out);
/* To sys.stderr, whatever the scenario has put there. */
void sim_traceback_write(SimVm *vm, const GString *text);
/* hooks.unraisable */
void sim_traceback_unraisable(SimWorld *world, const char *message, SimObject *where);
/* suggest.c: the name meant, or NULL. (transfer full) */
char *sim_suggest(SimWorld *world, SimObject *exception);

/* warn.c: hooks.warn */
void sim_vm_warn(SimWorld *world, SimTypeId category, const char *message);

/* settle.c: the allocators and the collector as they are when the script starts. */
void sim_settle(SimWorld *world);

/* literals.c */
void sim_literals_hold(SimVm *vm, SimObject *code);
void sim_literals_release(SimVm *vm);

/* finalize.c */
void sim_finalize(SimVm *vm);

/* vm.c */
void sim_vm_write(SimVm *vm, bool error, const char *text, size_t length);
/* Looks at limits and requests, and with @breaks at what CPython's eval breaker may ask for: other
 * threads run. False: stop, with *@limit or an exception. */
bool sim_vm_refuel(SimVm *vm, bool breaks, bool *limit);
/* Nothing is caught and nothing recorded any more: all frames unwind. */
void sim_vm_stop(SimVm *vm);

G_END_DECLS

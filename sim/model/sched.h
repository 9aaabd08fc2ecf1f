/* The scheduler: threads on cores in virtual time, and the GIL between them.
 *
 * Stands for Python/ceval_gil.h of 3.11 (take_gil, drop_gil, forced switching), for pthread
 * conditions and semaphores, and for the parts of an operating system that show: wake-up latency,
 * timer slack, time slices when more threads want to run than there are cores. A pure state
 * machine: it knows nothing of the interpreter, which asks it what may run (sim_sched_next), tells
 * it how long that took (sim_sched_charge) and what the running thread does next (sim_sched_sleep,
 * ...).
 *
 * Exactly one thread at a time runs Python code, the holder of the GIL; threads in native code run
 * on other cores meanwhile. Wherever a real machine leaves open what happens (which waiter gets a
 * signal, how long a wake-up takes) a seeded choice is made. The choices in their order are the
 * schedule: given back to another scheduler (sim_sched_replay) they make everything happen again.
 *
 * Times are ns of the virtual clock. Threads are numbered from 0, the main thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/cost.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimSched SimSched;

enum {
    SIM_SCHED_NOBODY = -1
};

/* What happened, for whoever keeps a record. */
typedef enum {
    SIM_NOTE_NEW,     /* a thread; its name in `text` */
    SIM_NOTE_STATE,   /* it is now in state `value` (SimThreadState), because of `text` */
    SIM_NOTE_CORE,    /* it is now on core `value`, from 1; 0: on none */
    SIM_NOTE_HOLDER,  /* `value` - 1 holds the GIL now; 0: nobody */
    SIM_NOTE_REQUEST, /* its interval is over, it asks the holder to drop the GIL */
    SIM_NOTE_FORCED   /* it drops the GIL because it was asked to */
} SimSchedNoteKind;

typedef struct {
    SimSchedNoteKind kind;
    uint64_t time;
    uint32_t thread;
    uint32_t value;
    const char *text;
} SimSchedNote;

typedef struct {
    uint32_t cores;    /* at least 1 */
    uint64_t interval; /* sys.setswitchinterval */
    uint64_t seed;
    uint64_t start; /* what the clock says at first */
    SimCosts costs;
    void (*observe)(void *data, const SimSchedNote *note); /* may be NULL */
    void *data;
} SimSchedConfig;

/* What the GIL has cost so far. */
typedef struct {
    uint64_t switches; /* it went from one thread to another */
    uint64_t waits;    /* somebody found it taken */
    uint64_t requests; /* an interval was over */
    uint64_t forced;   /* drops for that reason */
    uint64_t waited;   /* ns that threads wanted it and had it not, added up */
    uint64_t unused;   /* ns that it was free though somebody wanted it */
} SimSchedMeasures;

/* With thread 0, which runs and holds the GIL. Returns (transfer full). */
SimSched *sim_sched_new(const SimSchedConfig *config);
void sim_sched_free(SimSched *sched);

uint64_t sim_sched_now(const SimSched *sched);
void sim_sched_set_interval(SimSched *sched, uint64_t interval);
SimSchedMeasures sim_sched_measures(const SimSched *sched);
/* SIM_SCHED_NOBODY: it is free. */
int64_t sim_sched_holder(const SimSched *sched);
SimThreadState sim_sched_state(const SimSched *sched, uint32_t thread);

/* A new thread, which wants the GIL soon. */
uint32_t sim_sched_spawn(SimSched *sched, const char *name);
const char *sim_sched_name(const SimSched *sched, uint32_t thread);

/* The time goes on until a thread runs Python code on a core: that one; SIM_SCHED_NOBODY: all
 * threads that are left wait for each other, or none is left. */
int64_t sim_sched_next(SimSched *sched);
/* How long the thread that sim_sched_next named may run before something happens. */
uint64_t sim_sched_budget(const SimSched *sched);
/* It has run for @ns. */
void sim_sched_charge(SimSched *sched, uint64_t ns);

/* What the running thread does. Each is followed by sim_sched_next. */
/* A look at the eval breaker: drops the GIL if somebody asked for it. True: it did. */
bool sim_sched_break(SimSched *sched);
/* Releases the GIL and is away for @ns, on no core; `what` is a few words for people. */
void sim_sched_sleep(SimSched *sched, uint64_t ns, const char *what);
/* Runs other code for @ns, with the GIL released or held. */
void sim_sched_native(SimSched *sched, uint64_t ns, bool held, const char *what);
void sim_sched_end(SimSched *sched);

/* Gates: binary semaphores, what locks are made of. A thread that finds one closed leaves the GIL
 * and sleeps; the thread that opens it wakes one of the sleepers, in their order, which finds it
 * closed again if another was faster. */
typedef struct SimGate SimGate;
SimGate *sim_gate_new(void);
/* Nobody may be waiting. */
void sim_gate_free(SimGate *gate);
bool sim_gate_closed(const SimGate *gate);
/* Who closed it last. */
int64_t sim_gate_owner(const SimGate *gate);
/* Closes it for @thread. False: it is closed already. */
bool sim_gate_try(SimGate *gate, uint32_t thread);
/* The running thread waits until it has closed the gate, at most @ns (UINT64_MAX: for ever). When
 * it runs again sim_sched_result says how that ended. */
void sim_gate_wait(SimSched *sched, SimGate *gate, uint64_t ns, const char *what);
void sim_gate_open(SimSched *sched, SimGate *gate);

typedef enum {
    SIM_WAIT_DONE,
    SIM_WAIT_TIMED_OUT,
    SIM_WAIT_INTERRUPTED
} SimWaitResult;
SimWaitResult sim_sched_result(const SimSched *sched, uint32_t thread);
/* A signal for a thread that sleeps or waits for a gate: it stops doing so. */
void sim_sched_interrupt(SimSched *sched, uint32_t thread);

/* "Thread-1 waits for lock held by Thread-2, ..." (transfer full): for each thread that is blocked.
 */
char *sim_sched_explain(const SimSched *sched);

/* Nobody waits for a gate any more; the scheduler is not asked again. */
void sim_sched_abandon(SimSched *sched);

/* The choices so far, each below 65536. */
const uint16_t *sim_sched_schedule(const SimSched *sched, size_t *count);
/* Makes those choices first (copied). */
void sim_sched_replay(SimSched *sched, const uint16_t *choices, size_t count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSched, sim_sched_free)

G_END_DECLS

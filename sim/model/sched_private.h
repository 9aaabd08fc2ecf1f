/* What the files of the scheduler share. */
#pragma once

#include "sim/model/sched.h"

G_BEGIN_DECLS

/* What a thread does when it has a core. */
typedef enum {
    SIM_TASK_RUN,     /* Python code, without end; it holds the GIL */
    SIM_TASK_HELD,    /* native code, then RUN; it holds the GIL */
    SIM_TASK_NATIVE,  /* native code, then TAKE */
    SIM_TASK_SLEEP,   /* goes to sleep for `asleep`, then TAKE */
    SIM_TASK_TAKE,    /* tries to take the GIL */
    SIM_TASK_TIMEOUT, /* its interval is over: looks at the GIL, then as TAKE */
    SIM_TASK_GATE     /* tries to close its gate, then TAKE */
} SimTask;

struct SimGate {
    bool closed;
    int64_t owner;
    GQueue sleepers; /* SimSchedThread * */
};

typedef struct {
    uint32_t id;
    char *name;
    char *what;
    SimThreadState state;
    SimTask task;
    SimTask then;       /* after a forced switch, in place of TAKE */
    uint64_t work;      /* ns left of the task */
    uint64_t asleep;    /* ns */
    uint64_t task_end;  /* on a core: when it is done */
    uint64_t slice_end; /* on a core: when others may have it */
    uint32_t core;      /* from 1; 0: none */
    uint32_t last_core;
    bool queued;        /* wants a core */
    bool shown_on_core; /* as observed */
    uint32_t timer;     /* number of the timer that counts */
    SimTask timer_task; /* what it does when that goes off */
    bool waiting;       /* for the GIL, on its condition */
    bool forced;        /* for somebody else to take it */
    uint64_t wait_start;
    uint64_t seen; /* switches when the interval began */
    SimGate *gate; /* that it waits for */
    uint64_t deadline;
    SimWaitResult result;
} SimSchedThread;

typedef struct {
    uint64_t time;
    uint64_t number;
    SimSchedThread *thread;
    uint32_t timer;
} SimTimer;

struct SimSched {
    SimSchedConfig config;
    uint64_t now;
    GPtrArray *threads; /* SimSchedThread *, owned */
    SimSchedThread **cores;
    GQueue queue;   /* threads that want a core */
    GArray *timers; /* SimTimer: a heap, the earliest first */
    uint64_t timer_count;
    GPtrArray *waiting; /* threads on the GIL's condition */
    SimSchedThread *holder;
    SimSchedThread *last_holder;
    SimSchedThread *forced; /* who waits for another last holder */
    bool request;
    uint64_t free_since;
    SimSchedMeasures measures;
    uint64_t random;
    GArray *schedule; /* uint16_t */
    uint16_t *replay;
    size_t replay_count;
};

/* sched_time.c */
void sim_sched_set_timer(SimSched *sched, SimSchedThread *thread, uint64_t time, SimTask task);
static inline void
sim_sched_cancel_timer(SimSchedThread *thread)
{
    thread->timer++;
}
/* The thread wants a core for @task, which takes @work. */
void sim_sched_enqueue(SimSched *sched, SimSchedThread *thread, SimTask task, uint64_t work);
/* It leaves its core. */
void sim_sched_leave_core(SimSched *sched, SimSchedThread *thread);
/* When the next thing happens; UINT64_MAX: never. */
uint64_t sim_sched_next_time(const SimSched *sched);
/* Lets everything happen until @time, then that is the time. */
void sim_sched_advance(SimSched *sched, uint64_t time);

/* sched.c */
/* Below @options. */
uint32_t sim_sched_choose(SimSched *sched, uint32_t options);
void sim_sched_show(SimSched *sched, SimSchedThread *thread, SimThreadState state);
void sim_sched_show_core(SimSched *sched, SimSchedThread *thread);
/* The task of a thread on a core is done. */
void sim_sched_task_done(SimSched *sched, SimSchedThread *thread);
/* A timer of @thread went off. */
void sim_sched_timer_done(SimSched *sched, SimSchedThread *thread);

G_END_DECLS

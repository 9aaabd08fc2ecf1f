/* The scheduler: what threads do, the GIL, gates. */
#include "sim/model/sched_private.h"

#include <string.h>

enum {
    JITTER_STEPS = 16,   /* a latency is 7/8 to 9/8 of what the table says, in so many steps */
    HICCUP_ONE_IN = 128, /* but once in so many times */
    HICCUP_MOST = 64     /* up to so many times longer, as on a machine that has other work */
};

/* splitmix64 */
static uint64_t
next_random(SimSched *sched)
{
    uint64_t z = sched->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t
sim_sched_choose(SimSched *sched, uint32_t options)
{
    size_t at = sched->schedule->len;
    uint32_t limit = MIN(options, UINT16_MAX);
    uint16_t choice = (uint16_t) (next_random(sched) % limit);
    if (at < sched->replay_count && sched->replay[at] < limit) {
        choice = sched->replay[at];
    }
    g_array_append_val(sched->schedule, choice);
    return choice;
}

static uint64_t
latency(SimSched *sched, SimCost cost)
{
    uint64_t typical = sim_cost(&sched->config.costs, cost, 1);
    uint64_t step = typical / (4 * JITTER_STEPS);
    uint64_t usual = typical - typical / 8 + step * sim_sched_choose(sched, JITTER_STEPS + 1);
    bool hiccup = sim_sched_choose(sched, HICCUP_ONE_IN) == HICCUP_ONE_IN - 1;
    return hiccup ? usual * (1 + sim_sched_choose(sched, HICCUP_MOST)) : usual;
}

static void
note(SimSched *sched, SimSchedNoteKind kind, uint32_t thread, uint32_t value, const char *text)
{
    if (sched->config.observe != NULL) {
        SimSchedNote told = {kind, sched->now, thread, value, text == NULL ? "" : text};
        sched->config.observe(sched->config.data, &told);
    }
}

void
sim_sched_show(SimSched *sched, SimSchedThread *thread, SimThreadState state)
{
    if (thread->state != state) {
        thread->state = state;
        bool about = state != SIM_THREAD_RUNNING && state != SIM_THREAD_WANTS_GIL &&
                     state != SIM_THREAD_ENDED;
        note(sched, SIM_NOTE_STATE, thread->id, state, about ? thread->what : "");
    }
}

static void
set_what(SimSchedThread *thread, const char *what)
{
    g_free(thread->what);
    thread->what = g_strdup(what);
}

static bool
is_work(const SimSchedThread *thread)
{
    return thread->task == SIM_TASK_RUN || thread->task == SIM_TASK_HELD ||
           thread->task == SIM_TASK_NATIVE;
}

/* Short looks at a lock are not shown as time on a core. */
void
sim_sched_show_core(SimSched *sched, SimSchedThread *thread)
{
    static const SimThreadState states[] = {
        [SIM_TASK_RUN] = SIM_THREAD_RUNNING,
        [SIM_TASK_HELD] = SIM_THREAD_HELD,
        [SIM_TASK_NATIVE] = SIM_THREAD_NATIVE,
    };
    bool on_core = thread->core != 0 && is_work(thread);
    if (on_core) {
        sim_sched_show(sched, thread, states[thread->task]);
    } else if (thread->queued && (is_work(thread) || thread->task == SIM_TASK_TAKE)) {
        sim_sched_show(sched, thread, SIM_THREAD_WANTS_CORE);
    }
    if (on_core != thread->shown_on_core) {
        thread->shown_on_core = on_core;
        note(sched, SIM_NOTE_CORE, thread->id, on_core ? thread->core : 0, NULL);
    }
}

static SimSchedThread *
add_thread(SimSched *sched, const char *name)
{
    SimSchedThread *thread = g_new0(SimSchedThread, 1);
    thread->id = sched->threads->len;
    thread->name = g_strdup(name);
    thread->state = SIM_THREAD_STATE_COUNT;
    g_ptr_array_add(sched->threads, thread);
    note(sched, SIM_NOTE_NEW, thread->id, 0, name);
    return thread;
}

static void
free_thread(void *data)
{
    SimSchedThread *thread = data;
    g_free(thread->name);
    g_free(thread->what);
    g_free(thread);
}

static SimSchedThread *
get_thread(const SimSched *sched, uint32_t id)
{
    g_assert(id < sched->threads->len);
    return sched->threads->pdata[id];
}

/* The GIL. */

/* Wakes a sleeping thread. */
static void
wake(SimSched *sched, SimSchedThread *thread, SimTask task)
{
    sim_sched_set_timer(sched, thread, sched->now + latency(sched, SIM_COST_WAKE), task);
}

static void
acquire(SimSched *sched, SimSchedThread *thread)
{
    if (thread->wait_start != UINT64_MAX) {
        sched->measures.waited += sched->now - thread->wait_start;
        if (sched->free_since != UINT64_MAX) {
            sched->measures.unused += sched->now - MAX(sched->free_since, thread->wait_start);
        }
        thread->wait_start = UINT64_MAX;
    }
    sched->free_since = UINT64_MAX;
    sched->holder = thread;
    if (sched->last_holder != thread) {
        sched->last_holder = thread;
        sched->measures.switches++;
    }
    sched->request = false;
    note(sched, SIM_NOTE_HOLDER, thread->id, thread->id + 1, NULL);
    sim_sched_enqueue(sched, thread, SIM_TASK_RUN, 0);
    if (sched->forced != NULL && sched->forced != thread) {
        SimSchedThread *forced = sched->forced;
        sched->forced = NULL;
        forced->forced = false;
        wake(sched, forced, forced->then);
    }
}

static void
wants_gil(SimSched *sched, SimSchedThread *thread)
{
    if (thread->wait_start == UINT64_MAX) {
        thread->wait_start = sched->now;
        sched->measures.waits++;
    }
    sim_sched_show(sched, thread, SIM_THREAD_WANTS_GIL);
}

/* COND_TIMED_WAIT of take_gil. */
static void
wait_interval(SimSched *sched, SimSchedThread *thread)
{
    thread->seen = sched->measures.switches;
    thread->waiting = true;
    g_ptr_array_add(sched->waiting, thread);
    uint64_t interval = MIN(sched->config.interval, UINT64_MAX / 4);
    uint64_t end = sched->now + interval + latency(sched, SIM_COST_TIMER);
    sim_sched_set_timer(sched, thread, end, SIM_TASK_TIMEOUT);
    wants_gil(sched, thread);
    sim_sched_leave_core(sched, thread);
}

static void
stop_waiting(SimSched *sched, SimSchedThread *thread)
{
    if (thread->waiting) {
        thread->waiting = false;
        g_ptr_array_remove_fast(sched->waiting, thread);
    }
}

static void
take(SimSched *sched, SimSchedThread *thread)
{
    if (sched->holder == NULL) {
        acquire(sched, thread);
    } else {
        wait_interval(sched, thread);
    }
}

static void
look_after_timeout(SimSched *sched, SimSchedThread *thread)
{
    if (sched->holder != NULL && sched->measures.switches == thread->seen && !sched->request) {
        sched->request = true;
        sched->measures.requests++;
        note(sched, SIM_NOTE_REQUEST, thread->id, 0, NULL);
    }
    take(sched, thread);
}

/* drop_gil. True: another must take it before the thread goes on. */
static bool
release(SimSched *sched, SimSchedThread *thread)
{
    g_assert(sched->holder == thread);
    bool requested = sched->request;
    if (requested) {
        sched->measures.forced++;
        note(sched, SIM_NOTE_FORCED, thread->id, 0, NULL);
    }
    sched->holder = NULL;
    sched->free_since = sched->now;
    note(sched, SIM_NOTE_HOLDER, thread->id, 0, NULL);
    if (sched->waiting->len > 0) {
        guint which = sched->waiting->len == 1 ? 0 : sim_sched_choose(sched, sched->waiting->len);
        SimSchedThread *waiter = sched->waiting->pdata[which];
        stop_waiting(sched, waiter);
        wake(sched, waiter, SIM_TASK_TAKE);
    }
    return requested;
}

/* Releases the GIL and goes on with @task, after a forced switch if there is one. */
static void
release_and(SimSched *sched, SimSchedThread *thread, SimTask task, uint64_t work)
{
    thread->work = work;
    if (!release(sched, thread)) {
        sim_sched_enqueue(sched, thread, task, work);
        return;
    }
    sched->request = false;
    sched->forced = thread;
    thread->forced = true;
    thread->then = task;
    wants_gil(sched, thread);
    sim_sched_leave_core(sched, thread);
}

/* Gates. */

static void
sleep_for(SimSched *sched, SimSchedThread *thread)
{
    uint64_t time = sched->now + thread->asleep + latency(sched, SIM_COST_TIMER);
    thread->wait_start = UINT64_MAX;
    sim_sched_set_timer(sched, thread, time, SIM_TASK_TAKE);
    sim_sched_show(sched, thread, SIM_THREAD_IO);
    sim_sched_leave_core(sched, thread);
}

static void
try_gate(SimSched *sched, SimSchedThread *thread)
{
    SimGate *gate = thread->gate;
    thread->wait_start = UINT64_MAX;
    if (sim_gate_try(gate, thread->id)) {
        thread->gate = NULL;
        thread->result = SIM_WAIT_DONE;
        take(sched, thread);
        return;
    }
    if (thread->deadline <= sched->now) {
        thread->gate = NULL;
        thread->result = SIM_WAIT_TIMED_OUT;
        take(sched, thread);
        return;
    }
    g_queue_push_tail(&gate->sleepers, thread);
    if (thread->deadline != UINT64_MAX) {
        uint64_t time = thread->deadline + latency(sched, SIM_COST_TIMER);
        sim_sched_set_timer(sched, thread, time, SIM_TASK_GATE);
    }
    sim_sched_show(sched, thread, SIM_THREAD_BLOCKED);
    sim_sched_leave_core(sched, thread);
}

SimGate *
sim_gate_new(void)
{
    SimGate *gate = g_new0(SimGate, 1);
    gate->owner = SIM_SCHED_NOBODY;
    return gate;
}

void
sim_gate_free(SimGate *gate)
{
    if (gate != NULL) {
        g_queue_clear(&gate->sleepers);
        g_free(gate);
    }
}

bool
sim_gate_closed(const SimGate *gate)
{
    return gate->closed;
}

int64_t
sim_gate_owner(const SimGate *gate)
{
    return gate->closed ? gate->owner : SIM_SCHED_NOBODY;
}

bool
sim_gate_try(SimGate *gate, uint32_t thread)
{
    if (gate->closed) {
        return false;
    }
    gate->closed = true;
    gate->owner = thread;
    return true;
}

void
sim_gate_open(SimSched *sched, SimGate *gate)
{
    gate->closed = false;
    SimSchedThread *thread = g_queue_pop_head(&gate->sleepers);
    if (thread != NULL) {
        wake(sched, thread, SIM_TASK_GATE);
    }
}

/* What happens by itself. */

void
sim_sched_timer_done(SimSched *sched, SimSchedThread *thread)
{
    stop_waiting(sched, thread);
    if (thread->gate != NULL) {
        g_queue_remove(&thread->gate->sleepers, thread);
    }
    SimTask task = thread->timer_task;
    sim_sched_enqueue(sched, thread, task,
                      task == SIM_TASK_TIMEOUT ? sim_cost(&sched->config.costs, SIM_COST_TIMEOUT, 1)
                      : task == SIM_TASK_NATIVE ? thread->work
                                                : 0);
}

void
sim_sched_task_done(SimSched *sched, SimSchedThread *thread)
{
    switch (thread->task) {
    case SIM_TASK_RUN:
        g_assert_not_reached();
    case SIM_TASK_HELD:
        sim_sched_enqueue(sched, thread, SIM_TASK_RUN, 0);
        break;
    case SIM_TASK_NATIVE:
        thread->wait_start = UINT64_MAX;
        take(sched, thread);
        break;
    case SIM_TASK_SLEEP:
        sleep_for(sched, thread);
        break;
    case SIM_TASK_TAKE:
        take(sched, thread);
        break;
    case SIM_TASK_TIMEOUT:
        look_after_timeout(sched, thread);
        break;
    case SIM_TASK_GATE:
        try_gate(sched, thread);
        break;
    }
}

/* What the interpreter asks and tells. */

SimSched *
sim_sched_new(const SimSchedConfig *config)
{
    SimSched *sched = g_new0(SimSched, 1);
    sched->config = *config;
    sched->config.cores = MAX(config->cores, 1);
    sched->now = config->start;
    sched->random = config->seed;
    sched->threads = g_ptr_array_new_with_free_func(free_thread);
    sched->cores = g_new0(SimSchedThread *, sched->config.cores);
    sched->timers = g_array_new(FALSE, FALSE, sizeof(SimTimer));
    sched->waiting = g_ptr_array_new();
    sched->schedule = g_array_new(FALSE, FALSE, sizeof(uint16_t));
    SimSchedThread *first = add_thread(sched, "MainThread");
    first->wait_start = UINT64_MAX;
    sched->last_holder = first;
    acquire(sched, first);
    return sched;
}

void
sim_sched_abandon(SimSched *sched)
{
    for (guint i = 0; i < sched->threads->len; i++) {
        SimSchedThread *thread = sched->threads->pdata[i];
        if (thread->gate != NULL) {
            g_queue_remove(&thread->gate->sleepers, thread);
            thread->gate = NULL;
        }
    }
}

void
sim_sched_free(SimSched *sched)
{
    if (sched == NULL) {
        return;
    }
    sim_sched_abandon(sched);
    g_ptr_array_unref(sched->threads);
    g_ptr_array_unref(sched->waiting);
    g_array_unref(sched->timers);
    g_array_unref(sched->schedule);
    g_queue_clear(&sched->queue);
    g_free(sched->cores);
    g_free(sched->replay);
    g_free(sched);
}

uint64_t
sim_sched_now(const SimSched *sched)
{
    return sched->now;
}

void
sim_sched_set_interval(SimSched *sched, uint64_t interval)
{
    sched->config.interval = interval;
}

SimSchedMeasures
sim_sched_measures(const SimSched *sched)
{
    return sched->measures;
}

int64_t
sim_sched_holder(const SimSched *sched)
{
    return sched->holder == NULL ? SIM_SCHED_NOBODY : (int64_t) sched->holder->id;
}

SimThreadState
sim_sched_state(const SimSched *sched, uint32_t thread)
{
    return get_thread(sched, thread)->state;
}

uint32_t
sim_sched_spawn(SimSched *sched, const char *name)
{
    SimSchedThread *thread = add_thread(sched, name);
    thread->wait_start = UINT64_MAX;
    set_what(thread, "start");
    sim_sched_show(sched, thread, SIM_THREAD_WANTS_CORE);
    uint64_t start = sched->now + latency(sched, SIM_COST_SPAWN);
    sim_sched_set_timer(sched, thread, start, SIM_TASK_TAKE);
    return thread->id;
}

const char *
sim_sched_name(const SimSched *sched, uint32_t thread)
{
    return get_thread(sched, thread)->name;
}

/* The thread that runs Python code. */
static SimSchedThread *
runner(const SimSched *sched)
{
    SimSchedThread *holder = sched->holder;
    return holder != NULL && holder->core != 0 && holder->task == SIM_TASK_RUN ? holder : NULL;
}

int64_t
sim_sched_next(SimSched *sched)
{
    while (runner(sched) == NULL) {
        uint64_t time = sim_sched_next_time(sched);
        if (time == UINT64_MAX) {
            return SIM_SCHED_NOBODY;
        }
        sim_sched_advance(sched, MAX(time, sched->now));
    }
    return runner(sched)->id;
}

uint64_t
sim_sched_budget(const SimSched *sched)
{
    uint64_t time = sim_sched_next_time(sched);
    return time == UINT64_MAX ? UINT64_MAX : time > sched->now ? time - sched->now : 0;
}

void
sim_sched_charge(SimSched *sched, uint64_t ns)
{
    sim_sched_advance(sched, sched->now + ns);
}

bool
sim_sched_break(SimSched *sched)
{
    if (!sched->request) {
        return false;
    }
    release_and(sched, sched->holder, SIM_TASK_TAKE, 0);
    return true;
}

void
sim_sched_sleep(SimSched *sched, uint64_t ns, const char *what)
{
    SimSchedThread *thread = sched->holder;
    set_what(thread, what);
    thread->result = SIM_WAIT_DONE;
    thread->asleep = MIN(ns, UINT64_MAX / 4);
    release_and(sched, thread, SIM_TASK_SLEEP, 0);
}

void
sim_sched_native(SimSched *sched, uint64_t ns, bool held, const char *what)
{
    SimSchedThread *thread = sched->holder;
    set_what(thread, what);
    if (held) {
        sim_sched_enqueue(sched, thread, SIM_TASK_HELD, ns);
    } else {
        release_and(sched, thread, SIM_TASK_NATIVE, ns);
    }
}

void
sim_sched_end(SimSched *sched)
{
    SimSchedThread *thread = sched->holder;
    /* drop_gil of a thread that is gone waits for nobody. */
    release(sched, thread);
    sched->request = false;
    sim_sched_show(sched, thread, SIM_THREAD_ENDED);
    sim_sched_leave_core(sched, thread);
}

void
sim_gate_wait(SimSched *sched, SimGate *gate, uint64_t ns, const char *what)
{
    SimSchedThread *thread = sched->holder;
    set_what(thread, what);
    thread->gate = gate;
    thread->deadline = ns >= UINT64_MAX / 4 ? UINT64_MAX : sched->now + ns;
    release_and(sched, thread, SIM_TASK_GATE, 0);
}

SimWaitResult
sim_sched_result(const SimSched *sched, uint32_t thread)
{
    return get_thread(sched, thread)->result;
}

void
sim_sched_interrupt(SimSched *sched, uint32_t id)
{
    SimSchedThread *thread = get_thread(sched, id);
    if (thread->state != SIM_THREAD_BLOCKED && thread->state != SIM_THREAD_IO) {
        return;
    }
    SimGate *gate = thread->gate;
    if (gate != NULL) {
        g_queue_remove(&gate->sleepers, thread);
        thread->gate = NULL;
        if (!gate->closed) { /* it may have been the one woken */
            sim_gate_open(sched, gate);
        }
    }
    thread->result = SIM_WAIT_INTERRUPTED;
    wake(sched, thread, SIM_TASK_TAKE);
}

char *
sim_sched_explain(const SimSched *sched)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sched->threads->len; i++) {
        const SimSchedThread *thread = sched->threads->pdata[i];
        if (thread->gate == NULL) {
            continue;
        }
        int64_t owner = sim_gate_owner(thread->gate);
        bool join = g_str_has_prefix(thread->what, "join");
        g_string_append_printf(text, "%s%s waits for %s", text->len == 0 ? "" : ", ", thread->name,
                               join ? "the end of" : thread->what);
        if (owner != SIM_SCHED_NOBODY) {
            g_string_append_printf(text, "%s%s", join ? " " : " held by ",
                                   get_thread(sched, (uint32_t) owner)->name);
        }
    }
    return g_string_free(text, FALSE);
}

const uint16_t *
sim_sched_schedule(const SimSched *sched, size_t *count)
{
    *count = sched->schedule->len;
    return (const uint16_t *) (const void *) sched->schedule->data;
}

void
sim_sched_replay(SimSched *sched, const uint16_t *choices, size_t count)
{
    g_free(sched->replay);
    sched->replay = g_memdup2(choices, count * sizeof *choices);
    sched->replay_count = count;
}

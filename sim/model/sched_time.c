/* The scheduler's time: timers, cores, the queue of those who want one. */
#include "sim/model/sched_private.h"

static bool
is_earlier(const SimTimer *a, const SimTimer *b)
{
    return a->time != b->time ? a->time < b->time : a->number < b->number;
}

static void
swap(SimTimer *a, SimTimer *b)
{
    SimTimer other = *a;
    *a = *b;
    *b = other;
}

void
sim_sched_set_timer(SimSched *sched, SimSchedThread *thread, uint64_t time, SimTask task)
{
    thread->timer++;
    thread->timer_task = task;
    SimTimer timer = {time, sched->timer_count++, thread, thread->timer};
    g_array_append_val(sched->timers, timer);
    SimTimer *heap = (SimTimer *) (void *) sched->timers->data;
    for (guint i = sched->timers->len - 1; i > 0 && is_earlier(&heap[i], &heap[(i - 1) / 2]);
         i = (i - 1) / 2) {
        swap(&heap[i], &heap[(i - 1) / 2]);
    }
}

static void
pop_timer(SimSched *sched)
{
    SimTimer *heap = (SimTimer *) (void *) sched->timers->data;
    guint len = sched->timers->len - 1;
    heap[0] = heap[len];
    g_array_set_size(sched->timers, len);
    for (guint i = 0;;) {
        guint least = i;
        for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < len; child++) {
            least = is_earlier(&heap[child], &heap[least]) ? child : least;
        }
        if (least == i) {
            return;
        }
        swap(&heap[i], &heap[least]);
        i = least;
    }
}

/* The earliest timer that still counts. */
static const SimTimer *
first_timer(const SimSched *sched)
{
    while (sched->timers->len > 0) {
        const SimTimer *timer = &g_array_index(sched->timers, SimTimer, 0);
        if (timer->timer == timer->thread->timer) {
            return timer;
        }
        pop_timer((SimSched *) sched);
    }
    return NULL;
}

static void
take_core(SimSched *sched, SimSchedThread *thread, uint32_t core)
{
    sched->cores[core - 1] = thread;
    thread->queued = false;
    thread->core = thread->last_core = core;
    thread->task_end = thread->task == SIM_TASK_RUN ? UINT64_MAX : sched->now + thread->work;
    thread->slice_end = sched->now + sim_cost(&sched->config.costs, SIM_COST_SLICE, 1);
    sim_sched_show_core(sched, thread);
}

static uint32_t
idle_core(const SimSched *sched, uint32_t preferred)
{
    if (preferred != 0 && sched->cores[preferred - 1] == NULL) {
        return preferred;
    }
    for (uint32_t i = 0; i < sched->config.cores; i++) {
        if (sched->cores[i] == NULL) {
            return i + 1;
        }
    }
    return 0;
}

static void
dispatch(SimSched *sched)
{
    while (!g_queue_is_empty(&sched->queue)) {
        SimSchedThread *thread = g_queue_peek_head(&sched->queue);
        uint32_t core = idle_core(sched, thread->last_core);
        if (core == 0) {
            return;
        }
        g_queue_pop_head(&sched->queue);
        take_core(sched, thread, core);
    }
}

/* Slices go on in turn as long as nobody wants the core. */
static void
renew_slices(SimSched *sched)
{
    uint64_t slice = MAX(sim_cost(&sched->config.costs, SIM_COST_SLICE, 1), 1);
    for (uint32_t i = 0; i < sched->config.cores; i++) {
        SimSchedThread *thread = sched->cores[i];
        if (thread != NULL && thread->slice_end <= sched->now) {
            uint64_t over = (sched->now - thread->slice_end) / slice + 1;
            thread->slice_end += over * slice;
        }
    }
}

void
sim_sched_enqueue(SimSched *sched, SimSchedThread *thread, SimTask task, uint64_t work)
{
    thread->task = task;
    thread->work = work;
    if (thread->core != 0) {
        thread->task_end = task == SIM_TASK_RUN ? UINT64_MAX : sched->now + work;
        sim_sched_show_core(sched, thread);
        return;
    }
    if (g_queue_is_empty(&sched->queue)) {
        renew_slices(sched);
    }
    thread->queued = true;
    g_queue_push_tail(&sched->queue, thread);
    dispatch(sched);
    if (thread->queued) {
        sim_sched_show_core(sched, thread);
    }
}

static void
vacate(SimSched *sched, SimSchedThread *thread)
{
    sched->cores[thread->core - 1] = NULL;
    thread->core = 0;
}

void
sim_sched_leave_core(SimSched *sched, SimSchedThread *thread)
{
    if (thread->core != 0) {
        vacate(sched, thread);
        sim_sched_show_core(sched, thread);
        dispatch(sched);
    }
}

/* Its slice is over and others wait. */
static void
preempt(SimSched *sched, SimSchedThread *thread)
{
    thread->work = thread->task == SIM_TASK_RUN ? 0 : thread->task_end - sched->now;
    vacate(sched, thread);
    thread->queued = true;
    g_queue_push_tail(&sched->queue, thread);
    sim_sched_show_core(sched, thread);
    dispatch(sched);
}

/* The first thread on a core that is done, or has to leave it, and when. */
static SimSchedThread *
first_on_core(const SimSched *sched, uint64_t *time)
{
    SimSchedThread *first = NULL;
    bool contended = !g_queue_is_empty((GQueue *) &sched->queue);
    for (uint32_t i = 0; i < sched->config.cores; i++) {
        SimSchedThread *thread = sched->cores[i];
        if (thread == NULL) {
            continue;
        }
        uint64_t end = contended ? MIN(thread->task_end, thread->slice_end) : thread->task_end;
        if (end != UINT64_MAX && (first == NULL || end < *time)) {
            first = thread;
            *time = end;
        }
    }
    return first;
}

uint64_t
sim_sched_next_time(const SimSched *sched)
{
    uint64_t time = UINT64_MAX;
    first_on_core(sched, &time);
    const SimTimer *timer = first_timer(sched);
    return timer == NULL ? time : MIN(time, timer->time);
}

static void
step(SimSched *sched)
{
    uint64_t time = UINT64_MAX;
    SimSchedThread *thread = first_on_core(sched, &time);
    const SimTimer *timer = first_timer(sched);
    if (timer != NULL && (thread == NULL || timer->time <= time)) {
        sched->now = MAX(sched->now, timer->time);
        thread = timer->thread;
        pop_timer(sched);
        sim_sched_cancel_timer(thread);
        sim_sched_timer_done(sched, thread);
        return;
    }
    sched->now = MAX(sched->now, time);
    if (thread->task_end <= sched->now) {
        sim_sched_task_done(sched, thread);
    } else {
        preempt(sched, thread);
    }
}

void
sim_sched_advance(SimSched *sched, uint64_t time)
{
    while (sim_sched_next_time(sched) <= time) {
        step(sched);
    }
    sched->now = MAX(sched->now, time);
}

#include "sim/vm/threads.h"

#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/tuple.h"

#if defined(__SANITIZE_ADDRESS__)
#define STACK_SIZE ((size_t) 2048 * 1024)
#else
#define STACK_SIZE ((size_t) 512 * 1024)
#endif
/* What a callback into C may need below the last check. */
#define STACK_MARGIN (STACK_SIZE / 4)

/* The host's side of a thread. The main thread's has no memory of its own. */
typedef struct SimFiber {
    ucontext_t context;
    volatile bool back; /* somebody goes on with it */
    char *memory;       /* guard page first; NULL: the host thread's own stack */
    size_t size;
    void *fake_stack; /* of the address sanitizer, while another runs */
    const void *bottom;
    size_t bottom_size;
} SimFiber;

static SimFiber *
new_fiber(bool own_stack)
{
    SimFiber *fiber = g_new0(SimFiber, 1);
    if (!own_stack) {
        return fiber;
    }
    size_t guard = (size_t) sysconf(_SC_PAGESIZE);
    fiber->size = STACK_SIZE + guard;
    fiber->memory = mmap(NULL, fiber->size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (fiber->memory == MAP_FAILED || mprotect(fiber->memory, guard, PROT_NONE) != 0) {
        if (fiber->memory != MAP_FAILED) {
            munmap(fiber->memory, fiber->size);
        }
        g_free(fiber);
        return NULL;
    }
    fiber->bottom = fiber->memory + guard;
    fiber->bottom_size = STACK_SIZE;
    return fiber;
}

static void
free_fiber(SimFiber *fiber)
{
    if (fiber != NULL) {
        if (fiber->memory != NULL) {
            munmap(fiber->memory, fiber->size);
        }
        g_free(fiber);
    }
}

/* Before and after the stack changes, for the address sanitizer. */
static void
leave_stack(SimFiber *from, const SimFiber *to, bool for_ever)
{
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(for_ever ? NULL : &from->fake_stack, to->bottom,
                                   to->bottom_size);
#else
    (void) from;
    (void) to;
    (void) for_ever;
#endif
}

/* @from: whose stack it was, which is told where that is. */
static void
enter_stack(SimFiber *self, SimFiber *from)
{
#if defined(__SANITIZE_ADDRESS__)
    const void *bottom;
    size_t size;
    __sanitizer_finish_switch_fiber(self->fake_stack, &bottom, &size);
    if (from->memory == NULL) {
        from->bottom = bottom;
        from->bottom_size = size;
    }
#else
    (void) self;
    (void) from;
#endif
}

static void
save(SimWorld *world, SimThreadSaved *saved)
{
    *saved = (SimThreadSaved){.trash_depth = world->trash_depth,
                              .trash_nested = world->trash_nested,
                              .trash_later = world->trash_later,
                              .reprs = world->reprs};
    for (size_t i = 0; i < G_N_ELEMENTS(saved->trash_counted); i++) {
        saved->trash_counted[i] = world->trash_counted[i];
    }
}

static void
restore(SimWorld *world, SimThreadSaved *saved)
{
    world->trash_depth = saved->trash_depth;
    world->trash_nested = saved->trash_nested;
    world->trash_later = saved->trash_later;
    world->reprs = saved->reprs;
    for (size_t i = 0; i < G_N_ELEMENTS(saved->trash_counted); i++) {
        world->trash_counted[i] = saved->trash_counted[i];
    }
    saved->reprs = NULL;
}

/* The stacks of threads that have ended, but for the one this is called on. */
static void
reap(SimVm *vm)
{
    for (guint i = 1; i < vm->threads->len; i++) {
        SimVmThread *thread = vm->threads->pdata[i];
        if (thread->ended && thread != vm->thread && thread->fiber != NULL) {
            g_clear_pointer(&thread->fiber, free_fiber);
            sim_frame_free_chunks(thread);
        }
    }
    vm->reap = false;
}

/* Goes on with @next; returns when somebody goes on with the running thread. */
static void
switch_to(SimVm *vm, SimVmThread *next)
{
    SimWorld *world = vm->world;
    SimVmThread *self = vm->thread;
    sim_threads_charge(vm);
    vm->given = vm->fuel = 0;
    save(world, &self->saved);
    restore(world, &next->saved);
    vm->switched_from = self;
    vm->thread = next;
    world->thread = &next->base;
    SIM_RECORD(world, THREAD, next->base.id);
    leave_stack(self->fiber, next->fiber, self->ended);
    /* As swapcontext does, of which the address sanitizer complains on stderr. Whether this is the
     * second return is not in a local variable: for a thread that has ended, the sanitizer's stack
     * of those is gone. */
    self->fiber->back = false;
    getcontext(&self->fiber->context);
    if (!self->fiber->back) {
        self->fiber->back = true;
        setcontext(&next->fiber->context);
    }
    enter_stack(self->fiber, vm->switched_from->fiber);
    if (vm->reap) {
        reap(vm);
    }
}

static void
observe(void *data, const SimSchedNote *note)
{
    SimWorld *world = ((SimVm *) data)->world;
    SimText text = {note->text, strlen(note->text)};
    switch (note->kind) {
    case SIM_NOTE_NEW:
        SIM_RECORD(world, THREAD_NEW, note->thread, note->time, text);
        break;
    case SIM_NOTE_STATE:
        SIM_RECORD(world, THREAD_STATE, note->thread, note->time, note->value, text);
        break;
    case SIM_NOTE_CORE:
        SIM_RECORD(world, THREAD_CORE, note->thread, note->time, note->value);
        break;
    case SIM_NOTE_HOLDER:
        SIM_RECORD(world, GIL_HOLDER, note->time, note->value);
        break;
    case SIM_NOTE_REQUEST:
        SIM_RECORD(world, GIL_REQUEST, note->time, note->thread);
        break;
    case SIM_NOTE_FORCED:
        SIM_RECORD(world, GIL_FORCED, note->time, note->thread);
        break;
    }
}

SimSched *
sim_threads_sched(SimVm *vm)
{
    if (vm->sched == NULL) {
        const SimConfig *config = &vm->world->config;
        SimSchedConfig its = {.cores = (uint32_t) MIN(MAX(config->cores, 1), 4096),
                              .interval = config->switch_interval,
                              .seed = config->seed,
                              .start = sim_threads_now(vm),
                              .costs = config->costs,
                              .observe = observe,
                              .data = vm};
        vm->threads = g_ptr_array_new();
        vm->main.fiber = new_fiber(false);
        g_ptr_array_add(vm->threads, &vm->main);
        vm->sched = sim_sched_new(&its);
    }
    return vm->sched;
}

void
sim_threads_charge(SimVm *vm)
{
    uint64_t used = sim_vm_settle(vm);
    if (vm->sched != NULL && !vm->stopping) {
        sim_sched_charge(vm->sched, sim_cost(&vm->world->config.costs, SIM_COST_BYTECODE, used));
        vm->given = vm->fuel = 0; /* whoever asks may be about to change what happens next */
    }
}

void
sim_threads_spend(SimVm *vm, uint64_t ns)
{
    sim_threads_charge(vm);
    if (vm->sched == NULL) {
        vm->clock += ns;
    } else if (!vm->stopping) {
        sim_sched_charge(vm->sched, ns);
    }
}

void
sim_threads_elapse(SimWorld *world, uint64_t ns)
{
    SimVm *vm = sim_vm_of(world);
    sim_threads_spend(vm, ns);
    if (vm->sched != NULL && !vm->stopping) {
        SIM_RECORD(world, CLOCK, sim_sched_now(vm->sched));
    }
}

uint64_t
sim_threads_now(SimVm *vm)
{
    sim_threads_charge(vm);
    return vm->sched != NULL
               ? sim_sched_now(vm->sched)
               : vm->clock + sim_cost(&vm->world->config.costs, SIM_COST_BYTECODE, vm->steps);
}

/* The thread that runs next. They all wait for each other: the main one, with the machine stopping.
 */
static SimVmThread *
pick(SimVm *vm)
{
    int64_t next;
    while ((next = sim_sched_next(vm->sched)) != SIM_SCHED_NOBODY) {
        SimVmThread *thread = vm->threads->pdata[next];
        if (!vm->finishing || thread == &vm->main) {
            return thread;
        }
        sim_sched_end(vm->sched); /* a daemon's end: it hangs in take_gil */
    }
    vm->deadlock = sim_sched_explain(vm->sched);
    sim_vm_stop(vm);
    return &vm->main;
}

bool
sim_threads_wait(SimVm *vm)
{
    if (vm->stopping) {
        return false;
    }
    SimVmThread *next = pick(vm);
    if (next != vm->thread) {
        switch_to(vm, next);
    }
    return !vm->stopping;
}

bool
sim_threads_break(SimVm *vm)
{
    if (vm->importing > 0 || vm->finishing) {
        return true;
    }
    if (vm->thread != &vm->main && g_atomic_int_get(&vm->interrupted) != 0) {
        sim_sched_interrupt(vm->sched, 0);
    }
    sim_sched_break(vm->sched);
    return sim_threads_wait(vm);
}

static bool
raise_stop(SimVm *vm)
{
    sim_err_set_object(vm->world, SIM_TYPE_KeyboardInterrupt, NULL);
    return false;
}

/* Waits; then there may be a reason to raise. */
static bool
wait_or_raise(SimVm *vm)
{
    if (!sim_threads_wait(vm)) {
        return raise_stop(vm);
    }
    bool interrupted = vm->thread == &vm->main &&
                       sim_sched_result(vm->sched, vm->thread->base.id) == SIM_WAIT_INTERRUPTED &&
                       g_atomic_int_compare_and_exchange(&vm->interrupted, 1, 0);
    return !interrupted || raise_stop(vm);
}

int
sim_threads_close(SimVm *vm, SimGate *gate, uint64_t ns, const char *what)
{
    sim_threads_sched(vm);
    sim_threads_charge(vm);
    sim_gate_wait(vm->sched, gate, ns, what);
    if (!wait_or_raise(vm)) {
        return -1;
    }
    return sim_sched_result(vm->sched, vm->thread->base.id) == SIM_WAIT_DONE ? 1 : 0;
}

bool
sim_threads_sleep(SimVm *vm, uint64_t ns, const char *what)
{
    sim_threads_charge(vm);
    if (vm->sched == NULL) {
        vm->clock += ns + sim_cost(&vm->world->config.costs, SIM_COST_TIMER, 1);
        return true;
    }
    sim_sched_sleep(vm->sched, ns, what);
    return wait_or_raise(vm);
}

bool
sim_threads_native(SimVm *vm, uint64_t ns, bool held, const char *what)
{
    sim_threads_sched(vm);
    sim_threads_charge(vm);
    sim_sched_native(vm->sched, ns, held, what);
    return wait_or_raise(vm);
}

bool
sim_threads_kernel(SimVm *vm, int64_t elements, int64_t bytes, const char *what)
{
    const int64_t threshold = 500; /* NPY_BEGIN_THREADS_THRESHOLDED */
    uint64_t ns = sim_cost(&vm->world->config.costs, SIM_COST_ARRAY_KIB, (uint64_t) bytes) / 1024;
    if (elements <= threshold || vm->importing > 0) {
        return true;
    }
    if (vm->sched == NULL) {
        vm->clock += ns;
        return true;
    }
    return sim_threads_native(vm, ns, false, what);
}

/* What a thread does from its first to its last moment (thread_run). */
static void
run_thread(SimVm *vm, SimVmThread *thread)
{
    SimWorld *world = vm->world;
    SimObject *result = NULL;
    if (vm->stopping) {
        raise_stop(vm);
    } else {
        result = sim_object_call(world, thread->call[0], thread->call[1], thread->call[2]);
    }
    if (result == NULL && !sim_err_clear_if(world, SIM_TYPE_SystemExit)) {
        world->hooks.unraisable(world, "Exception ignored in thread started by", thread->call[0]);
    }
    sim_xdecref(world, result);
    for (size_t i = 0; i < G_N_ELEMENTS(thread->call); i++) {
        SIM_CLEAR(world, thread->call[i]);
    }
    SIM_CLEAR(world, thread->locals);
    sim_err_clear(world);
}

static void
start_thread(unsigned high, unsigned low)
{
    SimVm *vm = (SimVm *) (uintptr_t) ((uint64_t) high << 32 | low);
    SimVmThread *self = vm->thread;
    enter_stack(self->fiber, vm->switched_from->fiber);
    run_thread(vm, self);
    sim_threads_charge(vm);
    self->ended = true;
    vm->reap = true;
    SimVmThread *next = &vm->main;
    if (!vm->stopping) {
        sim_sched_end(vm->sched);
        next = pick(vm);
    }
    switch_to(vm, next);
    g_assert_not_reached();
}

SimVmThread *
sim_threads_start(
    SimVm *vm, const char *name, SimObject *function, SimObject *args, SimObject *kwargs)
{
    SimWorld *world = vm->world;
    SimFiber *fiber = new_fiber(true);
    if (fiber == NULL) {
        sim_err_format(world, SIM_TYPE_RuntimeError, "can't start new thread");
        return NULL;
    }
    sim_threads_sched(vm);
    sim_threads_charge(vm);
    SimVmThread *thread = g_new0(SimVmThread, 1);
    g_autofree char *numbered = g_strdup_printf("thread %u", vm->threads->len);
    thread->vm = vm;
    thread->handling = &thread->handled;
    thread->fiber = fiber;
    thread->stack_end = (const char *) fiber->bottom + STACK_MARGIN;
    thread->call[0] = sim_newref(world, function);
    thread->call[1] = sim_newref(world, args);
    thread->call[2] = kwargs;
    sim_xincref(world, kwargs);
    thread->base.id = sim_sched_spawn(vm->sched, name != NULL ? name : numbered);
    g_ptr_array_add(vm->threads, thread);
    getcontext(&fiber->context);
    fiber->context.uc_stack.ss_sp = (void *) fiber->bottom;
    fiber->context.uc_stack.ss_size = fiber->bottom_size;
    fiber->context.uc_link = NULL;
    uint64_t machine = (uint64_t) (uintptr_t) vm;
    makecontext(&fiber->context, (void (*)(void)) start_thread, 2, (unsigned) (machine >> 32),
                (unsigned) machine);
    return thread;
}

/* As pthread_self() of Linux: where the thread's control block lies. */
int64_t
sim_thread_ident(const SimVmThread *thread)
{
    const int64_t first = INT64_C(0x7ffff7d84740);
    const int64_t next = INT64_C(0x7ffff75ff6c0);
    const int64_t distance = INT64_C(0x801000);
    return thread->base.id == 0 ? first : next - (thread->base.id - 1) * distance;
}

void
sim_threads_unwind(SimVm *vm)
{
    if (vm->threads == NULL) {
        return;
    }
    sim_vm_stop(vm);
    for (guint i = 1; i < vm->threads->len; i++) {
        SimVmThread *thread = vm->threads->pdata[i];
        if (!thread->ended) {
            switch_to(vm, thread);
        }
    }
    reap(vm);
}

void
sim_threads_free(SimVm *vm)
{
    if (vm->threads == NULL) {
        return;
    }
    sim_sched_free(vm->sched);
    for (guint i = 1; i < vm->threads->len; i++) {
        g_free(vm->threads->pdata[i]);
    }
    g_clear_pointer(&vm->main.fiber, free_fiber);
    g_ptr_array_unref(vm->threads);
}

/* The modelled threads of a machine, each with a host stack of its own.
 *
 * A thread's C code may stop anywhere: what runs on a stack stays there until the scheduler
 * (sim/model/sched.h) lets the thread go on. The main thread has the stack of whoever runs the
 * machine. For the host all of this is one thread, and one of them runs at a time: the holder of
 * the GIL.
 *
 * There is a scheduler from the moment a second thread is made, native code is called or somebody
 * has to wait; a program that does none of this knows nothing of it, and neither does its trace.
 */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

/* The scheduler, made now if there is none. */
SimSched *sim_threads_sched(SimVm *vm);
/* Brings the clock up to date. */
void sim_threads_charge(SimVm *vm);
/* The running thread has taken so long beyond its instructions. */
void sim_threads_spend(SimVm *vm, uint64_t ns);
/* SimWorldHooks.elapse: the same, and the trace has the time. */
void sim_threads_elapse(SimWorld *world, uint64_t ns);
/* Virtual ns since the machine started. */
uint64_t sim_threads_now(SimVm *vm);

/* Others run until the scheduler lets the running thread go on, which has just told it what it does
 * (sim_sched_sleep, ...). False: the machine stops; then nothing may be caught. */
bool sim_threads_wait(SimVm *vm);
/* A look at the eval breaker. False as above. */
bool sim_threads_break(SimVm *vm);

/* Waits for the gate, at most @ns; UINT64_MAX: for ever. 1: it is closed for the running thread, 0:
 * the time is over, -1 with an exception. */
int sim_threads_close(SimVm *vm, SimGate *gate, uint64_t ns, const char *what);
/* Sleeps, or runs native code, for @ns. False with an exception. */
bool sim_threads_sleep(SimVm *vm, uint64_t ns, const char *what);
bool sim_threads_native(SimVm *vm, uint64_t ns, bool held, const char *what);

/* A kernel of numpy has worked on so many elements and bytes: without the GIL if they are many.
 * False with an exception. */
bool sim_threads_kernel(SimVm *vm, int64_t elements, int64_t bytes, const char *what);

/* A new thread that calls function(*args, **kwargs) (borrowed; @kwargs may be NULL); @name NULL: a
 * number is its name. NULL with an exception. */
SimVmThread *sim_threads_start(
    SimVm *vm, const char *name, SimObject *function, SimObject *args, SimObject *kwargs);
/* _thread.get_ident() */
int64_t sim_thread_ident(const SimVmThread *thread);

/* Lets all host stacks come to their ends; nothing of it is seen. */
void sim_threads_unwind(SimVm *vm);
void sim_threads_free(SimVm *vm);

G_END_DECLS

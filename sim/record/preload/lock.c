#include "sim/record/preload/lock.h"

#include <errno.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* So many times in a row, and the lock leans. */
#define STREAK 32

SimRecordLock sim_record_the_lock;
_Thread_local uint32_t sim_record_own_slot;

void
sim_record_lock_start(void)
{
    SimRecordLock *lock = &sim_record_the_lock;
    int kept = errno;
    for (unsigned i = 0; i < SIM_RECORD_SLOTS; i++) {
        atomic_store(&lock->slot[i].inside, false);
    }
    atomic_store(&lock->leans, 0);
    atomic_store(&lock->held, false);
    lock->last = 0;
    lock->streak = 0;
    lock->can_lean = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    errno = kept;
}

static void
pause_a_while(unsigned tries)
{
    struct timespec moment = {0, tries < 100 ? 1000 : 100000};
    if (tries < 20) {
        sched_yield();
    } else {
        nanosleep(&moment, NULL);
    }
}

static uint32_t
own_slot(void)
{
    if (sim_record_own_slot == 0) {
        uint32_t given = atomic_fetch_add(&sim_record_the_lock.slots, 1) + 1;
        sim_record_own_slot = given < SIM_RECORD_SLOTS ? given : UINT32_MAX;
    }
    return sim_record_own_slot;
}

/* Takes the lean away from the thread that has it. */
static void
upright(SimRecordLock *lock)
{
    uint32_t other = atomic_load(&lock->leans);
    if (other == 0) {
        return;
    }
    atomic_store(&lock->leans, 0);
    syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    for (unsigned tries = 0; atomic_load_explicit(&lock->slot[other].inside, memory_order_acquire);
         tries++) {
        pause_a_while(tries);
    }
}

/* It is held for a record, or for the writing of a frame (a millisecond). */
SimRecordLocked
sim_record_lock_slowly(void)
{
    SimRecordLock *lock = &sim_record_the_lock;
    int kept = errno;
    for (unsigned tries = 0; atomic_exchange_explicit(&lock->held, true, memory_order_acquire);
         tries++) {
        pause_a_while(tries);
    }
    upright(lock);
    uint32_t own = own_slot();
    lock->streak = lock->last == own ? lock->streak + 1 : 0;
    lock->last = own;
    errno = kept;
    return SIM_RECORD_HELD;
}

void
sim_record_unlock_slowly(void)
{
    SimRecordLock *lock = &sim_record_the_lock;
    if (lock->streak >= STREAK && lock->can_lean && lock->last != UINT32_MAX) {
        atomic_store_explicit(&lock->leans, lock->last, memory_order_relaxed);
    }
    atomic_store_explicit(&lock->held, false, memory_order_release);
}

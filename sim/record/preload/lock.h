/* The lock of the stream: cheap for the thread that had it last.
 *
 * The GIL makes one thread call the allocators for milliseconds on end, so the lock leans to a
 * thread that has taken it many times in a row: that one says in a flag of its own that it is
 * inside, with plain stores. Another thread first takes the lean away, then has the kernel put a
 * memory barrier into every running thread (membarrier), and waits for the flag to go down. Where
 * the kernel will not do that, and for threads beyond the first few hundred, it is a plain spin
 * lock. A single-threaded process takes no lock.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/single_threaded.h>

#define SIM_RECORD_SLOTS 512

typedef enum {
    SIM_RECORD_UNLOCKED, /* there was no need */
    SIM_RECORD_LEANING,
    SIM_RECORD_HELD
} SimRecordLocked;

typedef struct {
    _Alignas(64) atomic_bool inside;
} SimRecordSlot;

typedef struct {
    _Alignas(64) _Atomic uint32_t leans; /* slot of the thread it leans to; 0: to none */
    atomic_bool held;
    uint32_t last;          /* slot of the last holder */
    uint32_t streak;        /* times in a row */
    bool can_lean;          /* the kernel knows membarrier */
    _Atomic uint32_t slots; /* given away */
    SimRecordSlot slot[SIM_RECORD_SLOTS];
} SimRecordLock;

extern SimRecordLock sim_record_the_lock __attribute__((visibility("hidden")));

/* Of the calling thread; 0: none yet, UINT32_MAX: there are no more. */
extern _Thread_local uint32_t sim_record_own_slot
    __attribute__((visibility("hidden"), tls_model("initial-exec")));

/* At the start, and in the child after a fork, where nobody holds it. */
void sim_record_lock_start(void);

SimRecordLocked sim_record_lock_slowly(void);
void sim_record_unlock_slowly(void);

static inline SimRecordLocked
sim_record_lock(void)
{
    SimRecordLock *lock = &sim_record_the_lock;
    if (__libc_single_threaded) {
        return SIM_RECORD_UNLOCKED;
    }
    uint32_t own = sim_record_own_slot;
    if (__builtin_expect(atomic_load_explicit(&lock->leans, memory_order_relaxed) == own, 1) &&
        own != 0) {
        atomic_store_explicit(&lock->slot[own].inside, true, memory_order_relaxed);
        atomic_signal_fence(memory_order_seq_cst); /* membarrier does the rest */
        if (__builtin_expect(atomic_load_explicit(&lock->leans, memory_order_acquire) == own, 1)) {
            return SIM_RECORD_LEANING;
        }
        atomic_store_explicit(&lock->slot[own].inside, false, memory_order_release);
    }
    return sim_record_lock_slowly();
}

static inline void
sim_record_unlock(SimRecordLocked locked)
{
    if (locked == SIM_RECORD_LEANING) {
        atomic_store_explicit(&sim_record_the_lock.slot[sim_record_own_slot].inside, false,
                              memory_order_release);
    } else if (__builtin_expect(locked == SIM_RECORD_HELD, 0)) {
        sim_record_unlock_slowly();
    }
}

/* Sites: the file, line and function that a call of mem or obj was made from, as small numbers.
 *
 * Each code object seen has an array with one number for each instruction; a table finds it by the
 * code object's address. When obj frees a block at such an address the entry goes, so an address
 * that is used again is no mistake. The same file, line and function is one site, however often its
 * code is made.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define SIM_RECORD_MARKS (1u << 19)

/* A bit for (the hash of) each address that is or was a code object's. */
extern uint64_t sim_record_site_marks[SIM_RECORD_MARKS / 64] __attribute__((visibility("hidden")));

/* False if the layout of this Python is not known. */
bool sim_record_site_start(void);

/* The number of the line that runs, defined in the stream when it is new; 0: none. The caller
 * holds the GIL, not the lock. */
uint32_t sim_record_site_now(void);

void sim_record_site_forget(const void *code);

/* @block of obj is about to be freed. */
static inline void
sim_record_site_freed(const void *block)
{
    uintptr_t bit = (uintptr_t) block / 16 % SIM_RECORD_MARKS;
    if ((sim_record_site_marks[bit / 64] >> bit % 64 & 1) != 0) {
        sim_record_site_forget(block);
    }
}

/* Simulated addresses and sizes.
 *
 * A SimAddr is an address of the modelled process, handed out deterministically; it
 * is never a pointer of the host. 0 is the null pointer. A SimSlot names a live
 * object in the trace: small numbers, used again after the object is destroyed.
 */
#pragma once

#include <stdint.h>

typedef uint64_t SimAddr;
typedef uint32_t SimSlot;

#define SIM_SLOT_NONE UINT32_MAX

#define SIM_PAGE_SIZE ((uint64_t) 4096)
/* Where the heap segment begins, where the course's own heap does, and where mappings end. */
#define SIM_BRK_START   ((SimAddr) 0x555555800000)
#define SIM_STORY_START ((SimAddr) 0x655555800000)
#define SIM_MMAP_START  ((SimAddr) 0x7ffff7a00000)

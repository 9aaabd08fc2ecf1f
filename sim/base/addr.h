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

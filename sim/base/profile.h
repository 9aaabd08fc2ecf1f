/* Profiles: which CPython is modelled.
 *
 * Everything that differs between versions is a column of profile.def, so that
 * another version is another line. The default is CPython 3.11 on x86-64 Linux.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *name; /* "3.11" */
    int major;
    int minor;
    int micro;
    bool runs_scenarios;   /* false: its allocator alone is modelled */
    int arena_bits;        /* an arena is 1 << arena_bits bytes */
    int pool_bits;         /* a pool is 1 << pool_bits bytes */
    bool keeps_last_arena; /* a wholly free arena stays if it is the tail of the usable ones */
    int map_mid_bits;      /* of the radix tree over arenas; 0: there is none */
    int map_bottom_bits;
    int gc_threshold[3];
} SimProfile;

typedef enum {
    SIM_PROFILES_ALL,
    SIM_PROFILES_SCENARIOS /* those that run scenarios */
} SimProfileSet;

/* The profile of that name, or NULL. Static. */
const SimProfile *sim_profile_find(const char *name);
/* That of the value of Py_Version (0x030b02f0 is 3.11.2), or NULL. Static. */
const SimProfile *sim_profile_of_version(uint32_t version);
const SimProfile *sim_profile_default(void);
/* "3.11, 3.12, ...": for messages. Returns (transfer full). */
char *sim_profile_names(SimProfileSet set);

G_END_DECLS

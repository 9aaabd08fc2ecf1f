/* Profiles: which CPython is modelled.
 *
 * Everything that differs between versions is a column of profile.def, so that
 * another version is another line. The default is CPython 3.11 on x86-64 Linux.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *name; /* "3.11" */
    int major;
    int minor;
    int micro;
    int arena_bits; /* an arena is 1 << arena_bits bytes */
    int pool_bits;  /* a pool is 1 << pool_bits bytes */
    int gc_threshold[3];
} SimProfile;

/* The profile of that name, or NULL. Static. */
const SimProfile *sim_profile_find(const char *name);
const SimProfile *sim_profile_default(void);
/* "3.11, 3.12, ...": for messages. Returns (transfer full). */
char *sim_profile_names(void);

G_END_DECLS

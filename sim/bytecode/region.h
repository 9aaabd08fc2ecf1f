/* Memory that is freed at once: what one compilation needs, and what one code object
 * is made of.
 *
 * Errors: none; like GLib, it ends the program when the host has no memory.
 */
#pragma once

#include <stddef.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct SimRegion SimRegion;

SimRegion *sim_region_new(void);
void sim_region_free(SimRegion *region);

/* Zeroed, aligned for any type. */
void *sim_region_alloc(SimRegion *region, size_t size);
/* A copy with a NUL after it. */
char *sim_region_copy_text(SimRegion *region, const char *text, size_t length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimRegion, sim_region_free)

G_END_DECLS

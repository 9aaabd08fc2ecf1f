/* The one Graphviz context of this process.
 *
 * libgvc cannot be started twice in a process and is not safe in several threads, so
 * whoever lays out or renders with it borrows this context and gives it back. What
 * Graphviz has to say meanwhile is collected: its functions report success after many
 * errors, so any message is a failure.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>
#include <graphviz/gvc.h>

G_BEGIN_DECLS

typedef enum {
    VIZ_GRAPHVIZ_FAILED
} VizGraphvizError;
#define VIZ_GRAPHVIZ_ERROR (viz_graphviz_error_quark())
GQuark viz_graphviz_error_quark(void);

/* Blocks until the context is free. */
GVC_t *viz_graphviz_acquire(void);
/* Gives the context back. False with @error if Graphviz complained since acquire. */
bool viz_graphviz_release(GError **error);

/* Sets an attribute, declaring it where needed. Graphviz takes char * for texts that it
 * only reads; these two are the only places that need to know. */
void viz_graphviz_set(void *object, const char *name, const char *value);
/* The same for a label of Graphviz's HTML-like kind. */
void viz_graphviz_set_markup(Agraph_t *graph, void *object, const char *name, const char *markup);

G_END_DECLS

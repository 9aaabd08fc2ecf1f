#include "viz/draw/graphviz.h"

#include <string.h>

G_DEFINE_QUARK(viz_graphviz_error, viz_graphviz_error)

/* libgvc itself is a process-wide thing, and so is this. */
static GMutex mutex;
static GVC_t *context;
static GString *complaints;

/* Graphviz hands over a message in fragments. */
static int
collect_complaint(char *fragment)
{
    g_string_append(complaints, fragment);
    return 0;
}

GVC_t *
viz_graphviz_acquire(void)
{
    g_mutex_lock(&mutex);
    if (!context) {
        context = gvContext();
        complaints = g_string_new(NULL);
        agseterrf(collect_complaint);
    }
    g_string_truncate(complaints, 0);
    return context;
}

bool
viz_graphviz_release(GError **error)
{
    bool good = complaints->len == 0;
    if (!good) {
        g_strchomp(complaints->str);
        g_set_error(error, VIZ_GRAPHVIZ_ERROR, VIZ_GRAPHVIZ_FAILED,
                    "Graphviz could not draw the figure: %s", complaints->str);
    }
    g_mutex_unlock(&mutex);
    return good;
}

void
viz_graphviz_set(void *object, const char *name, const char *value)
{
    int status = agsafeset(object, (char *) name, (char *) value, (char *) "");
    g_assert(status == 0);
}

void
viz_graphviz_set_markup(Agraph_t *graph, void *object, const char *name, const char *markup)
{
    char *text = agstrdup_html(graph, (char *) markup);
    viz_graphviz_set(object, name, text);
    agstrfree(graph, text);
}

#include "viz/render/renderer.h"

#include <string.h>

#include "sim/base/diag.h"
#include "viz/render/graphviz.h"
#include "viz/render/json.h"

static const VizRenderer renderers[] = {
#define FORMAT(format, media_type, render) {format, media_type, render},
#include "viz/render/format.def"
#undef FORMAT
    {NULL, NULL, NULL},
};

const VizRenderer *
viz_renderer_list(void)
{
    return renderers;
}

const VizRenderer *
viz_renderer_find(const char *format, GError **error)
{
    GString *known = g_string_new(NULL);
    for (const VizRenderer *renderer = renderers; renderer->format; renderer++) {
        if (strcmp(renderer->format, format) == 0) {
            g_string_free(known, TRUE);
            return renderer;
        }
        g_string_append_printf(known, "%s%s", known->len ? ", " : "", renderer->format);
    }
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "unknown format '%s'; formats are %s",
                format, known->str);
    g_string_free(known, TRUE);
    return NULL;
}

/* Renderers: a drawing and a theme become the bytes of a file.
 *
 * One entry of the table for each format. The bytes depend on the drawing, the theme and
 * the options alone: not on time, locale, or what was rendered before.
 */
#pragma once

#include <glib.h>

#include "viz/draw/drawing.h"
#include "viz/draw/theme.h"

G_BEGIN_DECLS

typedef struct {
    const char *name; /* of the figure: makes ids unique where several figures share a page */
    bool transparent; /* no paper behind the picture */
} VizRenderOptions;

typedef struct {
    const char *format; /* "svg"; also the suffix of the file */
    const char *media_type;
    /* (transfer full), or NULL with @error. */
    GBytes *(*render)(const VizDrawing *drawing,
                      const VizTheme *theme,
                      const VizRenderOptions *options,
                      GError **error);
} VizRenderer;

/* NULL with SIM_DIAG_USAGE for an unknown format. Static. */
const VizRenderer *viz_renderer_find(const char *format, GError **error);
/* All of them, ended by one whose format is NULL. */
const VizRenderer *viz_renderer_list(void);

G_END_DECLS

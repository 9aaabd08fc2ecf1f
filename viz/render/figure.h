/* Figures: from a story to the bytes of its files.
 *
 * What the application calls. The module "pyarena-draw" exports viz_figure_draw under
 * the name VIZ_FIGURE_SYMBOL, so that only drawing pays for loading Graphviz.
 */
#pragma once

#include "viz/draw/theme.h"
#include "viz/scene/story.h"

G_BEGIN_DECLS

typedef struct {
    const char *const *formats; /* NULL-terminated: "svg", "png", "pdf" */
    const char *theme;          /* NULL: light */
    bool transparent;           /* no paper behind the pictures */
} VizFigureOptions;

/* How far a drawing is: of @total figures, @done are written. Called before the first and
 * after each; many figures take a while. */
typedef void (*VizFigureProgress)(guint done, guint total, void *data);

typedef struct {
    char *name; /* of the figure */
    char *view;
    char *format; /* "svg": the file's suffix too */
    char *title;
    char *caption;     /* as the scenario gives it, or NULL */
    char *description; /* the picture in words: its alt text */
    double width;      /* in points */
    double height;
    GBytes *bytes;
} VizFigureFile;

/* Called once for each figure and format, figures in the story's order. The file is
 * borrowed. False with @error stops. */
typedef bool (*VizFigureSink)(const VizFigureFile *file, void *data, GError **error);

/* Draws every figure of @story. @progress may be NULL; it gets the same @data as @sink.
 * @notices gets char * (to be freed with g_free): limits that were reached. False with
 * @error: a wrong view, format or theme (SIM_DIAG_USAGE), a damaged trace, a failure of
 * Graphviz or of @sink. */
bool viz_figure_draw(const VizStory *story,
                     const VizFigureOptions *options,
                     VizFigureSink sink,
                     VizFigureProgress progress,
                     void *data,
                     GPtrArray *notices,
                     GError **error);

typedef bool (*VizFigureDraw)(const VizStory *story,
                              const VizFigureOptions *options,
                              VizFigureSink sink,
                              VizFigureProgress progress,
                              void *data,
                              GPtrArray *notices,
                              GError **error);
#define VIZ_FIGURE_MODULE "pyarena-draw"
#define VIZ_FIGURE_SYMBOL "viz_figure_draw"

G_END_DECLS

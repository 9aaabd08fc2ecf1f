#include "viz/render/graphviz.h"

#include <math.h>

#include <cairo-pdf.h>
#include <cairo.h>

#include "viz/render/graph.h"
#include "viz/render/svg_filter.h"

#define PNG_DPI       192
#define POINTS_A_INCH 72.0
/* Beyond these a raster is of no use to anybody; larger pictures get fewer dots an inch. */
#define MOST_PIXELS 32e6
#define MOST_SIDE   16000.0
/* A date for files that must not have one; the one Debian's reproducible builds use. */
#define NO_DATE "1970-01-01T00:00:00Z"

typedef bool (*Play)(GVC_t *context, Agraph_t *graph, void *data, GError **error);

static bool
fail(GError **error, const char *what)
{
    g_set_error(error, VIZ_GRAPHVIZ_ERROR, VIZ_GRAPHVIZ_FAILED,
                "Graphviz could not draw the figure: %s", what);
    return false;
}

/* Lays the drawing's graph out (which moves nothing) and has @play write it. */
static bool
with_graph(const VizDrawing *drawing,
           const VizTheme *theme,
           const VizRenderOptions *options,
           Play play,
           void *data,
           GError **error)
{
    GVC_t *context = viz_graphviz_acquire();
    Agraph_t *graph = viz_graph_new(drawing, theme, options);
    GError *problem = NULL;
    bool good;
    if (gvLayout(context, graph, "nop2") == 0) {
        good = play(context, graph, data, &problem);
        gvFreeLayout(context, graph);
    } else {
        good = fail(&problem, "its layout plugin is missing (run libgvc6-config-update -c)");
    }
    agclose(graph);
    GError *complaint = NULL;
    bool silent = viz_graphviz_release(&complaint);
    if (complaint && !problem) {
        problem = g_steal_pointer(&complaint);
    }
    g_clear_error(&complaint);
    if (problem) {
        g_propagate_error(error, problem);
    }
    return good && silent;
}

typedef struct {
    const VizDrawing *drawing;
    const VizRenderOptions *options;
    GString *svg;
} SvgJob;

static bool
play_svg(GVC_t *context, Agraph_t *graph, void *data, GError **error)
{
    SvgJob *job = data;
    char *text = NULL;
    unsigned length = 0;
    if (gvRenderData(context, graph, "svg", &text, &length) != 0) {
        return fail(error, "its SVG renderer failed");
    }
    job->svg = viz_svg_filter(text, length, job->options->name,
                              job->drawing->title ? job->drawing->title : job->options->name,
                              job->drawing->description ? job->drawing->description : "");
    gvFreeRenderData(text);
    return true;
}

GBytes *
viz_graphviz_svg(const VizDrawing *drawing,
                 const VizTheme *theme,
                 const VizRenderOptions *options,
                 GError **error)
{
    SvgJob job = {drawing, options, NULL};
    if (!with_graph(drawing, theme, options, play_svg, &job, error)) {
        if (job.svg) {
            g_string_free(job.svg, TRUE);
        }
        return NULL;
    }
    return g_string_free_to_bytes(job.svg);
}

/* Graphviz's cairo renderer draws into any context it is given when the device is one
 * that does not end the page. */
static bool
play_cairo(GVC_t *context, Agraph_t *graph, void *data, GError **error)
{
    if (gvRenderContext(context, graph, "eps:cairo", data) != 0) {
        return fail(error, "its cairo renderer is missing");
    }
    return true;
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
    g_byte_array_append(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Draws into @surface, scaled; takes the surface. */
static bool
draw_surface(cairo_surface_t *surface,
             double scale,
             const VizDrawing *drawing,
             const VizTheme *theme,
             const VizRenderOptions *options,
             GError **error)
{
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    bool good = with_graph(drawing, theme, options, play_cairo, cairo, error);
    if (good && cairo_status(cairo) != CAIRO_STATUS_SUCCESS) {
        good = fail(error, cairo_status_to_string(cairo_status(cairo)));
    }
    cairo_destroy(cairo);
    return good;
}

static double
png_scale(const VizDrawing *drawing)
{
    double scale = PNG_DPI / POINTS_A_INCH;
    double side = fmax(drawing->width, drawing->height);
    double area = drawing->width * drawing->height;
    return fmin(scale, fmin(MOST_SIDE / side, sqrt(MOST_PIXELS / area)));
}

GBytes *
viz_graphviz_png(const VizDrawing *drawing,
                 const VizTheme *theme,
                 const VizRenderOptions *options,
                 GError **error)
{
    double scale = png_scale(drawing);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int) ceil(drawing->width * scale),
                                   (int) ceil(drawing->height * scale));
    GByteArray *bytes = g_byte_array_new();
    bool good = draw_surface(surface, scale, drawing, theme, options, error);
    if (good) {
        cairo_status_t status = cairo_surface_write_to_png_stream(surface, append_bytes, bytes);
        good = status == CAIRO_STATUS_SUCCESS || fail(error, cairo_status_to_string(status));
    }
    cairo_surface_destroy(surface);
    GBytes *png = g_byte_array_free_to_bytes(bytes);
    if (!good) {
        g_clear_pointer(&png, g_bytes_unref);
    }
    return png;
}

GBytes *
viz_graphviz_pdf(const VizDrawing *drawing,
                 const VizTheme *theme,
                 const VizRenderOptions *options,
                 GError **error)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append_bytes, bytes, drawing->width, drawing->height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, NO_DATE);
    if (drawing->title) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, drawing->title);
    }
    if (drawing->description) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, drawing->description);
    }
    bool good = draw_surface(surface, 1, drawing, theme, options, error);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    GBytes *pdf = g_byte_array_free_to_bytes(bytes);
    if (!good) {
        g_clear_pointer(&pdf, g_bytes_unref);
    }
    return pdf;
}

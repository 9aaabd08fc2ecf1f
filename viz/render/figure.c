#include "viz/render/figure.h"

#include <string.h>

#include <gmodule.h>

#include "viz/layout/layout.h"
#include "viz/render/renderer.h"

#define MOST_NOTICES 6

typedef struct {
    const VizScene *scene;
    const VizDrawing *drawing;
} Picture;

typedef struct {
    const VizStory *story;
    GPtrArray *scenes[VIZ_VIEW_COUNT]; /* NULL: no figure of that view */
    GPtrArray *drawings[VIZ_VIEW_COUNT];
} Job;

/* Every line of a long scenario can be a figure: a few notices tell the story. */
static void
pass_on(const GPtrArray *scenes, GPtrArray *notices)
{
    guint count = 0;
    for (guint i = 0; i < scenes->len; i++) {
        const VizScene *scene = scenes->pdata[i];
        for (guint n = 0; n < scene->notices->len; n++) {
            if (count++ < MOST_NOTICES) {
                g_ptr_array_add(notices, g_strdup(scene->notices->pdata[n]));
            }
        }
    }
    if (count > MOST_NOTICES) {
        g_ptr_array_add(notices, g_strdup_printf("%u more limits were reached in other figures",
                                                 count - MOST_NOTICES));
    }
}

static bool
lay_out_view(Job *job, VizViewKind view, GPtrArray *notices, GError **error)
{
    job->scenes[view] = viz_view_scenes(job->story, view, error);
    if (!job->scenes[view]) {
        return false;
    }
    if (notices) {
        pass_on(job->scenes[view], notices);
    }
    job->drawings[view] = viz_layout_scenes(view, job->scenes[view], error);
    return job->drawings[view] != NULL;
}

static bool
lay_out(Job *job, GPtrArray *notices, GError **error)
{
    for (guint i = 0; i < job->story->figures->len; i++) {
        const VizFigure *figure = &g_array_index(job->story->figures, VizFigure, i);
        VizViewKind view;
        if (!viz_view_find(figure->view, &view, error)) {
            return false;
        }
        if (!job->scenes[view] && !lay_out_view(job, view, notices, error)) {
            return false;
        }
    }
    return true;
}

/* The n-th figure of a view is its n-th scene: @next counts those of each view. */
static Picture
next_picture(const Job *job, guint index, guint next[VIZ_VIEW_COUNT])
{
    const VizFigure *figure = &g_array_index(job->story->figures, VizFigure, index);
    VizViewKind view = VIZ_VIEW_BLOCKS;
    bool known = viz_view_find(figure->view, &view, NULL);
    g_assert(known);
    guint at = next[view]++;
    Picture picture = {job->scenes[view]->pdata[at], job->drawings[view]->pdata[at]};
    return picture;
}

static bool
write_file(const Picture *picture,
           const VizRenderer *renderer,
           const VizTheme *theme,
           bool transparent,
           VizFigureSink sink,
           void *data,
           GError **error)
{
    g_autofree char *prefix = viz_scene_id(picture->scene->name);
    VizRenderOptions options = {prefix, transparent};
    g_autoptr(GBytes) bytes = renderer->render(picture->drawing, theme, &options, error);
    if (!bytes) {
        return false;
    }
    VizFigureFile file = {
        picture->scene->name,    picture->scene->view,     (char *) renderer->format,
        picture->scene->title,   picture->scene->caption,  picture->drawing->description,
        picture->drawing->width, picture->drawing->height, bytes};
    return sink(&file, data, error);
}

typedef struct {
    const VizFigureOptions *options;
    const VizTheme *theme;
    GPtrArray *renderers; /* const VizRenderer *, one for each format */
    VizFigureSink sink;
    VizFigureProgress progress;
    void *data;
} Output;

static bool
write_files(const Job *job, const Output *output, GError **error)
{
    guint next[VIZ_VIEW_COUNT] = {0};
    guint total = job->story->figures->len;
    for (guint i = 0; i < total; i++) {
        if (output->progress) {
            output->progress(i, total, output->data);
        }
        Picture picture = next_picture(job, i, next);
        for (guint f = 0; f < output->renderers->len; f++) {
            if (!write_file(&picture, output->renderers->pdata[f], output->theme,
                            output->options->transparent, output->sink, output->data, error)) {
                return false;
            }
        }
    }
    if (output->progress) {
        output->progress(total, total, output->data);
    }
    return true;
}

/* What may be wrong with the options is found before anything is laid out. */
static bool
prepare(Output *output, GError **error)
{
    output->renderers = g_ptr_array_new();
    for (const char *const *format = output->options->formats; *format; format++) {
        const VizRenderer *renderer = viz_renderer_find(*format, error);
        if (!renderer) {
            return false;
        }
        if (!g_ptr_array_find(output->renderers, renderer, NULL)) {
            g_ptr_array_add(output->renderers, (void *) renderer);
        }
    }
    const char *theme = output->options->theme;
    output->theme = viz_theme_load(theme ? theme : viz_theme_names()[0], error);
    return output->theme != NULL;
}

G_MODULE_EXPORT bool
viz_figure_draw(const VizStory *story,
                const VizFigureOptions *options,
                VizFigureSink sink,
                VizFigureProgress progress,
                void *data,
                GPtrArray *notices,
                GError **error)
{
    Job job;
    memset(&job, 0, sizeof job);
    job.story = story;
    Output output = {options, NULL, NULL, sink, progress, data};
    bool good = prepare(&output, error) && lay_out(&job, notices, error) &&
                write_files(&job, &output, error);
    for (int view = 0; view < VIZ_VIEW_COUNT; view++) {
        g_clear_pointer(&job.scenes[view], g_ptr_array_unref);
        g_clear_pointer(&job.drawings[view], g_ptr_array_unref);
    }
    g_ptr_array_unref(output.renderers);
    viz_theme_free((VizTheme *) output.theme);
    return good;
}

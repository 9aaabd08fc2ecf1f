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

/* The n-th figure of a view is its n-th scene. */
static Picture
picture_of(const Job *job, guint index)
{
    const VizFigure *figure = &g_array_index(job->story->figures, VizFigure, index);
    guint before = 0;
    for (guint i = 0; i < index; i++) {
        before += strcmp(g_array_index(job->story->figures, VizFigure, i).view, figure->view) == 0;
    }
    VizViewKind view = VIZ_VIEW_BLOCKS;
    bool known = viz_view_find(figure->view, &view, NULL);
    g_assert(known);
    Picture picture = {job->scenes[view]->pdata[before], job->drawings[view]->pdata[before]};
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

static bool
write_files(
    const Job *job, const VizFigureOptions *options, VizFigureSink sink, void *data, GError **error)
{
    g_autoptr(VizTheme) theme = viz_theme_load(options->theme ? options->theme : "light", error);
    if (!theme) {
        return false;
    }
    for (guint i = 0; i < job->story->figures->len; i++) {
        Picture picture = picture_of(job, i);
        for (const char *const *format = options->formats; *format; format++) {
            const VizRenderer *renderer = viz_renderer_find(*format, error);
            if (!renderer ||
                !write_file(&picture, renderer, theme, options->transparent, sink, data, error)) {
                return false;
            }
        }
    }
    return true;
}

G_MODULE_EXPORT bool
viz_figure_draw(const VizStory *story,
                const VizFigureOptions *options,
                VizFigureSink sink,
                void *data,
                GPtrArray *notices,
                GError **error)
{
    Job job;
    memset(&job, 0, sizeof job);
    job.story = story;
    bool good = lay_out(&job, notices, error) && write_files(&job, options, sink, data, error);
    for (int view = 0; view < VIZ_VIEW_COUNT; view++) {
        g_clear_pointer(&job.scenes[view], g_ptr_array_unref);
        g_clear_pointer(&job.drawings[view], g_ptr_array_unref);
    }
    return good;
}

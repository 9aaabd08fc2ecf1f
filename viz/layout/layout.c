#include "viz/layout/layout.h"

typedef GPtrArray *(*LayOut)(const GPtrArray *scenes, GError **error);

static const LayOut layouts[] = {
#define VIEW(NAME, name, builder, layout) viz_##layout##_lay_out,
#include "viz/scene/view.def"
#undef VIEW
};

GPtrArray *
viz_layout_scenes(VizViewKind view, const GPtrArray *scenes, GError **error)
{
    GPtrArray *drawings = layouts[view](scenes, error);
    for (guint i = 0; drawings && i < drawings->len; i++) {
        const VizScene *scene = scenes->pdata[i];
        VizDrawing *drawing = drawings->pdata[i];
        drawing->title = g_strdup(scene->title);
        drawing->description = viz_scene_describe(scene);
    }
    return drawings;
}

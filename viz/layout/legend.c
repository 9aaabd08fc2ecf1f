#include "viz/layout/legend.h"

#include "viz/draw/metrics.h"

#define TO_TEXT  6.0
#define TO_NEXT  20.0
#define BASELINE 8.5

static bool
is_wanted(const Legends *legends, const VizItem *item)
{
    return item->kind == VIZ_KIND_LEGEND &&
           (legends->wants == NULL || legends->wants(legends->layout, item));
}

static double
width_of(const VizItem *legend)
{
    return LEGEND_SWATCH + TO_TEXT + viz_metrics_width(VIZ_ROLE_LEGEND, legend->text, -1) + TO_NEXT;
}

double
legends_width(const Legends *legends, const VizScene *scene)
{
    double width = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        width += is_wanted(legends, item) ? width_of(item) : 0;
    }
    return width;
}

void
legends_draw(const Legends *legends, VizDrawing *drawing, const VizScene *scene, double x, double y)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (is_wanted(legends, item)) {
            legends->draw(drawing, item, x, y);
            VizMark *mark = viz_drawing_text(drawing, VIZ_ROLE_LEGEND, x + LEGEND_SWATCH + TO_TEXT,
                                             y + BASELINE, VIZ_ALIGN_LEFT, item->text);
            viz_drawing_id(drawing, mark, item->id, NULL);
            x += width_of(item);
        }
    }
}

/* Lists and arrays of numbers as they lie in memory, word by word.
 *
 * Shown are the lists, tuples and arrays that a visible name is bound to: for a list its object,
 * the array of its items and the objects these refer to, in the order of their addresses; for an
 * ndarray its object and its data. Under each stands what it comes to. An object that several
 * refer to is drawn where it is met first.
 */
#include <string.h>

#include "viz/scene/layout_runs.h"
#include "viz/scene/value.h"

typedef struct {
    GPtrArray *objects;  /* const SimStateObject *, in the order they are met */
    GPtrArray *names;    /* char *: who is bound to it; as many */
    GPtrArray *name_ids; /* char *; as many */
    GArray *panels;      /* size_t: index in objects; as many names */
    GPtrArray *frames;   /* char * or NULL; as many names */
} Bound;

static bool
is_shown_type(const char *type)
{
    static const char *const types[] = {"list", "tuple", "ndarray", NULL};
    return g_strv_contains(types, type);
}

static void
bind(const Layout *layout, Bound *bound, size_t frame, const SimStateName *name)
{
    const SimState *state = layout->stage->state;
    const SimStateObject *object = sim_state_object(state, name->target);
    if (!object || !is_shown_type(sim_state_type_name(state, object)) ||
        !viz_story_shows(layout->stage->story, name->name, layout->stage->figure->step)) {
        return;
    }
    guint place;
    if (!g_ptr_array_find(bound->objects, object, &place)) {
        place = bound->objects->len;
        g_ptr_array_add(bound->objects, (void *) object);
    }
    const SimStateFrame *in = sim_state_frame(state, frame);
    bool module = in->names != SIM_SLOT_NONE && in->names == in->globals;
    g_autofree char *escaped = viz_scene_id(name->name);
    g_ptr_array_add(bound->names, g_strdup(name->name));
    g_ptr_array_add(bound->name_ids, g_strdup_printf("name-%zu-%s", frame, escaped));
    g_ptr_array_add(bound->frames, module ? NULL : g_strdup_printf("%s()", in->code->name));
    size_t panel = place;
    g_array_append_val(bound->panels, panel);
}

static void
collect(const Layout *layout, Bound *bound)
{
    for (size_t i = 0; i < sim_state_frame_count(layout->stage->state); i++) {
        g_autoptr(GArray) names = sim_state_names(layout->stage->state, i);
        for (guint n = 0; n < names->len; n++) {
            bind(layout, bound, i, &g_array_index(names, SimStateName, n));
        }
    }
}

/* "list of 8 items", "ndarray of int64, shape (8,)". */
static char *
panel_text(const Layout *layout, const SimStateObject *object)
{
    const char *type = sim_state_type_name(layout->stage->state, object);
    if (strcmp(type, "ndarray") == 0) {
        g_autofree char *value = viz_value_text(layout->stage->state, object, 100);
        char *shape = value ? strchr(value, ' ') : NULL;
        if (!shape) {
            return g_strdup(type);
        }
        *shape = '\0';
        return g_strdup_printf("%s of %s, shape %s", type, value, shape + 1);
    }
    guint count = object->items ? object->items->len : 0;
    return g_strdup_printf("%s of %u item%s", type, count, count == 1 ? "" : "s");
}

static void
append_bytes(GString *out, uint64_t total)
{
    g_autofree char *bytes = viz_value_bytes(total);
    g_string_append_printf(out, " = %s", bytes);
}

/* "56 + 64 + 8 × 32 = 376 bytes in 10 blocks". */
static void
append_blocks(GString *out, const LayoutSum *sum, uint64_t total)
{
    unsigned terms = 0;
    uint64_t blocks = sum->boxes;
    for (size_t i = 0; i < G_N_ELEMENTS(sum->own); i++) {
        if (sum->own[i] > 0) {
            g_string_append_printf(out, "%s%" G_GUINT64_FORMAT, terms++ ? " + " : "", sum->own[i]);
            blocks++;
        }
    }
    if (sum->boxes > 0) {
        g_string_append(out, terms++ ? " + " : "");
        if (sum->box_size > 0 && sum->boxes > 1) {
            g_string_append_printf(out, "%" G_GUINT64_FORMAT " × %" G_GUINT64_FORMAT, sum->boxes,
                                   sum->box_size);
            terms++;
        } else {
            g_string_append_printf(out, "%" G_GUINT64_FORMAT, sum->box_bytes);
        }
    }
    if (terms > 1) {
        append_bytes(out, total);
    } else {
        g_string_append(out, total == 1 ? " byte" : " bytes");
    }
    g_string_append_printf(out, " in %" G_GUINT64_FORMAT " block%s", blocks,
                           blocks == 1 ? "" : "s");
}

static void
append_remarks(GString *out, const LayoutSum *sum)
{
    if (sum->shared > 0) {
        g_string_append_printf(out, "; %" G_GUINT64_FORMAT " item%s share%s an object", sum->shared,
                               sum->shared == 1 ? "" : "s", sum->shared == 1 ? "s" : "");
    }
    if (sum->fixed > 0) {
        g_string_append_printf(out, "; %" G_GUINT64_FORMAT " static object%s", sum->fixed,
                               sum->fixed == 1 ? "" : "s");
    }
    if (sum->borrowed) {
        g_string_append(out, "; the data belong to another array");
    }
    if (sum->deep) {
        g_string_append(out, "; without what these refer to");
    }
}

static void
add_total(Layout *layout, size_t panel, const LayoutSum *sum)
{
    uint64_t total = sum->own[0] + sum->own[1] + sum->own[2] + sum->box_bytes;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%" G_GUINT64_FORMAT " value%s: ", sum->values,
                           sum->values == 1 ? "" : "s");
    if (total == 0) {
        g_string_append(text, "a static object");
    } else {
        append_blocks(text, sum, total);
    }
    append_remarks(text, sum);
    g_autofree char *each = NULL;
    if (sum->values > 0 && total > 0) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        double share = (double) total / (double) sum->values;
        g_ascii_formatd(number, sizeof number, share < 100 ? "%.3g" : "%.0f", share);
        each = g_strdup_printf("%s bytes for each value", number);
    }
    g_autofree char *id = g_strdup_printf("%s-total", viz_scene_item(layout->scene, panel)->id);
    size_t index = viz_scene_add(layout->scene, VIZ_KIND_TOTAL, id, text->str, each);
    viz_scene_item(layout->scene, index)->parent = panel;
}

/* That of the object itself, or the panel where there is none. */
static size_t
first_run(const VizScene *scene, size_t panel)
{
    for (size_t i = panel + 1; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_RUN && item->order != LAYOUT_BOXES) {
            return i;
        }
    }
    return panel;
}

static void
add_names(Layout *layout, const Bound *bound, size_t place, size_t panel)
{
    size_t run = first_run(layout->scene, panel);
    for (guint i = 0; i < bound->names->len; i++) {
        if (g_array_index(bound->panels, size_t, i) == place) {
            size_t index = viz_scene_add(layout->scene, VIZ_KIND_NAME, bound->name_ids->pdata[i],
                                         bound->names->pdata[i], bound->frames->pdata[i]);
            VizItem *item = viz_scene_item(layout->scene, index);
            item->parent = panel;
            item->target = run;
        }
    }
}

/* By the first of its names: what a name is bound to next takes the place. */
static char *
panel_id(const Bound *bound, size_t place)
{
    guint first = 0;
    while (g_array_index(bound->panels, size_t, first) != place) {
        first++;
    }
    return g_strdup_printf("panel-%s", (const char *) bound->name_ids->pdata[first]);
}

static void
add_panel(Layout *layout, const Bound *bound, size_t place)
{
    const SimStateObject *object = bound->objects->pdata[place];
    const char *type = sim_state_type_name(layout->stage->state, object);
    g_autofree char *id = panel_id(bound, place);
    g_autofree char *text = panel_text(layout, object);
    size_t panel = viz_scene_add(layout->scene, VIZ_KIND_PANEL, id, text, NULL);
    viz_scene_item(layout->scene, panel)->hue = layout_hue(type);
    LayoutSum sum = {0};
    if (strcmp(type, "ndarray") == 0) {
        layout_add_array(layout, panel, object, &sum);
    } else {
        layout_add_sequence(layout, panel, object, &sum);
    }
    add_names(layout, bound, place, panel);
    add_total(layout, panel, &sum);
}

static void
add_limit(Layout *layout, guint left_out)
{
    if (left_out > 0) {
        g_autofree char *text = g_strdup_printf("… %u more list%s", left_out,
                                                left_out == 1 ? " or array" : "s and arrays");
        viz_scene_add(layout->scene, VIZ_KIND_MORE, "more", text, NULL);
        viz_scene_notice(layout->scene,
                         "figure %s leaves out %u of the lists and arrays (--max-panels)",
                         layout->scene->name, left_out);
    }
}

static void
mark_changes(VizScene *scene, const VizScene *previous)
{
    if (!previous) {
        return;
    }
    for (guint i = 0; i < scene->items->len; i++) {
        VizItem *item = viz_scene_item(scene, i);
        const VizItem *before = viz_scene_find(previous, item->id);
        if (item->kind == VIZ_KIND_RUN &&
            (before ? before->address != item->address /* it moved, or it is another one */
                    : viz_scene_find(previous, viz_scene_item(scene, item->parent)->id) != NULL)) {
            item->flags |= VIZ_FLAG_CHANGED;
        }
        if (item->kind != VIZ_KIND_WORD || item->flags & VIZ_FLAG_UNUSED) {
            continue;
        }
        const char *now =
            item->target == VIZ_NO_ITEM ? "" : viz_scene_item(scene, item->target)->id;
        const char *then = !before || before->target == VIZ_NO_ITEM
                               ? ""
                               : viz_scene_item(previous, before->target)->id;
        bool known = viz_scene_find(previous, viz_scene_item(scene, item->parent)->id) != NULL;
        if (before ? strcmp(now, then) != 0 || g_strcmp0(before->detail, item->detail) != 0 ||
                         before->size != item->size
                   : known) {
            item->flags |= VIZ_FLAG_CHANGED;
        }
    }
}

static void
add_explanations(VizScene *scene)
{
    static const struct {
        const char *id;
        const char *text;
        unsigned flags;
    } legends[] = {
        {"legend-payload", "the values", VIZ_FLAG_PAYLOAD},
        {"legend-word", "what it takes to keep them", 0},
        {"legend-unused", "allocated, not used", VIZ_FLAG_UNUSED},
        {"legend-static", "static: part of the interpreter", VIZ_FLAG_STATIC},
        {"legend-changed", "changed in this step", VIZ_FLAG_CHANGED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legends); i++) {
        size_t index = viz_scene_add(scene, VIZ_KIND_LEGEND, legends[i].id, legends[i].text, NULL);
        viz_scene_item(scene, index)->flags = legends[i].flags;
    }
    viz_scene_add(scene, VIZ_KIND_REMARK, "remark",
                  "To scale: one cell is a word of 8 bytes. Memory between the cells is left out "
                  "where a break says so.",
                  NULL);
}

void
viz_layout_build(const VizStage *stage, VizScene *scene)
{
    Layout layout = {stage, scene, g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    Bound bound = {g_ptr_array_new(), g_ptr_array_new_with_free_func(g_free),
                   g_ptr_array_new_with_free_func(g_free),
                   g_array_new(FALSE, FALSE, sizeof(size_t)),
                   g_ptr_array_new_with_free_func(g_free)};
    collect(&layout, &bound);
    guint shown = MIN(bound.objects->len, stage->story->limits.panels);
    for (guint i = 0; i < shown; i++) {
        add_panel(&layout, &bound, i);
    }
    add_limit(&layout, bound.objects->len - shown);
    mark_changes(scene, stage->previous);
    add_explanations(scene);
    g_ptr_array_unref(bound.objects);
    g_ptr_array_unref(bound.names);
    g_ptr_array_unref(bound.name_ids);
    g_ptr_array_unref(bound.frames);
    g_array_unref(bound.panels);
    g_hash_table_unref(layout.boxes);
    g_hash_table_unref(layout.data);
}

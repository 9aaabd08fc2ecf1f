/* The faithful picture: frames with their names, and every object they lead to.
 *
 * Objects are found from the visible names, nearest first. Members that belong to the
 * program's text rather than its data (types, code, globals) are not followed. Keys that are
 * numbers or strings stand in the row of their value; every other object is an item of its
 * own, however often it is referred to.
 */
#include <stdlib.h>
#include <string.h>

#include "viz/scene/value.h"
#include "viz/scene/view.h"

#define VALUE_LETTERS  32
#define KEY_LETTERS    20
#define OUTPUT_LINES   3  /* of what a statement printed */
#define OUTPUT_LETTERS 60 /* of each */

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    GHashTable *by_slot; /* slot + 1 -> item index + 1 */
    GQueue *pending;     /* slot + 1, in the order they were met */
    GArray *bound;       /* Bound: names, whose objects come after the last frame */
    unsigned left_out;
} Objects;

typedef struct {
    size_t item;
    SimSlot target;
} Bound;

/* Members worth a row. */
static bool
is_data_label(SimLabel label)
{
    static const SimLabel labels[] = {
        SIM_LABEL_BASE,     SIM_LABEL_DICT,     SIM_LABEL_CONTENTS, SIM_LABEL_SELF,
        SIM_LABEL_ARGS,     SIM_LABEL_CAUSE,    SIM_LABEL_CONTEXT,  SIM_LABEL_NEXT,
        SIM_LABEL_VALUE,    SIM_LABEL_START,    SIM_LABEL_STOP,     SIM_LABEL_STEP,
        SIM_LABEL_SEQUENCE, SIM_LABEL_ITERATOR, SIM_LABEL_REFERENT, SIM_LABEL_CALLBACK,
        SIM_LABEL_OBJECT,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (labels[i] == label) {
            return true;
        }
    }
    return false;
}

/* The item of the object, made now if it is the first time that something leads to it;
 * VIZ_NO_ITEM when the figure is full. */
static size_t
object_item(Objects *objects, SimSlot slot)
{
    const SimState *state = objects->stage->state;
    const SimStateObject *object = sim_state_object(state, slot);
    if (!object) {
        return VIZ_NO_ITEM;
    }
    void *key = GSIZE_TO_POINTER((gsize) slot + 1);
    size_t known = GPOINTER_TO_SIZE(g_hash_table_lookup(objects->by_slot, key));
    if (known > 0) {
        return known - 1;
    }
    if (g_hash_table_size(objects->by_slot) >= objects->stage->story->limits.objects) {
        objects->left_out++;
        return VIZ_NO_ITEM;
    }
    g_autofree char *id = g_strdup_printf("object-%" G_GUINT64_FORMAT, object->born);
    bool program = viz_value_is_program(state, object);
    g_autofree char *value =
        program ? viz_value_program(state, object) : viz_value_text(state, object, VALUE_LETTERS);
    size_t index = viz_scene_add(objects->scene, VIZ_KIND_OBJECT, id,
                                 sim_state_type_name(state, object), value);
    VizItem *item = viz_scene_item(objects->scene, index);
    item->address = object->address;
    item->size = object->size;
    item->refs = object->refcnt;
    if (object->size == 0 || program) {
        item->flags |= VIZ_FLAG_STATIC;
    }
    g_hash_table_insert(objects->by_slot, key, GSIZE_TO_POINTER(index + 1));
    g_queue_push_tail(objects->pending, key);
    return index;
}

/* A row of @parent that leads to @target; @key tells it from the parent's other rows. */
static void
add_reference(Objects *objects, size_t parent, const char *key, const char *label, SimSlot target)
{
    size_t to = object_item(objects, target);
    g_autofree char *escaped = viz_scene_id(key);
    g_autofree char *id =
        g_strdup_printf("%s-%s", viz_scene_item(objects->scene, parent)->id, escaped);
    size_t index = viz_scene_add(objects->scene, VIZ_KIND_SLOT, id, label,
                                 to == VIZ_NO_ITEM ? "not shown" : NULL);
    VizItem *item = viz_scene_item(objects->scene, index);
    item->parent = parent;
    item->target = to;
}

/* A container without contents says so. */
static void
add_empty(Objects *objects, size_t parent, const SimStateObject *object)
{
    static const char *const containers[] = {"list",      "tuple", "dict", "set",
                                             "frozenset", "deque", NULL};
    const VizItem *item = viz_scene_item(objects->scene, parent);
    bool empty = !object->items && !object->pairs && !item->detail;
    if (empty && g_strv_contains(containers, item->text)) {
        g_autofree char *id = g_strdup_printf("%s-empty", item->id);
        size_t index = viz_scene_add(objects->scene, VIZ_KIND_MORE, id, "empty", NULL);
        viz_scene_item(objects->scene, index)->parent = parent;
    }
}

static void
add_rest(Objects *objects, size_t parent, guint left_out)
{
    if (left_out > 0) {
        g_autofree char *id =
            g_strdup_printf("%s-more", viz_scene_item(objects->scene, parent)->id);
        g_autofree char *text = g_strdup_printf("… %u more", left_out);
        size_t index = viz_scene_add(objects->scene, VIZ_KIND_MORE, id, text, NULL);
        viz_scene_item(objects->scene, index)->parent = parent;
    }
}

static void
add_sequence(Objects *objects, size_t parent, const GArray *items)
{
    guint shown = MIN(items->len, objects->stage->story->limits.slots);
    for (guint i = 0; i < shown; i++) {
        g_autofree char *label = g_strdup_printf("%u", i);
        add_reference(objects, parent, label, label, g_array_index(items, SimSlot, i));
    }
    add_rest(objects, parent, items->len - shown);
}

static void
add_pairs(Objects *objects, size_t parent, const GArray *pairs)
{
    const SimState *state = objects->stage->state;
    guint shown = MIN(pairs->len, objects->stage->story->limits.slots);
    for (guint i = 0; i < shown; i++) {
        const SimStatePair *pair = &g_array_index(pairs, SimStatePair, i);
        const SimStateObject *key = sim_state_object(state, pair->key);
        if (!key) {
            continue;
        }
        g_autofree char *mark = g_strdup_printf("key%" G_GUINT64_FORMAT, key->born);
        if (pair->value == SIM_SLOT_NONE) {
            add_reference(objects, parent, mark, "", pair->key);
            continue;
        }
        g_autofree char *text = viz_value_text(state, key, KEY_LETTERS);
        if (!text) {
            g_autofree char *label = g_strdup_printf("key %u", i);
            add_reference(objects, parent, mark, label, pair->key);
            text = g_strdup_printf("value %u", i);
        }
        g_autofree char *value = g_strdup_printf("value%" G_GUINT64_FORMAT, key->born);
        add_reference(objects, parent, value, text, pair->value);
    }
    add_rest(objects, parent, pairs->len - shown);
}

static void
add_buffer(Objects *objects, size_t parent, const SimStateObject *object)
{
    const SimStateBlock *block =
        sim_state_block(objects->stage->state, sim_state_buffer(object, SIM_LABEL_DATA));
    if (!block) {
        return;
    }
    g_autofree char *id = g_strdup_printf("buffer-%" G_GUINT64_FORMAT, block->born);
    g_autofree char *bytes = viz_value_bytes(block->size);
    g_autofree char *place = g_strdup_printf("at 0x%" G_GINT64_MODIFIER "x", block->address);
    size_t index = viz_scene_add(objects->scene, VIZ_KIND_BUFFER, id, bytes, place);
    VizItem *item = viz_scene_item(objects->scene, index);
    item->address = block->address;
    item->size = block->size;
    g_autofree char *row = g_strdup_printf("%s-data", viz_scene_item(objects->scene, parent)->id);
    size_t slot = viz_scene_add(objects->scene, VIZ_KIND_SLOT, row, "data", NULL);
    item = viz_scene_item(objects->scene, slot);
    item->parent = parent;
    item->target = index;
    item->flags |= VIZ_FLAG_OWNS;
}

static void
add_members(Objects *objects, SimSlot slot)
{
    const SimStateObject *object = sim_state_object(objects->stage->state, slot);
    size_t index = GPOINTER_TO_SIZE(
                       g_hash_table_lookup(objects->by_slot, GSIZE_TO_POINTER((gsize) slot + 1))) -
                   1;
    if (viz_scene_item(objects->scene, index)->flags & VIZ_FLAG_STATIC) {
        return;
    }
    for (guint i = 0; object->fields && i < object->fields->len; i++) {
        const SimStateField *field = &g_array_index(object->fields, SimStateField, i);
        if (is_data_label(field->label)) {
            const char *label = sim_label_name(field->label);
            g_autofree char *key = g_strdup_printf("field-%s", label);
            add_reference(objects, index, key, label, field->target);
        }
    }
    for (guint i = 0; object->attrs && i < object->attrs->len; i++) {
        const SimStateAttr *attr = &g_array_index(object->attrs, SimStateAttr, i);
        g_autofree char *key = g_strdup_printf("attr-%s", attr->name);
        add_reference(objects, index, key, attr->name, attr->target);
    }
    if (object->items) {
        add_sequence(objects, index, object->items);
    }
    if (object->pairs) {
        add_pairs(objects, index, object->pairs);
    }
    add_empty(objects, index, object);
    add_buffer(objects, index, object);
}

/* Frame @number of the stack, drawn as the one at @place. */
static void
add_frame(Objects *objects, size_t number, size_t place)
{
    const VizStage *stage = objects->stage;
    const SimStateFrame *frame = sim_state_frame(stage->state, number);
    bool module = frame->names != SIM_SLOT_NONE && frame->names == frame->globals;
    g_autofree char *id = g_strdup_printf("frame-%zu", place);
    g_autofree char *title =
        module ? g_strdup("module") : g_strdup_printf("%s()", frame->code->name);
    size_t parent = viz_scene_add(objects->scene, VIZ_KIND_FRAME, id, title, NULL);
    g_autoptr(GArray) names = sim_state_names(stage->state, number);
    for (guint i = 0; i < names->len; i++) {
        const SimStateName *name = &g_array_index(names, SimStateName, i);
        if (!viz_story_shows(stage->story, name->name, stage->figure->step)) {
            continue;
        }
        g_autofree char *escaped = viz_scene_id(name->name);
        g_autofree char *name_id =
            g_strdup_printf("name-%" G_GUINT64_FORMAT "-%s", frame->born, escaped);
        size_t index = viz_scene_add(objects->scene, VIZ_KIND_NAME, name_id, name->name, NULL);
        viz_scene_item(objects->scene, index)->parent = parent;
        Bound bound = {index, name->target};
        g_array_append_val(objects->bound, bound);
    }
}

/* Stands for the frames of a deep recursion that are left out. */
static void
add_gap(Objects *objects, size_t place, size_t count)
{
    g_autofree char *id = g_strdup_printf("frame-%zu", place);
    g_autofree char *text = g_strdup_printf("… %zu more calls", count);
    size_t index = viz_scene_add(objects->scene, VIZ_KIND_FRAME, id, text, NULL);
    viz_scene_item(objects->scene, index)->flags |= VIZ_FLAG_STATIC;
    viz_scene_notice(objects->scene, "figure %s leaves out %zu calls (--max-frames)",
                     objects->scene->name, count);
}

/* All frames, or the outermost and, more of them, the innermost. */
static void
add_frames(Objects *objects)
{
    size_t count = sim_state_frame_count(objects->stage->state);
    size_t limit = MAX(objects->stage->story->limits.frames, 3);
    bool all = count <= limit;
    size_t outer = all ? count : MAX(limit / 4, 1);
    for (size_t i = 0; i < outer; i++) {
        add_frame(objects, i, i);
    }
    if (!all) {
        size_t inner = limit - outer;
        add_gap(objects, outer, count - limit);
        for (size_t i = 0; i < inner; i++) {
            add_frame(objects, count - inner + i, outer + 1 + i);
        }
    }
}

static void
add_objects(Objects *objects)
{
    for (guint i = 0; i < objects->bound->len; i++) {
        const Bound *bound = &g_array_index(objects->bound, Bound, i);
        size_t target = object_item(objects, bound->target);
        viz_scene_item(objects->scene, bound->item)->target = target;
    }
    while (!g_queue_is_empty(objects->pending)) {
        add_members(objects, (SimSlot) (GPOINTER_TO_SIZE(g_queue_pop_head(objects->pending)) - 1));
    }
}

/* Types get hues in the order a course meets them; classes of the program share the rest. */
static unsigned
hue_of_type(const char *type)
{
    static const char *const known[][5] = {
        {"list", "deque", NULL},
        {"tuple", "dict_values", NULL},
        {"int", "float", "bool", "complex", NULL},
        {"str", "bytes", "bytearray", NULL},
        {"dict", "set", "frozenset", "defaultdict", NULL},
    };
    for (unsigned hue = 0; hue < G_N_ELEMENTS(known); hue++) {
        if (g_strv_contains(known[hue], type)) {
            return hue;
        }
    }
    return strcmp(type, "ndarray") == 0 ? 1 : 5;
}

/* Strongly connected components, found without recursion: objects that lead back to
 * themselves. */
typedef struct {
    GArray *edges;  /* size_t pairs: from, to; sorted by from */
    size_t *first;  /* by item: its first edge */
    size_t *number; /* by item: order of discovery, 0: not yet */
    size_t *low;
    size_t *component; /* by item; 0: none yet */
    bool *waiting;
    GArray *stack; /* size_t */
    GArray *calls; /* size_t pairs: item, its next edge */
    size_t count;
    size_t components;
} Circles;

static size_t *
edge_at(const Circles *circles, size_t index)
{
    return &g_array_index(circles->edges, size_t, 2 * index);
}

static void
enter(Circles *circles, size_t item)
{
    circles->number[item] = circles->low[item] = ++circles->count;
    circles->waiting[item] = true;
    g_array_append_val(circles->stack, item);
    size_t call[] = {item, circles->first[item]};
    g_array_append_vals(circles->calls, call, 2);
}

static void
close_component(Circles *circles, size_t item)
{
    circles->components++;
    size_t member;
    do {
        member = g_array_index(circles->stack, size_t, circles->stack->len - 1);
        g_array_set_size(circles->stack, circles->stack->len - 1);
        circles->waiting[member] = false;
        circles->component[member] = circles->components;
    } while (member != item);
}

static void
leave(Circles *circles, size_t item)
{
    g_array_set_size(circles->calls, circles->calls->len - 2);
    if (circles->low[item] == circles->number[item]) {
        close_component(circles, item);
    }
    if (circles->calls->len > 0) {
        size_t caller = g_array_index(circles->calls, size_t, circles->calls->len - 2);
        circles->low[caller] = MIN(circles->low[caller], circles->low[item]);
    }
}

static void
explore(Circles *circles, size_t start)
{
    enter(circles, start);
    while (circles->calls->len > 0) {
        size_t item = g_array_index(circles->calls, size_t, circles->calls->len - 2);
        size_t *next = &g_array_index(circles->calls, size_t, circles->calls->len - 1);
        if (*next >= circles->edges->len / 2 || edge_at(circles, *next)[0] != item) {
            leave(circles, item);
            continue;
        }
        size_t to = edge_at(circles, (*next)++)[1];
        if (circles->number[to] == 0) {
            enter(circles, to);
        } else if (circles->waiting[to]) {
            circles->low[item] = MIN(circles->low[item], circles->number[to]);
        }
    }
}

static int
compare_edges(const void *a, const void *b)
{
    const size_t *x = a;
    const size_t *y = b;
    return x[0] < y[0] ? -1 : x[0] > y[0];
}

static void
collect_edges(Circles *circles, const VizScene *scene)
{
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_SLOT && item->target != VIZ_NO_ITEM) {
            size_t edge[] = {item->parent, item->target};
            g_array_append_vals(circles->edges, edge, 2);
        }
    }
    size_t count = circles->edges->len / 2;
    if (count > 0) {
        qsort(circles->edges->data, count, 2 * sizeof(size_t), compare_edges);
    }
    for (size_t i = count; i-- > 0;) {
        circles->first[edge_at(circles, i)[0]] = i;
    }
}

static void
mark_circles(VizScene *scene)
{
    size_t count = scene->items->len;
    Circles circles = {g_array_new(FALSE, FALSE, sizeof(size_t)),
                       g_new(size_t, count + 1),
                       g_new0(size_t, count + 1),
                       g_new0(size_t, count + 1),
                       g_new0(size_t, count + 1),
                       g_new0(bool, count + 1),
                       g_array_new(FALSE, FALSE, sizeof(size_t)),
                       g_array_new(FALSE, FALSE, sizeof(size_t)),
                       0,
                       0};
    for (size_t i = 0; i < count; i++) {
        circles.first[i] = SIZE_MAX;
    }
    collect_edges(&circles, scene);
    for (size_t i = 0; i < count; i++) {
        if (circles.number[i] == 0 && viz_scene_item(scene, i)->kind == VIZ_KIND_OBJECT) {
            explore(&circles, i);
        }
    }
    for (size_t i = 0; i < count; i++) {
        VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_SLOT && item->target != VIZ_NO_ITEM &&
            circles.component[item->parent] == circles.component[item->target]) {
            item->flags |= VIZ_FLAG_CYCLE;
            viz_scene_item(scene, item->parent)->flags |= VIZ_FLAG_CYCLE;
        }
    }
    g_array_unref(circles.edges);
    g_array_unref(circles.stack);
    g_array_unref(circles.calls);
    g_free(circles.first);
    g_free(circles.number);
    g_free(circles.low);
    g_free(circles.component);
    g_free(circles.waiting);
}

static size_t
count_rows(const VizScene *scene, const VizItem *parent)
{
    size_t rows = 0;
    for (guint i = 0; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        rows += item->parent != VIZ_NO_ITEM && viz_scene_item(scene, item->parent) == parent;
    }
    return rows;
}

static const char *
target_id(const VizScene *scene, const VizItem *item)
{
    return item->target == VIZ_NO_ITEM ? "" : viz_scene_item(scene, item->target)->id;
}

static bool
differs(const VizScene *now, const VizItem *item, const VizScene *then, const VizItem *before)
{
    if (item->kind == VIZ_KIND_FRAME || item->kind == VIZ_KIND_BUFFER) {
        return false;
    }
    if (item->kind == VIZ_KIND_OBJECT) {
        return !(item->flags & VIZ_FLAG_STATIC) &&
               (before->refs != item->refs || g_strcmp0(before->detail, item->detail) != 0 ||
                count_rows(now, item) < count_rows(then, before));
    }
    return strcmp(target_id(now, item), target_id(then, before)) != 0 ||
           strcmp(before->text, item->text) != 0;
}

static void
mark_changes(VizScene *scene, const VizScene *previous)
{
    if (!previous) {
        return;
    }
    g_autoptr(GHashTable) then = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < previous->items->len; i++) {
        VizItem *item = viz_scene_item(previous, i);
        g_hash_table_insert(then, (void *) item->id, item);
    }
    for (guint i = 0; i < scene->items->len; i++) {
        VizItem *item = viz_scene_item(scene, i);
        const VizItem *before = g_hash_table_lookup(then, item->id);
        bool in_new = item->kind == VIZ_KIND_SLOT &&
                      !g_hash_table_contains(then, viz_scene_item(scene, item->parent)->id);
        if (in_new) {
            continue; /* its object is marked as a whole */
        }
        if (!before ? !(item->flags & VIZ_FLAG_STATIC) : differs(scene, item, previous, before)) {
            item->flags |= VIZ_FLAG_CHANGED;
        }
    }
}

/* The first lines of what the statement printed, none of them long. */
static void
add_output(Objects *objects, VizExtent extent, const SimStateFrame *frame)
{
    const VizStage *stage = objects->stage;
    size_t length;
    const char *output = sim_state_output(stage->state, &length);
    size_t before =
        viz_history_printed_before(stage->history, extent, frame->born, stage->figure->step);
    if (before >= length) {
        return;
    }
    g_autofree char *raw = g_strndup(output + before, length - before);
    g_autofree char *valid = g_utf8_make_valid(raw, -1);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(valid), "\n", -1);
    guint count = g_strv_length(lines);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < MIN(count, OUTPUT_LINES); i++) {
        bool cut = g_utf8_strlen(lines[i], -1) > OUTPUT_LETTERS;
        const char *end = cut ? g_utf8_offset_to_pointer(lines[i], OUTPUT_LETTERS - 1)
                              : lines[i] + strlen(lines[i]);
        g_string_append(text, i > 0 ? "\n" : "");
        g_string_append_len(text, lines[i], end - lines[i]);
        g_string_append(text, cut ? "…" : "");
    }
    guint rest = count - MIN(count, OUTPUT_LINES);
    g_autofree char *more =
        rest > 0 ? g_strdup_printf("… %u more line%s", rest, rest == 1 ? "" : "s") : NULL;
    if (text->len > 0) {
        viz_scene_add(objects->scene, VIZ_KIND_OUTPUT, "output", text->str, more);
    }
}

/* The line that the innermost frame has reached. */
static void
add_code(Objects *objects)
{
    const SimState *state = objects->stage->state;
    size_t frames = sim_state_frame_count(state);
    int32_t line = frames > 0 ? sim_state_frame(state, frames - 1)->line : 0;
    if (line <= 0) {
        return;
    }
    VizExtent extent = viz_story_statement(objects->stage->story, line);
    g_autofree char *code = viz_story_code(objects->stage->story, extent);
    g_autofree char *notes = viz_story_notes(objects->stage->story, extent);
    g_autofree char *id = g_strdup_printf("code-%d", extent.first);
    if (*code) {
        size_t index = viz_scene_add(objects->scene, VIZ_KIND_CODE, id, code, notes);
        viz_scene_item(objects->scene, index)->order = (size_t) line;
        add_output(objects, extent, sim_state_frame(state, frames - 1));
    }
}

static void
add_explanations(Objects *objects)
{
    static const struct {
        const char *id;
        const char *text;
        unsigned flags;
    } legends[] = {
        {"legend-changed", "changed in this step", VIZ_FLAG_CHANGED},
        {"legend-cycle", "reference cycle", VIZ_FLAG_CYCLE},
        {"legend-static", "part of the interpreter or the program", VIZ_FLAG_STATIC},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legends); i++) {
        size_t index =
            viz_scene_add(objects->scene, VIZ_KIND_LEGEND, legends[i].id, legends[i].text, NULL);
        viz_scene_item(objects->scene, index)->flags = legends[i].flags;
    }
}

static void
add_limit(Objects *objects)
{
    if (objects->left_out > 0) {
        g_autofree char *text = g_strdup_printf(
            "… %u references lead to objects that are not shown", objects->left_out);
        viz_scene_add(objects->scene, VIZ_KIND_MORE, "more", text, NULL);
        viz_scene_notice(objects->scene,
                         "figure %s shows %u objects; %u references lead to others (--max-objects)",
                         objects->scene->name, g_hash_table_size(objects->by_slot),
                         objects->left_out);
    }
}

void
viz_objects_build(const VizStage *stage, VizScene *scene)
{
    Objects objects = {stage,
                       scene,
                       g_hash_table_new(NULL, NULL),
                       g_queue_new(),
                       g_array_new(FALSE, FALSE, sizeof(Bound)),
                       0};
    add_frames(&objects);
    add_objects(&objects);
    for (guint i = 0; i < scene->items->len; i++) {
        VizItem *item = viz_scene_item(scene, i);
        item->hue = hue_of_type(item->text);
    }
    mark_circles(scene);
    mark_changes(scene, stage->previous);
    add_code(&objects);
    add_limit(&objects);
    add_explanations(&objects);
    g_hash_table_unref(objects.by_slot);
    g_queue_free(objects.pending);
    g_array_unref(objects.bound);
}

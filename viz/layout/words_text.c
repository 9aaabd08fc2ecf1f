/* What is written in and beside the cells, and whether it fits. */
#include "viz/layout/words.h"

#include "viz/draw/metrics.h"
#include "viz/scene/value.h"

double
words_cell_width(const VizScene *scene, const VizItem *word)
{
    uint64_t from = word->address - viz_scene_item(scene, word->parent)->address;
    uint64_t end = MIN(from + word->size, (uint64_t) WORDS_ACROSS * WORDS_BYTES);
    return from < end ? (double) (end - from) * WORDS_CELL / WORDS_BYTES : 0;
}

bool
words_value_fits(const VizItem *word, VizRole *role)
{
    double padding = word->size < 4 ? 2 : 4;
    double room = (double) MIN(word->size, WORDS_BYTES) * WORDS_CELL / WORDS_BYTES - padding;
    bool full = (word->flags & VIZ_FLAG_PAYLOAD) != 0;
    *role = full ? VIZ_ROLE_WORD_TEXT : VIZ_ROLE_VALUE;
    if (!word->detail || viz_metrics_width(*role, word->detail, -1) <= room) {
        return true;
    }
    *role = full ? VIZ_ROLE_WORD_SMALL : VIZ_ROLE_FIELD;
    return viz_metrics_width(*role, word->detail, -1) <= room;
}

bool
words_stands_outside(const VizItem *word, VizRole *role)
{
    return !words_value_fits(word, role) && strcmp(word->text, "ob_digit") == 0;
}

char *
words_title(const VizItem *run)
{
    g_autofree char *bytes = viz_value_bytes(run->size);
    return g_strdup_printf("%s, %s%s", run->text, run->flags & VIZ_FLAG_STATIC ? "static, " : "",
                           bytes);
}

bool
words_has_heading(const VizScene *scene, size_t index)
{
    const VizItem *run = viz_scene_item(scene, index);
    for (size_t i = index; i-- > run->parent;) {
        const VizItem *item = viz_scene_item(scene, i);
        if (item->kind == VIZ_KIND_RUN && item->parent == run->parent &&
            item->order == run->order) {
            return strcmp(item->text, run->text) != 0 ||
                   ((item->flags ^ run->flags) & VIZ_FLAG_STATIC) != 0;
        }
    }
    return true;
}

/* In the same row, as far as the address says. */
static bool
is_beside(const VizScene *scene, const VizItem *word, const VizItem *other)
{
    SimAddr start = viz_scene_item(scene, word->parent)->address;
    return other->kind == VIZ_KIND_WORD && other->parent == word->parent &&
           (word->address - start) / WORDS_BYTES == (other->address - start) / WORDS_BYTES;
}

char *
words_row_text(const VizScene *scene, size_t index)
{
    const VizItem *word = viz_scene_item(scene, index);
    if (word->size >= WORDS_BYTES || !(word->flags & VIZ_FLAG_PAYLOAD)) {
        return NULL;
    }
    bool fits = true;
    GString *text = g_string_new(NULL);
    for (size_t i = index; i < scene->items->len; i++) {
        const VizItem *item = viz_scene_item(scene, i);
        if (!is_beside(scene, word, item)) {
            break;
        }
        VizRole role;
        fits = words_value_fits(item, &role) && fits;
        g_string_append_printf(text, "%s%s", i > index ? " " : "",
                               item->detail ? item->detail : "?");
    }
    return g_string_free(text, fits);
}

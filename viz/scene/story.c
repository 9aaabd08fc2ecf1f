#include "viz/scene/story.h"

#include <string.h>

static void
clear_figure(void *data)
{
    VizFigure *figure = data;
    g_free(figure->name);
    g_free(figure->view);
    g_free(figure->caption);
    g_free(figure->zoom);
}

static void
clear_note(void *data)
{
    g_free(((VizNote *) data)->text);
}

static void
clear_visibility(void *data)
{
    g_free(((VizVisibility *) data)->name);
}

VizStory *
viz_story_new(const SimTrace *trace, SimReplay *replay, const char *title)
{
    VizStory *story = g_new0(VizStory, 1);
    story->trace = trace;
    story->replay = replay;
    story->profile = sim_profile_default();
    story->title = g_strdup(title);
    story->figures = g_array_new(FALSE, FALSE, sizeof(VizFigure));
    g_array_set_clear_func(story->figures, clear_figure);
    story->notes = g_array_new(FALSE, FALSE, sizeof(VizNote));
    g_array_set_clear_func(story->notes, clear_note);
    story->visibilities = g_array_new(FALSE, FALSE, sizeof(VizVisibility));
    g_array_set_clear_func(story->visibilities, clear_visibility);
    story->extents = g_array_new(FALSE, FALSE, sizeof(VizExtent));
#define LIMIT(field, name, initial, help) story->limits.field = initial;
#include "viz/scene/limit.def"
#undef LIMIT
    return story;
}

void
viz_story_free(VizStory *story)
{
    if (story) {
        g_free(story->title);
        g_array_unref(story->figures);
        g_array_unref(story->notes);
        g_array_unref(story->visibilities);
        g_array_unref(story->extents);
        g_free(story);
    }
}

void
viz_story_add_figure(
    VizStory *story, const char *name, const char *view, const char *caption, uint64_t step)
{
    VizFigure figure = {g_strdup(name), g_strdup(view), g_strdup(caption), step, NULL};
    g_array_append_val(story->figures, figure);
}

void
viz_story_zoom(VizStory *story, const char *zoom)
{
    VizFigure *last = &g_array_index(story->figures, VizFigure, story->figures->len - 1);
    g_free(last->zoom);
    last->zoom = g_strdup(zoom);
}

void
viz_story_add_note(VizStory *story, int32_t first, int32_t last, const char *text)
{
    VizNote note = {first, last, g_strdup(text)};
    g_array_append_val(story->notes, note);
}

void
viz_story_add_visibility(VizStory *story, const char *name, bool hidden, uint64_t step)
{
    VizVisibility visibility = {g_strdup(name), step, hidden};
    g_array_append_val(story->visibilities, visibility);
}

void
viz_story_add_extent(VizStory *story, int32_t first, int32_t last)
{
    VizExtent extent = {first, last};
    g_array_append_val(story->extents, extent);
}

bool
viz_story_shows(const VizStory *story, const char *name, uint64_t step)
{
    bool shown = true;
    uint64_t latest = 0;
    for (guint i = 0; i < story->visibilities->len; i++) {
        const VizVisibility *change = &g_array_index(story->visibilities, VizVisibility, i);
        if (change->step <= step && change->step >= latest && strcmp(change->name, name) == 0) {
            shown = !change->hidden;
            latest = change->step;
        }
    }
    return shown;
}

VizExtent
viz_story_statement(const VizStory *story, int32_t line)
{
    VizExtent best = {line, line};
    for (guint i = 0; i < story->extents->len; i++) {
        const VizExtent *extent = &g_array_index(story->extents, VizExtent, i);
        if (extent->first <= line && line <= extent->last) {
            best = *extent;
        }
    }
    return best;
}

/* Bytes of @line before a comment. A quote sign opens a string that must close on the same
 * line; in one that does not, everything is kept. */
static size_t
without_comment(const char *line, size_t length)
{
    char quote = 0;
    for (size_t i = 0; i < length; i++) {
        if (quote) {
            if (line[i] == '\\') {
                i++;
            } else if (line[i] == quote) {
                quote = 0;
            }
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = line[i];
        } else if (line[i] == '#') {
            length = i;
        }
    }
    while (length > 0 && g_ascii_isspace(line[length - 1])) {
        length--;
    }
    return length;
}

static size_t
indentation(const char *line, size_t length)
{
    size_t count = 0;
    while (count < length && (line[count] == ' ' || line[count] == '\t')) {
        count++;
    }
    return count;
}

char *
viz_story_code(const VizStory *story, VizExtent extent)
{
    SimSource *source = sim_trace_source(story->trace);
    GString *code = g_string_new(NULL);
    size_t common = 0;
    for (int32_t line = extent.first; line <= extent.last; line++) {
        size_t length;
        const char *text = sim_source_line(source, line, &length);
        length = without_comment(text, length);
        size_t indent = indentation(text, length);
        if (line == extent.first) {
            common = indent;
        }
        if (length == indent) {
            continue;
        }
        size_t skip = MIN(common, indent);
        if (code->len > 0) {
            g_string_append_c(code, '\n');
        }
        g_string_append_len(code, text + skip, (gssize) (length - skip));
    }
    return g_string_free(code, FALSE);
}

char *
viz_story_notes(const VizStory *story, VizExtent extent)
{
    GString *joined = NULL;
    for (guint i = 0; i < story->notes->len; i++) {
        const VizNote *note = &g_array_index(story->notes, VizNote, i);
        if (note->last < extent.first || note->first > extent.last) {
            continue;
        }
        if (!joined) {
            joined = g_string_new(NULL);
        } else {
            g_string_append(joined, "; ");
        }
        g_string_append(joined, note->text);
    }
    return joined ? g_string_free(joined, FALSE) : NULL;
}

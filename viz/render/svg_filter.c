#include "viz/render/svg_filter.h"

#include <stdbool.h>
#include <string.h>

#include "viz/render/graph.h"

typedef struct {
    const char *name;
    const char *title;
    const char *description;
    GString *out;
    bool in_comment;
    bool started;       /* the svg element has begun */
    bool headed;        /* and its tag is complete */
    const char *anchor; /* of the next text, NULL: as it is */
    char *anchor_x;
} Filter;

/* Graphviz writes minus signs as entities, for the sake of the comments that are gone. */
static void
append_line(GString *out, const char *text, size_t length)
{
    static const char minus[] = "&#45;";
    const char *end = text + length;
    while (text < end) {
        const char *found = g_strstr_len(text, end - text, minus);
        const char *stop = found ? found : end;
        g_string_append_len(out, text, stop - text);
        if (found) {
            g_string_append_c(out, '-');
        }
        text = found ? found + strlen(minus) : end;
    }
}

static void
append_element(GString *out, const char *tag, const char *id, const char *suffix, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append_printf(out, "<%s id=\"%s-%s\">%s</%s>\n", tag, id, suffix, escaped, tag);
}

static void
append_head(Filter *filter)
{
    append_element(filter->out, "title", filter->name, "title", filter->title);
    append_element(filter->out, "desc", filter->name, "desc", filter->description);
}

/* Whether @value is an id that Graphviz made up: node12, edge3, graph0. */
static bool
is_running_number(const char *value, size_t length)
{
    static const char *const stems[] = {"node", "edge", "graph", "clust"};
    size_t digits = length;
    while (digits > 0 && g_ascii_isdigit(value[digits - 1])) {
        digits--;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
        if (digits == strlen(stems[i]) && strncmp(value, stems[i], digits) == 0) {
            return digits < length;
        }
    }
    return false;
}

/* Appends the classes up to the closing quote, without the word "node" or "edge" and without
 * the anchor, which is kept for the text that follows. Returns what comes after. */
static const char *
append_classes(Filter *filter, const char *at, const char *end)
{
    bool first = true;
    while (at < end && *at != '"') {
        size_t length = strcspn(at, " \"");
        bool is_end = g_str_has_prefix(at, VIZ_GRAPH_END);
        bool is_middle = g_str_has_prefix(at, VIZ_GRAPH_MIDDLE);
        if (is_end || is_middle) {
            size_t skip = strlen(is_end ? VIZ_GRAPH_END : VIZ_GRAPH_MIDDLE);
            filter->anchor = is_end ? "end" : "middle";
            g_free(filter->anchor_x);
            filter->anchor_x = g_strndup(at + skip, length - skip);
        } else if (strncmp(at, "node", length) != 0 && strncmp(at, "edge", length) != 0) {
            g_string_append(filter->out, first ? "" : " ");
            append_line(filter->out, at, length);
            first = false;
        }
        at += length;
        at += *at == ' ';
    }
    return at;
}

/* <g id="node12" class="node bits"> becomes <g class="bits">. */
static void
append_group(Filter *filter, const char *line, size_t length)
{
    static const char opening[] = "<g id=\"";
    static const char class_opening[] = " class=\"";
    const char *end = line + length;
    const char *value = line + strlen(opening);
    const char *quote = memchr(value, '"', length - strlen(opening));
    g_assert(quote);
    g_string_append(filter->out, "<g");
    if (!is_running_number(value, (size_t) (quote - value))) {
        g_string_append(filter->out, " id=\"");
        append_line(filter->out, value, (size_t) (quote - value) + 1);
    }
    const char *rest = quote + 1;
    if (g_str_has_prefix(rest, class_opening)) {
        g_string_append(filter->out, class_opening);
        rest = append_classes(filter, rest + strlen(class_opening), end);
    }
    append_line(filter->out, rest, (size_t) (end - rest));
    g_string_append_c(filter->out, '\n');
}

/* <text text-anchor="start" x="15" y= ... with the anchor that its group asked for. */
static void
append_text(Filter *filter, const char *line, size_t length)
{
    const char *end = line + length;
    const char *y = g_strstr_len(line, (gssize) length, " y=\"");
    if (filter->anchor && y) {
        g_string_append_printf(filter->out, "<text text-anchor=\"%s\" x=\"%s\"", filter->anchor,
                               filter->anchor_x);
        line = y;
    }
    filter->anchor = NULL;
    append_line(filter->out, line, (size_t) (end - line));
    g_string_append_c(filter->out, '\n');
}

static bool
starts(const char *line, size_t length, const char *prefix)
{
    return length >= strlen(prefix) && strncmp(line, prefix, strlen(prefix)) == 0;
}

/* The svg tag takes two lines; the attributes go behind its name. */
static void
take_root_line(Filter *filter, const char *line, size_t length)
{
    if (!filter->started) {
        filter->started = true;
        g_string_append_printf(filter->out,
                               "<svg role=\"img\" aria-labelledby=\"%s-title %s-desc\"",
                               filter->name, filter->name);
        line += strlen("<svg");
        length -= strlen("<svg");
    }
    g_string_append_len(filter->out, line, (gssize) length);
    g_string_append_c(filter->out, '\n');
    if (length > 0 && line[length - 1] == '>') {
        filter->headed = true;
        append_head(filter);
    }
}

static void
take_line(Filter *filter, const char *line, size_t length)
{
    if (!filter->headed) {
        if (filter->started || starts(line, length, "<svg")) {
            take_root_line(filter, line, length);
        }
        return;
    }
    if (starts(line, length, "<!--")) {
        filter->in_comment = !g_strstr_len(line, (gssize) length, "-->");
    } else if (filter->in_comment) {
        filter->in_comment = !g_strstr_len(line, (gssize) length, "-->");
    } else if (starts(line, length, "<g id=\"")) {
        append_group(filter, line, length);
    } else if (starts(line, length, "<text ")) {
        append_text(filter, line, length);
    } else if (!starts(line, length, "<title>")) {
        append_line(filter->out, line, length);
        g_string_append_c(filter->out, '\n');
    }
}

GString *
viz_svg_filter(
    const char *svg, size_t length, const char *name, const char *title, const char *description)
{
    Filter filter = {name,  title, description, g_string_sized_new(length), false, false,
                     false, NULL,  NULL};
    const char *end = svg + length;
    for (const char *at = svg; at < end;) {
        const char *newline = memchr(at, '\n', (size_t) (end - at));
        size_t line = newline ? (size_t) (newline - at) : (size_t) (end - at);
        take_line(&filter, at, line);
        at += line + 1;
    }
    g_free(filter.anchor_x);
    return filter.out;
}

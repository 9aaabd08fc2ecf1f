#include "viz/render/svg_filter.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *title;
    const char *description;
    GString *out;
    bool in_comment;
    bool started; /* the svg element has begun */
    bool headed;  /* and its tag is complete */
} Filter;

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

/* <g id="node12" class="node bits"> becomes <g class="bits">. */
static void
append_group(GString *out, const char *line, size_t length)
{
    static const char opening[] = "<g id=\"";
    const char *value = line + strlen(opening);
    const char *end = memchr(value, '"', length - strlen(opening));
    g_assert(end);
    g_string_append(out, "<g");
    if (!is_running_number(value, (size_t) (end - value))) {
        g_string_append_printf(out, " id=\"%.*s\"", (int) (end - value), value);
    }
    const char *rest = end + 1;
    static const char *const kinds[] = {" class=\"node ", " class=\"edge "};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_has_prefix(rest, kinds[i])) {
            g_string_append(out, " class=\"");
            rest += strlen(kinds[i]);
            break;
        }
    }
    g_string_append_len(out, rest, line + length - rest);
    g_string_append_c(out, '\n');
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
                               filter->name,
                               filter->name);
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
        append_group(filter->out, line, length);
    } else if (!starts(line, length, "<title>")) {
        g_string_append_len(filter->out, line, (gssize) length);
        g_string_append_c(filter->out, '\n');
    }
}

GString *
viz_svg_filter(
    const char *svg, size_t length, const char *name, const char *title, const char *description)
{
    Filter filter = {name, title, description, g_string_sized_new(length), false, false, false};
    const char *end = svg + length;
    for (const char *at = svg; at < end;) {
        const char *newline = memchr(at, '\n', (size_t) (end - at));
        size_t line = newline ? (size_t) (newline - at) : (size_t) (end - at);
        take_line(&filter, at, line);
        at += line + 1;
    }
    return filter.out;
}

/* How an exception is told of on stderr: Python/traceback.c and PyErr_Display of
 * Python/pythonrun.c (3.11), carets and repeated lines included. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/syntax/ast.h"
#include "sim/vm/vm_private.h"

enum {
    INDENT = 4,
    REPEATS = 3,       /* TB_RECURSIVE_CUTOFF */
    MAX_ENTRIES = 1000 /* PyTraceBack_LIMIT */
};

/* What of a line is marked: columns in bytes; [left, right) is the inner part, if left >= 0. */
typedef struct {
    int start;
    int end;
    int left;
    int right;
} Marks;

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* A binary operator, or the index of a subscript, is marked on its own. */
static void
find_anchors(SimSource *source, SimSpan span, const char *line, Marks *marks)
{
    size_t length;
    const char *text = sim_source_text(source, &length);
    size_t begin = (size_t) (line - text) + (size_t) span.column;
    size_t end = (size_t) (line - text) + (size_t) span.end_column;
    g_autoptr(SimTree) tree = sim_parse_expression(source, begin, end, NULL);
    if (tree == NULL) {
        return;
    }
    const SimNode *node = sim_tree_root(tree);
    if (node->kind == SIM_NODE_BinOp) {
        int right = node->as.BinOp.right->span.column;
        for (int i = node->as.BinOp.left->span.end_column; i < right; i++) {
            if (is_blank(line[i])) {
                continue;
            }
            marks->left = i;
            marks->right = i + 1;
            if (i + 1 < right && !is_blank(line[i + 1])) {
                marks->right++;
            }
            return;
        }
    } else if (node->kind == SIM_NODE_Subscript) {
        marks->left = node->as.Subscript.value->span.end_column;
        marks->right = node->as.Subscript.slice->span.end_column + 1;
    }
}

static bool
is_char_start(char c)
{
    return ((unsigned char) c & 0xc0) != 0x80;
}

static void
print_carets(const char *line, int first, Marks marks, GString *out)
{
    g_string_append_printf(out, "%*s", INDENT, "");
    for (int i = first; i < marks.end; i++) {
        if (!is_char_start(line[i])) {
            continue;
        }
        bool inner = marks.left < 0 || (i >= marks.left && i < marks.right);
        g_string_append_c(out, i < marks.start ? ' ' : inner ? '^' : '~');
    }
    g_string_append_c(out, '\n');
}

/* The line and, below it, what of it was running. */
static void
print_source(SimSource *source, int32_t lineno, SimSpan span, GString *out)
{
    size_t size;
    const char *line = sim_source_line(source, lineno, &size);
    int length = (int) size;
    while (length > 0 && (is_blank(line[length - 1]) || line[length - 1] == '\r')) {
        length--;
    }
    int first = 0;
    while (first < length && is_blank(line[first])) {
        first++;
    }
    if (length == 0) {
        return;
    }
    g_string_append_printf(out, "%*s%.*s\n", INDENT, "", length - first, line + first);
    if (span.line == 0 || span.column < 0 || span.end_column < 0) {
        return;
    }
    Marks marks = {span.column, MIN(span.end_column, length), -1, -1};
    if (span.line == span.end_line) {
        find_anchors(source, span, line, &marks);
    } else {
        marks.end = length;
    }
    if (marks.start <= first && marks.end - marks.start == length - first && marks.left < 0) {
        return;
    }
    print_carets(line, first, marks, out);
}

/* Every thread's traceback starts in CPython's own file, which we do not have: what it says there.
 */
static bool
print_of_library(const SimCode *code, GString *out)
{
    static const struct {
        const char *function;
        int line;
        const char *text;
    } lines[] = {
        {"_bootstrap_inner", 1038, "self.run()"},
        {"run", 975, "self._target(*self._args, **self._kwargs)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (strcmp(sim_source_name(code->source), "threading.py") == 0 &&
            strcmp(code->name, lines[i].function) == 0) {
            g_string_append_printf(
                out, "  File \"/usr/lib/python3.11/threading.py\", line %d, in %s\n%*s%s\n",
                lines[i].line, code->name, INDENT, "", lines[i].text);
            return true;
        }
    }
    return false;
}

static void
print_entry(const SimTraceback *entry, GString *out)
{
    const SimCode *code = entry->frame->frame->code->code;
    if (print_of_library(code, out)) {
        return;
    }
    g_string_append_printf(out, "  File \"%s\", line %d, in %s\n", sim_source_name(code->source),
                           entry->lineno, code->name);
    print_source(code->source, entry->lineno, code->spans[entry->lasti], out);
}

static void
print_repeated(int count, GString *out)
{
    count -= REPEATS;
    if (count > 0) {
        g_string_append_printf(out, "  [Previous line repeated %d more time%s]\n", count,
                               count > 1 ? "s" : "");
    }
}

static const SimTraceback *
next_entry(const SimTraceback *entry)
{
    return (const SimTraceback *) (const void *) entry->next;
}

static void
print_entries(const SimTraceback *entry, GString *out)
{
    int depth = 0;
    for (const SimTraceback *at = entry; at != NULL; at = next_entry(at)) {
        depth++;
    }
    for (; depth > MAX_ENTRIES; depth--) {
        entry = next_entry(entry);
    }
    const SimTraceback *last = NULL;
    int count = 0;
    for (; entry != NULL; entry = next_entry(entry)) {
        if (last == NULL || entry->lineno != last->lineno ||
            strcmp(entry->frame->frame->code->code->name, last->frame->frame->code->code->name)) {
            print_repeated(count, out);
            last = entry;
            count = 0;
        }
        if (++count <= REPEATS) {
            print_entry(entry, out);
        }
    }
    print_repeated(count, out);
}

static void
print_traceback(SimWorld *world, SimObject *exception, GString *out)
{
    SimObject *traceback = ((SimException *) (void *) exception)->traceback;
    if (traceback != NULL && traceback != SIM_NONE(world)) {
        g_string_append(out, "Traceback (most recent call last):\n");
        print_entries((const SimTraceback *) (const void *) traceback, out);
    }
}

static void
print_type(SimWorld *world, SimType *type, GString *out)
{
    SimObject *module = NULL;
    SimObject *name = NULL;
    if (sim_object_lookup_attr(world, &type->ob, SIM_ID(world, __module__), &module) <= 0 ||
        !SIM_IS_STR(module)) {
        g_string_append(out, "<unknown>.");
    } else if (!sim_str_equal_c(module, "builtins") && !sim_str_equal_c(module, "__main__")) {
        g_string_append_printf(out, "%s.", sim_str_utf8(module, NULL));
    }
    if (sim_object_lookup_attr(world, &type->ob, SIM_ID(world, __qualname__), &name) <= 0 ||
        !SIM_IS_STR(name)) {
        g_string_append(out, "<unknown>");
    } else {
        g_string_append(out, sim_str_utf8(name, NULL));
    }
    sim_err_clear(world);
    sim_xdecref(world, module);
    sim_xdecref(world, name);
}

static void
append_str(SimWorld *world, SimObject *object, const char *before, bool even_empty, GString *out)
{
    SimObject *text = sim_object_str(world, object);
    if (text == NULL) {
        sim_err_clear(world);
        g_string_append_printf(out, "%s<exception str() failed>", before);
        return;
    }
    size_t bytes;
    const char *utf8 = sim_str_utf8(text, &bytes);
    if (bytes > 0 || even_empty) {
        g_string_append(out, before);
        g_string_append_len(out, utf8, (gssize) bytes);
    }
    sim_decref(world, text);
}

static void
print_note(SimWorld *world, SimObject *note, GString *out)
{
    append_str(world, note, "", true, out);
    g_string_append_c(out, '\n');
}

static void
print_notes(SimWorld *world, SimObject *exception, GString *out)
{
    SimObject *notes;
    if (sim_object_lookup_attr(world, exception, SIM_ID(world, __notes__), &notes) <= 0) {
        sim_err_clear(world);
        return;
    }
    if (SIM_IS_LIST(notes)) {
        for (size_t i = 0; i < sim_list_size(notes); i++) {
            print_note(world, sim_list_get(notes, i), out);
        }
    } else if (SIM_IS_TUPLE(notes)) {
        for (size_t i = 0; i < sim_tuple_size(notes); i++) {
            print_note(world, sim_tuple_get(notes, i), out);
        }
    } else {
        SimObject *repr = sim_object_repr(world, notes);
        if (repr != NULL) {
            print_note(world, repr, out);
            sim_decref(world, repr);
        }
        sim_err_clear(world);
    }
    sim_decref(world, notes);
}

static void
print_message(SimWorld *world, SimObject *exception, GString *out)
{
    print_type(world, exception->type, out);
    append_str(world, exception, ": ", false, out);
    g_autofree char *meant = sim_suggest(world, exception);
    if (meant != NULL) {
        g_string_append_printf(out, ". Did you mean: '%s'?", meant);
    }
    g_string_append_c(out, '\n');
}

void
sim_traceback_print_only(SimWorld *world, SimObject *exception, GString *out)
{
    print_message(world, exception, out);
    print_notes(world, exception, out);
}

/* Printing goes on inside groups, each level two columns further in. */
typedef struct {
    SimWorld *world;
    GHashTable *seen; /* exceptions that were printed */
    int depth;        /* of groups */
    bool need_close;  /* the line below the last member is still to come */
    GString *out;
} Printing;

enum {
    MAX_GROUP_WIDTH = 15,
    MAX_GROUP_DEPTH = 10
};

static void
put_margin(const Printing *printing)
{
    if (printing->depth > 0) {
        g_string_append_printf(printing->out, "%*s| ", 2 * printing->depth, "");
    }
}

/* Appends @text, each line behind the margin of the group it is in. */
static void
put_lines(const Printing *printing, const char *text)
{
    while (*text != '\0') {
        const char *end = strchr(text, '\n');
        int length = end == NULL ? (int) strlen(text) : (int) (end - text) + 1;
        put_margin(printing);
        g_string_append_len(printing->out, text, length);
        text += length;
    }
}

/* The text of an exception may have several lines: CPython does not indent those. */
static void
print_last_line(const Printing *printing, SimObject *exception)
{
    put_margin(printing);
    print_message(printing->world, exception, printing->out);
    g_autoptr(GString) notes = g_string_new(NULL);
    print_notes(printing->world, exception, notes);
    put_lines(printing, notes->str);
}

static void
print_one(const Printing *printing, SimObject *exception)
{
    g_autoptr(GString) text = g_string_new(NULL);
    print_traceback(printing->world, exception, text);
    put_lines(printing, text->str);
    print_last_line(printing, exception);
}

static void print_chain(Printing *printing, SimObject *exception);

static void
print_member(Printing *printing, SimObject *members, size_t i, size_t shown)
{
    size_t count = sim_tuple_size(members);
    bool last = i + 1 == shown;
    bool more = i >= MAX_GROUP_WIDTH;
    g_autofree char *number = more ? g_strdup("...") : g_strdup_printf("%zu", i + 1);
    printing->need_close = printing->need_close || last;
    g_string_append_printf(printing->out, "%*s%s+---------------- %s ----------------\n",
                           2 * printing->depth, "", i == 0 ? "+-" : "  ", number);
    printing->depth++;
    if (more) {
        size_t rest = count - MAX_GROUP_WIDTH;
        g_autofree char *text =
            g_strdup_printf("and %zu more exception%s\n", rest, rest > 1 ? "s" : "");
        put_lines(printing, text);
    } else {
        print_chain(printing, sim_tuple_get(members, i));
    }
    if (last && printing->need_close) {
        g_string_append_printf(printing->out, "%*s+------------------------------------\n",
                               2 * printing->depth, "");
        printing->need_close = false;
    }
    printing->depth--;
}

/* print_exception_group of Python/pythonrun.c */
static void
print_group(Printing *printing, SimObject *group)
{
    if (printing->depth > MAX_GROUP_DEPTH) {
        g_autofree char *text = g_strdup_printf("... (max_group_depth is %d)\n", MAX_GROUP_DEPTH);
        put_lines(printing, text);
        return;
    }
    bool outermost = printing->depth == 0;
    printing->depth += outermost;
    g_autoptr(GString) text = g_string_new(NULL);
    print_traceback(printing->world, group, text);
    static const char header[] = "Traceback (most recent call last):\n";
    const char *rest = text->str;
    if (g_str_has_prefix(rest, header)) {
        g_string_append_printf(printing->out, "%*s%s Exception Group %s", 2 * printing->depth, "",
                               outermost ? "+" : "|", header);
        rest += sizeof header - 1;
    }
    put_lines(printing, rest);
    print_last_line(printing, group);
    SimObject *members = sim_exception_group_members(group);
    size_t shown = MIN(sim_tuple_size(members), MAX_GROUP_WIDTH + 1);
    printing->need_close = false;
    for (size_t i = 0; i < shown; i++) {
        print_member(printing, members, i, shown);
    }
    printing->depth -= outermost;
}

/* An exception and those it came from, innermost first, each once. */
static void
print_chain(Printing *printing, SimObject *exception)
{
    const SimException *raised = (const SimException *) (const void *) exception;
    SimObject *from = raised->cause;
    const char *relation = "\nThe above exception was the direct cause of the following "
                           "exception:\n\n";
    g_hash_table_add(printing->seen, exception);
    if (from == NULL && !raised->suppress_context) {
        from = raised->context;
        relation = "\nDuring handling of the above exception, another exception occurred:\n\n";
    }
    if (from != NULL && !g_hash_table_contains(printing->seen, from)) {
        print_chain(printing, from);
        put_lines(printing, relation);
    }
    if (sim_is_exception_group(printing->world, exception)) {
        print_group(printing, exception);
    } else {
        print_one(printing, exception);
    }
}

void
sim_traceback_print(SimWorld *world, SimObject *exception, GString *out)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Printing printing = {.world = world, .seen = seen, .out = out};
    print_chain(&printing, exception);
}

void
sim_traceback_write(SimVm *vm, const GString *text)
{
    SimWorld *world = vm->world;
    SimObject *file = sim_dict_get_c(world, vm->sys, "stderr");
    if (file == NULL || file == SIM_NONE(world)) {
        return;
    }
    if (file->type == sim_type(world, SIM_TYPE_TEXT_IO)) {
        sim_vm_write(vm, ((SimTextIo *) (void *) file)->error, text->str, text->len);
        return;
    }
    SimObject *args[] = {sim_newref(world, file), sim_str_new(world, text->str)};
    SimObject *result =
        args[1] == NULL ? NULL : sim_object_call_method(world, SIM_ID(world, write), args, 2);
    sim_xdecref(world, result);
    sim_xdecref(world, args[1]);
    sim_decref(world, file);
    sim_err_clear(world);
}

/* PyErr_WriteUnraisable and the default sys.unraisablehook. */
void
sim_traceback_unraisable(SimWorld *world, const char *message, SimObject *where)
{
    SimVm *vm = sim_vm_of(world);
    if (vm->stopping) {
        sim_err_clear(world);
        return;
    }
    SimObject *exception = sim_err_fetch(world);
    if (exception == NULL) {
        return;
    }
    SimException *raised = (SimException *) (void *) exception;
    SimFrame *frame = sim_vm_frame(world);
    if (raised->traceback == NULL && frame != NULL) {
        sim_traceback_here(world, frame, exception);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    if (where != NULL && where != SIM_NONE(world)) {
        SimObject *repr = sim_object_repr(world, where);
        g_string_append_printf(out, "%s: ", message != NULL ? message : "Exception ignored in");
        g_string_append(out, repr == NULL ? "<object repr() failed>" : sim_str_utf8(repr, NULL));
        g_string_append_c(out, '\n');
        sim_xdecref(world, repr);
        sim_err_clear(world);
    } else if (message != NULL) {
        g_string_append_printf(out, "%s:\n", message);
    }
    print_traceback(world, exception, out);
    print_type(world, exception->type, out);
    append_str(world, exception, ": ", true, out);
    g_string_append_c(out, '\n');
    sim_traceback_write(vm, out);
    sim_decref(world, exception);
}

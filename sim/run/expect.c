#include "sim/run/expect.h"

#include <string.h>

#include "sim/base/real.h"
#include "sim/replay/steps.h"
#include "sim/run/expect_private.h"

#define MOST_REPORTED 10 /* failures of one expectation that are told in full */

static void
describe_value(Judge *judge, Value value, GString *out)
{
    value = judge_scalar(value);
    switch (value.kind) {
    case VALUE_NONE:
        g_string_append(out, "None");
        break;
    case VALUE_BOOL:
        g_string_append(out, value.integer ? "True" : "False");
        break;
    case VALUE_INT:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, value.integer);
        break;
    case VALUE_REAL:
        sim_real_repr(value.real, out);
        break;
    case VALUE_STR:
        g_string_append_printf(out, "'%s'", value.text);
        break;
    case VALUE_OBJECT:
        g_string_append_printf(out, "<%s at 0x%" G_GINT64_MODIFIER "x>",
                               sim_state_type_name(judge->state, value.object),
                               value.object->address);
        break;
    }
}

/* "    refs(a) is 3" for each part that is not a constant. */
static void
describe_parts(SimNode *node, void *data)
{
    void **context = data;
    Judge *judge = context[0];
    GString *report = context[1];
    Value value;
    bool combines = node->kind == SIM_NODE_Compare || node->kind == SIM_NODE_BoolOp ||
                    node->kind == SIM_NODE_BinOp || node->kind == SIM_NODE_UnaryOp;
    if (combines) {
        sim_node_children(node, describe_parts, data);
        return;
    }
    g_autoptr(GError) ignored = NULL;
    GError **told = judge->error;
    judge->error = &ignored;
    bool known = node->kind != SIM_NODE_Constant && judge_evaluate(judge, node, &value);
    judge->error = told;
    if (known) {
        size_t length;
        const char *line = sim_source_line(judge->source, node->span.line, &length);
        g_string_append_printf(report, "    %.*s is ", node->span.end_column - node->span.column,
                               line + node->span.column);
        describe_value(judge, value, report);
        g_string_append_c(report, '\n');
    }
}

/* How to look at the moment: the command that draws it. */
static void
describe_moment(const Judge *judge, GString *report)
{
    g_autofree char *file = g_shell_quote(sim_source_name(judge->source));
    const char *name = strchr(file, ' ') == NULL ? sim_source_name(judge->source) : file;
    g_string_append_printf(report,
                           "    to see it: pyarena draw %s --step %" G_GUINT64_FORMAT
                           " --view objects -o figures\n",
                           name, sim_state_step(judge->state));
}

static void
report_failure(Judge *judge, const SimNode *root, GString *report)
{
    g_autofree char *text =
        sim_diag_format(judge->source, root->span, "error", "this expectation does not hold");
    void *context[] = {judge, report};
    g_string_append(report, text);
    describe_parts((SimNode *) root, context);
    describe_moment(judge, report);
}

static bool
judge_once(Judge *judge, const SimDirective *directive, bool *holds)
{
    Value value;
    if (!judge_evaluate(judge, sim_tree_root(directive->expression), &value)) {
        return false;
    }
    *holds = judge_truth(judge, value);
    return true;
}

/* Judges every run of one expectation's statement; the failures, or -1. */
static int
judge_directive(Judge *judge,
                SimReplay *replay,
                const GArray *lines,
                const SimDirective *directive,
                GString *report)
{
    g_autoptr(GArray) runs =
        sim_steps_statement(lines, directive->first_line, directive->last_line);
    int failed = 0;
    for (guint i = 0; i < runs->len; i++) {
        uint64_t step = g_array_index(runs, SimStatementRun, i).end;
        bool holds = true;
        judge->state = sim_replay_seek(replay, step, judge->error);
        if (judge->state == NULL || !judge_once(judge, directive, &holds)) {
            return -1;
        }
        if (!holds && failed++ < MOST_REPORTED) {
            report_failure(judge, sim_tree_root(directive->expression), report);
        }
    }
    if (failed > MOST_REPORTED) {
        g_string_append_printf(report, "    ... and %d more times\n", failed - MOST_REPORTED);
    }
    if (runs->len == 0) {
        g_autofree char *text = sim_diag_format(judge->source, directive->span, "error",
                                                "the statement of this expectation never ran");
        g_string_append(report, text);
        failed = 1;
    }
    return failed;
}

static const SimProfile *
profile_of(const SimDirectives *directives)
{
    const char *name = sim_directives_head(directives, SIM_DIRECTIVE_PROFILE);
    const SimProfile *profile = name == NULL ? NULL : sim_profile_find(name);
    return profile == NULL ? sim_profile_default() : profile;
}

int
sim_expect_check(SimReplay *replay,
                 const SimTrace *trace,
                 const SimDirectives *directives,
                 size_t *checked,
                 GString *report,
                 GError **error)
{
    g_autoptr(GArray) lines = sim_steps_lines(trace, error);
    if (lines == NULL) {
        return -1;
    }
    Judge judge = {.source = sim_trace_source(trace),
                   .trace = trace,
                   .profile = profile_of(directives),
                   .error = error};
    int failed = 0;
    size_t count = 0;
    for (size_t i = 0; failed >= 0 && i < sim_directives_count(directives); i++) {
        const SimDirective *directive = sim_directives_get(directives, i);
        if (directive->kind == SIM_DIRECTIVE_EXPECT) {
            int more = judge_directive(&judge, replay, lines, directive, report);
            failed = more < 0 ? -1 : failed + more;
            count++;
        }
    }
    sim_arena_walk_free(judge.pools);
    sim_generation_walk_free(judge.generations);
    if (checked != NULL) {
        *checked = count;
    }
    return failed;
}

#include "sim/run/compare.h"

#include <string.h>

#include "sim/run/diff.h"
#include "sim/run/run.h"

#define USUAL_PYTHON "/usr/bin/python3"
#define ASK_SECONDS  10.0

static const struct {
    const char *name;
    bool well;
} verdicts[] = {
#define VERDICT(NAME, name, well) {name, well},
#include "sim/run/verdict.def"
#undef VERDICT
};

const char *
sim_verdict_name(SimVerdict verdict)
{
    return verdicts[verdict].name;
}

bool
sim_verdict_well(SimVerdict verdict)
{
    return verdicts[verdict].well;
}

char *
sim_compare_find_python(const char *given, GError **error)
{
    bool usual = given == NULL && g_file_test(USUAL_PYTHON, G_FILE_TEST_IS_EXECUTABLE);
    const char *wanted = given != NULL ? given : "python3";
    char *found = usual ? g_strdup(USUAL_PYTHON) : g_find_program_in_path(wanted);
    if (found == NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: error: no such program to compare with (--python PATH names one)\n",
                    wanted);
    }
    return found;
}

/* The same for both: whatever would make python3 speak another tongue is left out. */
static char **
environment_for_both(void)
{
    char **environment = g_get_environ();
    g_auto(GStrv) names = g_listenv();
    for (char **name = names; *name != NULL; name++) {
        if (g_str_has_prefix(*name, "PYTHON") || g_str_has_prefix(*name, "LC_")) {
            environment = g_environ_unsetenv(environment, *name);
        }
    }
    environment = g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
    environment = g_environ_setenv(environment, "PYTHONDONTWRITEBYTECODE", "1", TRUE);
    return g_environ_setenv(environment, "PYTHONHASHSEED", "0", TRUE);
}

char *
sim_compare_python_version(const char *python, GError **error)
{
    const char *const argv[] = {
        python, "-c", "import sys; print('.'.join(map(str, sys.version_info[:3])))", NULL};
    g_auto(GStrv) environment = environment_for_both();
    g_auto(SimProcess) process = {0};
    if (!sim_process_run(&process, argv, environment, ASK_SECONDS, error)) {
        return NULL;
    }
    g_strchomp(process.out->str);
    if (process.status != 0 || !g_ascii_isdigit(process.out->str[0])) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: this is no python3\n",
                    python);
        return NULL;
    }
    return g_strdup(process.out->str);
}

static bool
is_warning(const char *line)
{
    const char *word = strstr(line, "Warning: ");
    return word != NULL && line[0] != ' ' && strchr(line, ':') < word;
}

/* The last line of @text, without the warnings and the source line under each. */
static char *
last_line(const GString *text)
{
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    const char *last = "";
    bool warned = false;
    for (char **line = lines; *line != NULL; line++) {
        bool quoted = warned && g_str_has_prefix(*line, "  ");
        warned = is_warning(*line);
        last = **line == '\0' || warned || quoted ? last : *line;
    }
    return g_strdup(last);
}

/* The text with each address that follows " at " replaced by its number in order of appearance:
 * where an object lies is nobody's business, whether it is the same place as before is. */
static GString *
number_addresses(const GString *text)
{
    static const char mark[] = " at 0x";
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *out = g_string_sized_new(text->len);
    const char *at = text->str;
    const char *end = text->str + text->len;
    const char *found;
    while ((found = memmem(at, (size_t) (end - at), mark, strlen(mark))) != NULL) {
        const char *digits = found + strlen(mark);
        char *address = g_strndup(digits, strspn(digits, "0123456789abcdef"));
        g_string_append_len(out, at, digits - at);
        at = digits + strlen(address);
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(seen, address));
        if (number == 0) {
            number = g_hash_table_size(seen) + 1;
            g_hash_table_insert(seen, g_strdup(address), GUINT_TO_POINTER(number));
        }
        g_string_append_printf(out, "<%u>", number);
        g_free(address);
    }
    return g_string_append_len(out, at, end - at);
}

static bool
same_but_addresses(const char *a, const char *b)
{
    g_autoptr(GString) old_text = g_string_new(a);
    g_autoptr(GString) new_text = g_string_new(b);
    g_autoptr(GString) x = number_addresses(old_text);
    g_autoptr(GString) y = number_addresses(new_text);
    return g_string_equal(x, y);
}

static bool
is_same(const SimComparison *comparison)
{
    const SimSide *python = &comparison->python;
    const SimSide *model = &comparison->model;
    bool ended = !python->process.timed_out && !model->process.timed_out &&
                 !python->process.flooded && !model->process.flooded;
    return ended && *comparison->diff == '\0' && python->process.status == model->process.status &&
           same_but_addresses(python->last_line, model->last_line);
}

static bool
run_both(SimComparison *comparison, const char *path, const SimCompareHow *how, GError **error)
{
    /* A path that looks like an option is none. */
    g_autofree char *plain = *path == '-' ? g_strdup_printf("./%s", path) : g_strdup(path);
    const char *const python[] = {how->python, plain, NULL};
    const char *const model[] = {how->program, "run", "--no-expect", plain, NULL};
    g_auto(GStrv) environment = environment_for_both();
    if (!sim_process_run(&comparison->python.process, python, environment, how->timeout, error) ||
        !sim_process_run(&comparison->model.process, model, environment, how->timeout, error)) {
        return false;
    }
    comparison->python.last_line = last_line(comparison->python.process.err);
    comparison->model.last_line = last_line(comparison->model.process.err);
    g_autofree char *old_name = g_strdup_printf("python3 %s", path);
    g_autofree char *new_name = g_strdup_printf("pyarena %s", path);
    g_autoptr(GString) old_text = number_addresses(comparison->python.process.out);
    g_autoptr(GString) new_text = number_addresses(comparison->model.process.out);
    comparison->diff = sim_diff_unified(old_name, new_name, old_text, new_text);
    return true;
}

/* What pyarena says without running it: false, with the verdict, if it will not. */
static bool
is_accepted(SimComparison *comparison, const char *path, GError **error)
{
    SimConfig config;
    sim_config_init(&config);
    g_autoptr(GError) refusal = NULL;
    g_autoptr(SimScenario) scenario = sim_scenario_load(path, &config, &refusal);
    if (scenario != NULL) {
        const char *why = sim_directives_head(scenario->directives, SIM_DIRECTIVE_DIFFERS);
        comparison->reason = g_strdup(why);
        return true;
    }
    if (g_error_matches(refusal, SIM_DIAG_ERROR, SIM_DIAG_INPUT)) {
        g_propagate_error(error, g_steal_pointer(&refusal));
        return false;
    }
    comparison->verdict = SIM_VERDICT_REFUSED;
    comparison->refusal = g_strdup(refusal->message);
    return false;
}

bool
sim_compare(SimComparison *comparison, const char *path, const SimCompareHow *how, GError **error)
{
    *comparison = (SimComparison){0};
    if (!is_accepted(comparison, path, error)) {
        return comparison->verdict == SIM_VERDICT_REFUSED;
    }
    if (!run_both(comparison, path, how, error)) {
        return false;
    }
    bool same = is_same(comparison);
    comparison->stale = same && comparison->reason != NULL;
    comparison->verdict = same                         ? SIM_VERDICT_SAME
                          : comparison->reason != NULL ? SIM_VERDICT_MARKED
                                                       : SIM_VERDICT_DIFFERS;
    return true;
}

void
sim_comparison_clear(SimComparison *comparison)
{
    SimSide *sides[] = {&comparison->python, &comparison->model};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        sim_process_clear(&sides[i]->process);
        g_free(sides[i]->last_line);
    }
    g_free(comparison->reason);
    g_free(comparison->refusal);
    g_free(comparison->diff);
    *comparison = (SimComparison){0};
}

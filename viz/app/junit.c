/* JUnit's report, in the form that both Ant's and Jenkins's schema know. */
#include <string.h>

#include "viz/app/outcome.h"

char *
app_outcome_clean(const char *text)
{
    char *clean = g_utf8_make_valid(text, -1);
    for (char *at = clean; *at != '\0'; at++) {
        bool control = (unsigned char) *at < ' ' && *at != '\n' && *at != '\t';
        *at = control || *at == '\x7f' ? '?' : *at;
    }
    return clean;
}

/* The outcomes of one folder, [begin, end). */
typedef struct {
    guint begin;
    guint end;
    guint failures;
    guint errors;
    double seconds;
} Suite;

static Suite
suite_at(const GArray *outcomes, guint begin)
{
    Suite suite = {.begin = begin, .end = begin};
    const char *folder = g_array_index(outcomes, AppOutcome, begin).file->folder;
    for (; suite.end < outcomes->len; suite.end++) {
        const AppOutcome *outcome = &g_array_index(outcomes, AppOutcome, suite.end);
        if (strcmp(outcome->file->folder, folder) != 0) {
            break;
        }
        suite.failures += outcome->kind == APP_OUTCOME_FAILED;
        suite.errors += outcome->kind == APP_OUTCOME_ERROR;
        suite.seconds += outcome->process.seconds;
    }
    return suite;
}

/* " name="value"" */
static void
add_attribute(GString *xml, const char *name, const char *value)
{
    g_autofree char *clean = app_outcome_clean(value);
    g_autofree char *escaped = g_markup_escape_text(clean, -1);
    g_string_append_printf(xml, " %s=\"%s\"", name, escaped);
}

static void
add_number(GString *xml, const char *name, guint value)
{
    g_string_append_printf(xml, " %s=\"%u\"", name, value);
}

static void
add_seconds(GString *xml, double seconds)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(xml, " time=\"%s\"",
                           g_ascii_formatd(text, sizeof text, "%.3f", seconds));
}

static void
add_case(GString *xml, const AppOutcome *outcome)
{
    g_autofree char *name = g_path_get_basename(outcome->file->path);
    g_string_append(xml, "    <testcase");
    add_attribute(xml, "name", name);
    add_attribute(xml, "classname", outcome->file->folder);
    add_seconds(xml, outcome->process.seconds);
    if (outcome->kind == APP_OUTCOME_PASSED) {
        g_string_append(xml, "/>\n");
        return;
    }
    bool failed = outcome->kind == APP_OUTCOME_FAILED;
    const char *element = failed ? "failure" : "error";
    g_string_append_printf(xml, ">\n      <%s", element);
    add_attribute(xml, "message", outcome->message);
    add_attribute(xml, "type", failed ? "scenario" : "pyarena");
    g_autofree char *detail = g_markup_escape_text(outcome->detail, -1);
    g_string_append_printf(xml, ">%s</%s>\n    </testcase>\n", detail, element);
}

static void
add_suite(GString *xml, const GArray *outcomes, const Suite *suite, guint id)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *timestamp = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S");
    const char *folder = g_array_index(outcomes, AppOutcome, suite->begin).file->folder;
    g_string_append(xml, "  <testsuite");
    add_attribute(xml, "name", folder);
    add_attribute(xml, "package", folder);
    add_number(xml, "id", id);
    add_number(xml, "tests", suite->end - suite->begin);
    add_number(xml, "failures", suite->failures);
    add_number(xml, "errors", suite->errors);
    add_seconds(xml, suite->seconds);
    add_attribute(xml, "timestamp", timestamp);
    add_attribute(xml, "hostname", "localhost");
    g_string_append(xml, ">\n    <properties/>\n");
    for (guint i = suite->begin; i < suite->end; i++) {
        add_case(xml, &g_array_index(outcomes, AppOutcome, i));
    }
    g_string_append(xml, "    <system-out/>\n    <system-err/>\n  </testsuite>\n");
}

GString *
app_junit_xml(const GArray *outcomes)
{
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    guint id = 0;
    for (guint i = 0; i < outcomes->len;) {
        Suite suite = suite_at(outcomes, i);
        add_suite(xml, outcomes, &suite, id++);
        i = suite.end;
    }
    return g_string_append(xml, "</testsuites>\n");
}

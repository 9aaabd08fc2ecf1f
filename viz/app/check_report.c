#include "viz/app/check_report.h"

#include <stdio.h>
#include <string.h>

#define MOST_DIFF_LINES 60 /* of one program */

void
app_tally_count(AppTally *tally, const AppChecked *checked)
{
    tally->total++;
    tally->counts[checked->comparison.verdict]++;
}

bool
app_tally_well(const AppTally *tally)
{
    for (int i = 0; i < SIM_VERDICT_COUNT; i++) {
        if (tally->counts[i] > 0 && !sim_verdict_well((SimVerdict) i)) {
            return false;
        }
    }
    return true;
}

/* The first lines of a difference. */
static void
print_diff(const char *diff)
{
    const char *at = diff;
    guint lines = 0;
    for (; *at != '\0' && lines < MOST_DIFF_LINES; lines++) {
        const char *newline = strchr(at, '\n');
        at = newline == NULL ? at + strlen(at) : newline + 1;
    }
    fwrite(diff, 1, (size_t) (at - diff), stdout);
    guint more = 0;
    for (; *at != '\0'; at++) {
        more += *at == '\n';
    }
    if (more > 0) {
        printf("... and %u more lines (--json has them all)\n", more);
    }
}

static void
print_side(const char *name, const SimSide *side, double timeout)
{
    const SimProcess *process = &side->process;
    if (process->timed_out) {
        printf("%s was stopped after %g seconds (--timeout)\n", name, timeout);
    } else if (process->flooded) {
        printf("%s was stopped: it printed too much\n", name);
    } else {
        printf("%s: exit status %d%s%s\n", name, process->status,
               *side->last_line == '\0' ? "" : ", stderr ends: ", side->last_line);
    }
}

/* How the two ended, where that differs. */
static void
print_ends(const SimComparison *comparison, double timeout)
{
    const SimSide *python = &comparison->python;
    const SimSide *model = &comparison->model;
    bool ended = !python->process.timed_out && !model->process.timed_out &&
                 !python->process.flooded && !model->process.flooded;
    if (!ended || python->process.status != model->process.status ||
        strcmp(python->last_line, model->last_line) != 0) {
        print_side("python3", python, timeout);
        print_side("pyarena", model, timeout);
    }
}

void
app_check_print(const AppChecked *checked, double timeout, bool quiet)
{
    const SimComparison *comparison = &checked->comparison;
    const char *path = checked->file->path;
    switch (comparison->verdict) {
    case SIM_VERDICT_SAME:
        if (comparison->stale && !quiet) {
            printf("%s: notice: it does not differ, though it is marked '#: differs %s'\n", path,
                   comparison->reason);
        }
        break;
    case SIM_VERDICT_MARKED:
        if (!quiet) {
            printf("%s: differs as marked: %s\n", path, comparison->reason);
        }
        break;
    case SIM_VERDICT_DIFFERS:
        printf("%s: differs\n", path);
        print_diff(comparison->diff);
        print_ends(comparison, timeout);
        break;
    case SIM_VERDICT_REFUSED:
        printf("%s: refused\n%s", path, comparison->refusal);
        break;
    case SIM_VERDICT_COUNT:
        g_assert_not_reached();
    }
}

static void
print_tally(const char *where, const AppTally *tally)
{
    printf("%s%u of %u programs the same", where, tally->counts[SIM_VERDICT_SAME], tally->total);
    if (tally->counts[SIM_VERDICT_MARKED] > 0) {
        printf(", %u differ as marked", tally->counts[SIM_VERDICT_MARKED]);
    }
    if (tally->counts[SIM_VERDICT_DIFFERS] > 0) {
        printf(", %u differ", tally->counts[SIM_VERDICT_DIFFERS]);
    }
    if (tally->counts[SIM_VERDICT_REFUSED] > 0) {
        printf(", %u refused", tally->counts[SIM_VERDICT_REFUSED]);
    }
    putchar('\n');
}

/* The programs [begin, end) that are in one folder. */
static guint
folder_end(const GArray *all, guint begin, AppTally *tally)
{
    const char *folder = g_array_index(all, AppChecked, begin).file->folder;
    guint end = begin;
    *tally = (AppTally){0};
    for (; end < all->len; end++) {
        const AppChecked *checked = &g_array_index(all, AppChecked, end);
        if (strcmp(checked->file->folder, folder) != 0) {
            break;
        }
        app_tally_count(tally, checked);
    }
    return end;
}

void
app_check_print_summary(const GArray *all, const AppTally *total, bool quiet)
{
    AppTally tally;
    guint end = 0;
    for (guint i = 0; i < all->len && !quiet; i = end) {
        end = folder_end(all, i, &tally);
        if (i == 0 && end == all->len) {
            break; /* one folder: the last line says it all */
        }
        g_autofree char *where =
            g_strdup_printf("%s: ", g_array_index(all, AppChecked, i).file->folder);
        print_tally(where, &tally);
    }
    print_tally("", total);
}

static void
add_text(GVariantBuilder *object, const char *name, const char *text)
{
    g_autofree char *valid = text == NULL ? NULL : g_utf8_make_valid(text, -1);
    GVariant *value = valid == NULL ? g_variant_new_maybe(G_VARIANT_TYPE_STRING, NULL)
                                    : g_variant_new_string(valid);
    g_variant_builder_add(object, "{sv}", name, value);
}

static void
add_tally(GVariantBuilder *object, const AppTally *tally)
{
    g_variant_builder_add(object, "{sv}", "total", g_variant_new_int64(tally->total));
    for (int i = 0; i < SIM_VERDICT_COUNT; i++) {
        g_variant_builder_add(object, "{sv}", sim_verdict_name((SimVerdict) i),
                              g_variant_new_int64(tally->counts[i]));
    }
}

static void
add_side(GVariantBuilder *object, const char *name, const SimSide *side)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add(&builder, "{sv}", "exit_status",
                          g_variant_new_int64(side->process.status));
    add_text(&builder, "stderr_ends", side->last_line);
    g_variant_builder_add(&builder, "{sv}", "timed_out",
                          g_variant_new_boolean(side->process.timed_out));
    g_variant_builder_add(&builder, "{sv}", "seconds", g_variant_new_double(side->process.seconds));
    g_variant_builder_add(object, "{sv}", name, g_variant_builder_end(&builder));
}

static GVariant *
json_of_program(const AppChecked *checked)
{
    const SimComparison *comparison = &checked->comparison;
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "file", checked->file->path);
    add_text(&object, "folder", checked->file->folder);
    add_text(&object, "verdict", sim_verdict_name(comparison->verdict));
    add_text(&object, "marked", comparison->reason);
    add_text(&object, "refusal", comparison->refusal);
    if (comparison->refusal == NULL) {
        add_text(&object, "diff", comparison->diff);
        add_side(&object, "python3", &comparison->python);
        add_side(&object, "pyarena", &comparison->model);
    }
    return g_variant_builder_end(&object);
}

static GVariant *
json_of_folders(const GArray *all)
{
    GVariantBuilder folders;
    AppTally tally;
    guint end = 0;
    g_variant_builder_init(&folders, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < all->len; i = end) {
        GVariantBuilder object;
        end = folder_end(all, i, &tally);
        g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
        add_text(&object, "folder", g_array_index(all, AppChecked, i).file->folder);
        add_tally(&object, &tally);
        g_variant_builder_add(&folders, "v", g_variant_builder_end(&object));
    }
    return g_variant_builder_end(&folders);
}

GVariant *
app_check_json(const GArray *all, const AppTally *tally, const char *python, const char *version)
{
    GVariantBuilder object;
    GVariantBuilder programs;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "python", python);
    add_text(&object, "python_version", version);
    add_tally(&object, tally);
    g_variant_builder_add(&object, "{sv}", "folders", json_of_folders(all));
    g_variant_builder_init(&programs, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < all->len; i++) {
        GVariant *program = json_of_program(&g_array_index(all, AppChecked, i));
        g_variant_builder_add(&programs, "v", program);
    }
    g_variant_builder_add(&object, "{sv}", "programs", g_variant_builder_end(&programs));
    return g_variant_builder_end(&object);
}

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/diag.h"
#include "sim/record/player.h"
#include "sim/record/reader.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/replay_figure.h"
#include "viz/app/replay_report.h"
#include "viz/app/verb.h"

/* Batches between two looks at the clock, and microseconds between two lines. */
#define PROGRESS_BATCHES  4096
#define PROGRESS_INTERVAL 200000

typedef struct {
    char *profile;   /* --profile */
    char *at;        /* --at */
    int few;         /* --pools */
    gboolean verify; /* --verify */
    gboolean stats;  /* --stats */
    gboolean force;  /* -f */
    char *figure;    /* --figure */
    char *view;      /* --view */
    char *zoom;      /* --zoom */
    char *theme;     /* --theme */
    int arenas;      /* --max-arenas */
} ReplayOptions;

/* A line on stderr, for long recordings. */
typedef struct {
    bool is_wanted;
    bool is_shown;
    unsigned batches;
    gint64 next;
} Progress;

static void
show_progress(Progress *progress, const SimReader *reader, const SimPlayer *player)
{
    if (!progress->is_wanted || ++progress->batches % PROGRESS_BATCHES != 0 ||
        g_get_monotonic_time() < progress->next) {
        return;
    }
    progress->next = g_get_monotonic_time() + PROGRESS_INTERVAL;
    progress->is_shown = true;
    fprintf(stderr, "\rpyarena replay: %.0f %%, %" G_GUINT64_FORMAT " records",
            100.0 * sim_reader_progress(reader), player->records);
    fflush(stderr);
}

static void
hide_progress(const Progress *progress)
{
    if (progress->is_shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}

/* Leaves what comes after the record @last out of the batch. */
static void
cut_batch(SimBatch *batch, uint64_t last)
{
    while (batch->length > 0 && batch->number + batch->length - batch->controls > last) {
        batch->length--;
        batch->controls -= sim_record_op(&batch->records[batch->length]) == PYMTRC_CONTROL;
    }
}

/* Up to the record @last, from 1. */
static bool
play_until(SimReader *reader, SimPlayer *player, uint64_t last, bool quiet, GError **error)
{
    Progress progress = {.is_wanted = !quiet && isatty(STDERR_FILENO)};
    g_autofree SimBatch *batch = g_new0(SimBatch, 1);
    bool ok;
    while ((ok = sim_reader_next(reader, batch, error)) && batch->length > 0 &&
           player->records < last) {
        cut_batch(batch, last);
        if (!sim_player_play(player, batch, error)) {
            g_prefix_error(error, "%s: ", sim_reader_name(reader));
            ok = false;
            break;
        }
        show_progress(&progress, reader, player);
    }
    hide_progress(&progress);
    if (ok) {
        sim_player_sample(player);
    }
    return ok;
}

/* NULL, with true: the recording does not say, its arenas will tell. */
static bool
choose_profile(const SimReader *reader,
               const char *wanted,
               const SimProfile **profile,
               GError **error)
{
    uint32_t version = sim_reader_version(reader);
    g_autofree char *names = sim_profile_names(SIM_PROFILES_ALL);
    if (wanted != NULL) {
        *profile = sim_profile_find(wanted);
    } else {
        *profile = version == 0 ? NULL : sim_profile_of_version(version);
    }
    if (*profile != NULL || (wanted == NULL && version == 0)) {
        return true;
    }
    if (wanted != NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "pyarena replay: error: no profile '%s' (there is: %s)\n", wanted, names);
    } else {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_NOT_MODELLED,
                    "%s: error: it is of CPython %u.%u, which is not modelled; --profile takes "
                    "another (%s)\n",
                    sim_reader_name(reader), version >> 24, version >> 16 & 0xff, names);
    }
    return false;
}

static void
tell_notices(const SimReader *reader, const SimPlayer *player, bool chosen)
{
    const char *name = sim_reader_name(reader);
    if (sim_reader_notice(reader) != NULL) {
        fprintf(stderr, "%s: notice: %s\n", name, sim_reader_notice(reader));
    }
    if (sim_reader_version(reader) == 0 && !chosen) {
        fprintf(stderr, "%s: notice: no version is recorded; its arenas are those of %s\n", name,
                player->profile->name);
    }
    if (player->hook_lost > 0) {
        fprintf(stderr,
                "%s: notice: after record %" G_GUINT64_FORMAT
                " somebody replaced the allocators, calls are missing\n",
                name, player->hook_lost);
    }
    if (player->foreign_arenas > 0) {
        fprintf(stderr,
                "%s: notice: %" G_GUINT64_FORMAT " arenas are not of the size that %s has\n", name,
                player->foreign_arenas, player->profile->name);
    }
    if (player->strays > 0) {
        fprintf(stderr,
                "%s: notice: %" G_GUINT64_FORMAT
                " blocks outside the arenas were freed that had not been handed out, or handed "
                "out twice\n",
                name, player->strays);
    }
}

static SimPlayer *
play_file(SimReader *reader, const ReplayOptions *own, uint64_t last, bool quiet, GError **error)
{
    const SimProfile *profile;
    if (!choose_profile(reader, own->profile, &profile, error)) {
        return NULL;
    }
    g_autoptr(SimPlayer) player = sim_player_new(profile);
    return play_until(reader, player, last, quiet, error) ? g_steal_pointer(&player) : NULL;
}

/* The record where the most bytes were in use, among the points that were noted. */
static bool
find_peak(const char *path, const ReplayOptions *own, bool quiet, uint64_t *record, GError **error)
{
    g_autoptr(SimReader) reader = sim_reader_open(path, error);
    g_autoptr(SimPlayer) player =
        reader == NULL ? NULL : play_file(reader, own, UINT64_MAX, quiet, error);
    if (player == NULL) {
        return false;
    }
    uint64_t most = 0;
    *record = 0;
    for (guint i = 0; i < player->usage.points->len; i++) {
        const SimUsagePoint *point = &g_array_index(player->usage.points, SimUsagePoint, i);
        if (point->in_use >= most) {
            most = point->in_use;
            *record = point->at;
        }
    }
    return true;
}

static bool
find_last(const char *path, const ReplayOptions *own, bool quiet, uint64_t *last, GError **error)
{
    guint64 number;
    *last = UINT64_MAX;
    if (own->at == NULL) {
        return true;
    }
    bool is_peak = strcmp(own->at, "peak") == 0;
    if (is_peak && strcmp(path, "-") != 0) {
        return find_peak(path, own, quiet, last, error);
    }
    if (!is_peak && g_ascii_string_to_unsigned(own->at, 10, 0, G_MAXUINT64, &number, NULL)) {
        *last = number;
        return true;
    }
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                "pyarena replay: error: --at takes the number of a record, or 'peak'%s\n",
                is_peak ? " for a file that can be read twice" : "");
    return false;
}

static int
replay(const AppOptions *options, const ReplayOptions *own, const char *path)
{
    GError *error = NULL;
    uint64_t last;
    if (!find_last(path, own, options->quiet, &last, &error)) {
        return app_report(error);
    }
    g_autoptr(SimReader) reader = sim_reader_open(path, &error);
    g_autoptr(SimPlayer) player =
        reader == NULL ? NULL : play_file(reader, own, last, options->quiet, &error);
    if (player == NULL) {
        return app_report(error);
    }
    if (!options->quiet) {
        tell_notices(reader, player, own->profile != NULL);
    }
    int status = own->verify && !app_replay_matches(player) ? APP_FAILED : APP_OK;
    AppReplayed replayed = {reader, player, own->verify, own->stats, (uint32_t) own->few};
    AppReplayFigure figure = {own->figure, own->view,   own->zoom,
                              own->theme,  own->arenas, own->force};
    if (own->figure != NULL && !app_replay_draw(&replayed, &figure, options->quiet, &error)) {
        return app_report(error);
    }
    if (options->json) {
        int printed = app_json_print(app_replay_json(&replayed));
        return printed != APP_OK ? printed : status;
    }
    app_replay_print(&replayed);
    return status;
}

int
app_replay(int argc, char **argv)
{
    ReplayOptions own = {.few = 1};
    const GOptionEntry entries[] = {
        {"verify", 0, 0, G_OPTION_ARG_NONE, &own.verify,
         "compare every address and table; exit status 1 if one differs", NULL},
        {"stats", 0, 0, G_OPTION_ARG_NONE, &own.stats,
         "the table of sys._debugmallocstats(), what fills pools, what keeps arenas, over time",
         NULL},
        {"pools", 0, 0, G_OPTION_ARG_INT, &own.few,
         "with --stats: show the arenas that at most N pools keep (1)", "N"},
        {"at", 0, 0, G_OPTION_ARG_STRING, &own.at, "stop after record N, or where most was in use",
         "N|peak"},
        {"figure", 0, 0, G_OPTION_ARG_FILENAME, &own.figure,
         "draw it; the suffix says whether svg, png, pdf or json", "OUT"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &own.view,
         "with --figure: the arenas, pool by pool (arenas), or bytes over time (usage)",
         "arenas|usage"},
        {"zoom", 0, 0, G_OPTION_ARG_STRING, &own.zoom,
         "with --figure: one pool with its blocks, or one arena (addresses in hexadecimal)",
         "pool-ADDRESS|arena-ADDRESS"},
        {"max-arenas", 0, 0, G_OPTION_ARG_INT, &own.arenas,
         "with --figure: arenas drawn with their blocks (3); of more, pools or totals", "N"},
        {"theme", 0, 0, G_OPTION_ARG_STRING, &own.theme, "with --figure: colours (light)", "NAME"},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &own.force, "overwrite an existing figure", NULL},
        {"profile", 0, 0, G_OPTION_ARG_STRING, &own.profile,
         "CPython version modelled (that of the recording)", "VERSION"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "replay", entries, APP_TAKES_JSON, argc, argv);
    bool known =
        own.view == NULL || strcmp(own.view, "arenas") == 0 || strcmp(own.view, "usage") == 0;
    if (status < 0 && !known) {
        fprintf(stderr, "pyarena replay: error: --view takes arenas or usage, not '%s'\n",
                own.view);
        status = APP_BAD_INPUT;
    }
    if (status < 0 && own.arenas < 0) {
        fputs("pyarena replay: error: --max-arenas takes a number from 1 on\n", stderr);
        status = APP_BAD_INPUT;
    }
    if (status < 0 && own.few < 1) {
        fputs("pyarena replay: error: --pools takes a number from 1 on\n", stderr);
        status = APP_BAD_INPUT;
    }
    if (status < 0) {
        const char *path = app_options_single(&options, "replay");
        status = path == NULL ? APP_BAD_INPUT : replay(&options, &own, path);
    }
    g_free(own.profile);
    g_free(own.at);
    g_free(own.figure);
    g_free(own.theme);
    g_free(own.view);
    g_free(own.zoom);
    return status;
}

#include <stdio.h>

#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/played.h"
#include "viz/app/replay_figure.h"
#include "viz/app/replay_report.h"
#include "viz/app/replay_story.h"
#include "viz/app/verb.h"

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

static int
replay(const AppOptions *options, const ReplayOptions *own, const char *path)
{
    GError *error = NULL;
    const AppPlay how = {"replay", own->profile, own->at, "at", options->quiet};
    g_autoptr(AppPlayed) played = app_played_open(path, &how, &error);
    if (played == NULL) {
        return app_report(error);
    }
    int status = own->verify && !app_replay_matches(played->player) ? APP_FAILED : APP_OK;
    AppReplayed replayed = {played->reader, played->player, own->verify, own->stats,
                            (uint32_t) own->few};
    AppReplayFigure figure = {own->figure, own->view,   own->zoom,
                              own->theme,  own->arenas, own->force};
    if (own->figure != NULL && !app_replay_draw(played, &figure, options->quiet, &error)) {
        return app_report(error);
    }
    if (options->json) {
        int printed = app_json_print(app_replay_json(&replayed));
        return printed != APP_OK ? printed : status;
    }
    app_replay_print(&replayed);
    return status;
}

/* Options that say how a figure looks, without one. */
static bool
check_figure(const ReplayOptions *own)
{
    const char *stray = own->view != NULL    ? "view"
                        : own->zoom != NULL  ? "zoom"
                        : own->theme != NULL ? "theme"
                        : own->arenas != 0   ? "max-arenas"
                                             : NULL;
    if (own->figure != NULL || stray == NULL) {
        return true;
    }
    fprintf(stderr, "pyarena replay: error: --%s says how a figure looks: add --figure OUT\n",
            stray);
    return false;
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
         "with --figure: the arenas, pool by pool (arenas), the address space (heap), or bytes "
         "over time (usage)",
         "arenas|heap|usage"},
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
    if (status < 0 && (!app_replay_check_view("replay", own.view) || !check_figure(&own))) {
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

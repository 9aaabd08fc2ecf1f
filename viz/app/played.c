#include "viz/app/played.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/diag.h"

/* Batches between two looks at the clock, and microseconds between two lines. */
#define PROGRESS_BATCHES  4096
#define PROGRESS_INTERVAL 200000

/* A line on stderr, for long recordings. */
typedef struct {
    const char *verb;
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
    fprintf(stderr, "\rpyarena %s: %.0f %%, %" G_GUINT64_FORMAT " records", progress->verb,
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
play_until(SimReader *reader, SimPlayer *player, const AppPlay *how, uint64_t last, GError **error)
{
    Progress progress = {.verb = how->verb, .is_wanted = !how->quiet && isatty(STDERR_FILENO)};
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
               const AppPlay *how,
               const SimProfile **profile,
               GError **error)
{
    const char *wanted = how->profile;
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
                    "pyarena %s: error: no profile '%s' (there is: %s)\n", how->verb, wanted,
                    names);
    } else {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_NOT_MODELLED,
                    "%s: error: it is of CPython %u.%u, which is not modelled; --profile takes "
                    "another (%s)\n",
                    sim_reader_name(reader), version >> 24, version >> 16 & 0xff, names);
    }
    return false;
}

static void
tell_notices(const SimReader *reader, const SimPlayer *player, const AppPlay *how, uint64_t last)
{
    const char *name = sim_reader_name(reader);
    if (last != UINT64_MAX && player->records < last) {
        fprintf(stderr, "%s: notice: it has only %" G_GUINT64_FORMAT " records (--%s)\n", name,
                player->records, how->at_option);
    }
    if (sim_reader_notice(reader) != NULL) {
        fprintf(stderr, "%s: notice: %s\n", name, sim_reader_notice(reader));
    }
    if (sim_reader_version(reader) == 0 && how->profile == NULL) {
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
play_file(SimReader *reader, const AppPlay *how, uint64_t last, GError **error)
{
    const SimProfile *profile;
    if (!choose_profile(reader, how, &profile, error)) {
        return NULL;
    }
    g_autoptr(SimPlayer) player = sim_player_new(profile);
    return play_until(reader, player, how, last, error) ? g_steal_pointer(&player) : NULL;
}

/* The record where the most bytes were in use, among the points that were noted. */
static bool
find_peak(const char *path, const AppPlay *how, uint64_t *record, GError **error)
{
    g_autoptr(SimReader) reader = sim_reader_open(path, error);
    g_autoptr(SimPlayer) player = reader == NULL ? NULL : play_file(reader, how, UINT64_MAX, error);
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
find_last(const char *path, const AppPlay *how, uint64_t *last, GError **error)
{
    guint64 number;
    *last = UINT64_MAX;
    if (how->at == NULL) {
        return true;
    }
    bool is_peak = strcmp(how->at, "peak") == 0;
    if (is_peak && strcmp(path, "-") != 0) {
        return find_peak(path, how, last, error);
    }
    if (!is_peak && g_ascii_string_to_unsigned(how->at, 10, 0, G_MAXUINT64, &number, NULL)) {
        *last = number;
        return true;
    }
    g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                "pyarena %s: error: --%s takes the number of a record, or 'peak'%s\n", how->verb,
                how->at_option, is_peak ? " for a file that can be read twice" : "");
    return false;
}

AppPlayed *
app_played_open(const char *path, const AppPlay *how, GError **error)
{
    g_autoptr(AppPlayed) played = g_new0(AppPlayed, 1);
    uint64_t last;
    if (!find_last(path, how, &last, error)) {
        return NULL;
    }
    played->reader = sim_reader_open(path, error);
    played->player = played->reader == NULL ? NULL : play_file(played->reader, how, last, error);
    if (played->player == NULL) {
        return NULL;
    }
    if (!how->quiet) {
        tell_notices(played->reader, played->player, how, last);
    }
    return g_steal_pointer(&played);
}

void
app_played_free(AppPlayed *played)
{
    if (played != NULL) {
        sim_player_free(played->player);
        sim_reader_free(played->reader);
        g_free(played);
    }
}

/* As a compressed recording, or as one that is not. */
bool
app_played_is_recording(const char *path)
{
    static const char compressed[] = "\x28\xb5\x2f\xfd";
    char head[PYMTRC_MAGIC_SIZE] = {0};
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    size_t got = file == NULL ? 0 : fread(head, 1, sizeof head, file);
    if (file != NULL) {
        fclose(file);
    }
    return (got >= 4 && memcmp(head, compressed, 4) == 0) ||
           (got == sizeof head && (memcmp(head, PYMTRC_MAGIC_1, sizeof head) == 0 ||
                                   memcmp(head, PYMTRC_MAGIC_2, sizeof head) == 0));
}

bool
app_played_refuse(const char *path, GError **error)
{
    if (!app_played_is_recording(path)) {
        return true;
    }
    g_set_error(
        error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
        "%s: error: this is a recording of a real process, not a scenario: 'pyarena replay' "
        "and 'pyarena draw' take it\n",
        path);
    return false;
}

/* A recording of a real process, played into the model up to a record. */
#pragma once

#include "sim/record/player.h"
#include "sim/record/reader.h"

G_BEGIN_DECLS

typedef struct {
    const char *verb;      /* that speaks */
    const char *profile;   /* CPython version to model; NULL: that of the recording */
    const char *at;        /* "N": stop after record N; "peak": where most was in use; NULL */
    const char *at_option; /* that says so, without dashes */
    bool quiet;            /* no notices, no line of progress */
} AppPlay;

typedef struct {
    SimReader *reader;
    SimPlayer *player;
} AppPlayed;

/* Whether the file begins as a recording; one that cannot be read does not. */
bool app_played_is_recording(const char *path);
/* For those who take scenarios: false, with @error, if it does. */
bool app_played_refuse(const char *path, GError **error);

/* Plays it and prints the notices. NULL with @error. (transfer full) */
AppPlayed *app_played_open(const char *path, const AppPlay *how, GError **error);
void app_played_free(AppPlayed *played);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AppPlayed, app_played_free)

G_END_DECLS

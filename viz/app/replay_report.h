/* What `pyarena replay` tells of a recording: text on stdout, or JSON. */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/record/player.h"
#include "sim/record/reader.h"

G_BEGIN_DECLS

typedef struct {
    const SimReader *reader;
    const SimPlayer *player;
    bool verify;  /* --verify */
    bool stats;   /* --stats */
    uint32_t few; /* --pools: arenas that at most so many pools keep are shown */
} AppReplayed;

/* Whether everything is as recorded: addresses, arenas, tables. */
bool app_replay_matches(const SimPlayer *player);

void app_replay_print(const AppReplayed *replayed);
/* A floating reference. */
GVariant *app_replay_json(const AppReplayed *replayed);

G_END_DECLS

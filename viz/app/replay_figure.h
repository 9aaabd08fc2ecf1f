/* One figure of a played recording, in a file of its own. */
#pragma once

#include "viz/app/played.h"

G_BEGIN_DECLS

typedef struct {
    const char *path;  /* its suffix is the format: svg, png, pdf, json */
    const char *view;  /* arenas (NULL), heap or usage */
    const char *zoom;  /* pool-ADDRESS or arena-ADDRESS; NULL: all arenas */
    const char *theme; /* NULL: light */
    int max_arenas;    /* drawn with their blocks; 0: as many as in other figures */
    bool overwrite;
} AppReplayFigure;

/* Writes it, and prints its path and, unless @quiet, what it leaves out. */
bool
app_replay_draw(const AppPlayed *played, const AppReplayFigure *figure, bool quiet, GError **error);

G_END_DECLS

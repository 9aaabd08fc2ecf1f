/* A story: everything that the figures of one scenario are made from.
 *
 * Filled by the application from a trace and the scenario's directives; nothing left of
 * the trace is needed to draw. All texts are copied.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/profile.h"
#include "sim/replay/arenas.h"
#include "sim/replay/replay.h"

G_BEGIN_DECLS

typedef struct {
    char *name;    /* of the file, without suffix */
    char *view;    /* "blocks" */
    char *caption; /* or NULL */
    uint64_t step; /* the state to show */
    /* View arenas: "arena-ADDRESS" or "pool-ADDRESS" (hexadecimal, as items are called), or the
     * name of an object whose pool is shown. View timeline: a window of time, see window.h. NULL:
     * everything. */
    char *zoom;
} VizFigure;

/* A text to stand beside the statement that covers lines [first, last]. */
typedef struct {
    int32_t first;
    int32_t last;
    char *text;
} VizNote;

/* From that step on, the name is left out of figures (hidden) or shown again. */
typedef struct {
    char *name;
    uint64_t step;
    bool hidden;
} VizVisibility;

/* Lines of one statement; of a compound statement its header alone. */
typedef struct {
    int32_t first;
    int32_t last;
} VizExtent;

/* See limit.def; each is 1 or more. */
typedef struct {
#define LIMIT(field, name, initial, help) unsigned field;
#include "viz/scene/limit.def"
#undef LIMIT
} VizLimits;

/* A block, or several that are told as one. */
typedef struct {
    SimAddr address;
    uint64_t size;   /* bytes in use, from there on */
    uint64_t blocks; /* how many */
} VizUsed;

/* The address space of a recorded process, which has no states. What of it is resident is not
 * known. */
typedef struct {
    GArray *regions; /* SimStateRegion, by address, all of it resident */
    GArray *used;    /* VizUsed, by address */
} VizSpace;

typedef struct {
    const SimTrace *trace; /* borrowed, like the replay; both outlive the story */
    SimReplay *replay;
    const SimProfile *profile; /* that of the trace; the default one at first */
    /* Borrowed; what the view of arenas shows if it is not the trace that tells (NULL). */
    const SimArenaMap *arenas;
    /* Borrowed; what the view `heap` shows if it is not the trace that tells (NULL). */
    const VizSpace *space;
    /* Borrowed; SimUsagePoint of a recording, for the view of that name; NULL: from the trace. */
    const GArray *usage;
    /* Where in the program a block was allocated, or NULL. Returns (transfer full). NULL: nobody
     * knows. */
    char *(*site_of)(void *data, SimAddr block);
    void *site_data;
    char *title;          /* or NULL */
    GArray *figures;      /* VizFigure, in the order they are to be drawn */
    GArray *notes;        /* VizNote */
    GArray *visibilities; /* VizVisibility; of several for one step the last holds */
    GArray *extents;      /* VizExtent; a line in none of them is a statement */
    VizLimits limits;
} VizStory;

VizStory *viz_story_new(const SimTrace *trace, SimReplay *replay, const char *title);
void viz_story_free(VizStory *story);

void viz_story_add_figure(
    VizStory *story, const char *name, const char *view, const char *caption, uint64_t step);
/* Of the figure added last. @zoom may be NULL. */
void viz_story_zoom(VizStory *story, const char *zoom);
void viz_story_add_note(VizStory *story, int32_t first, int32_t last, const char *text);
/* Step 0: from the start. */
void viz_story_add_visibility(VizStory *story, const char *name, bool hidden, uint64_t step);
void viz_story_add_extent(VizStory *story, int32_t first, int32_t last);

/* Whether figures of that step show the name. */
bool viz_story_shows(const VizStory *story, const char *name, uint64_t step);
/* The statement that holds the line. */
VizExtent viz_story_statement(const VizStory *story, int32_t line);
/* Its text without comments and common indentation, lines ended by '\n' between them.
 * Returns (transfer full). */
char *viz_story_code(const VizStory *story, VizExtent extent);
/* The notes on it, joined by "; ", or NULL. Returns (transfer full). */
char *viz_story_notes(const VizStory *story, VizExtent extent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizStory, viz_story_free)

G_END_DECLS

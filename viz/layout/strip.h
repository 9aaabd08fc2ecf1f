/* The memory strip: blocks under each other in the order of their addresses.
 *
 * Shared by the files of this layout. strip_places.c decides where each stretch of memory
 * stands in all figures, strip_code.c where each statement does, strip.c draws.
 */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

#define STRIP_LINE    20.0 /* a line of names, bits or code */
#define STRIP_GAP     18.0 /* between places */
#define STRIP_PADDING 5.0  /* above the first line of bits and below the last */

/* How tall a block is: bytes are shown as lines of bits. */
typedef struct {
    uint64_t size;
    unsigned lines;
    bool compressed; /* not in proportion to smaller blocks */
} VizScale;

/* Where a stretch of memory that overlaps no other is drawn. Blocks of different times that
 * overlap share a place, divided where any of them begins or ends. */
typedef struct {
    GArray *scales; /* VizScale by ascending size */
    GArray *cells;  /* see strip_places.c */
    double height;  /* of all places */
} VizPlaces;

void viz_places_init(VizPlaces *places, const GPtrArray *scenes);
void viz_places_clear(VizPlaces *places);
/* Top and height of the box of [address, address + size), which some scene shows. */
void viz_places_box(
    const VizPlaces *places, SimAddr address, uint64_t size, double *top, double *height);
/* Top of the row that the box of @address stands in: names may need more room than a box. */
double viz_places_row(const VizPlaces *places, SimAddr address);
const VizScale *viz_places_scale(const VizPlaces *places, uint64_t size);

/* One line of a statement, or a note. */
typedef struct {
    const char *text;
    double indent;
    bool note;
} VizCodeLine;

/* A statement, wrapped. */
typedef struct {
    GArray *lines; /* VizCodeLine */
    GStringChunk *texts;
    unsigned rows;
    bool note_behind; /* the last line is a note that stands on the row before it */
    double width;
} VizCodeEntry;

VizCodeEntry *viz_code_entry_new(const VizItem *item);
void viz_code_entry_free(VizCodeEntry *entry);

/* Where each statement of any scene stands. */
typedef struct {
    GHashTable *tops; /* id -> double * */
    double width;
    double height; /* from 0 to the end of the last line */
} VizCodeColumn;

void viz_code_init(VizCodeColumn *column, const GPtrArray *scenes, const VizPlaces *places);
void viz_code_clear(VizCodeColumn *column);
double viz_code_top(const VizCodeColumn *column, const char *id);

G_END_DECLS

/* The address line: regions of the address space under each other by address, each a bar as long
 * as the region, all to one scale. A region that is too long for it is broken and says so.
 *
 * Shared by the files of this layout. line_places.c decides where everything stands in all
 * figures, line.c draws.
 */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/layout/legend.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

#define LINE_MARGIN     16.0
#define LINE_BAR_WIDTH  520.0
#define LINE_BAR_HEIGHT 32.0
#define LINE_FIRST_PART 0.62 /* of a broken bar, before the break */
#define LINE_BREAK      16.0
#define LINE_GAP_ROW    20.0 /* height of what says that there is a hole */

typedef struct {
    char *id;
    SimAddr address;
    uint64_t size; /* the most it ever has */
    bool gap;      /* something is left out before it, in some figure */
    bool names;
    guint place; /* the row that it shares its place with, perhaps itself */
    double top;  /* of the bar */
} LineRow;

typedef struct {
    GArray *rows; /* Row by address */
    double bar;   /* left side of bars */
    double texts; /* of what is said beside them */
    double scale; /* points to a byte */
    double ruler; /* a line that says how long so many bytes are */
    double total; /* baselines; 0: none */
    double more;
    double foot;
    double width;
    double height;
    bool changes;
    bool untouched;
} Line;

void line_init(Line *line, const GPtrArray *scenes);
void line_clear(Line *line);

/* The row of the run of that id, which is in one of the scenes. */
LineRow *line_row(const Line *line, const char *id);
bool line_is_broken(const Line *line, uint64_t size);
double line_bar_width(const Line *line, uint64_t size);
/* Where the byte at @offset of a region of @size stands. */
double line_place(const Line *line, uint64_t size, uint64_t offset);
Legends line_legends(const Line *line);

G_END_DECLS

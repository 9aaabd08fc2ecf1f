/* Memory in words: panels under each other, in each three columns of memory from left to right.
 *
 * Shared by the files of this layout. words_places.c decides where everything stands in all
 * figures, words.c draws. A cell is one word of 8 bytes and has the same size everywhere; words of
 * the first two columns stand under each other, those of a box in the third side by side.
 */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/layout/legend.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

#define WORDS_COLUMNS 3
#define WORDS_BOXES   2 /* the column of boxes */
#define WORDS_BYTES   8 /* of a word */
#define WORDS_ACROSS  4 /* words of a box that are drawn side by side */

#define WORDS_MARGIN  16.0
#define WORDS_ROW     20.0
#define WORDS_GAP     16.0 /* height of a break */
#define WORDS_HEADING 14.0 /* names of a box's words */
#define WORDS_CELL    78.0
#define WORDS_PAD     6.0
#define WORDS_TITLE   18.0 /* above a strip */
#define WORDS_SPARE   3    /* rows that free places may take */

/* Memory that is drawn on one ground. */
typedef struct {
    char *key;
    unsigned column;
    bool fixed; /* static objects */
    double top;
    double height;
    GArray *rows; /* column of boxes: WordsRow by address */
} WordsStrip;

typedef struct {
    SimAddr address;
    bool gap;     /* room for a break before it */
    bool heading; /* room for the names of its words */
    double top;   /* of its cells; from the strip's */
} WordsRow;

typedef struct {
    char *id;
    GPtrArray *strips; /* WordsStrip */
    double top;
    double height;
    double total; /* baseline of its last line */
    unsigned names;
} WordsPanel;

typedef struct {
    GPtrArray *panels; /* WordsPanel, in the order they are met */
    double name_end;
    double left[WORDS_COLUMNS]; /* of the strips */
    double addresses[WORDS_COLUMNS];
    double labels[WORDS_COLUMNS]; /* width of the names of words */
    double right[WORDS_COLUMNS];
    double outside[WORDS_COLUMNS]; /* width of values that stand beside their cells */
    double more;                   /* baseline; 0: none */
    double foot;
    double width;
    double height;
    bool changes;
    bool fixed;
    bool unused;
} Words;

void words_init(Words *words, const GPtrArray *scenes);
void words_clear(Words *words);

const WordsPanel *words_panel(const Words *words, const char *id);
/* The strip that a run is drawn on. */
const WordsStrip *words_strip(const Words *words, const VizScene *scene, size_t run);
/* Left side of the cells of that column. */
double words_cells(const Words *words, unsigned column);
/* Top of the row of a run's word; of a run: of the row at which references to it arrive. */
double words_top(const Words *words, const VizScene *scene, size_t item);
/* Rows that a word takes in the first two columns. */
unsigned words_rows(const VizItem *word);
const WordsRow *words_row(const WordsStrip *strip, SimAddr address);
/* Whether a box shows the names of its words: it is of another type than the one before it. */
bool words_has_heading(const VizScene *scene, size_t run);
/* Whether the value of a word fits into its cell, and with which role. */
bool words_value_fits(const VizItem *word, VizRole *role);
/* Whether a value of a box is written beside it: an integer is not shortened. */
bool words_stands_outside(const VizItem *word, VizRole *role);
/* The values of a row of cells that are too narrow for one of them, as they stand beside it. NULL:
 * they fit, or the cells are whole words. @word is the first of the row. Returns (transfer full).
 */
char *words_row_text(const VizScene *scene, size_t word);
double words_cell_width(const VizScene *scene, const VizItem *word);
Legends words_legends(const Words *words);
/* "list object, 56 bytes". Returns (transfer full). */
char *words_title(const VizItem *run);

G_END_DECLS

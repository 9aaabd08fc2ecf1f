/* The object graph: frames at the left, objects to the right of what leads to them.
 *
 * Shared by the files of this layout. Sizes are ours (graph_boxes.c), places and the paths
 * of references come from Graphviz's dot (graph_dot.c), which is given the union of all
 * scenes, so that an object stands in the same place in each; graph_fold.c breaks long chains.
 * graph.c draws.
 */
#pragma once

#include "viz/draw/drawing.h"
#include "viz/scene/scene.h"

G_BEGIN_DECLS

#define GRAPH_HEADER  22.0 /* height of an object's first row */
#define GRAPH_ROW     20.0 /* of the others */
#define GRAPH_PADDING 8.0  /* beside texts */
#define GRAPH_DOT     28.0 /* width of the cell that a reference starts in */

/* The box of an object, a buffer, or the frame at one depth of the call stack, large enough
 * for every scene. */
typedef struct {
    char *id; /* "frame-0", "object-12", "buffer-7" */
    VizKind kind;
    double width;
    double label;  /* width of the column of labels */
    double header; /* height of the first row; 0: none */
    unsigned rows;
    double x; /* left, from graph_dot.c */
    double y; /* top */
} VizGraphBox;

/* A reference that occurs in some scene: from a row of a box to a box. */
typedef struct {
    char *key; /* "object-12:3>object-5" */
    size_t from;
    unsigned row;
    size_t to;
    bool circular; /* part of a circle in some scene */
    GArray *path;  /* VizPoint, 3n + 1 of them, from graph_dot.c */
} VizGraphEdge;

typedef struct {
    GPtrArray *boxes;    /* VizGraphBox * */
    GHashTable *box_of;  /* id -> index + 1 */
    GPtrArray *edges;    /* VizGraphEdge * */
    GHashTable *edge_of; /* key -> VizGraphEdge * */
    double width;
    double height;
} VizGraph;

VizGraph *viz_graph_boxes(const GPtrArray *scenes);
void viz_graph_free(VizGraph *graph);

/* What an item of a scene is drawn in: its own box, or that of its parent. */
const VizGraphBox *viz_graph_box(const VizGraph *graph, const VizItem *item);
/* The row of its box, counted from 0 below the header, that @index of @scene stands in. */
unsigned viz_graph_row(const VizScene *scene, size_t index);
double viz_graph_height(const VizGraphBox *box, unsigned rows);
/* The reference that item @index makes, or NULL. */
const VizGraphEdge *viz_graph_edge(const VizGraph *graph, const VizScene *scene, size_t index);
/* Whether the object is drawn small, without header. */
bool viz_graph_is_still(const VizItem *item);
char *viz_graph_still_text(const VizItem *item);
char *viz_graph_refs_text(const VizItem *item);

/* Breaks what is far wider than tall into bands under each other. For graph_dot.c. */
void viz_graph_fold(VizGraph *graph);
/* Fills in places, paths and size. False with @error where Graphviz fails. */
bool viz_graph_place(VizGraph *graph, GError **error);

G_END_DECLS

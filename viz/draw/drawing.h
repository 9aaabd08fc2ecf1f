/* A drawing: marks with their places, in the order they are painted.
 *
 * What layout hands to a renderer. Points, y down, origin at the top left. A mark has a
 * role (what it stands for), the palette entry that PALETTE colours refer to, and perhaps
 * an id, unique in the drawing, by which scripts and tests find it. No colours and no
 * fonts: they follow from role and theme.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "viz/draw/role.h"

G_BEGIN_DECLS

typedef enum {
    VIZ_SHAPE_RECT,
    VIZ_SHAPE_TEXT,
    VIZ_SHAPE_LINE,  /* points: corners of a polyline */
    VIZ_SHAPE_CURVE, /* points: 3n + 1 of a chain of cubic Bezier curves */
    VIZ_SHAPE_HATCH, /* a rect of lines at 45 degrees */
    VIZ_SHAPE_TILE   /* a filled rect among very many, behind all other marks */
} VizShape;

typedef enum {
    VIZ_ALIGN_LEFT,
    VIZ_ALIGN_RIGHT,
    VIZ_ALIGN_MIDDLE
} VizAlign;

typedef struct {
    double x;
    double y;
} VizPoint;

typedef struct {
    VizShape shape;
    VizRole role;
    unsigned palette; /* entry; wraps around */
    const char *id;   /* or NULL */
    const char *text;
    VizAlign align; /* which end of the text stands at x */
    bool arrow;     /* LINE, CURVE: a head at the last point */
    bool dot;       /* LINE, CURVE: a dot at the first point */
    double x;       /* RECT, HATCH: left; TEXT: see align */
    double y;       /* RECT, HATCH: top; TEXT: baseline */
    double width;   /* RECT, HATCH */
    double height;
    size_t first; /* LINE, CURVE: in the drawing's points */
    size_t count;
} VizMark;

typedef struct VizDrawing {
    double width;
    double height;
    char *title;       /* for SVG's <title>; owned */
    char *description; /* a sentence or more that replaces the picture; owned */
    GArray *marks;     /* VizMark */
    GArray *points;    /* VizPoint */
    GStringChunk *texts;
} VizDrawing;

VizDrawing *viz_drawing_new(double width, double height);
void viz_drawing_free(VizDrawing *drawing);

/* Each adds a mark on top of the others. The result is valid until the next one is added:
 * set palette, id (with viz_drawing_id) or head and dot through it. */
VizMark *viz_drawing_rect(
    VizDrawing *drawing, VizRole role, double x, double y, double width, double height);
VizMark *viz_drawing_hatch(
    VizDrawing *drawing, VizRole role, double x, double y, double width, double height);
/* Costs little. No id, no outline, under everything that is no tile. */
VizMark *viz_drawing_tile(
    VizDrawing *drawing, VizRole role, double x, double y, double width, double height);
/* Control characters and marks that turn the direction of text are replaced. Nothing is
 * added for an empty text: returns NULL then. */
VizMark *viz_drawing_text(
    VizDrawing *drawing, VizRole role, double x, double baseline, VizAlign align, const char *text);
VizMark *viz_drawing_line(VizDrawing *drawing, VizRole role, const VizPoint *points, size_t count);
VizMark *viz_drawing_curve(VizDrawing *drawing, VizRole role, const VizPoint *points, size_t count);

/* Gives @mark (NULL: nothing is done) the id @id, or "@id-@suffix" where @suffix is not NULL. */
void viz_drawing_id(VizDrawing *drawing, VizMark *mark, const char *id, const char *suffix);

/* Keeps a copy of a text as long as the drawing. */
const char *viz_drawing_keep(VizDrawing *drawing, const char *text);

/* Where a mark may leave ink: left, top, right, bottom. Texts with the room that
 * viz/draw/metrics.h reckons. */
typedef struct {
    double left;
    double top;
    double right;
    double bottom;
} VizBox;
VizBox viz_drawing_bounds(const VizDrawing *drawing, const VizMark *mark);

/* One mark on a line, for tests and for people. */
void viz_drawing_dump(const VizDrawing *drawing, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizDrawing, viz_drawing_free)

G_END_DECLS

/* How much room a text takes.
 *
 * Layout may not depend on the fonts of one machine, so widths are upper bounds that hold
 * for Liberation Mono and Sans exactly, and for the fonts that stand in for scripts these
 * two lack. Letters of the monospaced font are 0.6 of their size wide: at 10, 12.5, 15 and
 * 20 points that is a whole number of pixels at 96 dpi, and screens, files and paper agree.
 */
#pragma once

#include <stddef.h>

#include "viz/draw/role.h"

G_BEGIN_DECLS

/* In points. @length in bytes, -1: up to the NUL. Invalid UTF-8 counts as one replacement
 * character a byte. */
double viz_metrics_width(VizRole role, const char *text, ptrdiff_t length);
/* How far above and below its baseline a line of text may reach, accents included. */
double viz_metrics_ascent(VizRole role);
double viz_metrics_descent(VizRole role);
/* Distance of baselines that leaves lines apart. */
double viz_metrics_line(VizRole role);

/* @text, or its start followed by an ellipsis so that it is no wider than @width. Returns
 * (transfer full). */
char *viz_metrics_fit(VizRole role, const char *text, double width);

/* Breaks a line of program text where tokens end so that no piece is wider than @width;
 * pieces after the first get @indent less. A token wider than the room is broken where it
 * must. Pieces have no spaces at their ends. Returns (transfer full) a NULL-terminated array. */
char **viz_metrics_wrap_code(VizRole role, const char *text, double width, double indent);
/* Breaks prose at spaces, likewise. */
char **viz_metrics_wrap_prose(VizRole role, const char *text, double width);

G_END_DECLS

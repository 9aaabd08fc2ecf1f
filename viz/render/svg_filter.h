/* Graphviz's SVG made fit for a page.
 *
 * The first line of the picture becomes an <svg role="img"> with a <title> and a <desc>
 * that screen readers find; the names of nodes, which browsers would show as tooltips, the
 * running numbers that stand for missing ids, comments and the document type are dropped,
 * so that the file can be put into an HTML page as it is. Texts whose class says where they
 * end or have their middle (viz/render/graph.h) get the anchor that holds with any font.
 */
#pragma once

#include <stddef.h>

#include <glib.h>

G_BEGIN_DECLS

/* @name makes the ids of title and description unique; both texts are escaped here. */
GString *viz_svg_filter(
    const char *svg, size_t length, const char *name, const char *title, const char *description);

G_END_DECLS

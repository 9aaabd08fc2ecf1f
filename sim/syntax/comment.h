/* Comments, for the layer that reads "#:" directives. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "sim/base/span.h"
#include "sim/syntax/ast.h"

G_BEGIN_DECLS

typedef struct {
    SimSpan span;
    size_t begin;    /* offset of the "#" in the source text */
    size_t end;      /* offset after its last character; the line end is not part of it */
    bool after_code; /* something else than blanks stands before it on its line */
} SimComment;

/* The comments of a module in source order: an array of SimComment. Borrowed. */
const GArray *sim_tree_comments(const SimTree *tree);

G_END_DECLS

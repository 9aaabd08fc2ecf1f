/* The tables of sys._debugmallocstats() in a recording, beside those of the model. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/model/pymalloc.h"

G_BEGIN_DECLS

/* Embedded by value, all 0 at first. */
typedef struct {
    uint64_t count;
    uint64_t equal;
    /* Of the first that differs: its number from 1, and the first lines that do. */
    uint64_t wrong;
    char *recorded;
    char *modelled;
} SimTables;

/* @text is what the process printed. The whole of it counts, to the byte. */
void
sim_tables_compare(SimTables *self, const SimPymalloc *pymalloc, const char *text, size_t length);
void sim_tables_clear(SimTables *self);

G_END_DECLS

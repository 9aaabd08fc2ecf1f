#include "sim/record/tables.h"

#include <string.h>

static char *
line_at(const char *text, size_t start)
{
    g_autofree char *line = g_strndup(text + start, strcspn(text + start, "\n"));
    return g_utf8_make_valid(line, -1);
}

static void
note_difference(SimTables *self, const char *recorded, const char *modelled)
{
    size_t start = 0;
    for (size_t i = 0; recorded[i] != '\0' && recorded[i] == modelled[i]; i++) {
        if (recorded[i] == '\n') {
            start = i + 1;
        }
    }
    self->wrong = self->count;
    self->recorded = line_at(recorded, start);
    self->modelled = line_at(modelled, start);
}

void
sim_tables_compare(SimTables *self, const SimPymalloc *pymalloc, const char *text, size_t length)
{
    g_autofree char *recorded = g_strndup(text == NULL ? "" : text, length);
    g_autoptr(GString) modelled = g_string_new(NULL);
    sim_pymalloc_stats(pymalloc, modelled);
    self->count++;
    if (strcmp(recorded, modelled->str) == 0) {
        self->equal++;
    } else if (self->wrong == 0) {
        note_difference(self, recorded, modelled->str);
    }
}

void
sim_tables_clear(SimTables *self)
{
    g_free(self->recorded);
    g_free(self->modelled);
}

/* What `check` tells: each program, the sums per folder, the whole as JSON. */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/run/compare.h"
#include "viz/app/files.h"

G_BEGIN_DECLS

/* One file and what came of it. */
typedef struct {
    const AppFile *file;
    SimComparison comparison;
    GError *error; /* it could not be compared */
} AppChecked;

/* How many programs came to each verdict. */
typedef struct {
    guint counts[SIM_VERDICT_COUNT];
    guint total;
} AppTally;

void app_tally_count(AppTally *tally, const AppChecked *checked);
/* Whether all of them are as they should be. */
bool app_tally_well(const AppTally *tally);

/* A program that is not the same: how it differs. Unless @quiet also what is marked. */
void app_check_print(const AppChecked *checked, double timeout, bool quiet);
/* A line for each folder (unless @quiet) and one for all. @all: AppChecked, folder by folder. */
void app_check_print_summary(const GArray *all, const AppTally *tally, bool quiet);
/* Everything (floating): @python and its @version beside it. */
GVariant *
app_check_json(const GArray *all, const AppTally *tally, const char *python, const char *version);

G_END_DECLS

/* A trace to look at: of a scenario that is run now, or one that was saved.
 *
 * A file that begins as a saved trace is loaded; anything else is a scenario, which is run
 * (its output does not appear, its errors do).
 */
#pragma once

#include "sim/run/run.h"

G_BEGIN_DECLS

typedef struct {
    SimScenario *scenario;
    SimRun *run;     /* NULL: the trace was loaded */
    SimTrace *trace; /* of the run, or loaded */
    int status;      /* exit status of the run; 0 */
} AppRecording;

typedef bool (*AppScenarioCheck)(const SimScenario *scenario, GError **error);

/* @check (may be NULL) is asked about the scenario before it runs. */
AppRecording *app_recording_open(const char *path,
                                 const SimConfig *config,
                                 AppScenarioCheck check,
                                 GError **error);
void app_recording_free(AppRecording *recording);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AppRecording, app_recording_free)

G_END_DECLS

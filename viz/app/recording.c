#include "viz/app/recording.h"

#include <stdio.h>
#include <string.h>

#include "viz/app/played.h"
#include "viz/app/session.h"

/* Whether the file begins as a saved trace; a file that cannot be read does not. */
static bool
is_saved_trace(const char *path)
{
    char head[sizeof SIM_TRACE_MAGIC - 1];
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    bool is_trace = file != NULL && fread(head, 1, sizeof head, file) == sizeof head &&
                    memcmp(head, SIM_TRACE_MAGIC, sizeof head) == 0;
    if (file != NULL) {
        fclose(file);
    }
    return is_trace;
}

static bool
load(AppRecording *recording,
     const char *path,
     const SimConfig *config,
     AppScenarioCheck check,
     GError **error)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);
    if (file == NULL) {
        return false;
    }
    recording->trace = sim_trace_load(path, (const uint8_t *) g_mapped_file_get_contents(file),
                                      g_mapped_file_get_length(file), error);
    if (recording->trace == NULL) {
        return false;
    }
    recording->scenario = sim_scenario_new(sim_trace_source(recording->trace), config, error);
    return recording->scenario != NULL && (check == NULL || check(recording->scenario, error));
}

static bool
run(AppRecording *recording,
    const char *path,
    const SimConfig *config,
    AppScenarioCheck check,
    GError **error)
{
    recording->scenario = sim_scenario_load(path, config, error);
    if (recording->scenario == NULL || (check != NULL && !check(recording->scenario, error))) {
        return false;
    }
    recording->run = app_session_run(
        recording->scenario, sim_trace_new(recording->scenario->source), APP_PRINT_ERR, error);
    if (recording->run == NULL) {
        return false;
    }
    recording->trace = recording->run->trace;
    recording->status = recording->run->exit_status;
    return true;
}

AppRecording *
app_recording_open(const char *path,
                   const SimConfig *config,
                   AppScenarioCheck check,
                   GError **error)
{
    if (!app_played_refuse(path, error)) {
        return NULL;
    }
    g_autoptr(AppRecording) recording = g_new0(AppRecording, 1);
    bool ok = is_saved_trace(path) ? load(recording, path, config, check, error)
                                   : run(recording, path, config, check, error);
    return ok ? g_steal_pointer(&recording) : NULL;
}

void
app_recording_free(AppRecording *recording)
{
    if (recording == NULL) {
        return;
    }
    if (recording->run == NULL) {
        sim_trace_free(recording->trace);
    }
    sim_run_free(recording->run);
    sim_scenario_free(recording->scenario);
    g_free(recording);
}

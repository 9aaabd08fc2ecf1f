/* The plan of a drawing: which figures a recording asks for, as a VizStory.
 *
 * From the scenario's directives (figure, note, hide, show), or from --every-line and
 * --step. A figure whose statement runs several times gets a number: NAME-01, NAME-02.
 * No two figures have the same name.
 */
#pragma once

#include "viz/app/recording.h"
#include "viz/scene/story.h"

G_BEGIN_DECLS

typedef struct {
    const char *view; /* NULL: what the directives say, else blocks */
    const char *zoom; /* NULL: what the directives say */
    bool every_line;
    const char *step; /* decimal, or NULL */
    guint most;       /* figures; the first so many are kept */
    guint left_out;   /* by app_plan_story: figures beyond those */
} AppPlan;

/* Whether @view, the value of an option, is a view or NULL. */
bool app_plan_view(const char *view, GError **error);
/* Whether every view that the scenario's figures name is known, and each window of time is one; an
 * error has its place. */
bool app_plan_check(const SimScenario *scenario, GError **error);

/* @replay must be of the recording's trace. NULL with @error. Returns (transfer full). */
VizStory *
app_plan_story(AppPlan *plan, const AppRecording *recording, SimReplay *replay, GError **error);

G_END_DECLS

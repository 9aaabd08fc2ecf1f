/* The plan of a drawing: which figures a recording asks for, as a VizStory.
 *
 * From the scenario's directives (figure, note, hide, show), or from --every-line and
 * --step. A figure whose statement runs several times gets a number: NAME-01, NAME-02.
 */
#pragma once

#include "viz/app/recording.h"
#include "viz/scene/story.h"

G_BEGIN_DECLS

typedef struct {
    const char *view; /* NULL: what the directives say, else blocks */
    bool every_line;
    const char *step; /* decimal, or NULL */
} AppPlan;

/* @replay must be of the recording's trace. NULL with @error. Returns (transfer full). */
VizStory *app_plan_story(const AppPlan *plan,
                         const AppRecording *recording,
                         SimReplay *replay,
                         GError **error);

G_END_DECLS

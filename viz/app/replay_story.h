/* What figures of a played recording are made from: allocators and bytes over time, no trace. */
#pragma once

#include "viz/app/played.h"
#include "viz/scene/story.h"

G_BEGIN_DECLS

/* Whether figures of @view (NULL: any) can be made of a recording; if not, @verb says so. */
bool app_replay_check_view(const char *verb, const char *view);

typedef struct AppReplayStory AppReplayStory;

/* Without figures. @played is borrowed. The arenas are those of the main interpreter's
 * allocator. (transfer full) */
AppReplayStory *app_replay_story_new(const AppPlayed *played);
void app_replay_story_free(AppReplayStory *self);

/* To add figures to, and set limits of. Borrowed. */
VizStory *app_replay_story(const AppReplayStory *self);
/* A figure called @name of @view. @zoom may be NULL. */
void
app_replay_story_add(AppReplayStory *self, const char *name, const char *view, const char *zoom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AppReplayStory, app_replay_story_free)

G_END_DECLS

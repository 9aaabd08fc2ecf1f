/* A scene: what a figure shows, and what it means.
 *
 * A list of items in the order a reader would go through them. Items belong to an item
 * before them (parent) and refer to others (target). No colours, no coordinates: layout and
 * theme come later. `id` names the same thing in every scene of a story, which is how a
 * layout keeps it in its place and how changes are found.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "viz/scene/story.h"

G_BEGIN_DECLS

typedef enum {
#define KIND(NAME, name) VIZ_KIND_##NAME,
#include "viz/scene/kind.def"
#undef KIND
    VIZ_KIND_COUNT
} VizKind;

enum {
#define FLAG(NAME, name) VIZ_FLAG_BIT_##NAME,
#include "viz/scene/flag.def"
#undef FLAG
    VIZ_FLAG_BITS
};

typedef enum {
    VIZ_FLAG_NONE = 0,
#define FLAG(NAME, name) VIZ_FLAG_##NAME = 1 << VIZ_FLAG_BIT_##NAME,
#include "viz/scene/flag.def"
#undef FLAG
} VizFlags;

#define VIZ_NO_ITEM SIZE_MAX

typedef struct {
    VizKind kind;
    unsigned flags; /* VizFlags */
    size_t parent;  /* index of an earlier item, or VIZ_NO_ITEM */
    size_t target;  /* index of any item, or VIZ_NO_ITEM */
    const char *id;
    const char *text;
    const char *detail; /* or NULL */
    SimAddr address;
    uint64_t size;  /* bytes */
    int64_t refs;   /* reference count */
    unsigned hue;   /* place or type: things with the same hue belong together */
    size_t order;   /* CODE: when it first ran; a number that ascends in the program's order */
    unsigned state; /* SPAN, SPENT, LEGEND of a timeline: SimThreadState */
} VizItem;

typedef struct {
    char *name; /* of the figure */
    char *view;
    char *title;
    char *caption; /* or NULL */
    uint64_t step;
    GArray *items;     /* VizItem */
    GHashTable *index; /* of the first item with an id */
    GStringChunk *texts;
    GPtrArray *notices; /* char *: limits that were reached, for a person */
} VizScene;

VizScene *viz_scene_new(const VizStory *story, const VizFigure *figure);
void viz_scene_free(VizScene *scene);

/* Adds an item without parent and target. Texts are copied; @detail may be NULL. Returns its
 * index. */
size_t
viz_scene_add(VizScene *scene, VizKind kind, const char *id, const char *text, const char *detail);
/* Valid until the next item is added. */
VizItem *viz_scene_item(const VizScene *scene, size_t index);
/* @text as a part of ids: letters, digits, '-', '.' and '_'; other bytes as _xx. Returns
 * (transfer full). */
char *viz_scene_id(const char *text);
/* The item of that id, or NULL; also where @scene is NULL. */
const VizItem *viz_scene_find(const VizScene *scene, const char *id);
size_t viz_scene_count(const VizScene *scene, VizKind kind);
void viz_scene_notice(VizScene *scene, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The scene in words, complete sentences: what <desc> and alt texts hold. Returns (transfer
 * full). */
char *viz_scene_describe(const VizScene *scene);
/* As text, one item on a line. */
void viz_scene_dump(const VizScene *scene, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizScene, viz_scene_free)

G_END_DECLS

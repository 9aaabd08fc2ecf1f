/* What view `layout` is made of, for its own files.
 *
 * A panel is one list, tuple or array. Its memory is told as runs in three columns (VizItem.order):
 * the object, the memory that the object owns, and the objects that the items refer to. A run is
 * memory without holes, told word by word.
 */
#pragma once

#include "viz/scene/view.h"

G_BEGIN_DECLS

enum {
    LAYOUT_OBJECT,
    LAYOUT_OWNED,
    LAYOUT_BOXES,
    LAYOUT_COLUMNS
};

typedef struct {
    const VizStage *stage;
    VizScene *scene;
    GHashTable *boxes; /* slot + 1 -> item index + 1 of the run of an object */
    GHashTable *data;  /* address -> item index + 1 of the run of an array's data */
} Layout;

/* What a panel comes to. */
typedef struct {
    uint64_t values;
    uint64_t own[3]; /* bytes of its own blocks, 0: none */
    uint64_t boxes;  /* blocks of the objects referred to, each once */
    uint64_t box_bytes;
    uint64_t box_size; /* of each; 0: they differ */
    uint64_t fixed;    /* static objects among those referred to, each once */
    uint64_t shared;   /* items that refer to an object that an earlier item refers to */
    bool borrowed;     /* an array without data of its own */
    bool deep;         /* some refer to further objects, which are not counted */
} LayoutSum;

/* Which of @count things are drawn: the first @head of them and the last @tail. */
typedef struct {
    uint64_t head;
    uint64_t tail;
} LayoutCut;
LayoutCut layout_cut(const Layout *layout, uint64_t count, uint64_t group);

/* Runs and words get the id of @parent followed by @suffix. The run is @parent's child. */
size_t layout_add_run(
    Layout *layout, size_t parent, const char *suffix, const char *text, unsigned column);
/* @offset: in bytes from the run's start. @detail may be NULL. */
size_t layout_add_word(Layout *layout,
                       size_t run,
                       uint64_t offset,
                       uint64_t size,
                       const char *text,
                       const char *detail);
void layout_flag_word(const Layout *layout, size_t word, unsigned flag);
void layout_add_number_word(
    Layout *layout, size_t run, uint64_t offset, const char *name, uint64_t number);
/* ob_refcnt and ob_type. */
void
layout_add_head_words(Layout *layout, size_t run, uint64_t offset, const SimStateObject *object);
/* The run of @object itself, without its address and words. */
size_t
layout_add_object_run(Layout *layout, size_t panel, const SimStateObject *object, unsigned column);
/* Memory of @run that is left out. */
void layout_add_gap(Layout *layout, size_t run, uint64_t offset, uint64_t size, const char *text);

/* The words of @object, as those of its type are called; the run begins at its address. */
void layout_add_object_words(Layout *layout, size_t run, const SimStateObject *object);

/* A list or tuple; what its items refer to is added to @sum. */
void
layout_add_sequence(Layout *layout, size_t panel, const SimStateObject *object, LayoutSum *sum);
void layout_add_array(Layout *layout, size_t panel, const SimStateObject *object, LayoutSum *sum);

/* Palette entries: what is a number has the same colour wherever it is. */
unsigned layout_hue(const char *type);

G_END_DECLS

/* list.
 *
 * Stands for Objects/listobject.c: 56 bytes and an item array from the MEM domain that
 * grows and shrinks by list_resize's rule (cpython-facts B2); a free list of 80 headers.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    int64_t length;
    int64_t allocated;
    SimObject **items;
    int64_t room;       /* items that fit in host memory; at least `allocated` */
    SimAddr items_addr; /* 0: no array; one of 0 bytes may be left when the last item goes */
} SimList;

/* @count places, exactly allocated, to be filled by sim_list_set_new. */
SimObject *sim_list_new(SimWorld *world, size_t count);
SimObject *sim_list_from(SimWorld *world, SimObject *const *items, size_t count);
SimObject *sim_list_from_stolen(SimWorld *world, SimObject *const *items, size_t count);
void sim_list_set_new(SimWorld *world, SimObject *list, size_t index, SimObject *item); /* steals */
int sim_list_append(SimWorld *world, SimObject *list, SimObject *item);
/* _PyList_AppendTakeRef; steals @item, also on failure. The slow end grows the array. */
int sim_list_append_slow(SimWorld *world, SimObject *list, SimObject *item);
static inline int
sim_list_append_stolen(SimWorld *world, SimObject *list, SimObject *item)
{
    SimList *self = (SimList *) (void *) list;
    if (G_LIKELY(self->length < self->allocated && world->trace == NULL)) {
        self->items[self->length++] = item;
        return 0;
    }
    return sim_list_append_slow(world, list, item);
}
/* Replaces items [low, high) by those of @value (any iterable; NULL: none); the items that
 * leave are dropped last. */
int sim_list_assign_slice(
    SimWorld *world, SimObject *list, int64_t low, int64_t high, SimObject *value);
/* list[low:high], bounds clipped. */
SimObject *sim_list_slice(SimWorld *world, SimObject *list, int64_t low, int64_t high);
void sim_list_clear(SimWorld *world, SimObject *list);
/* PySequence_Fast: @object itself when it is a list or tuple, else a new list of its items.
 * @message: of the TypeError when it is not iterable. */
SimObject *sim_sequence_fast(SimWorld *world, SimObject *object, const char *message);
/* The items of what sim_sequence_fast returned; borrowed. */
SimObject *const *sim_sequence_items(SimObject *fast, size_t *count);
SimObject *sim_list_iter(SimWorld *world, SimObject *list);
SimObject *sim_list_reversed(SimWorld *world, SimObject *list);
int sim_list_extend(SimWorld *world, SimObject *list, SimObject *iterable);
int sim_list_insert(SimWorld *world, SimObject *list, int64_t index, SimObject *item);
int sim_list_sort(SimWorld *world, SimObject *list, SimObject *key, bool reverse);
int sim_list_reverse(SimWorld *world, SimObject *list);
SimObject *sim_list_as_tuple(SimWorld *world, SimObject *list);
/* list(iterable) */
SimObject *sim_list_from_iterable(SimWorld *world, SimObject *iterable);

/* Both iterators: 48 bytes; the reverse one counts index down to -1. */
typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *list; /* NULL: exhausted */
} SimListIterator;

static inline size_t
sim_list_size(const SimObject *list)
{
    return (size_t) ((const SimList *) (const void *) list)->length;
}
static inline SimObject *
sim_list_get(const SimObject *list, size_t index) /* borrowed */
{
    return ((const SimList *) (const void *) list)->items[index];
}

#define SIM_IS_LIST(object)              (((object)->type->flags & SIM_TPFLAGS_LIST_SUBCLASS) != 0)
#define SIM_IS_LIST_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_LIST))

G_END_DECLS

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
    SimAddr items_addr; /* 0 when allocated is 0 */
} SimList;

/* @count places, exactly allocated, to be filled by sim_list_set_new. */
SimObject *sim_list_new(SimWorld *world, size_t count);
SimObject *sim_list_from(SimWorld *world, SimObject *const *items, size_t count);
SimObject *sim_list_from_stolen(SimWorld *world, SimObject *const *items, size_t count);
void sim_list_set_new(SimWorld *world, SimObject *list, size_t index, SimObject *item); /* steals */
int sim_list_append(SimWorld *world, SimObject *list, SimObject *item);
int sim_list_extend(SimWorld *world, SimObject *list, SimObject *iterable);
int sim_list_insert(SimWorld *world, SimObject *list, int64_t index, SimObject *item);
int sim_list_sort(SimWorld *world, SimObject *list, SimObject *key, bool reverse);
int sim_list_reverse(SimWorld *world, SimObject *list);
SimObject *sim_list_as_tuple(SimWorld *world, SimObject *list);
/* list(iterable) */
SimObject *sim_list_from_iterable(SimWorld *world, SimObject *iterable);

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

#define SIM_IS_LIST(object) (((object)->type->flags & SIM_TPFLAGS_LIST_SUBCLASS) != 0)
#define SIM_IS_LIST_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_LIST))

G_END_DECLS

/* What the files list*.c share. list.c has the array and what other files call, list_slice.c
 * slices, list_methods.c the Python side, list_sort*.c the sort, list_iter.c the iterators. */
#pragma once

#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/sequence.h"

G_BEGIN_DECLS

#define SIM_LIST(object) ((SimList *) (void *) (object))

/* list_resize: makes room for @length items and sets the length. -1 with MemoryError. */
int sim_list_resize(SimWorld *world, SimList *list, int64_t length);
/* list_new_prealloc: length 0, room for @count. */
SimObject *sim_list_new_room(SimWorld *world, size_t count);
/* Mapping protocol. */
SimObject *sim_list_subscript(SimWorld *world, SimObject *list, SimObject *key);
int sim_list_assign_subscript(SimWorld *world, SimObject *list, SimObject *key, SimObject *value);
SimObject *sim_list_item(SimWorld *world, SimObject *list, int64_t index);
int sim_list_assign_item(SimWorld *world, SimObject *list, int64_t index, SimObject *value);
/* An index argument: PyNumber_Index and PyLong_AsSsize_t. False with an exception. */
bool sim_list_index_arg(SimWorld *world, SimObject *object, int64_t *out);

G_END_DECLS

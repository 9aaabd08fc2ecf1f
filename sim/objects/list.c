#include "sim/objects/list.h"

#include <string.h>

#include "sim/model/freelist.h"
#include "sim/objects/list_private.h"
#include "sim/objects/tuple.h"

enum {
    POINTER_SIZE = 8,
    LENGTH_GUESS = 8, /* for iterables that do not know their length */
    RECYCLED_LOCALLY = 8,
    LEAST_ROOM = 8
};

/* Gives the array the size of @capacity items. */
static int
set_capacity(SimWorld *world, SimList *list, size_t capacity)
{
    SimAddr addr = 0;
    if (capacity <= INT64_MAX / POINTER_SIZE) {
        addr = sim_buffer_realloc(world, &list->ob, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM,
                                  list->items_addr, capacity * POINTER_SIZE);
    } else {
        sim_err_no_memory(world);
    }
    if (addr == 0) {
        return -1;
    }
    list->items_addr = addr;
    if ((int64_t) capacity > list->room || capacity < (size_t) list->room / 4) {
        list->room = (int64_t) MAX(capacity, LEAST_ROOM);
        list->items = g_renew(SimObject *, list->items, list->room);
    }
    list->allocated = (int64_t) capacity;
    return 0;
}

int
sim_list_resize(SimWorld *world, SimList *list, int64_t length)
{
    if (list->allocated >= length && length >= list->allocated >> 1) {
        list->length = length;
        return 0;
    }
    size_t wanted = (size_t) length;
    size_t capacity = (wanted + (wanted >> 3) + 6) & ~(size_t) 3;
    if (length - list->length > (int64_t) (capacity - wanted)) {
        capacity = (wanted + 3) & ~(size_t) 3;
    }
    if (set_capacity(world, list, length == 0 ? 0 : capacity) < 0) {
        return -1;
    }
    list->length = length;
    return 0;
}

/* list_preallocate_exact: rounded up to an even number. */
static int
preallocate(SimWorld *world, SimList *list, size_t count)
{
    return set_capacity(world, list, (count + 1) & ~(size_t) 1);
}

static SimObject *
new_empty(SimWorld *world)
{
    SimObject *object = sim_freelist_pop(world, SIM_FREELIST_LIST);
    if (object == NULL) {
        object = sim_object_alloc(world, sim_type(world, SIM_TYPE_LIST), 0);
        if (object == NULL) {
            return NULL;
        }
    }
    SimList *list = SIM_LIST(object);
    list->length = 0;
    list->allocated = 0;
    list->room = 0;
    list->items = NULL;
    list->items_addr = 0;
    return object;
}

/* An exact array for a new, tracked list: calloc in PyList_New, malloc elsewhere. */
static SimObject *
new_with_room(SimWorld *world, size_t count, bool cleared)
{
    SimObject *object = new_empty(world);
    if (object == NULL) {
        return NULL;
    }
    if (count > 0) {
        SimList *list = SIM_LIST(object);
        if (count > INT64_MAX / POINTER_SIZE) {
            sim_err_no_memory(world);
        } else {
            list->items_addr = (cleared ? sim_buffer_calloc : sim_buffer_alloc)(
                world, object, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, count * POINTER_SIZE);
        }
        if (list->items_addr == 0) {
            sim_decref(world, object);
            return NULL;
        }
        list->items = g_new(SimObject *, count);
        list->room = (int64_t) count;
        list->allocated = (int64_t) count;
    }
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_list_new_room(SimWorld *world, size_t count)
{
    return new_with_room(world, count, false);
}

SimObject *
sim_list_new(SimWorld *world, size_t count)
{
    SimObject *list = new_with_room(world, count, true);
    if (list != NULL && count > 0) {
        memset(SIM_LIST(list)->items, 0, count * sizeof(SimObject *));
        SIM_LIST(list)->length = (int64_t) count;
        if (world->trace != NULL) {
            sim_splice_empty(world, list, 0, 0, count);
        }
    }
    return list;
}

void
sim_list_set_new(SimWorld *world, SimObject *list, size_t index, SimObject *item)
{
    SIM_LIST(list)->items[index] = item;
    sim_splice_one(world, list, index, 1, item);
}

SimObject *
sim_list_from_stolen(SimWorld *world, SimObject *const *items, size_t count)
{
    SimObject *list = new_with_room(world, count, true);
    if (list == NULL) {
        for (size_t i = 0; i < count; i++) {
            sim_decref(world, items[i]);
        }
        return NULL;
    }
    if (count > 0) {
        memcpy(SIM_LIST(list)->items, items, count * sizeof(SimObject *));
        SIM_LIST(list)->length = (int64_t) count;
        if (G_UNLIKELY(world->trace != NULL)) {
            sim_splice_items(world, list, 0, 0, items, count);
        }
    }
    return list;
}

SimObject *
sim_list_from(SimWorld *world, SimObject *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sim_incref(world, items[i]);
    }
    return sim_list_from_stolen(world, items, count);
}

int
sim_list_append_slow(SimWorld *world, SimObject *object, SimObject *item)
{
    SimList *list = SIM_LIST(object);
    int64_t length = list->length;
    if (length >= list->allocated && sim_list_resize(world, list, length + 1) < 0) {
        sim_decref(world, item);
        return -1;
    }
    list->items[length] = item;
    list->length = length + 1;
    sim_splice_one(world, object, (size_t) length, 0, item);
    return 0;
}

int
sim_list_append(SimWorld *world, SimObject *list, SimObject *item)
{
    sim_incref(world, item);
    return sim_list_append_stolen(world, list, item);
}

int
sim_list_insert(SimWorld *world, SimObject *object, int64_t index, SimObject *item)
{
    SimList *list = SIM_LIST(object);
    int64_t length = list->length;
    if (sim_list_resize(world, list, length + 1) < 0) {
        return -1;
    }
    if (index < 0) {
        index = MAX(index + length, 0);
    }
    index = MIN(index, length);
    memmove(&list->items[index + 1], &list->items[index],
            (size_t) (length - index) * sizeof(SimObject *));
    list->items[index] = sim_newref(world, item);
    sim_splice_one(world, object, (size_t) index, 0, item);
    return 0;
}

SimObject *
sim_sequence_fast(SimWorld *world, SimObject *object, const char *message)
{
    if (SIM_IS_LIST_EXACT(world, object) || SIM_IS_TUPLE_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    SimObject *iterator = sim_object_iter(world, object);
    if (iterator == NULL) {
        if (sim_err_matches(world, SIM_TYPE_TypeError)) {
            sim_err_clear(world);
            sim_err_format(world, SIM_TYPE_TypeError, "%s", message);
        }
        return NULL;
    }
    SimObject *list = sim_list_from_iterable(world, iterator);
    sim_decref(world, iterator);
    return list;
}

SimObject *const *
sim_sequence_items(SimObject *fast, size_t *count)
{
    if (SIM_IS_LIST(fast)) {
        *count = sim_list_size(fast);
        return SIM_LIST(fast)->items;
    }
    *count = sim_tuple_size(fast);
    return ((SimTuple *) (void *) fast)->items;
}

static int
extend_by_sequence(SimWorld *world, SimList *list, SimObject *source)
{
    size_t count;
    sim_sequence_items(source, &count);
    if (count == 0) {
        return 0;
    }
    int64_t length = list->length;
    if (list->items_addr == 0) {
        if (preallocate(world, list, count) < 0) {
            return -1;
        }
        list->length = (int64_t) count;
    } else if (sim_list_resize(world, list, length + (int64_t) count) < 0) {
        return -1;
    }
    /* Now: for list.extend(list) they may have moved. */
    SimObject *const *items =
        SIM_IS_LIST(source) ? SIM_LIST(source)->items : ((SimTuple *) (void *) source)->items;
    for (size_t i = 0; i < count; i++) {
        sim_incref(world, items[i]);
        list->items[length + (int64_t) i] = items[i];
    }
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, &list->ob, (size_t) length, 0, &list->items[length], count);
    }
    return 0;
}

static int
extend_by_iterator(SimWorld *world, SimList *list, SimObject *iterator, int64_t guess)
{
    if (list->length > INT64_MAX - guess) {
        /* who promises that many will not keep it */
    } else if (list->length + guess > INT64_MAX / POINTER_SIZE) {
        sim_err_no_memory(world);
        return -1;
    } else if (list->items_addr == 0) {
        if (guess > 0 && preallocate(world, list, (size_t) guess) < 0) {
            return -1;
        }
    } else {
        int64_t length = list->length;
        if (sim_list_resize(world, list, length + guess) < 0) {
            return -1;
        }
        list->length = length;
    }
    SimUnaryFunc next = iterator->type->slots.tp_iternext;
    for (;;) {
        SimObject *item = next(world, iterator);
        if (item == NULL) {
            break;
        }
        if (sim_list_append_stolen(world, &list->ob, item) < 0) {
            return -1;
        }
    }
    if (sim_err_occurred(world) != NULL && !sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
        return -1;
    }
    return list->length < list->allocated ? sim_list_resize(world, list, list->length) : 0;
}

int
sim_list_extend(SimWorld *world, SimObject *object, SimObject *iterable)
{
    if (SIM_IS_LIST_EXACT(world, iterable) || SIM_IS_TUPLE_EXACT(world, iterable) ||
        object == iterable) {
        SimObject *source = sim_sequence_fast(world, iterable, "argument must be iterable");
        if (source == NULL) {
            return -1;
        }
        int result = extend_by_sequence(world, SIM_LIST(object), source);
        sim_decref(world, source);
        return result;
    }
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    int64_t guess = sim_object_length_hint(world, iterable, LENGTH_GUESS);
    int result = guess < 0 ? -1 : extend_by_iterator(world, SIM_LIST(object), iterator, guess);
    sim_decref(world, iterator);
    return result;
}

SimObject *
sim_list_from_iterable(SimWorld *world, SimObject *iterable)
{
    SimObject *list = sim_list_new(world, 0);
    if (list != NULL && sim_list_extend(world, list, iterable) < 0) {
        sim_decref(world, list);
        return NULL;
    }
    return list;
}

SimObject *
sim_list_as_tuple(SimWorld *world, SimObject *list)
{
    return sim_tuple_from(world, SIM_LIST(list)->items, sim_list_size(list));
}

int
sim_list_reverse(SimWorld *world, SimObject *object)
{
    SimList *list = SIM_LIST(object);
    for (int64_t low = 0, high = list->length - 1; low < high; low++, high--) {
        SimObject *item = list->items[low];
        list->items[low] = list->items[high];
        list->items[high] = item;
    }
    if (world->trace != NULL && list->length > 1) {
        size_t length = (size_t) list->length;
        sim_splice_items(world, object, 0, length, list->items, length);
    }
    return 0;
}

void
sim_list_clear(SimWorld *world, SimObject *object)
{
    SimList *list = SIM_LIST(object);
    SimAddr addr = list->items_addr;
    if (addr == 0) {
        return;
    }
    SimObject **items = list->items;
    int64_t length = list->length;
    list->length = 0;
    list->allocated = 0;
    list->room = 0;
    list->room = 0;
    list->items = NULL;
    list->items_addr = 0;
    if (length > 0) {
        sim_splice_out(world, object, 0, (size_t) length);
    }
    SIM_RECORD(world, BUFFER, object->slot, SIM_LABEL_ITEMS, 0);
    while (length-- > 0) {
        sim_xdecref(world, items[length]);
    }
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, addr);
    g_free(items);
}

SimObject *
sim_list_slice(SimWorld *world, SimObject *object, int64_t low, int64_t high)
{
    const SimList *list = SIM_LIST(object);
    low = CLAMP(low, 0, list->length);
    high = CLAMP(high, low, list->length);
    size_t count = (size_t) (high - low);
    SimObject *slice = sim_list_new_room(world, count);
    if (slice == NULL || count == 0) {
        return slice;
    }
    SimList *result = SIM_LIST(slice);
    for (size_t i = 0; i < count; i++) {
        result->items[i] = sim_newref(world, list->items[low + (int64_t) i]);
    }
    result->length = (int64_t) count;
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, slice, 0, 0, result->items, count);
    }
    return slice;
}

/* Moves the tail and sets the length; the items [low, high) are overwritten or gone. */
static int
shift_tail(SimWorld *world, SimList *list, int64_t high, int64_t difference)
{
    int64_t length = list->length;
    size_t tail = (size_t) (length - high) * sizeof(SimObject *);
    if (difference < 0) {
        memmove(&list->items[high + difference], &list->items[high], tail);
        return sim_list_resize(world, list, length + difference);
    }
    if (difference > 0) {
        if (sim_list_resize(world, list, length + difference) < 0) {
            return -1;
        }
        memmove(&list->items[high + difference], &list->items[high], tail);
    }
    return 0;
}

static int
replace_items(SimWorld *world,
              SimList *list,
              int64_t low,
              int64_t high,
              SimObject *const *items,
              size_t count,
              SimObject **recycle)
{
    size_t removed = (size_t) (high - low);
    if (removed > 0) {
        memcpy(recycle, &list->items[low], removed * sizeof(SimObject *));
    }
    if (shift_tail(world, list, high, (int64_t) count - (int64_t) removed) < 0) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        list->items[low + (int64_t) i] = sim_newref(world, items[i]);
    }
    if (G_UNLIKELY(world->trace != NULL)) {
        sim_splice_items(world, &list->ob, (size_t) low, removed, items, count);
    }
    for (size_t i = removed; i-- > 0;) {
        sim_xdecref(world, recycle[i]);
    }
    return 0;
}

int
sim_list_assign_slice(
    SimWorld *world, SimObject *object, int64_t low, int64_t high, SimObject *value)
{
    SimList *list = SIM_LIST(object);
    if (value == object) {
        SimObject *copy = sim_list_slice(world, object, 0, list->length);
        int result = copy == NULL ? -1 : sim_list_assign_slice(world, object, low, high, copy);
        sim_xdecref(world, copy);
        return result;
    }
    SimObject *source = NULL;
    SimObject *const *items = NULL;
    size_t count = 0;
    if (value != NULL) {
        source = sim_sequence_fast(world, value, "can only assign an iterable");
        if (source == NULL) {
            return -1;
        }
        items = sim_sequence_items(source, &count);
    }
    low = CLAMP(low, 0, list->length);
    high = CLAMP(high, low, list->length);
    size_t removed = (size_t) (high - low);
    if ((size_t) list->length - removed + count == 0) {
        sim_xdecref(world, source);
        sim_list_clear(world, object);
        return 0;
    }
    SimObject *local[RECYCLED_LOCALLY];
    SimObject **recycle = local;
    SimAddr scratch = 0;
    int result = -1;
    if (removed > RECYCLED_LOCALLY) {
        scratch =
            sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, removed * POINTER_SIZE);
        recycle = g_new(SimObject *, removed);
    }
    if (removed <= RECYCLED_LOCALLY || scratch != 0) {
        result = replace_items(world, list, low, high, items, count, recycle);
    }
    if (recycle != local) {
        sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, scratch);
        g_free(recycle);
    }
    sim_xdecref(world, source);
    return result;
}

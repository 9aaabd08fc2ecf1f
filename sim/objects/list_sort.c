#include <string.h>

#include "sim/objects/float.h"
#include "sim/objects/list_merge.h"
#include "sim/objects/list_private.h"
#include "sim/objects/tuple.h"

enum {
    POINTER_SIZE = 8
};

static int
less_any(SimSort *sort, SimObject *a, SimObject *b)
{
    return sim_object_compare_bool(sort->world, a, b, SIM_LT);
}

static int
less_int(SimSort *sort, SimObject *a, SimObject *b)
{
    (void) sort;
    return ((SimInt *) (void *) a)->value < ((SimInt *) (void *) b)->value;
}

static int
less_float(SimSort *sort, SimObject *a, SimObject *b)
{
    (void) sort;
    return ((SimFloat *) (void *) a)->value < ((SimFloat *) (void *) b)->value;
}

static int
less_str(SimSort *sort, SimObject *a, SimObject *b)
{
    (void) sort;
    const SimStr *left = (const SimStr *) (void *) a;
    const SimStr *right = (const SimStr *) (void *) b;
    int order = memcmp(left->data.one, right->data.one, (size_t) MIN(left->length, right->length));
    return order != 0 ? order < 0 : left->length < right->length;
}

/* Keys of one type: its tp_richcompare directly. One that returns NotImplemented is asked
 * again by the general way, as in CPython. */
static int
less_same_type(SimSort *sort, SimObject *a, SimObject *b)
{
    SimWorld *world = sort->world;
    if (a->type->slots.tp_richcompare != sort->richcompare) {
        return less_any(sort, a, b);
    }
    SimObject *result = sort->richcompare(world, a, b, SIM_LT);
    if (result == NULL) {
        return -1;
    }
    if (result == SIM_NOT_IMPLEMENTED(world)) {
        sim_decref(world, result);
        return less_any(sort, a, b);
    }
    int less = result == world->true_object    ? 1
               : result == world->false_object ? 0
                                               : sim_object_is_true(world, result);
    sim_decref(world, result);
    return less;
}

/* Keys that are tuples with something in them. */
static int
less_tuple(SimSort *sort, SimObject *a, SimObject *b)
{
    SimWorld *world = sort->world;
    if (!SIM_IS_TUPLE_EXACT(world, a) || !SIM_IS_TUPLE_EXACT(world, b)) {
        return less_any(sort, a, b);
    }
    size_t left = sim_tuple_size(a);
    size_t right = sim_tuple_size(b);
    size_t i = 0;
    for (; i < left && i < right; i++) {
        int equal =
            sim_object_compare_bool(world, sim_tuple_get(a, i), sim_tuple_get(b, i), SIM_EQ);
        if (equal < 0) {
            return -1;
        }
        if (equal == 0) {
            break;
        }
    }
    if (i >= left || i >= right) {
        return left < right;
    }
    return (i == 0 ? sort->first_less : less_any)(sort, sim_tuple_get(a, i), sim_tuple_get(b, i));
}

typedef struct {
    SimType *type; /* of the first key, or of its first item */
    bool in_tuples;
    bool same_type;
    bool simple; /* machine-word ints, one-byte strs */
} KeyKind;

static bool
is_simple(SimWorld *world, const SimObject *key)
{
    if (SIM_IS_INT_EXACT(world, key)) {
        return ((const SimInt *) (const void *) key)->big == NULL;
    }
    return !SIM_IS_STR_EXACT(world, key) || ((const SimStr *) (const void *) key)->kind == 1;
}

static bool
is_full_tuple(SimWorld *world, const SimObject *key)
{
    return SIM_IS_TUPLE_EXACT(world, key) && sim_tuple_size(key) > 0;
}

static KeyKind
survey(SimWorld *world, SimObject *const *keys, int64_t count)
{
    bool in_tuples = is_full_tuple(world, keys[0]);
    SimType *type = (in_tuples ? sim_tuple_get(keys[0], 0) : keys[0])->type;
    KeyKind kind = {type, in_tuples, true, true};
    for (int64_t i = 0; i < count; i++) {
        if (kind.in_tuples && !is_full_tuple(world, keys[i])) {
            kind.in_tuples = false;
            kind.same_type = false;
            break;
        }
        const SimObject *key = kind.in_tuples ? sim_tuple_get(keys[i], 0) : keys[i];
        if (key->type != type) {
            kind.same_type = false;
            if (!kind.in_tuples) {
                break;
            }
        }
        kind.simple = kind.simple && is_simple(world, key);
    }
    return kind;
}

static void
choose_less(SimSort *sort, SimObject *const *keys, int64_t count)
{
    SimWorld *world = sort->world;
    KeyKind kind = survey(world, keys, count);
    sort->less = less_any;
    if (kind.same_type) {
        sort->richcompare = kind.type->slots.tp_richcompare;
        if (kind.type == sim_type(world, SIM_TYPE_STR) && kind.simple) {
            sort->less = less_str;
        } else if (kind.type == sim_type(world, SIM_TYPE_INT) && kind.simple) {
            sort->less = less_int;
        } else if (kind.type == sim_type(world, SIM_TYPE_FLOAT)) {
            sort->less = less_float;
        } else if (sort->richcompare != NULL) {
            sort->less = less_same_type;
        }
    }
    if (kind.in_tuples) {
        bool nested = kind.type == sim_type(world, SIM_TYPE_TUPLE);
        sort->first_less = nested ? less_any : sort->less;
        sort->less = less_tuple;
    }
}

static void
reverse(SimObject **items, int64_t count)
{
    for (int64_t low = 0, high = count - 1; low < high; low++, high--) {
        SimObject *item = items[low];
        items[low] = items[high];
        items[high] = item;
    }
}

/* The keys of a sort: few lie on the C stack in CPython, many in a block. */
typedef struct {
    SimObject **items; /* NULL: no key function */
    SimAddr addr;
} Keys;

static void
free_keys(SimWorld *world, Keys *keys, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        sim_decref(world, keys->items[i]);
    }
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, keys->addr);
    g_free(keys->items);
}

static int
make_keys(SimWorld *world, Keys *keys, SimObject *function, SimObject *const *items, int64_t count)
{
    if (count >= SIM_SORT_LOCAL / 2) {
        keys->addr = sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM,
                                      (size_t) count * POINTER_SIZE);
        if (keys->addr == 0) {
            return -1;
        }
    }
    keys->items = g_new(SimObject *, (size_t) count + 1);
    for (int64_t i = 0; i < count; i++) {
        keys->items[i] = sim_object_call_one(world, function, items[i]);
        if (keys->items[i] == NULL) {
            while (i-- > 0) {
                sim_decref(world, keys->items[i]);
            }
            free_keys(world, keys, 0);
            return -1;
        }
    }
    return 0;
}

/* While it is sorted the list looks empty: code that runs meanwhile cannot disturb. */
static void
detach(SimWorld *world, SimList *list)
{
    if (list->length > 0) {
        sim_splice_out(world, &list->ob, 0, (size_t) list->length);
    }
    SIM_RECORD(world, BUFFER, list->ob.slot, SIM_LABEL_ITEMS, 0);
    list->length = 0;
    list->items = NULL;
    list->room = 0;
    list->items_addr = 0;
    list->allocated = -1;
}

/* Puts the sorted items back; what was put into the list meanwhile goes. */
static void
attach(SimWorld *world, SimList *list, const SimList *saved)
{
    SimObject **items = list->items;
    SimAddr addr = list->items_addr;
    int64_t count = list->length;
    list->length = saved->length;
    list->allocated = saved->allocated;
    list->items = saved->items;
    list->room = saved->room;
    list->items_addr = saved->items_addr;
    if (world->trace != NULL) {
        sim_splice_items(world, &list->ob, 0, (size_t) count, list->items, (size_t) list->length);
        sim_trace_emit_BUFFER(world->trace, list->ob.slot, SIM_LABEL_ITEMS, list->items_addr);
    }
    if (addr != 0) {
        while (count-- > 0) {
            sim_xdecref(world, items[count]);
        }
        sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, addr);
        g_free(items);
    }
}

static int
sort_detached(SimWorld *world, const SimList *saved, const Keys *keys, bool descending)
{
    if (saved->length < 2) {
        return 0;
    }
    SimSortSlice places = {saved->items, NULL};
    if (keys->items != NULL) {
        places = (SimSortSlice){keys->items, saved->items};
    }
    /* Reversed before and after: equal items keep their order. */
    if (descending) {
        reverse(saved->items, saved->length);
        if (keys->items != NULL) {
            reverse(keys->items, saved->length);
        }
    }
    SimSort *sort = g_new(SimSort, 1);
    sort->world = world;
    choose_less(sort, places.keys, saved->length);
    int result = sim_sort_run(sort, places, saved->length);
    g_free(sort);
    return result;
}

int
sim_list_sort(SimWorld *world, SimObject *object, SimObject *key, bool descending)
{
    SimList *list = SIM_LIST(object);
    SimList saved = *list;
    Keys keys = {NULL, 0};
    detach(world, list);
    if (key != NULL && key != SIM_NONE(world) &&
        make_keys(world, &keys, key, saved.items, saved.length) < 0) {
        attach(world, list, &saved);
        return -1;
    }
    int result = sort_detached(world, &saved, &keys, descending);
    if (keys.items != NULL) {
        free_keys(world, &keys, saved.length);
    }
    if (list->allocated != -1 && result == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "list modified during sort");
        result = -1;
    }
    if (descending && saved.length > 1) {
        reverse(saved.items, saved.length);
    }
    attach(world, list, &saved);
    return result;
}

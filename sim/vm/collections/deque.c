#include "sim/vm/collections/deque.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/list.h"
#include "sim/objects/splice.h"

enum {
    LAST = SIM_DEQUE_BLOCK_ITEMS - 1
};

static SimDequeBlock *
new_block(SimWorld *world, SimDeque *deque)
{
    if (deque->kept_count > 0) {
        return deque->kept[--deque->kept_count];
    }
    SimAddr addr =
        sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, SIM_DEQUE_BLOCK_SIZE);
    if (addr == 0) {
        return NULL;
    }
    SimDequeBlock *block = g_new(SimDequeBlock, 1);
    block->addr = addr;
    return block;
}

static void
release_block(SimWorld *world, SimDequeBlock *block)
{
    sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, block->addr);
    g_free(block);
}

static void
free_block(SimWorld *world, SimDeque *deque, SimDequeBlock *block)
{
    if (deque->kept_count < SIM_DEQUE_KEPT_BLOCKS) {
        deque->kept[deque->kept_count++] = block;
    } else {
        release_block(world, block);
    }
}

/* One block, nothing in it. */
static void
make_empty(SimDeque *deque, SimDequeBlock *block)
{
    block->left = NULL;
    block->right = NULL;
    deque->left = block;
    deque->right = block;
    deque->left_index = SIM_DEQUE_CENTER + 1;
    deque->right_index = SIM_DEQUE_CENTER;
    deque->length = 0;
}

SimObject *
sim_deque_new(SimWorld *world, SimType *type)
{
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    SimDeque *deque = sim_deque_cast(object);
    deque->maxlen = -1;
    sim_gc_track(world, object);
    SimDequeBlock *block = new_block(world, deque);
    if (block == NULL) {
        sim_decref(world, object);
        return NULL;
    }
    make_empty(deque, block);
    return object;
}

/* The places where the next item goes and the last one was; none of them records. */

static int
push_right(SimWorld *world, SimDeque *deque, SimObject *item)
{
    if (deque->right_index == LAST) {
        SimDequeBlock *block = new_block(world, deque);
        if (block == NULL) {
            return -1;
        }
        block->left = deque->right;
        block->right = NULL;
        deque->right->right = block;
        deque->right = block;
        deque->right_index = -1;
    }
    deque->length++;
    deque->right->items[++deque->right_index] = item;
    return 0;
}

static int
push_left(SimWorld *world, SimDeque *deque, SimObject *item)
{
    if (deque->left_index == 0) {
        SimDequeBlock *block = new_block(world, deque);
        if (block == NULL) {
            return -1;
        }
        block->right = deque->left;
        block->left = NULL;
        deque->left->left = block;
        deque->left = block;
        deque->left_index = SIM_DEQUE_BLOCK_ITEMS;
    }
    deque->length++;
    deque->left->items[--deque->left_index] = item;
    return 0;
}

/* The last item leaves: the block is used again from its middle. */
static SimObject *
take_right(SimWorld *world, SimDeque *deque)
{
    SimObject *item = deque->right->items[deque->right_index--];
    deque->length--;
    if (deque->right_index < 0) {
        if (deque->length > 0) {
            SimDequeBlock *block = deque->right;
            deque->right = block->left;
            deque->right->right = NULL;
            deque->right_index = LAST;
            free_block(world, deque, block);
        } else {
            make_empty(deque, deque->right);
        }
    }
    return item;
}

static SimObject *
take_left(SimWorld *world, SimDeque *deque)
{
    SimObject *item = deque->left->items[deque->left_index++];
    deque->length--;
    if (deque->left_index == SIM_DEQUE_BLOCK_ITEMS) {
        if (deque->length > 0) {
            SimDequeBlock *block = deque->left;
            deque->left = block->right;
            deque->left->left = NULL;
            deque->left_index = 0;
            free_block(world, deque, block);
        } else {
            make_empty(deque, deque->left);
        }
    }
    return item;
}

static SimObject *
empty_error(SimWorld *world)
{
    return sim_err_format(world, SIM_TYPE_IndexError, "pop from an empty deque");
}

SimObject *
sim_deque_pop(SimWorld *world, SimDeque *deque)
{
    if (deque->length == 0) {
        return empty_error(world);
    }
    SimObject *item = take_right(world, deque);
    deque->state++;
    sim_splice_out(world, &deque->ob, (size_t) deque->length, 1);
    return item;
}

SimObject *
sim_deque_pop_left(SimWorld *world, SimDeque *deque)
{
    if (deque->length == 0) {
        return empty_error(world);
    }
    SimObject *item = take_left(world, deque);
    deque->state++;
    sim_splice_out(world, &deque->ob, 0, 1);
    return item;
}

static bool
is_too_long(const SimDeque *deque)
{
    return deque->maxlen >= 0 && deque->length > deque->maxlen;
}

int
sim_deque_append(SimWorld *world, SimDeque *deque, SimObject *item)
{
    if (push_right(world, deque, item) < 0) {
        sim_decref(world, item);
        return -1;
    }
    sim_splice_one(world, &deque->ob, (size_t) deque->length - 1, 0, item);
    if (is_too_long(deque)) {
        sim_decref(world, sim_deque_pop_left(world, deque));
    } else {
        deque->state++;
    }
    return 0;
}

int
sim_deque_append_left(SimWorld *world, SimDeque *deque, SimObject *item)
{
    if (push_left(world, deque, item) < 0) {
        sim_decref(world, item);
        return -1;
    }
    sim_splice_one(world, &deque->ob, 0, 0, item);
    if (is_too_long(deque)) {
        sim_decref(world, sim_deque_pop(world, deque));
    } else {
        deque->state++;
    }
    return 0;
}

typedef int (*Append)(SimWorld *world, SimDeque *deque, SimObject *item);

/* Items for a deque that keeps none only pass by. */
static int
append_each(SimWorld *world, SimDeque *deque, SimObject *iterator, Append append)
{
    SimUnaryFunc next = iterator->type->slots.tp_iternext;
    SimObject *item;
    while ((item = next(world, iterator)) != NULL) {
        if (deque->maxlen == 0) {
            sim_decref(world, item);
        } else if (append(world, deque, item) < 0) {
            return -1;
        }
    }
    return sim_err_occurred(world) == NULL || sim_err_clear_if(world, SIM_TYPE_StopIteration) ? 0
                                                                                              : -1;
}

/* An empty deque is filled from the end of its block that has most room; @left_index says. */
static int
extend(SimWorld *world, SimDeque *deque, SimObject *iterable, Append append, int64_t left_index)
{
    if (iterable == &deque->ob) { /* it would never end */
        SimObject *list = sim_list_from_iterable(world, iterable);
        int status = list == NULL ? -1 : extend(world, deque, list, append, left_index);
        sim_xdecref(world, list);
        return status;
    }
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    if (deque->length == 0 && deque->maxlen != 0) {
        deque->left_index = left_index;
        deque->right_index = left_index - 1;
    }
    int status = append_each(world, deque, iterator, append);
    sim_decref(world, iterator);
    return status;
}

int
sim_deque_extend(SimWorld *world, SimDeque *deque, SimObject *iterable)
{
    return extend(world, deque, iterable, sim_deque_append, 1);
}

int
sim_deque_extend_left(SimWorld *world, SimDeque *deque, SimObject *iterable)
{
    return extend(world, deque, iterable, sim_deque_append_left, LAST);
}

SimObject **
sim_deque_place(const SimDeque *deque, int64_t index)
{
    SimDequeBlock *block;
    int64_t steps;
    int64_t place = deque->left_index + index;
    int64_t number = place / SIM_DEQUE_BLOCK_ITEMS;
    if (index < deque->length >> 1) {
        block = deque->left;
        for (steps = number; steps > 0; steps--) {
            block = block->right;
        }
    } else {
        int64_t last = (deque->left_index + deque->length - 1) / SIM_DEQUE_BLOCK_ITEMS;
        block = deque->right;
        for (steps = last - number; steps > 0; steps--) {
            block = block->left;
        }
    }
    return &block->items[place % SIM_DEQUE_BLOCK_ITEMS];
}

/* The record of a rotation: @count items change ends; @to_left says which way. */
static void
record_rotation(SimWorld *world, SimDeque *deque, size_t count, bool to_left)
{
    if (G_LIKELY(world->trace == NULL)) {
        return;
    }
    size_t kept = (size_t) deque->length - count;
    size_t from = to_left ? kept : 0;
    size_t to = to_left ? 0 : kept;
    sim_splice_out(world, &deque->ob, from, count);
    SimObject **items = g_new(SimObject *, count);
    for (size_t i = 0; i < count; i++) {
        items[i] = *sim_deque_place(deque, (int64_t) (to + i));
    }
    sim_splice_items(world, &deque->ob, to, 0, items, count);
    g_free(items);
}

int
sim_deque_rotate(SimWorld *world, SimDeque *deque, int64_t count)
{
    int64_t length = deque->length;
    int64_t half = length >> 1;
    if (length <= 1) {
        return 0;
    }
    if (count > half || count < -half) {
        count %= length;
        count = count > half ? count - length : count < -half ? count + length : count;
    }
    deque->state++;
    int64_t left = ABS(count);
    /* The room is made before the item leaves its place, as the block may be all there is. */
    for (; left > 0; left--) {
        int status = count > 0 ? push_left(world, deque, deque->right->items[deque->right_index])
                               : push_right(world, deque, deque->left->items[deque->left_index]);
        if (status < 0) {
            break;
        }
        (count > 0 ? take_right : take_left)(world, deque);
    }
    int64_t moved = ABS(count) - left;
    if (moved > 0) {
        record_rotation(world, deque, (size_t) moved, count > 0);
    }
    return left > 0 ? -1 : 0;
}

int
sim_deque_delete(SimWorld *world, SimDeque *deque, int64_t index)
{
    if (sim_deque_rotate(world, deque, -index) < 0) {
        return -1;
    }
    SimObject *item = sim_deque_pop_left(world, deque);
    int status = sim_deque_rotate(world, deque, index);
    sim_decref(world, item);
    return status;
}

/* Without memory for the block that an empty deque needs. */
static void
clear_one_by_one(SimWorld *world, SimDeque *deque)
{
    while (deque->length > 0) {
        sim_decref(world, sim_deque_pop(world, deque));
    }
}

/* The deque is empty, with a new block, before the first of its items goes. */
void
sim_deque_clear(SimWorld *world, SimDeque *deque)
{
    int64_t length = deque->length;
    if (length == 0) {
        return;
    }
    SimDequeBlock *fresh = new_block(world, deque);
    if (fresh == NULL) {
        sim_err_clear(world);
        clear_one_by_one(world, deque);
        return;
    }
    SimDequeBlock *block = deque->left;
    int64_t index = deque->left_index;
    make_empty(deque, fresh);
    deque->state++;
    sim_splice_out(world, &deque->ob, 0, (size_t) length);
    for (; length > 0; length--) {
        if (index == SIM_DEQUE_BLOCK_ITEMS) {
            SimDequeBlock *emptied = block;
            block = block->right;
            index = 0;
            free_block(world, deque, emptied);
        }
        sim_decref(world, block->items[index++]);
    }
    free_block(world, deque, block);
}

/* Of one item: without an iterator, and the old ones that maxlen allows no more stay out. */
static int
repeat_one(SimWorld *world, SimDeque *deque, int64_t count)
{
    SimObject *item = deque->left->items[deque->left_index];
    if (deque->maxlen >= 0 && count > deque->maxlen) {
        count = deque->maxlen;
    }
    deque->state++;
    while (deque->length < count) {
        if (push_right(world, deque, item) < 0) {
            return -1;
        }
        sim_incref(world, item);
        sim_splice_one(world, &deque->ob, (size_t) deque->length - 1, 0, item);
    }
    return 0;
}

int
sim_deque_repeat(SimWorld *world, SimDeque *deque, int64_t count)
{
    int64_t length = deque->length;
    if (length == 0 || count == 1) {
        return 0;
    }
    if (count <= 0) {
        sim_deque_clear(world, deque);
        return 0;
    }
    if (length == 1) {
        return repeat_one(world, deque, count);
    }
    if (length > INT64_MAX / count) {
        sim_err_no_memory(world);
        return -1;
    }
    SimObject *list = sim_list_from_iterable(world, &deque->ob);
    if (list == NULL) {
        return -1;
    }
    if (deque->maxlen >= 0 && count * length > deque->maxlen) {
        count = (deque->maxlen + length - 1) / length;
    }
    int status = 0;
    for (int64_t i = 1; status == 0 && i < count; i++) {
        status = sim_deque_extend(world, deque, list);
    }
    sim_decref(world, list);
    return status;
}

void
sim_deque_free_blocks(SimWorld *world, SimDeque *deque)
{
    if (deque->left != NULL) {
        sim_deque_clear(world, deque);
        free_block(world, deque, deque->left);
        deque->left = NULL;
        deque->right = NULL;
    }
    for (size_t i = 0; i < deque->kept_count; i++) {
        release_block(world, deque->kept[i]);
    }
    deque->kept_count = 0;
}

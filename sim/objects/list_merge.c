#include "sim/objects/list_merge.h"

#include <string.h>

enum {
    POINTER_SIZE = 8
};

/* How a phase of a merge ended. */
typedef enum {
    GO_ON,
    DONE,     /* the run that was not copied aside is used up */
    LAST_ONE, /* one item of the copied run is left, which belongs at the far end */
    FAILED
} Phase;

/* A merge in progress: the next places to read and to write. */
typedef struct {
    SimSortSlice to;
    SimSortSlice a;
    SimSortSlice b;
    int64_t a_count;
    int64_t b_count;
    SimObject **a_base; /* merging downwards: where the runs start */
    SimObject **b_base;
} Merge;

static inline void
advance(SimSortSlice *slice, int64_t by)
{
    slice->keys += by;
    if (slice->values != NULL) {
        slice->values += by;
    }
}

static inline void
copy_one(const SimSortSlice *to, int64_t at, const SimSortSlice *from, int64_t from_at)
{
    to->keys[at] = from->keys[from_at];
    if (to->values != NULL) {
        to->values[at] = from->values[from_at];
    }
}

static void
copy_many(
    const SimSortSlice *to, int64_t at, const SimSortSlice *from, int64_t from_at, int64_t count)
{
    size_t bytes = (size_t) count * sizeof(SimObject *);
    memmove(to->keys + at, from->keys + from_at, bytes);
    if (to->values != NULL) {
        memmove(to->values + at, from->values + from_at, bytes);
    }
}

/* Copies one item and moves both places by @step. */
static inline void
take(SimSortSlice *to, SimSortSlice *from, int64_t step)
{
    copy_one(to, 0, from, 0);
    advance(to, step);
    advance(from, step);
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

/* Length of the run that starts at keys[0]; -1: error. */
static int64_t
count_run(SimSort *sort, SimObject **keys, int64_t available, bool *descending)
{
    *descending = false;
    if (available == 1) {
        return 1;
    }
    int below = sort->less(sort, keys[1], keys[0]);
    if (below < 0) {
        return -1;
    }
    *descending = below > 0;
    int64_t n = 2;
    for (; n < available; n++) {
        int next_below = sort->less(sort, keys[n], keys[n - 1]);
        if (next_below < 0) {
            return -1;
        }
        if (next_below != below) {
            break;
        }
    }
    return n;
}

/* Binary insertion of places [sorted, count) into those before them. */
static int
insert_binary(SimSort *sort, SimSortSlice slice, int64_t sorted, int64_t count)
{
    for (int64_t i = MAX(sorted, 1); i < count; i++) {
        SimObject *pivot = slice.keys[i];
        int64_t low = 0;
        int64_t high = i;
        while (low < high) {
            int64_t middle = low + ((high - low) >> 1);
            int less = sort->less(sort, pivot, slice.keys[middle]);
            if (less < 0) {
                return -1;
            }
            if (less > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        size_t bytes = (size_t) (i - low) * sizeof(SimObject *);
        memmove(&slice.keys[low + 1], &slice.keys[low], bytes);
        slice.keys[low] = pivot;
        if (slice.values != NULL) {
            SimObject *value = slice.values[i];
            memmove(&slice.values[low + 1], &slice.values[low], bytes);
            slice.values[low] = value;
        }
    }
    return 0;
}

/* Whether @item of a sorted run goes before the place that is looked for: the leftmost one
 * for @key, or (@right) the one behind keys equal to it. -1: error. */
static inline int
before(SimSort *sort, SimObject *item, SimObject *key, bool right)
{
    if (!right) {
        return sort->less(sort, item, key);
    }
    int less = sort->less(sort, key, item);
    return less < 0 ? -1 : !less;
}

/* Where @key belongs in the sorted @keys, looked for from @hint outwards in steps 1, 3, 7...
 * and then by bisection (gallop_left, gallop_right). -1: error. */
static int64_t
gallop(SimSort *sort, SimObject *key, SimObject **keys, int64_t count, int64_t hint, bool right)
{
    int64_t near = 0;
    int64_t far = 1;
    int is_before = before(sort, keys[hint], key, right);
    if (is_before < 0) {
        return -1;
    }
    int64_t direction = is_before > 0 ? 1 : -1;
    int64_t limit = is_before > 0 ? count - hint : hint + 1;
    while (far < limit) {
        int next = before(sort, keys[hint + direction * far], key, right);
        if (next < 0) {
            return -1;
        }
        if (next != is_before) {
            break;
        }
        near = far;
        far = (far << 1) + 1;
    }
    far = MIN(far, limit);
    int64_t low = is_before > 0 ? hint + near : hint - far;
    int64_t high = is_before > 0 ? hint + far : hint - near;
    for (low++; low < high;) {
        int64_t middle = low + ((high - low) >> 1);
        int next = before(sort, keys[middle], key, right);
        if (next < 0) {
            return -1;
        }
        if (next > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return high;
}

static void
free_temp(SimSort *sort)
{
    if (sort->temp_addr != 0) {
        sim_buffer_free(sort->world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, sort->temp_addr);
        g_free(sort->temp.keys);
        sort->temp_addr = 0;
    }
}

static int
need_temp(SimSort *sort, int64_t count)
{
    if (count <= sort->temp_room) {
        return 0;
    }
    size_t places = (size_t) count * (sort->temp.values != NULL ? 2 : 1);
    free_temp(sort);
    sort->temp_addr =
        sim_buffer_alloc(sort->world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, places * POINTER_SIZE);
    if (sort->temp_addr == 0) {
        return -1;
    }
    sort->temp.keys = g_new(SimObject *, places);
    sort->temp.values = sort->temp.values != NULL ? sort->temp.keys + count : NULL;
    sort->temp_room = count;
    return 0;
}

/* Upwards, run a copied aside. Item by item until one run wins min_gallop times in a row. */
static Phase
up_by_pairs(SimSort *sort, Merge *m)
{
    int64_t a_wins = 0;
    int64_t b_wins = 0;
    while (a_wins < sort->min_gallop && b_wins < sort->min_gallop) {
        int less = sort->less(sort, m->b.keys[0], m->a.keys[0]);
        if (less < 0) {
            return FAILED;
        }
        if (less > 0) {
            take(&m->to, &m->b, 1);
            b_wins++;
            a_wins = 0;
            if (--m->b_count == 0) {
                return DONE;
            }
        } else {
            take(&m->to, &m->a, 1);
            a_wins++;
            b_wins = 0;
            if (--m->a_count == 1) {
                return LAST_ONE;
            }
        }
    }
    return GO_ON;
}

static void
take_many(SimSortSlice *to, SimSortSlice *from, int64_t count)
{
    copy_many(to, 0, from, 0, count);
    advance(to, count);
    advance(from, count);
}

/* One round of galloping; *@wins is the longer of the two stretches found. */
static Phase
up_by_gallop(SimSort *sort, Merge *m, int64_t *wins)
{
    int64_t k = gallop(sort, m->b.keys[0], m->a.keys, m->a_count, 0, true);
    if (k < 0) {
        return FAILED;
    }
    *wins = k;
    take_many(&m->to, &m->a, k);
    m->a_count -= k;
    if (m->a_count <= 1) {
        return m->a_count == 1 ? LAST_ONE : DONE; /* none: the comparison contradicts itself */
    }
    take(&m->to, &m->b, 1);
    if (--m->b_count == 0) {
        return DONE;
    }
    k = gallop(sort, m->a.keys[0], m->b.keys, m->b_count, 0, false);
    if (k < 0) {
        return FAILED;
    }
    *wins = MAX(*wins, k);
    take_many(&m->to, &m->b, k);
    m->b_count -= k;
    if (m->b_count == 0) {
        return DONE;
    }
    take(&m->to, &m->a, 1);
    return --m->a_count == 1 ? LAST_ONE : GO_ON;
}

/* Downwards, run b copied aside. */
static Phase
down_by_pairs(SimSort *sort, Merge *m)
{
    int64_t a_wins = 0;
    int64_t b_wins = 0;
    while (a_wins < sort->min_gallop && b_wins < sort->min_gallop) {
        int less = sort->less(sort, m->b.keys[0], m->a.keys[0]);
        if (less < 0) {
            return FAILED;
        }
        if (less > 0) {
            take(&m->to, &m->a, -1);
            a_wins++;
            b_wins = 0;
            if (--m->a_count == 0) {
                return DONE;
            }
        } else {
            take(&m->to, &m->b, -1);
            b_wins++;
            a_wins = 0;
            if (--m->b_count == 1) {
                return LAST_ONE;
            }
        }
    }
    return GO_ON;
}

static void
take_many_down(SimSortSlice *to, SimSortSlice *from, int64_t count)
{
    advance(to, -count);
    advance(from, -count);
    copy_many(to, 1, from, 1, count);
}

static Phase
down_by_gallop(SimSort *sort, Merge *m, int64_t *wins)
{
    int64_t k = gallop(sort, m->b.keys[0], m->a_base, m->a_count, m->a_count - 1, true);
    if (k < 0) {
        return FAILED;
    }
    k = m->a_count - k;
    *wins = k;
    take_many_down(&m->to, &m->a, k);
    m->a_count -= k;
    if (m->a_count == 0) {
        return DONE;
    }
    take(&m->to, &m->b, -1);
    if (--m->b_count == 1) {
        return LAST_ONE;
    }
    k = gallop(sort, m->a.keys[0], m->b_base, m->b_count, m->b_count - 1, false);
    if (k < 0) {
        return FAILED;
    }
    k = m->b_count - k;
    *wins = MAX(*wins, k);
    take_many_down(&m->to, &m->b, k);
    m->b_count -= k;
    if (m->b_count <= 1) {
        return m->b_count == 1 ? LAST_ONE : DONE;
    }
    take(&m->to, &m->a, -1);
    return --m->a_count == 0 ? DONE : GO_ON;
}

typedef Phase (*ByPairs)(SimSort *, Merge *);
typedef Phase (*ByGallop)(SimSort *, Merge *, int64_t *);

/* Alternates the two ways of merging; galloping that does not pay makes it harder to start
 * galloping again. */
static Phase
alternate(SimSort *sort, Merge *m, ByPairs by_pairs, ByGallop by_gallop)
{
    int64_t min_gallop = sort->min_gallop;
    for (;;) {
        sort->min_gallop = min_gallop;
        Phase phase = by_pairs(sort, m);
        if (phase != GO_ON) {
            return phase;
        }
        min_gallop++;
        int64_t wins;
        do {
            min_gallop -= min_gallop > 1;
            sort->min_gallop = min_gallop;
            phase = by_gallop(sort, m, &wins);
            if (phase != GO_ON) {
                return phase;
            }
        } while (wins >= SIM_SORT_MIN_GALLOP);
        min_gallop++;
    }
}

static int
merge_up(SimSort *sort, SimSortSlice a, int64_t a_count, SimSortSlice b, int64_t b_count)
{
    if (need_temp(sort, a_count) < 0) {
        return -1;
    }
    copy_many(&sort->temp, 0, &a, 0, a_count);
    Merge m = {a, sort->temp, b, a_count, b_count, NULL, NULL};
    take(&m.to, &m.b, 1);
    m.b_count--;
    Phase phase = m.b_count == 0   ? DONE
                  : m.a_count == 1 ? LAST_ONE
                                   : alternate(sort, &m, up_by_pairs, up_by_gallop);
    if (phase == LAST_ONE) {
        copy_many(&m.to, 0, &m.b, 0, m.b_count);
        copy_one(&m.to, m.b_count, &m.a, 0);
        return 0;
    }
    copy_many(&m.to, 0, &m.a, 0, m.a_count);
    return phase == FAILED ? -1 : 0;
}

static int
merge_down(SimSort *sort, SimSortSlice a, int64_t a_count, SimSortSlice b, int64_t b_count)
{
    if (need_temp(sort, b_count) < 0) {
        return -1;
    }
    copy_many(&sort->temp, 0, &b, 0, b_count);
    Merge m = {b, a, sort->temp, a_count, b_count, a.keys, sort->temp.keys};
    advance(&m.to, b_count - 1);
    advance(&m.a, a_count - 1);
    advance(&m.b, b_count - 1);
    take(&m.to, &m.a, -1);
    m.a_count--;
    Phase phase = m.a_count == 0   ? DONE
                  : m.b_count == 1 ? LAST_ONE
                                   : alternate(sort, &m, down_by_pairs, down_by_gallop);
    if (phase == LAST_ONE) {
        copy_many(&m.to, 1 - m.a_count, &m.a, 1 - m.a_count, m.a_count);
        copy_one(&m.to, -m.a_count, &m.b, 0);
        return 0;
    }
    copy_many(&m.to, 1 - m.b_count, &sort->temp, 0, m.b_count);
    return phase == FAILED ? -1 : 0;
}

/* Merges runs @i and @i + 1; a third above them moves down. */
static int
merge_at(SimSort *sort, int i)
{
    SimSortSlice a = sort->runs[i].base;
    SimSortSlice b = sort->runs[i + 1].base;
    int64_t a_count = sort->runs[i].length;
    int64_t b_count = sort->runs[i + 1].length;
    sort->runs[i].length = a_count + b_count;
    if (i == sort->run_count - 3) {
        sort->runs[i + 1] = sort->runs[i + 2];
    }
    sort->run_count--;
    /* What of a is not above b's first, and of b not below a's last, is in place. */
    int64_t k = gallop(sort, b.keys[0], a.keys, a_count, 0, true);
    if (k < 0) {
        return -1;
    }
    advance(&a, k);
    a_count -= k;
    if (a_count == 0) {
        return 0;
    }
    b_count = gallop(sort, a.keys[a_count - 1], b.keys, b_count, b_count - 1, false);
    if (b_count <= 0) {
        return (int) b_count;
    }
    return a_count <= b_count ? merge_up(sort, a, a_count, b, b_count)
                              : merge_down(sort, a, a_count, b, b_count);
}

/* Depth at which the boundary between two neighbouring runs lies in an even binary tree over
 * the list: the first binary digit in which their midpoints, as fractions of the length,
 * differ. */
static int
boundary_power(int64_t start, int64_t first, int64_t second, int64_t length)
{
    int64_t a = 2 * start + first;
    int64_t b = a + first + second;
    for (int power = 1;; power++) {
        if (a >= length) {
            a -= length;
            b -= length;
        } else if (b >= length) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

/* Makes room on the stack for a run of @length: runs whose boundary lies deeper than the new
 * one are merged first. */
static int
prepare_push(SimSort *sort, int64_t length)
{
    if (sort->run_count == 0) {
        return 0;
    }
    const SimSortRun *top = &sort->runs[sort->run_count - 1];
    int power = boundary_power(top->base.keys - sort->base_keys, top->length, length, sort->length);
    while (sort->run_count > 1 && sort->runs[sort->run_count - 2].power > power) {
        if (merge_at(sort, sort->run_count - 2) < 0) {
            return -1;
        }
    }
    sort->runs[sort->run_count - 1].power = power;
    return 0;
}

static int
merge_all(SimSort *sort)
{
    while (sort->run_count > 1) {
        int i = sort->run_count - 2;
        if (i > 0 && sort->runs[i - 1].length < sort->runs[i + 1].length) {
            i--;
        }
        if (merge_at(sort, i) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Between 32 and 64 so that length / minrun is a power of two or just below one. */
static int64_t
minimum_run(int64_t length)
{
    int64_t dropped = 0;
    while (length >= 64) {
        dropped |= length & 1;
        length >>= 1;
    }
    return length + dropped;
}

static int
sort_places(SimSort *sort, SimSortSlice places, int64_t length)
{
    int64_t minrun = minimum_run(length);
    while (length > 0) {
        bool descending;
        int64_t count = count_run(sort, places.keys, length, &descending);
        if (count < 0) {
            return -1;
        }
        if (descending) {
            reverse(places.keys, count);
            if (places.values != NULL) {
                reverse(places.values, count);
            }
        }
        if (count < minrun) {
            int64_t forced = MIN(length, minrun);
            if (insert_binary(sort, places, count, forced) < 0) {
                return -1;
            }
            count = forced;
        }
        if (prepare_push(sort, count) < 0) {
            return -1;
        }
        sort->runs[sort->run_count++] = (SimSortRun){places, count, 0};
        advance(&places, count);
        length -= count;
    }
    return merge_all(sort);
}

int
sim_sort_run(SimSort *sort, SimSortSlice places, int64_t length)
{
    sort->base_keys = places.keys;
    sort->length = length;
    sort->min_gallop = SIM_SORT_MIN_GALLOP;
    sort->run_count = 0;
    sort->temp_addr = 0;
    sort->temp_room = SIM_SORT_LOCAL;
    sort->temp = (SimSortSlice){sort->local, NULL};
    if (places.values != NULL) {
        sort->temp_room = MIN((length + 1) / 2, SIM_SORT_LOCAL / 2);
        sort->temp.values = sort->local + sort->temp_room;
    }
    int result = sort_places(sort, places, length);
    free_temp(sort);
    return result;
}

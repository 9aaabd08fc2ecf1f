#include "sim/objects/dict_private.h"
#include "sim/objects/set_private.h"

SimObject *
sim_set_copy(SimWorld *world, SimObject *set)
{
    return sim_set_make_like(world, set, set);
}

/* Calls @visit for each member of a set, or (hashing it) each element of another iterable, the
 * element held meanwhile. Stops at a result other than 0. */
typedef int (*VisitMember)(SimWorld *world, SimObject *key, int64_t hash, void *data);

static int
each_member(SimWorld *world, const SimSet *set, VisitMember visit, void *data)
{
    size_t position = 0;
    const SimSetEntry *entry;
    int result = 0;
    while (result == 0 && (entry = sim_set_next_entry(set, &position)) != NULL) {
        SimObject *key = sim_newref(world, entry->key);
        result = visit(world, key, entry->hash, data);
        sim_decref(world, key);
    }
    return result;
}

static int
each_element(SimWorld *world, SimObject *iterable, VisitMember visit, void *data)
{
    SimObject *iterator = sim_object_iter(world, iterable);
    if (iterator == NULL) {
        return -1;
    }
    int result = 0;
    while (result == 0) {
        SimObject *key = sim_iter_next(world, iterator);
        if (key == NULL) {
            result = sim_err_occurred(world) != NULL ? -1 : 0;
            break;
        }
        int64_t hash = sim_dict_hash_key(world, key);
        result = hash == -1 ? -1 : visit(world, key, hash, data);
        sim_decref(world, key);
    }
    sim_decref(world, iterator);
    return result;
}

typedef struct {
    SimSet *set;
    SimSet *result;
} Pair;

static int
add_if_in(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    const Pair *pair = data;
    int found = sim_set_contains_entry(world, pair->set, key, hash);
    return found > 0 ? sim_set_add_entry(world, pair->result, key, hash) : found;
}

static int
add_unless_in(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    const Pair *pair = data;
    int found = sim_set_contains_entry(world, pair->set, key, hash);
    return found == 0 ? sim_set_add_entry(world, pair->result, key, hash) : MIN(found, 0);
}

/* 1 when the key is in the set. */
static int
is_in(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    return sim_set_contains_entry(world, data, key, hash);
}

/* 1 when the key is missing. */
static int
is_not_in(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    int found = sim_set_contains_entry(world, data, key, hash);
    return found < 0 ? -1 : !found;
}

static int
discard(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    return MIN(sim_set_discard_entry(world, data, key, hash), 0);
}

static int
toggle(SimWorld *world, SimObject *key, int64_t hash, void *data)
{
    int found = sim_set_discard_entry(world, data, key, hash);
    return found == 0 ? sim_set_add_entry(world, data, key, hash) : MIN(found, 0);
}

static SimObject *
result_or_null(SimWorld *world, SimObject *result, int status)
{
    if (status < 0) {
        sim_decref(world, result);
        return NULL;
    }
    return result;
}

SimObject *
sim_set_intersection(SimWorld *world, SimObject *set, SimObject *other)
{
    if (set == other) {
        return sim_set_copy(world, set);
    }
    SimObject *result = sim_set_make_like(world, set, NULL);
    if (result == NULL) {
        return NULL;
    }
    Pair pair = {SIM_SET(set), SIM_SET(result)};
    if (!SIM_IS_ANYSET(other)) {
        return result_or_null(world, result, each_element(world, other, add_if_in, &pair));
    }
    if (sim_set_size(other) > sim_set_size(set)) {
        pair.set = SIM_SET(other);
        other = set;
    }
    return result_or_null(world, result, each_member(world, SIM_SET(other), add_if_in, &pair));
}

int
sim_set_intersection_update(SimWorld *world, SimObject *set, SimObject *other)
{
    SimObject *common = sim_set_intersection(world, set, other);
    if (common == NULL) {
        return -1;
    }
    sim_set_swap(world, SIM_SET(set), SIM_SET(common));
    sim_decref(world, common);
    return 0;
}

int
sim_set_is_disjoint(SimWorld *world, SimObject *set, SimObject *other)
{
    if (set == other) {
        return sim_set_size(set) == 0;
    }
    int found;
    if (sim_set_is_exact(world, other)) {
        if (sim_set_size(other) > sim_set_size(set)) {
            SimObject *swapped = set;
            set = other;
            other = swapped;
        }
        found = each_member(world, SIM_SET(other), is_in, SIM_SET(set));
    } else {
        found = each_element(world, other, is_in, SIM_SET(set));
    }
    return found < 0 ? -1 : !found;
}

int
sim_set_difference_update(SimWorld *world, SimObject *object, SimObject *other)
{
    SimSet *set = SIM_SET(object);
    if (object == other) {
        sim_set_clear(world, set);
        return 0;
    }
    int status;
    if (SIM_IS_ANYSET(other)) {
        /* A much larger set is cut down to what can matter. */
        SimObject *leaving = (int64_t) (sim_set_size(other) >> 3) > set->used
                                 ? sim_set_intersection(world, object, other)
                                 : sim_newref(world, other);
        if (leaving == NULL) {
            return -1;
        }
        status = each_member(world, SIM_SET(leaving), discard, set);
        sim_decref(world, leaving);
    } else {
        status = each_element(world, other, discard, set);
    }
    return status < 0 ? -1 : sim_set_tidy(world, set);
}

static SimObject *
copy_and_remove(SimWorld *world, SimObject *set, SimObject *other)
{
    SimObject *result = sim_set_copy(world, set);
    return result == NULL
               ? NULL
               : result_or_null(world, result, sim_set_difference_update(world, result, other));
}

static int
difference_from_dict(SimWorld *world, const SimSet *set, SimSet *result, SimObject *dict)
{
    size_t position = 0;
    const SimSetEntry *entry;
    int status = 0;
    while (status == 0 && (entry = sim_set_next_entry(set, &position)) != NULL) {
        SimObject *key = sim_newref(world, entry->key);
        int64_t hash = entry->hash;
        int found = sim_dict_contains_known(world, SIM_DICT(dict), key, hash);
        status = found == 0 ? sim_set_add_entry(world, result, key, hash) : MIN(found, 0);
        sim_decref(world, key);
    }
    return status;
}

SimObject *
sim_set_difference(SimWorld *world, SimObject *set, SimObject *other)
{
    bool is_dict = SIM_IS_DICT_EXACT(world, other);
    if (!is_dict && !SIM_IS_ANYSET(other)) {
        return copy_and_remove(world, set, other);
    }
    size_t others = is_dict ? sim_dict_size(other) : sim_set_size(other);
    if (sim_set_size(set) >> 2 > others) {
        return copy_and_remove(world, set, other);
    }
    SimObject *result = sim_set_make_like(world, set, NULL);
    if (result == NULL) {
        return NULL;
    }
    if (is_dict) {
        int status = difference_from_dict(world, SIM_SET(set), SIM_SET(result), other);
        return result_or_null(world, result, status);
    }
    Pair pair = {SIM_SET(other), SIM_SET(result)};
    return result_or_null(world, result, each_member(world, SIM_SET(set), add_unless_in, &pair));
}

static int
toggle_dict_keys(SimWorld *world, SimSet *set, SimObject *dict)
{
    size_t position = 0;
    SimObject *key;
    int64_t hash;
    int status = 0;
    while (status == 0 && sim_dict_next_hash(SIM_DICT(dict), &position, &key, NULL, &hash)) {
        sim_incref(world, key);
        status = toggle(world, key, hash, set);
        sim_decref(world, key);
    }
    return status;
}

int
sim_set_symmetric_difference_update(SimWorld *world, SimObject *set, SimObject *other)
{
    if (set == other) {
        sim_set_clear(world, SIM_SET(set));
        return 0;
    }
    if (SIM_IS_DICT_EXACT(world, other)) {
        return toggle_dict_keys(world, SIM_SET(set), other);
    }
    SimObject *others =
        SIM_IS_ANYSET(other) ? sim_newref(world, other) : sim_set_make_like(world, set, other);
    if (others == NULL) {
        return -1;
    }
    int status = each_member(world, SIM_SET(others), toggle, SIM_SET(set));
    sim_decref(world, others);
    return status;
}

SimObject *
sim_set_symmetric_difference(SimWorld *world, SimObject *set, SimObject *other)
{
    SimObject *result = sim_set_make_like(world, set, other);
    return result == NULL ? NULL
                          : result_or_null(world, result,
                                           sim_set_symmetric_difference_update(world, result, set));
}

int
sim_set_is_subset(SimWorld *world, SimObject *set, SimObject *other)
{
    if (!SIM_IS_ANYSET(other)) {
        SimObject *common = sim_set_intersection(world, set, other);
        if (common == NULL) {
            return -1;
        }
        bool subset = sim_set_size(common) == sim_set_size(set);
        sim_decref(world, common);
        return subset;
    }
    if (sim_set_size(set) > sim_set_size(other)) {
        return 0;
    }
    int missing = each_member(world, SIM_SET(set), is_not_in, SIM_SET(other));
    return missing < 0 ? -1 : !missing;
}

int
sim_set_is_superset(SimWorld *world, SimObject *set, SimObject *other)
{
    if (SIM_IS_ANYSET(other)) {
        return sim_set_is_subset(world, other, set);
    }
    int missing = each_element(world, other, is_not_in, SIM_SET(set));
    return missing < 0 ? -1 : !missing;
}

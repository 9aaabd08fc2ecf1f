/* "Did you mean": the known name nearest to one that means nothing. Stands for
 * Python/suggestions.c. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

enum {
    MOVE_COST = 2,
    CASE_COST = 1,
    MAX_CANDIDATES = 750,
    MAX_LENGTH = 40
};

typedef struct {
    const char *name;
    size_t length;
    char *best;
    size_t distance;
    size_t candidates;
} Search;

static size_t
substitution_cost(char a, char b)
{
    if (a == b) {
        return 0;
    }
    return g_ascii_tolower(a) == g_ascii_tolower(b) ? CASE_COST : MOVE_COST;
}

/* The cost of making @b of @a, or anything above @limit when it is more. */
static size_t
edit_distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit)
{
    size_t row[MAX_LENGTH];
    while (a_size > 0 && b_size > 0 && a[0] == b[0]) {
        a++, a_size--, b++, b_size--;
    }
    while (a_size > 0 && b_size > 0 && a[a_size - 1] == b[b_size - 1]) {
        a_size--, b_size--;
    }
    if (a_size == 0 || b_size == 0) {
        return (a_size + b_size) * MOVE_COST;
    }
    if (a_size > MAX_LENGTH || b_size > MAX_LENGTH) {
        return limit + 1;
    }
    for (size_t i = 0; i < a_size; i++) {
        row[i] = (i + 1) * MOVE_COST;
    }
    size_t result = 0;
    for (size_t j = 0; j < b_size; j++) {
        size_t diagonal = j * MOVE_COST;
        result = (j + 1) * MOVE_COST;
        size_t least = SIZE_MAX;
        for (size_t i = 0; i < a_size; i++) {
            size_t substituted = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = MIN(MIN(result, diagonal) + MOVE_COST, substituted);
            row[i] = result;
            least = MIN(least, result);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return result;
}

static void
consider(Search *search, const char *candidate)
{
    size_t length = strlen(candidate);
    if (strcmp(candidate, search->name) == 0) {
        return;
    }
    size_t limit = (search->length + length + 3) * MOVE_COST / 6;
    if (search->best != NULL) {
        limit = MIN(limit, search->distance - 1);
    }
    size_t distance = edit_distance(search->name, search->length, candidate, length, limit);
    if (distance <= limit) {
        g_free(search->best);
        search->best = g_strdup(candidate);
        search->distance = distance;
    }
}

static void
search_dict(Search *search, SimObject *dict)
{
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    if (search->best != NULL || sim_dict_size(dict) >= MAX_CANDIDATES) {
        return;
    }
    while (sim_dict_next(dict, &position, &key, &value)) {
        if (SIM_IS_STR(key)) {
            consider(search, sim_str_utf8(key, NULL));
        }
    }
}

static void
search_names(Search *search, const SimException *error)
{
    const SimTraceback *entry = (const SimTraceback *) (const void *) error->traceback;
    if (entry == NULL) {
        return;
    }
    while (entry->next != NULL) {
        entry = (const SimTraceback *) (const void *) entry->next;
    }
    const SimFrame *frame = entry->frame->frame;
    const SimCode *code = frame->code->code;
    for (size_t i = 0; i < code->nlocals; i++) {
        consider(search, code->localsplus[i]);
    }
    search_dict(search, frame->globals);
    search_dict(search, frame->builtins);
}

static void
search_attributes(SimWorld *world, Search *search, SimObject *object)
{
    SimObject *dir = sim_dict_get_c(world, world->builtins, "dir");
    SimObject *names = dir == NULL ? NULL : sim_object_call_one(world, dir, object);
    if (names == NULL) {
        sim_err_clear(world);
        return;
    }
    if (sim_list_size(names) < MAX_CANDIDATES) {
        for (size_t i = 0; i < sim_list_size(names); i++) {
            SimObject *name = sim_list_get(names, i);
            if (SIM_IS_STR(name)) {
                consider(search, sim_str_utf8(name, NULL));
            }
        }
    }
    sim_decref(world, names);
}

char *
sim_suggest(SimWorld *world, SimObject *exception)
{
    const SimException *error = (const SimException *) (void *) exception;
    bool attribute = exception->type == sim_type(world, SIM_TYPE_AttributeError);
    bool name = exception->type == sim_type(world, SIM_TYPE_NameError);
    if ((!attribute && !name) || error->name == NULL || !SIM_IS_STR(error->name)) {
        return NULL;
    }
    Search search = {.name = sim_str_utf8(error->name, &search.length)};
    search.length = strlen(search.name);
    if (name) {
        search_names(&search, error);
    } else if (error->object != NULL) {
        search_attributes(world, &search, error->object);
    }
    return search.best;
}

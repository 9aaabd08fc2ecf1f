/* The order in which a class and its ancestors are searched: C3 (mro_implementation and
 * pmerge of Objects/typeobject.c). */
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

#include "sim/model/error.h"

/* One sequence to be merged; the class itself is no part of it. */
typedef struct {
    SimObject *const *items;
    size_t count;
    size_t next;
} Line;

static bool
is_in_tail(const Line *line, const SimObject *candidate)
{
    for (size_t i = line->next + 1; i < line->count; i++) {
        if (line->items[i] == candidate) {
            return true;
        }
    }
    return false;
}

static SimObject *
find_candidate(const Line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].next == lines[i].count) {
            continue;
        }
        SimObject *candidate = lines[i].items[lines[i].next];
        bool good = true;
        for (size_t j = 0; j < count && good; j++) {
            good = !is_in_tail(&lines[j], candidate);
        }
        if (good) {
            return candidate;
        }
    }
    return NULL;
}

/* set_mro_error: the first class of each line that is left, each once. */
static void
raise_inconsistent(SimWorld *world, const Line *lines, size_t count)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new();
    g_autoptr(GString) text =
        g_string_new("Cannot create a consistent method resolution\norder (MRO) for bases");
    for (size_t i = 0; i < count; i++) {
        if (lines[i].next < lines[i].count) {
            SimObject *head = lines[i].items[lines[i].next];
            if (!g_ptr_array_find(heads, head, NULL)) {
                g_ptr_array_add(heads, head);
            }
        }
    }
    for (guint i = 0; i < heads->len; i++) {
        g_string_append_printf(text, "%s %s", i == 0 ? "" : ",",
                               sim_type_short_name((SimType *) heads->pdata[i]));
    }
    sim_err_format(world, SIM_TYPE_TypeError, "%s", text->str);
}

static bool
has_duplicate(SimWorld *world, const SimTuple *bases)
{
    for (int64_t i = 0; i < bases->length; i++) {
        for (int64_t j = i + 1; j < bases->length; j++) {
            if (bases->items[i] == bases->items[j]) {
                sim_err_format(world, SIM_TYPE_TypeError, "duplicate base class %s",
                               sim_type_short_name((SimType *) (void *) bases->items[i]));
                return true;
            }
        }
    }
    return false;
}

static bool
merge(SimWorld *world, Line *lines, size_t count, GPtrArray *result)
{
    for (;;) {
        bool done = true;
        for (size_t i = 0; i < count; i++) {
            done = done && lines[i].next == lines[i].count;
        }
        if (done) {
            return true;
        }
        SimObject *candidate = find_candidate(lines, count);
        if (candidate == NULL) {
            raise_inconsistent(world, lines, count);
            return false;
        }
        g_ptr_array_add(result, candidate);
        for (size_t i = 0; i < count; i++) {
            if (lines[i].next < lines[i].count && lines[i].items[lines[i].next] == candidate) {
                lines[i].next++;
            }
        }
    }
}

SimObject *
sim_mro_compute(SimWorld *world, SimType *type)
{
    const SimTuple *bases = (const SimTuple *) (const void *) type->bases;
    if (has_duplicate(world, bases)) {
        return NULL;
    }
    size_t count = (size_t) bases->length;
    g_autofree Line *lines = g_new0(Line, count + 1);
    for (size_t i = 0; i < count; i++) {
        SimObject *line = sim_type_mro(world, (SimType *) (void *) bases->items[i]);
        if (line == NULL) {
            return NULL;
        }
        const SimTuple *tuple = (const SimTuple *) (const void *) line;
        lines[i] = (Line){tuple->items, (size_t) tuple->length, 0};
    }
    lines[count] = (Line){bases->items, count, 0};
    g_autoptr(GPtrArray) result = g_ptr_array_new();
    g_ptr_array_add(result, type);
    if (!merge(world, lines, count + 1, result)) {
        return NULL;
    }
    return sim_tuple_from(world, (SimObject *const *) result->pdata, result->len);
}

#include "viz/scene/history.h"

#include <string.h>

#include "sim/base/sorted.h"
#include "sim/replay/steps.h"
#include "viz/scene/value.h"

#define MAX_BOUNDARIES 400000

typedef struct {
    uint64_t frame;   /* step of its FRAME event */
    const char *name; /* interned */
    size_t life;
    uint64_t object; /* tells values without a block apart: slot and birth */
} Binding;

typedef struct {
    const VizStory *story;
    VizHistory *history;
    GArray *living;             /* size_t: lives not known to be freed */
    GHashTable *bindings;       /* Binding * -> itself */
    const SimStatementRun *run; /* the statement to blame; NULL: none */
    uint64_t step;
} Walk;

static void
clear_life(void *data)
{
    g_ptr_array_unref(((VizLife *) data)->names);
}

VizLife *
viz_history_get(const VizHistory *history, size_t life)
{
    return &g_array_index(history->lives, VizLife, life);
}

bool
viz_history_is_alive(const VizLife *life, const SimState *state)
{
    const SimStateBlock *block = sim_state_block(state, life->address);
    const SimStateObject *owner = sim_state_object(state, life->owner);
    return block && block->born == life->born && owner && owner->born == life->owner_born;
}

int64_t
viz_history_refs(const VizLife *life, const SimState *state)
{
    const SimStateObject *owner = sim_state_object(state, life->owner);
    return owner && owner->born == life->owner_born ? owner->refcnt : 0;
}

static bool
is_printed(const void *printed, uint64_t step)
{
    return ((const VizPrinted *) printed)->step <= step;
}

static size_t
printed_at(const VizHistory *history, uint64_t step)
{
    guint behind = sim_sorted_find(history->printed, is_printed, step);
    return behind > 0 ? g_array_index(history->printed, VizPrinted, behind - 1).length : 0;
}

static bool
starts_before(const void *run, uint64_t step)
{
    return ((const SimStatementRun *) run)->start < step;
}

/* The first of the runs that start at @step or later. */
static guint
first_run_from(const VizHistory *history, uint64_t step)
{
    return sim_sorted_find(history->runs, starts_before, step);
}

size_t
viz_history_printed_before(const VizHistory *history,
                           VizExtent extent,
                           uint64_t frame,
                           uint64_t step)
{
    uint64_t start = UINT64_MAX;
    for (guint i = first_run_from(history, step); i-- > 0;) {
        const SimStatementRun *run = &g_array_index(history->runs, SimStatementRun, i);
        if (run->start < frame) {
            break;
        }
        if (run->frame != frame) {
            continue;
        }
        if (run->line < extent.first || run->line > extent.last) {
            break;
        }
        start = run->start;
    }
    return start == UINT64_MAX ? SIZE_MAX : printed_at(history, start);
}

static guint
hash_births(const void *key)
{
    const uint64_t *births = key;
    return (guint) (births[0] * 31 + births[1]);
}

static gboolean
equal_births(const void *a, const void *b)
{
    return memcmp(a, b, 2 * sizeof(uint64_t)) == 0;
}

size_t
viz_history_life(VizHistory *history, const SimState *state, const SimStateObject *object)
{
    const SimStateBlock *block = sim_state_data_block(state, object);
    if (!block) {
        return VIZ_NO_LIFE;
    }
    const SimStateObject *owner = sim_state_owner(state, object);
    const uint64_t births[] = {block->born, owner->born};
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(history->by_birth, births));
    if (found > 0) {
        return found - 1;
    }
    VizLife life = {block->address,
                    block->size,
                    block->born,
                    sim_state_step(state),
                    owner->slot,
                    owner->born,
                    history->lives->len + 1,
                    history->lives->len,
                    g_ptr_array_new(),
                    owner->refcnt,
                    false};
    g_array_append_val(history->lives, life);
    g_hash_table_insert(history->by_birth, g_memdup2(births, sizeof births),
                        GUINT_TO_POINTER(history->lives->len));
    return history->lives->len - 1;
}

static guint
hash_binding(const void *key)
{
    const Binding *binding = key;
    return g_str_hash(binding->name) ^ (guint) binding->frame * 2654435761u;
}

static gboolean
equal_bindings(const void *a, const void *b)
{
    const Binding *x = a;
    const Binding *y = b;
    return x->frame == y->frame && x->name == y->name;
}

static void
note_deed(Walk *walk, size_t life, const char *name, bool made)
{
    if (walk->run) {
        VizDeed deed = {walk->step, walk->run->start, walk->run->line, walk->run->depth, life, name,
                        made};
        g_array_append_val(walk->history->deeds, deed);
    }
}

static void
add_name(VizLife *life, const char *name)
{
    if (!g_ptr_array_find(life->names, name, NULL)) {
        g_ptr_array_add(life->names, (void *) name);
    }
}

static Binding *
new_binding(Walk *walk, const SimState *state, uint64_t frame, const SimStateName *name)
{
    const SimStateObject *object = sim_state_object(state, name->target);
    if (!object || viz_value_is_program(state, object)) {
        return NULL;
    }
    Binding *binding = g_new(Binding, 1);
    binding->frame = frame;
    binding->name = g_intern_string(name->name);
    binding->object = object->born;
    guint lives = walk->history->lives->len;
    binding->life = viz_history_life(walk->history, state, object);
    if (binding->life != VIZ_NO_LIFE) {
        add_name(viz_history_get(walk->history, binding->life), binding->name);
        if (walk->history->lives->len > lives) {
            g_array_append_val(walk->living, binding->life);
        }
    }
    return binding;
}

static GHashTable *
bindings_of(Walk *walk, const SimState *state)
{
    GHashTable *bindings = g_hash_table_new_full(hash_binding, equal_bindings, g_free, NULL);
    for (size_t i = 0; i < sim_state_frame_count(state); i++) {
        g_autoptr(GArray) names = sim_state_names(state, i);
        for (guint n = 0; n < names->len; n++) {
            Binding *binding = new_binding(walk, state, sim_state_frame(state, i)->born,
                                           &g_array_index(names, SimStateName, n));
            if (binding) {
                g_hash_table_add(bindings, binding);
            }
        }
    }
    return bindings;
}

/* Names that are new or lead elsewhere, and names that are gone. */
static void
compare_bindings(Walk *walk, GHashTable *now, guint lives_before)
{
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, now);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Binding *binding = key;
        const Binding *before = g_hash_table_lookup(walk->bindings, binding);
        if (!before || before->life != binding->life || before->object != binding->object) {
            bool made = binding->life != VIZ_NO_LIFE && binding->life >= lives_before;
            note_deed(walk, binding->life, binding->name, made);
            if (before && before->life != binding->life) {
                note_deed(walk, before->life, binding->name, false);
            }
        }
    }
    g_hash_table_iter_init(&iter, walk->bindings);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Binding *binding = key;
        if (!g_hash_table_contains(now, binding)) {
            note_deed(walk, binding->life, binding->name, false);
        }
    }
}

static void
compare_lives(Walk *walk, const SimState *state)
{
    for (guint i = walk->living->len; i-- > 0;) {
        size_t index = g_array_index(walk->living, size_t, i);
        VizLife *life = viz_history_get(walk->history, index);
        bool alive = viz_history_is_alive(life, state);
        int64_t refs = alive ? viz_history_refs(life, state) : 0;
        if (refs != life->refs || !alive) {
            note_deed(walk, index, NULL, false);
        }
        life->refs = refs;
        if (!alive) {
            life->freed = true;
            g_array_remove_index_fast(walk->living, i);
        }
    }
}

static void
note_output(const Walk *walk, const SimState *state)
{
    GArray *printed = walk->history->printed;
    VizPrinted now = {walk->step, 0};
    sim_state_output(state, &now.length);
    if (printed->len == 0
            ? now.length > 0
            : g_array_index(printed, VizPrinted, printed->len - 1).length != now.length) {
        g_array_append_val(printed, now);
    }
}

static bool
observe(Walk *walk, uint64_t step, GError **error)
{
    /* Reaching a line, the one event between two statements, changes nothing. */
    if (walk->step > 0 && step <= walk->step + 1) {
        return true;
    }
    const SimState *state = sim_replay_seek(walk->story->replay, step, error);
    if (!state) {
        return false;
    }
    walk->step = step;
    note_output(walk, state);
    compare_lives(walk, state);
    guint lives_before = walk->history->lives->len;
    GHashTable *now = bindings_of(walk, state);
    compare_bindings(walk, now, lives_before);
    g_hash_table_unref(walk->bindings);
    walk->bindings = now;
    return true;
}

static int
compare_starts(const void *a, const void *b)
{
    const SimStatementRun *x = a;
    const SimStatementRun *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Ends the runs that are over at @step. */
static bool
end_runs(Walk *walk, GPtrArray *active, uint64_t step, GError **error)
{
    while (active->len > 0) {
        const SimStatementRun *top = active->pdata[active->len - 1];
        if (top->end > step) {
            break;
        }
        walk->run = top;
        if (!observe(walk, top->end, error)) {
            return false;
        }
        g_ptr_array_set_size(active, (int) active->len - 1);
    }
    walk->run = active->len > 0 ? active->pdata[active->len - 1] : NULL;
    return true;
}

/* That any figure shows. */
static uint64_t
last_step(const VizStory *story)
{
    uint64_t last = 0;
    for (guint i = 0; i < story->figures->len; i++) {
        last = MAX(last, g_array_index(story->figures, VizFigure, i).step);
    }
    return last;
}

static bool
walk_runs(Walk *walk, GArray *runs, GError **error)
{
    g_autoptr(GPtrArray) active = g_ptr_array_new();
    uint64_t last = last_step(walk->story);
    for (guint i = 0; i < runs->len; i++) {
        const SimStatementRun *run = &g_array_index(runs, SimStatementRun, i);
        if (run->start > last) {
            break;
        }
        if (i >= MAX_BOUNDARIES) {
            walk->history->cut = true;
            return true;
        }
        if (!end_runs(walk, active, run->start, error) || !observe(walk, run->start, error)) {
            return false;
        }
        g_ptr_array_add(active, (void *) run);
        walk->run = run;
    }
    return end_runs(walk, active, UINT64_MAX, error);
}

static bool
is_ever_shown(const VizStory *story, const VizLife *life, uint64_t step)
{
    for (guint i = 0; i < life->names->len; i++) {
        if (viz_story_shows(story, life->names->pdata[i], step)) {
            return true;
        }
    }
    return false;
}

/* Numbers and hues count what figures show, so that a hidden name changes no colours. Blocks
 * that only hidden names led to come last. */
static void
number_lives(const VizStory *story, VizHistory *history)
{
    g_autoptr(GHashTable) hues = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    uint64_t last = last_step(story);
    unsigned number = 0;
    for (int hidden = 0; hidden < 2; hidden++) {
        for (guint i = 0; i < history->lives->len; i++) {
            VizLife *life = viz_history_get(history, i);
            if (is_ever_shown(story, life, last) == (hidden == 1)) {
                continue;
            }
            life->number = ++number;
            guint hue = GPOINTER_TO_UINT(g_hash_table_lookup(hues, &life->address));
            if (hue == 0) {
                hue = g_hash_table_size(hues) + 1;
                g_hash_table_insert(hues, g_memdup2(&life->address, sizeof life->address),
                                    GUINT_TO_POINTER(hue));
            }
            life->hue = hue - 1;
        }
    }
}

VizHistory *
viz_history_new(const VizStory *story, GError **error)
{
    VizHistory *history = g_new0(VizHistory, 1);
    history->lives = g_array_new(FALSE, FALSE, sizeof(VizLife));
    g_array_set_clear_func(history->lives, clear_life);
    history->deeds = g_array_new(FALSE, FALSE, sizeof(VizDeed));
    history->by_birth = g_hash_table_new_full(hash_births, equal_births, g_free, NULL);
    history->printed = g_array_new(FALSE, FALSE, sizeof(VizPrinted));
    history->runs = sim_steps_lines(story->trace, error);
    if (!history->runs) {
        viz_history_free(history);
        return NULL;
    }
    g_array_sort(history->runs, compare_starts);
    Walk walk = {story,
                 history,
                 g_array_new(FALSE, FALSE, sizeof(size_t)),
                 g_hash_table_new_full(hash_binding, equal_bindings, g_free, NULL),
                 NULL,
                 0};
    bool good = walk_runs(&walk, history->runs, error);
    g_array_unref(walk.living);
    g_hash_table_unref(walk.bindings);
    if (!good) {
        viz_history_free(history);
        return NULL;
    }
    number_lives(story, history);
    return history;
}

void
viz_history_free(VizHistory *history)
{
    if (history) {
        g_clear_pointer(&history->runs, g_array_unref);
        g_array_unref(history->printed);
        g_array_unref(history->lives);
        g_array_unref(history->deeds);
        g_hash_table_unref(history->by_birth);
        g_free(history);
    }
}

/* The functions an expectation can call: expect.def. */
#include <string.h>

#include "sim/replay/steps.h"
#include "sim/run/expect_private.h"

static bool
ask_refs(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) judge;
    (void) node;
    *out = judge_integer(object->refcnt);
    return true;
}

static bool
ask_buffer_refs(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) node;
    *out = judge_integer(sim_state_owner(judge->state, object)->refcnt);
    return true;
}

static bool
ask_block(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) node;
    const SimStateBlock *block = sim_state_data_block(judge->state, object);
    *out = judge_integer(block == NULL ? 0 : (int64_t) block->address);
    return true;
}

static bool
ask_id(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) judge;
    (void) node;
    *out = judge_integer((int64_t) object->address);
    return true;
}

static bool
ask_len(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) judge;
    (void) node;
    *out = judge_integer(object->value.kind == SIM_VALUE_STR
                             ? (int64_t) g_utf8_strlen(object->value.text, -1)
                         : object->items != NULL ? object->items->len
                         : object->pairs != NULL ? object->pairs->len
                                                 : 0);
    return true;
}

static bool
ask_type(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    (void) node;
    *out = (Value){.kind = VALUE_STR, .text = sim_state_type_name(judge->state, object)};
    return true;
}

static bool
ask_gc_generation(Judge *judge, const SimStateObject *object, const SimNode *node, Value *out)
{
    int generation;
    if (judge->generations == NULL) {
        judge->generations = sim_generation_walk_new(judge->trace);
    }
    if (!sim_generation_walk_ask(judge->generations, judge->state, object, &generation,
                                 judge->error)) {
        return false;
    }
    *out = judge_integer(generation);
    return generation >= 0 || judge_fail(judge, node, "the collector does not track this object");
}

/* The block that the name in argument @i last had. */
static bool
last_block(Judge *judge, const SimNode *call, size_t i, SimStateBlock *out)
{
    Value name;
    const SimNode *argument = call->as.Call.args.items[i];
    if (!judge_evaluate(judge, argument, &name)) {
        return false;
    }
    if (name.kind != VALUE_STR) {
        return judge_fail(judge, argument, "a name in quotes is expected here");
    }
    return sim_state_last_block(judge->state, name.text, out) ||
           judge_fail(judge, argument, "nothing on the heap was ever bound to this name");
}

static bool
ask_freed(Judge *judge, const SimNode *call, Value *out)
{
    SimStateBlock last;
    if (!last_block(judge, call, 0, &last)) {
        return false;
    }
    const SimStateBlock *now = sim_state_block(judge->state, last.address);
    *out = judge_boolean(now == NULL || now->vacant || now->born != last.born);
    return true;
}

static bool
ask_reused(Judge *judge, const SimNode *call, Value *out)
{
    Value value;
    SimStateBlock last;
    if (!judge_evaluate(judge, call->as.Call.args.items[0], &value) ||
        !last_block(judge, call, 1, &last)) {
        return false;
    }
    const SimStateBlock *now =
        value.kind == VALUE_OBJECT ? sim_state_data_block(judge->state, value.object) : NULL;
    *out = judge_boolean(now != NULL && now->address == last.address && now->born != last.born);
    return true;
}

static bool
count_pools(Judge *judge, SimPoolCounts *out)
{
    if (judge->pools == NULL) {
        judge->pools = sim_arena_walk_new(judge->trace, judge->profile);
    }
    return sim_arena_walk_count(judge->pools, sim_state_step(judge->state), out, judge->error);
}

static bool
ask_arenas(Judge *judge, const SimNode *call, Value *out)
{
    SimPoolCounts counts;
    (void) call;
    bool ok = count_pools(judge, &counts);
    *out = judge_integer(ok ? (int64_t) counts.arenas : 0);
    return ok;
}

static bool
ask_pools(Judge *judge, const SimNode *call, Value *out)
{
    SimPoolCounts counts;
    (void) call;
    bool ok = count_pools(judge, &counts);
    *out = judge_integer(ok ? (int64_t) counts.pools : 0);
    return ok;
}

static bool
ask_blocks(Judge *judge, const SimNode *call, Value *out)
{
    SimPoolCounts counts;
    Value kind;
    const SimNode *argument = call->as.Call.args.items[0];
    if (!judge_evaluate(judge, argument, &kind) || !count_pools(judge, &counts)) {
        return false;
    }
    const struct {
        const char *name;
        size_t count;
    } kinds[] = {{"used", counts.used}, {"freed", counts.freed}, {"never used", counts.never_used}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds) && kind.kind == VALUE_STR; i++) {
        if (strcmp(kinds[i].name, kind.text) == 0) {
            *out = judge_integer((int64_t) kinds[i].count);
            return true;
        }
    }
    return judge_fail(judge, argument, "\"used\", \"freed\" or \"never used\" is expected here");
}

static bool
ask_leaks(Judge *judge, const SimNode *call, Value *out)
{
    uint64_t start;
    uint64_t end;
    (void) call;
    if (!sim_steps_main(judge->trace, &start, &end, judge->error)) {
        return false;
    }
    *out = judge_integer(judge_count_leaks(judge->state, start));
    return true;
}

/* Follows the GIL up to the state. */
static bool
follow_gil(Judge *judge, int64_t *holder, int64_t *switches)
{
    SimCursor cursor;
    SimEvent event;
    g_autoptr(GError) damage = NULL;
    uint64_t last = 1;
    *holder = 0;
    *switches = 0;
    sim_cursor_init(&cursor, judge->trace);
    while (cursor.number < sim_state_step(judge->state) &&
           sim_cursor_next(&cursor, &event, &damage)) {
        if (event.kind == SIM_EVENT_GIL_HOLDER) {
            uint64_t now = event.as.GIL_HOLDER.holder;
            *holder = (int64_t) now - 1;
            *switches += now != 0 && now != last;
            last = now != 0 ? now : last;
        }
    }
    sim_cursor_clear(&cursor);
    if (damage != NULL) {
        g_propagate_error(judge->error, g_steal_pointer(&damage));
        return false;
    }
    return true;
}

static bool
ask_gil_holder(Judge *judge, const SimNode *call, Value *out)
{
    int64_t holder;
    int64_t switches;
    (void) call;
    bool ok = follow_gil(judge, &holder, &switches);
    *out = judge_integer(holder);
    return ok;
}

static bool
ask_gil_switches(Judge *judge, const SimNode *call, Value *out)
{
    int64_t holder;
    int64_t switches;
    (void) call;
    bool ok = follow_gil(judge, &holder, &switches);
    *out = judge_integer(switches);
    return ok;
}

typedef bool (*AskObject)(Judge *, const SimStateObject *, const SimNode *, Value *);
typedef bool (*AskState)(Judge *, const SimNode *, Value *);

/* One of the two is there, or neither: a function of threads. */
static const struct {
    const char *name;
    size_t count;
    AskObject of_object;
    AskState of_state;
} functions[] = {
#define OF_OBJECT(name, form, meaning)       {#name, 1, ask_##name, NULL},
#define OF_STATE(name, count, form, meaning) {#name, count, NULL, ask_##name},
#define OF_THREADS(name, form, meaning)      {#name, SIZE_MAX, NULL, NULL},
#include "sim/run/expect.def"
#undef OF_OBJECT
#undef OF_STATE
#undef OF_THREADS
};

static const char what_there_is[] = "an expectation can call"
#define OF_OBJECT(name, form, meaning)       " " form ","
#define OF_STATE(name, count, form, meaning) " " form ","
#define OF_THREADS(name, form, meaning)
#include "sim/run/expect.def"
#undef OF_OBJECT
#undef OF_STATE
#undef OF_THREADS
    ;

static bool
fail_unknown(Judge *judge, const SimNode *node)
{
    g_autofree char *message = g_strndup(what_there_is, strlen(what_there_is) - 1);
    return judge_fail(judge, node, message);
}

static bool
ask_object(Judge *judge, const SimNode *call, AskObject ask, Value *out)
{
    Value value;
    const SimNode *argument = call->as.Call.args.items[0];
    if (!judge_evaluate(judge, argument, &value)) {
        return false;
    }
    if (value.kind != VALUE_OBJECT) {
        return judge_fail(judge, argument, "an object is expected here");
    }
    return ask(judge, value.object, argument, out);
}

bool
judge_call(Judge *judge, const SimNode *node, Value *out)
{
    const SimNode *callee = node->as.Call.func;
    const char *name = callee->kind == SIM_NODE_Name ? callee->as.Name.id : "";
    size_t count = node->as.Call.keywords.count > 0 ? SIZE_MAX - 1 : node->as.Call.args.count;
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (strcmp(name, functions[i].name) != 0) {
            continue;
        }
        if (functions[i].count == SIZE_MAX) {
            return judge_fail(judge, node, "this is about races, which are not modelled yet");
        }
        if (functions[i].count != count) {
            break;
        }
        return functions[i].of_object != NULL ? ask_object(judge, node, functions[i].of_object, out)
                                              : functions[i].of_state(judge, node, out);
    }
    return fail_unknown(judge, node);
}

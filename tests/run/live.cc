#include "tests/run/live.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "sim/objects/dict.h"
#include "sim/replay/arenas.h"

using Slots = std::vector<SimSlot>;

static int
collect(SimObject *object, void *data)
{
    static_cast<Slots *>(data)->push_back(object->slot);
    return 0;
}

static Slots
live_referents(SimObject *object)
{
    Slots slots;
    if (object->type->slots.tp_traverse != nullptr) {
        object->type->slots.tp_traverse(object, collect, &slots);
    }
    if (object->type->heap != nullptr) { // an instance's type is no reference of the trace
        auto type = std::find(slots.begin(), slots.end(), object->type->ob.slot);
        if (type != slots.end()) {
            slots.erase(type);
        }
    }
    std::sort(slots.begin(), slots.end());
    return slots;
}

// The names of a split dict are held by its class.
static bool
owns_keys(SimObject *object)
{
    return !SIM_IS_DICT(object) || reinterpret_cast<SimDict *>(object)->shared == nullptr;
}

static Slots
replayed_referents(const SimStateObject *object, bool with_keys)
{
    Slots slots;
    auto add = [&](SimSlot slot) {
        if (slot != SIM_SLOT_NONE) {
            slots.push_back(slot);
        }
    };
    for (guint i = 0; object->fields != nullptr && i < object->fields->len; i++) {
        add(g_array_index(object->fields, SimStateField, i).target);
    }
    for (guint i = 0; object->attrs != nullptr && i < object->attrs->len; i++) {
        add(g_array_index(object->attrs, SimStateAttr, i).target);
    }
    for (guint i = 0; object->items != nullptr && i < object->items->len; i++) {
        add(g_array_index(object->items, SimSlot, i));
    }
    for (guint i = 0; object->pairs != nullptr && i < object->pairs->len; i++) {
        if (with_keys) {
            add(g_array_index(object->pairs, SimStatePair, i).key);
        }
        add(g_array_index(object->pairs, SimStatePair, i).value);
    }
    std::sort(slots.begin(), slots.end());
    return slots;
}

static std::string
text_of(const Slots &slots)
{
    std::stringstream out;
    for (SimSlot slot : slots) {
        out << " #" << slot;
    }
    return out.str();
}

static void
compare_object(SimObject *live, const SimStateObject *seen, SimSlot slot, std::stringstream &out)
{
    if ((live == nullptr) != (seen == nullptr)) {
        out << "#" << slot << (live == nullptr ? " is dead, the trace keeps it\n" : " lives as a ");
        if (live != nullptr) {
            out << live->type->name << ", the trace does not know it\n";
        }
        return;
    }
    if (live == nullptr) {
        return;
    }
    std::string head = "#" + std::to_string(slot) + " " + live->type->name;
    if (live->refcnt != seen->refcnt) {
        out << head << ": count " << live->refcnt << ", replayed " << seen->refcnt << "\n";
    }
    if (live->addr != seen->address) {
        out << head << ": address differs\n";
    }
    if (live->type->ob.slot != seen->type) {
        out << head << ": type differs\n";
    }
    Slots refers = live_referents(live);
    Slots replayed = replayed_referents(seen, owns_keys(live));
    if (refers != replayed) {
        out << head << ": refers to" << text_of(refers) << ", replayed" << text_of(replayed)
            << "\n";
    }
}

std::string
compare_live(SimWorld *world, const SimState *state)
{
    std::stringstream out;
    SimSlot limit = std::max<SimSlot>(world->slot_count, sim_state_slot_limit(state));
    for (SimSlot slot = 0; slot < limit && out.tellp() < 2000; slot++) {
        SimObject *live = slot < world->slot_count ? sim_world_object(world, slot) : nullptr;
        compare_object(live, sim_state_object(state, slot), slot, out);
    }
    return out.str();
}

std::string
compare_pymalloc(SimWorld *world, const SimTrace *trace)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(SimArenaWalk) walk = sim_arena_walk_new(trace, sim_profile_default());
    if (sim_arena_walk_to(walk, UINT64_MAX, &error) == nullptr) {
        return error->message;
    }
    g_autoptr(GString) live = g_string_new(nullptr);
    g_autoptr(GString) walked = g_string_new(nullptr);
    sim_pymalloc_stats(world->pymalloc, live);
    sim_arena_walk_stats(walk, walked);
    return strcmp(live->str, walked->str) == 0 ? "" : std::string(live->str) + walked->str;
}

/* Which functions stand in the slots of a class: those of its special methods
 * (fixup_slot_dispatchers, update_one_slot of Objects/typeobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

/* What one name contributes to a slot. */
typedef enum {
    NOTHING,
    SPECIFIC,
    GENERIC
} Contribution;

/* A built-in type that has the name: its own function in this very slot, if any. */
static Contribution
from_builtin(const SimType *owner, const SimSlotDef *def, const SimType *type, SimAnyFunc *out)
{
    if (def->id == SIM_ID___new__) {
        *out = (SimAnyFunc) type->base->slots.tp_new;
        return SPECIFIC;
    }
    SimAnyFunc own =
        owner->spec->slots == NULL ? NULL : sim_slot_get(owner->spec->slots, def->offset);
    if (own == NULL && def->id == SIM_ID___hash__) {
        own = (SimAnyFunc) owner->slots.tp_hash;
    }
    *out = own;
    return own == NULL ? NOTHING : SPECIFIC;
}

static Contribution
from_value(
    SimWorld *world, const SimSlotDef *def, const SimType *type, SimObject *value, SimAnyFunc *out)
{
    if (value->type == sim_type(world, SIM_TYPE_WRAPPER_DESCR)) {
        const SimDescr *descr = (const SimDescr *) (const void *) value;
        const SimSlotDef *wrapped = descr->def;
        if (wrapped->id == def->id && wrapped->offset == def->offset &&
            sim_type_is_subtype(type, descr->type)) {
            *out = descr->wrapped;
            return SPECIFIC;
        }
    }
    if (value == SIM_NONE(world) && def->id == SIM_ID___hash__) {
        *out = (SimAnyFunc) sim_object_hash_not_implemented;
        return SPECIFIC;
    }
    if (def->id == SIM_ID___new__ && sim_type_is_new_wrapper(value)) {
        *out = (SimAnyFunc) type->base->slots.tp_new;
        return SPECIFIC;
    }
    return GENERIC;
}

static Contribution
contribution(SimWorld *world, SimType *type, const SimSlotDef *def, SimAnyFunc *out)
{
    SimObject *name = world->ids[def->id];
    for (size_t i = 0; i < sim_tuple_size(type->mro); i++) {
        SimType *at = (SimType *) (void *) sim_tuple_get(type->mro, i);
        if (at->dict != NULL) {
            SimObject *value = sim_dict_get(world, at->dict, name);
            if (value != NULL) {
                return from_value(world, def, type, value, out);
            }
        } else if (sim_type_table_find(sim_type_table(world, at), name) != NULL) {
            return from_builtin(at, def, type, out);
        }
    }
    return NOTHING;
}

/* All names of the slot that begins at @first; returns the index behind them. */
static size_t
fix_slot(SimWorld *world, SimType *type, size_t first)
{
    size_t offset = sim_slot_defs[first].offset;
    SimAnyFunc specific = NULL;
    SimAnyFunc generic = NULL;
    bool use_generic = false;
    size_t i = first;
    for (; i < sim_slot_def_count && sim_slot_defs[i].offset == offset; i++) {
        SimAnyFunc function = NULL;
        switch (contribution(world, type, &sim_slot_defs[i], &function)) {
        case NOTHING:
            break;
        case SPECIFIC:
            generic = generic == NULL ? sim_slot_defs[i].generic : generic;
            use_generic = use_generic || (specific != NULL && specific != function);
            specific = function;
            break;
        case GENERIC:
            generic = sim_slot_defs[i].generic;
            use_generic = true;
            break;
        }
    }
    sim_slot_put(&type->slots, offset, specific != NULL && !use_generic ? specific : generic);
    return i;
}

/* Slots without a name. */
static void
inherit_rest(SimType *type)
{
    const SimTypeSlots *base = &type->base->slots;
    SimTypeSlots *slots = &type->slots;
    slots->tp_dealloc = sim_subtype_dealloc;
    slots->tp_traverse = sim_subtype_traverse;
    slots->tp_collect = sim_subtype_collect;
    slots->tp_clear = sim_subtype_clear;
    slots->tp_host_free = sim_subtype_host_free;
    slots->tp_sizeof = base->tp_sizeof;
    slots->tp_vectorcall = slots->tp_call == base->tp_call ? base->tp_vectorcall : NULL;
    slots->tp_vectorcall_new = NULL;
}

void
sim_type_fix_slots(SimWorld *world, SimType *type)
{
    for (size_t i = 0; i < sim_slot_def_count;) {
        i = fix_slot(world, type, i);
    }
    inherit_rest(type);
}

void
sim_type_update_slot(SimWorld *world, SimType *type, SimObject *name)
{
    for (size_t i = 0; i < sim_slot_def_count;) {
        size_t first = i;
        bool named = false;
        size_t offset = sim_slot_defs[first].offset;
        for (; i < sim_slot_def_count && sim_slot_defs[i].offset == offset; i++) {
            named = named || world->ids[sim_slot_defs[i].id] == name;
        }
        if (named) {
            fix_slot(world, type, first);
        }
    }
    inherit_rest(type);
    for (guint i = 0; type->subclasses != NULL && i < type->subclasses->len; i++) {
        SimType *subclass = type->subclasses->pdata[i];
        if (subclass->dict != NULL) {
            sim_type_update_slot(world, subclass, name);
        }
    }
}

/* Making a built-in type ready: what it does not say itself it has from its base
 * (PyType_Ready, inherit_special, inherit_slots of Objects/typeobject.c). */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/type_private.h"

static const char *const names[] = {
#define TYPE(ID, name) name,
#define MODULE_TYPE    TYPE
#define VM_TYPE        TYPE
#include "sim/model/type.def"
#undef TYPE
#undef MODULE_TYPE
#undef VM_TYPE
#define EXCEPTION(Name, Base) #Name,
#include "sim/model/exception.def"
#undef EXCEPTION
};

G_STATIC_ASSERT(G_N_ELEMENTS(names) == SIM_TYPE_COUNT);

enum {
    SUBCLASS_FLAGS = 0x7ff << 16
};

/* Slots that come from the base where the type has none; those that are absent here are
 * handled one by one in inherit. */
static bool
is_inherited_alone(size_t offset)
{
    static const size_t grouped[] = {
        offsetof(SimTypeSlots, tp_richcompare), offsetof(SimTypeSlots, tp_hash),
        offsetof(SimTypeSlots, tp_vectorcall),  offsetof(SimTypeSlots, tp_vectorcall_new),
        offsetof(SimTypeSlots, tp_traverse),    offsetof(SimTypeSlots, tp_clear),
        offsetof(SimTypeSlots, tp_new),         offsetof(SimTypeSlots, tp_collect),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(grouped); i++) {
        if (grouped[i] == offset) {
            return false;
        }
    }
    return true;
}

static void
inherit_hash(SimTypeSlots *slots, const SimTypeSlots *base)
{
    if (slots->tp_richcompare == NULL && slots->tp_hash == NULL) {
        slots->tp_richcompare = base->tp_richcompare;
        slots->tp_hash = base->tp_hash;
    }
    if (slots->tp_hash == NULL) {
        slots->tp_hash = sim_object_hash_not_implemented;
    }
}

static void
inherit(SimType *type, const SimType *base)
{
    SimTypeSlots *slots = &type->slots;
    if (slots->tp_vectorcall == NULL && slots->tp_call == NULL) {
        slots->tp_vectorcall = base->slots.tp_vectorcall;
    }
    if (slots->tp_traverse == NULL && slots->tp_clear == NULL) {
        slots->tp_traverse = base->slots.tp_traverse;
        slots->tp_collect = base->slots.tp_collect;
        slots->tp_clear = base->slots.tp_clear;
    }
    inherit_hash(slots, &base->slots);
    for (size_t offset = 0; offset < sizeof *slots; offset += sizeof(SimAnyFunc)) {
        if (is_inherited_alone(offset) && sim_slot_get(slots, offset) == NULL) {
            sim_slot_put(slots, offset, sim_slot_get(&base->slots, offset));
        }
    }
    type->flags |= base->flags & (uint32_t) SUBCLASS_FLAGS;
}

/* type_ready_set_new: a type right below object needs a tp_new of its own. */
static void
inherit_new(SimType *type, const SimType *base)
{
    if (type->slots.tp_new != NULL) {
        return;
    }
    if (base->id == SIM_TYPE_OBJECT) {
        type->flags |= SIM_TPFLAGS_DISALLOW_NEW;
    } else if ((base->flags & SIM_TPFLAGS_DISALLOW_NEW) != 0) {
        type->flags |= SIM_TPFLAGS_DISALLOW_NEW;
    } else {
        type->slots.tp_new = base->slots.tp_new;
    }
}

void
sim_type_record_name(SimWorld *world, const SimType *type)
{
    SIM_RECORD(world, VALUE, type->ob.slot, ((SimText){type->name, strlen(type->name)}));
}

void
sim_type_ready(SimWorld *world, const SimTypeSpec *spec)
{
    SimType *type = sim_type(world, spec->id);
    SimTypeId base_id = spec->base == 0 ? SIM_TYPE_OBJECT : spec->base;
    const SimType *base = spec->id == SIM_TYPE_OBJECT ? NULL : sim_type(world, base_id);
    type->id = spec->id;
    type->name = names[spec->id];
    type->spec = spec;
    type->flags = spec->flags | SIM_TPFLAGS_READY;
    if (spec->slots != NULL) {
        type->slots = *spec->slots;
    }
    type->basicsize = spec->basicsize != 0 || base == NULL ? spec->basicsize : base->basicsize;
    type->itemsize = spec->itemsize != 0 || base == NULL ? spec->itemsize : base->itemsize;
    type->host_size = spec->host_size != 0 || base == NULL ? spec->host_size : base->host_size;
    type->host_itemsize =
        spec->host_itemsize != 0 || base == NULL ? spec->host_itemsize : base->host_itemsize;
    type->dictoffset_host =
        spec->dictoffset_host != 0 || base == NULL ? spec->dictoffset_host : base->dictoffset_host;
    sim_type_record_name(world, type);
    if (base == NULL) {
        return;
    }
    g_assert(sim_type_has(base, SIM_TPFLAGS_READY));
    type->base = sim_type(world, base_id);
    sim_incref(world, &type->base->ob);
    SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_BASE, type->base->ob.slot);
    inherit(type, base);
    inherit_new(type, base);
    sim_type_add_subclass(type->base, type);
    if (spec->mixin != 0) {
        sim_type_add_subclass(sim_type(world, spec->mixin), type);
    }
}

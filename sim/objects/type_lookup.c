/* Looking names up along the mro, and forgetting what was found. */
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

static SimObject *
look_up(SimWorld *world, SimType *type, SimObject *name)
{
    if (type->mro == NULL) {
        for (SimType *at = type; at != NULL; at = at->base) {
            SimObject *value = sim_type_own(world, at, name);
            if (value != NULL) {
                return value;
            }
        }
        return NULL;
    }
    size_t count = sim_tuple_size(type->mro);
    for (size_t i = 0; i < count; i++) {
        SimType *at = (SimType *) (void *) sim_tuple_get(type->mro, i);
        SimObject *value = sim_type_own(world, at, name);
        if (value != NULL) {
            return value;
        }
    }
    return NULL;
}

/* A cached answer is good as long as the type's version is the same; the bases get a version
 * too, so that changing one of them is seen (assign_version_tag). */
static void
assign_version(SimWorld *world, SimType *type)
{
    if (type->version != 0) {
        return;
    }
    for (SimType *base = type->base; base != NULL && base->version == 0; base = base->base) {
        base->version = world->type_version++;
    }
    if (type->mro != NULL) {
        for (size_t i = 1; i < sim_tuple_size(type->mro); i++) {
            SimType *base = (SimType *) (void *) sim_tuple_get(type->mro, i);
            if (base->version == 0) {
                base->version = world->type_version++;
            }
        }
    }
    type->version = world->type_version++;
}

SimObject *
sim_type_lookup(SimWorld *world, SimType *type, SimObject *name)
{
    uintptr_t hash = ((uintptr_t) type >> 4) * 31 + ((uintptr_t) name >> 4);
    hash ^= hash >> SIM_TYPE_CACHE_BITS;
    SimTypeCacheEntry *entry = &world->type_cache[hash & ((1U << SIM_TYPE_CACHE_BITS) - 1)];
    if (entry->type == type && entry->name == name && entry->version == type->version) {
        return entry->value;
    }
    SimObject *value = look_up(world, type, name);
    if ((name->flags & SIM_OBJECT_INTERNED) != 0) {
        assign_version(world, type);
        name->flags |= SIM_OBJECT_CACHED_NAME;
        *entry = (SimTypeCacheEntry){type, name, value, type->version};
    }
    return value;
}

void
sim_type_modified(SimType *type)
{
    if (type->version == 0) {
        return;
    }
    type->version = 0;
    for (guint i = 0; type->subclasses != NULL && i < type->subclasses->len; i++) {
        sim_type_modified(type->subclasses->pdata[i]);
    }
}

void
sim_type_add_subclass(SimType *base, SimType *type)
{
    if (base->subclasses == NULL) {
        base->subclasses = g_ptr_array_new();
    }
    g_ptr_array_add(base->subclasses, type);
}

bool
sim_type_is_subtype(const SimType *type, const SimType *ancestor)
{
    if (type == ancestor) {
        return true;
    }
    if (type->mro == NULL) {
        for (const SimType *at = type->base; at != NULL; at = at->base) {
            if (at == ancestor) {
                return true;
            }
        }
        return type->spec != NULL && type->spec->mixin != 0 && type->spec->mixin == ancestor->id &&
               ancestor->heap == NULL;
    }
    size_t count = sim_tuple_size(type->mro);
    for (size_t i = 1; i < count; i++) {
        if ((const void *) sim_tuple_get(type->mro, i) == ancestor) {
            return true;
        }
    }
    return false;
}

const char *
sim_type_short_name(const SimType *type)
{
    const char *dot = type->heap == NULL ? strrchr(type->name, '.') : NULL;
    return dot == NULL ? type->name : dot + 1;
}

static SimType *
mixin_of(SimWorld *world, const SimType *type)
{
    return type->spec == NULL || type->spec->mixin == 0 ? NULL : sim_type(world, type->spec->mixin);
}

SimObject *
sim_type_bases(SimWorld *world, SimType *type)
{
    if (type->bases == NULL) {
        SimObject *bases[2] = {(SimObject *) type->base, NULL};
        size_t count = type->base == NULL ? 0 : 1;
        if (mixin_of(world, type) != NULL) {
            bases[count++] = &mixin_of(world, type)->ob;
        }
        type->bases = count == 0 ? sim_newref(world, world->empty_tuple)
                                 : sim_tuple_from(world, bases, count);
        SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_BASES, sim_slot(type->bases));
    }
    return type->bases;
}

SimObject *
sim_type_mro(SimWorld *world, SimType *type)
{
    if (type->mro == NULL) {
        SimObject *line[16];
        size_t count = 0;
        for (SimType *at = type; at != NULL; at = at->base) {
            g_assert(count < G_N_ELEMENTS(line));
            line[count++] = &at->ob;
            SimType *mixin = mixin_of(world, at);
            if (mixin != NULL) { /* the rest of the line is the mixin's */
                line[count++] = &at->base->ob;
                line[count++] = &mixin->ob;
                at = mixin;
            }
        }
        type->mro = sim_tuple_from(world, line, count);
        SIM_RECORD(world, FIELD, type->ob.slot, SIM_LABEL_MRO, sim_slot(type->mro));
    }
    return type->mro;
}

#include "sim/vm/fast.h"

#include "sim/objects/id.h"
#include "sim/objects/type_private.h"

/* With more instructions than a cache number can tell apart, nothing is cached. */
static bool
may_cache(SimWorld *world)
{
    return sim_vm_frame(world)->code->code->ncaches <= UINT16_MAX;
}

/* The place of @name among the keys of @dict; false when it has none that stays. */
static bool
find_entry(SimWorld *world, SimObject *dict, SimObject *name, uint32_t *version, int32_t *index)
{
    SimDictKeys *keys = sim_fast_keys(dict);
    if (keys->kind != SIM_KEYS_UNICODE || !SIM_IS_STR_EXACT(world, name)) {
        return false;
    }
    int64_t found = sim_dict_keys_find_str(keys, name, sim_str_hash_fast(name));
    *index = found >= 0 && found <= INT32_MAX ? (int32_t) found : -1;
    *version = sim_dict_keys_version(world, keys);
    return *version != 0;
}

SimObject *
sim_fast_global_miss(SimWorld *world, SimFrame *frame, SimCache *cache, SimObject *name)
{
    if (may_cache(world) && SIM_IS_DICT_EXACT(world, frame->globals) &&
        SIM_IS_DICT_EXACT(world, frame->builtins)) {
        uint32_t version;
        uint32_t version2 = 0;
        int32_t index;
        cache->version = 0;
        if (find_entry(world, frame->globals, name, &version, &index)) {
            if (index < 0 && !find_entry(world, frame->builtins, name, &version2, &index)) {
                version2 = 0;
            }
            if (index >= 0) {
                cache->version = version;
                cache->version2 = version2;
                cache->index = index;
            }
        }
    }
    return sim_names_load_global(world, frame, name);
}

/* The place of @name among the values of @owner's class, when reading or writing the
 * attribute means just that place: no data descriptor of the type comes first. */
static int
shared_place(SimWorld *world, SimObject *owner, SimObject *name)
{
    SimType *type = owner->type;
    if (!sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT) || type->heap == NULL ||
        type->heap->keys == NULL) {
        return -1;
    }
    SimObject *found = sim_type_lookup(world, type, name);
    if (type->version == 0 || (found != NULL && found->type->slots.tp_descr_set != NULL)) {
        return -1;
    }
    return sim_shared_keys_find(type->heap->keys, name);
}

SimObject *
sim_fast_attr_miss(SimWorld *world, SimObject *owner, SimObject *name, SimCache *cache)
{
    if (may_cache(world) && owner->type->slots.tp_getattro == sim_object_generic_getattr) {
        int place = shared_place(world, owner, name);
        cache->version = place >= 0 ? owner->type->version : 0;
        cache->index = place;
    }
    return sim_object_getattr(world, owner, name);
}

int
sim_fast_set_attr_miss(
    SimWorld *world, SimObject *owner, SimObject *name, SimObject *value, SimCache *cache)
{
    int status = sim_object_setattr(world, owner, name, value);
    if (status == 0 && may_cache(world) &&
        owner->type->slots.tp_setattro == sim_object_generic_setattr) {
        int place = shared_place(world, owner, name);
        cache->version = place >= 0 ? owner->type->version : 0;
        cache->index = place;
    }
    return status;
}

/* The function of the type that object.name means as long as no instance hides it. */
static void
cache_method(SimWorld *world, SimObject *object, SimObject *name, SimCache *cache)
{
    SimType *type = object->type;
    cache->version = 0;
    if (type->slots.tp_getattro != sim_object_generic_getattr) {
        return;
    }
    SimObject *found = sim_type_lookup(world, type, name);
    if (found == NULL || type->version == 0 ||
        !sim_type_has(found->type, SIM_TPFLAGS_METHOD_DESCRIPTOR)) {
        return;
    }
    if (sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT)) {
        SimSharedKeys *keys = type->heap == NULL ? NULL : type->heap->keys;
        if (keys == NULL || sim_shared_keys_find(keys, name) >= 0) {
            return;
        }
        cache->shared = keys;
        cache->index = keys->count;
    } else if (sim_type_has(type, SIM_TPFLAGS_VAR_DICT) || type->dictoffset_host != 0) {
        return;
    } else {
        cache->index = -1;
    }
    cache->version = type->version;
    cache->value = found;
}

bool
sim_fast_method_miss(
    SimWorld *world, SimObject *object, SimObject *name, SimCache *cache, SimObject **out)
{
    if (may_cache(world)) {
        cache_method(world, object, name, cache);
    }
    return sim_object_get_method(world, object, name, out);
}

/* ---- Instances ---- */

/* The __init__ that a call of @type runs, if it is a plain function. */
static SimFunction *
plain_init(SimWorld *world, SimObject *found)
{
    if (found == NULL || !SIM_IS_FUNCTION(world, found)) {
        return NULL;
    }
    SimFunction *init = (SimFunction *) (void *) found;
    uint32_t flags = init->code->code->flags & (SIM_CO_GENERATOR | SIM_CO_OPTIMIZED);
    return flags == SIM_CO_OPTIMIZED ? init : NULL;
}

SimMakes
sim_fast_makes_miss(SimWorld *world, SimObject *callable, SimCache *cache, SimFunction **init)
{
    SimType *type = (SimType *) (void *) callable;
    if (type->heap == NULL || !sim_fast_plain_new(world, type)) {
        return SIM_MAKES_OTHERWISE;
    }
    *init = plain_init(world, sim_type_lookup(world, type, SIM_ID(world, __init__)));
    bool plain = type->slots.tp_init == sim_type(world, SIM_TYPE_OBJECT)->slots.tp_init;
    if (*init == NULL && !plain) {
        return SIM_MAKES_OTHERWISE;
    }
    cache->version = type->version;
    cache->value = (SimObject *) (void *) *init;
    return *init != NULL ? SIM_MAKES_BY_INIT : SIM_MAKES_PLAIN;
}

/* ---- The end of an object ---- */

void
sim_fast_drop_last(SimWorld *world, SimObject *object)
{
    if (G_LIKELY(sim_fast_is_short_int(world, object))) {
        sim_object_release_short(world, object, SIM_FAST_INT_CLASS);
    } else if (!sim_fast_park_float(world, object)) {
        sim_decref(world, object);
    }
}

void
sim_fast_drop_last_recorded(SimWorld *world, SimObject *object)
{
    SimTrace *trace = world->trace;
    if (G_LIKELY(sim_fast_is_short_int(world, object))) {
        sim_trace_emit_die(trace, object->slot, object->addr);
        sim_object_release_short(world, object, SIM_FAST_INT_CLASS);
    } else if (sim_fast_park_float(world, object)) {
        sim_trace_emit_drop(trace, object->slot);
    } else {
        sim_decref(world, object);
    }
}

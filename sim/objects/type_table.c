/* The attributes of built-in types, made when they are first asked for. */
#include "sim/objects/abstract.h"
#include "sim/objects/builtin.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/methodobjects.h"
#include "sim/objects/slot_def.h"
#include "sim/objects/startup.h"
#include "sim/objects/str.h"
#include "sim/objects/type_private.h"

static size_t
count_attributes(const SimTypeSpec *spec)
{
    size_t count = 4; /* __doc__, __new__, __hash__, __module__ */
    for (const SimMethodDef *def = spec->methods; def != NULL && def->name != NULL; def++) {
        count++;
    }
    for (const SimGetSetDef *def = spec->getset; def != NULL && def->name != NULL; def++) {
        count++;
    }
    for (size_t i = 0; spec->slots != NULL && i < sim_slot_def_count; i++) {
        count += sim_slot_get(spec->slots, sim_slot_defs[i].offset) != NULL ? 1 : 0;
    }
    return count;
}

SimTypeEntry *
sim_type_table_find(SimTypeTable *table, SimObject *name)
{
    uint32_t at = (uint32_t) sim_str_hash(name) & table->mask;
    while (table->index[at] != 0) {
        SimTypeEntry *entry = &table->entries[table->index[at] - 1];
        if (entry->name == name ||
            ((name->flags & SIM_OBJECT_INTERNED) == 0 && sim_str_equal(entry->name, name))) {
            return entry;
        }
        at = (at + 1) & table->mask;
    }
    return NULL;
}

static void
put_in_index(SimTypeTable *table, uint32_t number)
{
    uint32_t at = (uint32_t) sim_str_hash(table->entries[number].name) & table->mask;
    while (table->index[at] != 0) {
        at = (at + 1) & table->mask;
    }
    table->index[at] = (uint16_t) (number + 1);
}

/* At most two thirds of the index are used. */
static void
grow(SimTypeTable *table, uint32_t size)
{
    g_free(table->index);
    table->index = g_new0(uint16_t, size);
    table->mask = size - 1;
    table->entries = g_renew(SimTypeEntry, table->entries, size * 2 / 3 + 1);
    for (uint32_t i = 0; i < table->count; i++) {
        put_in_index(table, i);
    }
}

/* The first entry of a name stays. */
static void
add(SimTypeTable *table, SimObject *name, SimEntryKind kind, const void *def, SimObject *value)
{
    if (sim_type_table_find(table, name) != NULL) {
        return;
    }
    if ((table->count + 1) * 3 > (table->mask + 1) * 2) {
        grow(table, (table->mask + 1) * 2);
    }
    table->entries[table->count] = (SimTypeEntry){name, value, def, kind};
    put_in_index(table, table->count++);
}

static void
add_slots(SimWorld *world, SimTypeTable *table, const SimTypeSpec *spec)
{
    for (size_t i = 0; spec->slots != NULL && i < sim_slot_def_count; i++) {
        const SimSlotDef *def = &sim_slot_defs[i];
        if (def->wrap == NULL || sim_slot_get(spec->slots, def->offset) == NULL) {
            continue;
        }
        if (def->id == SIM_ID___hash__ && spec->slots->tp_hash == sim_object_hash_not_implemented) {
            continue;
        }
        add(table, world->ids[def->id], SIM_ENTRY_SLOT, def, NULL);
    }
}

/* Methods, of which some take the place of a slot's wrapper (type_add_method). */
static void
add_methods(SimWorld *world, SimTypeTable *table, const SimTypeSpec *spec)
{
    for (const SimMethodDef *def = spec->methods; def != NULL && def->name != NULL; def++) {
        SimObject *name = sim_str_intern_static(world, def->name);
        SimTypeEntry *entry = sim_type_table_find(table, name);
        if (entry != NULL && (def->flags & SIM_METH_COEXIST) != 0) {
            *entry = (SimTypeEntry){name, NULL, def, SIM_ENTRY_METHOD};
        } else {
            add(table, name, SIM_ENTRY_METHOD, def, NULL);
        }
    }
}

/* The def of a value whose reference is not counted. */
static const char uncounted;

bool
sim_type_entry_is_counted(const SimTypeEntry *entry)
{
    return entry->def != &uncounted;
}

/* The same for a value, of which it takes a new reference if it is added. That of None is not
 * counted: CPython fills its types' dicts at start-up, this table is made when it is first needed.
 */
static void
add_value(SimWorld *world, SimTypeTable *table, SimObject *name, SimObject *value)
{
    if (sim_type_table_find(table, name) == NULL) {
        bool counted = value != SIM_NONE(world);
        add(table, name, SIM_ENTRY_VALUE, counted ? NULL : &uncounted,
            counted ? sim_newref(world, value) : value);
    }
}

/* What type_ready_set_hash and type_add_doc put into the namespace. */
static void
add_specials(SimWorld *world, SimType *type, SimTypeTable *table)
{
    const SimTypeSpec *spec = type->spec;
    if (type->slots.tp_hash == sim_object_hash_not_implemented) {
        add_value(world, table, SIM_ID(world, __hash__), SIM_NONE(world));
    }
    SimObject *doc = spec->doc != NULL ? sim_str_intern_static(world, spec->doc) : SIM_NONE(world);
    add_value(world, table, SIM_ID(world, __doc__), doc);
}

/* Names that were interned by a scenario before are references of the type's own. */
static void
record(SimWorld *world, SimType *type, const SimTypeEntry *entry)
{
    if ((entry->name->flags & SIM_OBJECT_STATIC) == 0) {
        SIM_RECORD(world, KEY, type->ob.slot, entry->name->slot, SIM_SLOT_NONE);
    }
    if (entry->value != NULL && sim_type_entry_is_counted(entry)) {
        SIM_RECORD(world, ATTR, type->ob.slot, entry->name->slot, entry->value->slot);
    }
}

SimTypeTable *
sim_type_table(SimWorld *world, SimType *type)
{
    if (G_LIKELY(type->table != NULL)) {
        return type->table;
    }
    SimTypeTable *table = g_new0(SimTypeTable, 1);
    type->table = table;
    const SimTypeSpec *spec = type->spec;
    uint32_t size = 8;
    while (size * 2 < count_attributes(spec) * 3) {
        size *= 2;
    }
    grow(table, size);
    if (spec->slots != NULL && spec->slots->tp_new != NULL) {
        add(table, SIM_ID(world, __new__), SIM_ENTRY_NEW, NULL, NULL);
    }
    add_slots(world, table, spec);
    add_methods(world, table, spec);
    for (const SimGetSetDef *def = spec->getset; def != NULL && def->name != NULL; def++) {
        add(table, sim_str_intern_static(world, def->name), SIM_ENTRY_GETSET, def, NULL);
    }
    add_specials(world, type, table);
    for (uint32_t i = 0; i < table->count; i++) {
        record(world, type, &table->entries[i]);
    }
    return table;
}

static SimObject *
make_value(SimWorld *world, SimType *type, const SimTypeEntry *entry)
{
    switch (entry->kind) {
    case SIM_ENTRY_METHOD: {
        const SimMethodDef *def = entry->def;
        if ((def->flags & SIM_METH_STATIC) != 0) {
            return sim_staticmethod_new_static(world,
                                               sim_builtin_new_static(world, def, &type->ob));
        }
        return sim_descr_new_method(world, type, entry->name, def);
    }
    case SIM_ENTRY_GETSET:
        return sim_descr_new_getset(world, type, entry->name, entry->def);
    case SIM_ENTRY_SLOT: {
        const SimSlotDef *def = entry->def;
        return sim_descr_new_wrapper(world, type, entry->name, def,
                                     sim_slot_get(type->spec->slots, def->offset));
    }
    case SIM_ENTRY_NEW:
        return sim_builtin_new_static(world, &sim_type_new_def, &type->ob);
    case SIM_ENTRY_VALUE:
        break;
    }
    return entry->value;
}

SimObject *
sim_type_entry_value(SimWorld *world, SimType *type, SimTypeEntry *entry)
{
    if (entry->value == NULL) {
        SimObject *value = make_value(world, type, entry);
        SIM_RECORD(world, ATTR, type->ob.slot, entry->name->slot, value->slot);
        entry->value = value;
    }
    return entry->value;
}

void
sim_type_table_add(SimWorld *world, SimType *type, const char *name, SimObject *value)
{
    SimTypeTable *table = sim_type_table(world, type);
    SimObject *key = sim_str_intern_static(world, name);
    SimTypeEntry *entry = sim_type_table_find(table, key);
    if (entry == NULL) {
        add(table, key, SIM_ENTRY_VALUE, NULL, value);
        record(world, type, sim_type_table_find(table, key));
    } else {
        SimObject *old = sim_type_entry_is_counted(entry) ? entry->value : NULL;
        entry->value = value;
        entry->def = NULL;
        entry->kind = SIM_ENTRY_VALUE;
        SIM_RECORD(world, ATTR, type->ob.slot, key->slot, value->slot);
        sim_xdecref(world, old);
    }
    sim_type_modified(type);
}

void
sim_type_table_free(SimTypeTable *table)
{
    if (table != NULL) {
        g_free(table->entries);
        g_free(table->index);
        g_free(table);
    }
}

SimObject *
sim_type_own(SimWorld *world, SimType *type, SimObject *name)
{
    if (type->dict != NULL) {
        return sim_dict_get(world, type->dict, name);
    }
    SimTypeEntry *entry = sim_type_table_find(sim_type_table(world, type), name);
    return entry == NULL ? NULL : sim_type_entry_value(world, type, entry);
}

SimObject *
sim_type_namespace(SimWorld *world, SimType *type)
{
    if (type->dict != NULL) {
        return sim_newref(world, type->dict);
    }
    SimTypeTable *table = sim_type_table(world, type);
    SimObject *dict = sim_dict_new(world);
    for (uint32_t i = 0; dict != NULL && i < table->count; i++) {
        SimTypeEntry *entry = &table->entries[i];
        SimObject *value = sim_type_entry_value(world, type, entry);
        if (sim_dict_set(world, dict, entry->name, value) < 0) {
            SIM_CLEAR(world, dict);
        }
    }
    return dict;
}

/* What the files behind classes.h share: slot names, the tables of built-in types, what a
 * class made by a scenario has more than a built-in one. */
#pragma once

#include "sim/model/world.h"
#include "sim/objects/classes.h"
#include "sim/objects/descr.h"
#include "sim/objects/id.h"
#include "sim/objects/instance.h"

G_BEGIN_DECLS

/* Any slot of SimTypeSlots: all are pointers to functions, so the struct is an array. */
typedef void (*SimAnyFunc)(void);

typedef struct SimSlotDef SimSlotDef;
typedef SimObject *(*SimWrapFunc)(SimWorld *world,
                                  const SimSlotDef *def,
                                  SimAnyFunc wrapped,
                                  SimObject *self,
                                  SimObject *const *args,
                                  size_t nargs,
                                  SimObject *kwnames);

/* A special method's name and the slot it stands for (slotdefs of typeobject.c). */
struct SimSlotDef {
    SimId id;           /* of its name */
    size_t offset;      /* in SimTypeSlots */
    SimAnyFunc generic; /* calls the special method of a class; NULL: sq_length and the like */
    SimWrapFunc wrap;   /* makes the slot callable as a method; NULL: __getattr__, __new__ */
    int op;             /* of a comparison */
};

extern const SimSlotDef sim_slot_defs[];
extern const size_t sim_slot_def_count;

static inline SimAnyFunc
sim_slot_get(const SimTypeSlots *slots, size_t offset)
{
    SimAnyFunc function;
    memcpy(&function, (const char *) slots + offset, sizeof function);
    return function;
}

static inline void
sim_slot_put(SimTypeSlots *slots, size_t offset, SimAnyFunc function)
{
    memcpy((char *) slots + offset, &function, sizeof function);
}

/* A class made at run time: what PyHeapTypeObject adds. */
struct SimHeapType {
    SimObject *name;
    SimObject *qualname;
    SimObject *slot_names; /* tuple of str: its own __slots__, sorted; NULL: none */
    SimSharedKeys *keys;   /* of its instances' values; NULL: they have no managed dict */
    size_t nslots;         /* SimObject * places of its own at slots_offset_host */
    size_t weakref_offset; /* of the __weakref__ it adds itself; 0: none */
    SimAddr *entries;      /* two blocks for each base: the class's entry in tp_subclasses */
    char *name_utf8;
};

/* The attributes of a built-in type by name: entries and an index, each value made
 * when it is first looked up (start-up would make a thousand nobody uses). */
typedef enum {
    SIM_ENTRY_METHOD,
    SIM_ENTRY_GETSET,
    SIM_ENTRY_SLOT,
    SIM_ENTRY_NEW,
    SIM_ENTRY_VALUE
} SimEntryKind;

typedef struct {
    SimObject *name;  /* owned if it is not static */
    SimObject *value; /* NULL: not made yet */
    const void *def;  /* by kind */
    SimEntryKind kind;
} SimTypeEntry;

typedef struct SimTypeTable {
    SimTypeEntry *entries; /* in CPython's order */
    uint32_t count;
    uint16_t *index; /* by hash: 1 + position in entries; 0: empty */
    uint32_t mask;
} SimTypeTable;

/* Makes the table if need be. */
SimTypeTable *sim_type_table(SimWorld *world, SimType *type);
/* The value of @name in the type's own namespace (table or dict); borrowed, NULL when
 * absent. */
SimObject *sim_type_own(SimWorld *world, SimType *type, SimObject *name);
SimTypeEntry *sim_type_table_find(SimTypeTable *table, SimObject *name);
/* False: CPython's start-up took the value's reference already. */
bool sim_type_entry_is_counted(const SimTypeEntry *entry);
/* Makes the entry's value. Borrowed. */
SimObject *sim_type_entry_value(SimWorld *world, SimType *type, SimTypeEntry *entry);
/* Adds a value from C to a built-in type (steals it): what modules put into types. */
void sim_type_table_add(SimWorld *world, SimType *type, const char *name, SimObject *value);
void sim_type_table_free(SimTypeTable *table);

/* The tuples of a built-in type, made when first asked for. Borrowed. */
SimObject *sim_type_mro(SimWorld *world, SimType *type);
SimObject *sim_type_bases(SimWorld *world, SimType *type);
/* C3 for @type with bases set: a new tuple, NULL with TypeError. */
SimObject *sim_mro_compute(SimWorld *world, SimType *type);
/* type->dict, or for a built-in type a new dict of all it has. New reference. */
SimObject *sim_type_namespace(SimWorld *world, SimType *type);

/* Fills type->slots of a class from its special methods and its bases
 * (fixup_slot_dispatchers); or again those that @name stands for (update_slot). */
void sim_type_fix_slots(SimWorld *world, SimType *type);
void sim_type_update_slot(SimWorld *world, SimType *type, SimObject *name);
/* PyType_Modified: what was looked up on the type and its subclasses is no longer known. */
void sim_type_modified(SimType *type);
void sim_type_add_subclass(SimType *base, SimType *type);

/* tp_dealloc, tp_traverse, tp_clear of instances of classes (subtype_dealloc, ...). */
void sim_subtype_dealloc(SimWorld *world, SimObject *self);
int sim_subtype_traverse(SimObject *self, SimVisit visit, void *data);
int sim_subtype_collect(SimObject *self, SimVisit visit, void *data);
int sim_subtype_clear(SimWorld *world, SimObject *self);
void sim_subtype_host_free(SimObject *self);

/* type.__new__ after its arguments are checked. @kwargs (NULL: none) are those of the class
 * statement, for __init_subclass__. */
SimObject *sim_type_make(SimWorld *world,
                         SimType *metatype,
                         SimObject *name,
                         SimObject *bases,
                         SimObject *namespace_,
                         SimObject *kwargs);

/* type.__call__ */
SimObject *sim_type_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs);
/* type_attr.c */
extern const SimGetSetDef sim_type_getset[];
extern const SimMethodDef sim_type_methods[];
/* Adds the names of @type and its bases to the dict @into (merge_class_dict). */
int sim_type_merge_names(SimWorld *world, SimObject *into, SimType *type);

/* The builtin __new__ of a type with a tp_new of its own (tp_new_wrapper). */
extern const SimMethodDef sim_type_new_def;
bool sim_type_is_new_wrapper(const SimObject *object);

/* The name that figures and dumps call the type by: its value in the trace. */
void sim_type_record_name(SimWorld *world, const SimType *type);

G_END_DECLS

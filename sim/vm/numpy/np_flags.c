#include "sim/vm/numpy/np_flags.h"

#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"

typedef struct {
    SimObject ob;
    SimObject *array; /* owned */
} Flags;

typedef enum {
    C_CONTIGUOUS = 0x0001,
    F_CONTIGUOUS = 0x0002,
    OWNDATA = 0x0004,
    ALIGNED = 0x0100,
    WRITEABLE = 0x0400
} Bit;

static SimNdarray *
array_of(SimObject *self)
{
    return sim_np_cast(((Flags *) (void *) self)->array);
}

/* numpy's flags.num, as they were when the object was made: nothing but WRITEABLE can change. */
static int
bits(SimObject *self)
{
    const SimNdarray *array = array_of(self);
    int result = ALIGNED;
    result |= sim_np_is_c_contiguous(array) ? C_CONTIGUOUS : 0;
    result |= sim_np_is_f_contiguous(array) ? F_CONTIGUOUS : 0;
    result |= array->base == NULL ? OWNDATA : 0;
    result |= array->read_only ? 0 : WRITEABLE;
    return result;
}

SimObject *
sim_np_flags_new(SimWorld *world, SimNdarray *array)
{
    SimObject *flags = sim_object_alloc(world, sim_type(world, SIM_TYPE_NP_FLAGS), 0);
    if (flags != NULL) {
        ((Flags *) (void *) flags)->array = sim_newref(world, &array->ob);
        SIM_RECORD(world, FIELD, flags->slot, SIM_LABEL_OBJECT, array->ob.slot);
    }
    return flags;
}

static void
dealloc(SimWorld *world, SimObject *self)
{
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_OBJECT, SIM_SLOT_NONE);
    SIM_CLEAR(world, ((Flags *) (void *) self)->array);
    sim_object_release(world, self);
}

static int
traverse(SimObject *self, SimVisit visit, void *data)
{
    return visit(&array_of(self)->ob, data);
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    static const struct {
        const char *name;
        int bit;
    } lines[] = {{"C_CONTIGUOUS", C_CONTIGUOUS}, {"F_CONTIGUOUS", F_CONTIGUOUS},
                 {"OWNDATA", OWNDATA},           {"WRITEABLE", WRITEABLE},
                 {"ALIGNED", ALIGNED},           {"WRITEBACKIFCOPY", 0}};
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        bool on = (bits(self) & lines[i].bit) != 0;
        g_string_append_printf(text, "  %s : %s\n", lines[i].name, on ? "True" : "False");
    }
    return sim_str_new_size(world, text->str, text->len);
}

static int
set_writeable(SimWorld *world, SimObject *self, SimObject *value)
{
    int on = value == NULL ? -1 : sim_object_is_true(world, value);
    if (on < 0) {
        if (value == NULL) {
            sim_err_format(world, SIM_TYPE_AttributeError,
                           "Cannot delete flags writeable attribute");
        }
        return -1;
    }
    SimNdarray *array = array_of(self);
    if (on && array->base != NULL && sim_np_cast(array->base)->read_only) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "cannot set WRITEABLE flag to True of this array");
        return -1;
    }
    array->read_only = !on;
    return 0;
}

static bool
has_all(SimObject *self, int wanted)
{
    return (bits(self) & wanted) == wanted;
}

#define GETTER(name, expression)                                                                   \
    static SimObject *get_##name(SimWorld *world, SimObject *self)                                 \
    {                                                                                              \
        return sim_bool_of(world, expression);                                                     \
    }
GETTER(c_contiguous, has_all(self, C_CONTIGUOUS))
GETTER(f_contiguous, has_all(self, F_CONTIGUOUS))
GETTER(owndata, has_all(self, OWNDATA))
GETTER(writeable, has_all(self, WRITEABLE))
GETTER(aligned, has_all(self, ALIGNED))
GETTER(writebackifcopy, has_all(self, 0) && self == NULL)
GETTER(behaved, has_all(self, ALIGNED | WRITEABLE))
GETTER(carray, has_all(self, ALIGNED | WRITEABLE | C_CONTIGUOUS))
GETTER(farray, has_all(self, ALIGNED | WRITEABLE | F_CONTIGUOUS) && !has_all(self, C_CONTIGUOUS))
GETTER(fnc, has_all(self, F_CONTIGUOUS) && !has_all(self, C_CONTIGUOUS))
GETTER(forc, has_all(self, F_CONTIGUOUS) || has_all(self, C_CONTIGUOUS))
#undef GETTER

static SimObject *
get_num(SimWorld *world, SimObject *self)
{
    return sim_int_new(world, bits(self));
}

static const SimGetSetDef getset[] = {
    {"c_contiguous", get_c_contiguous, NULL},
    {"f_contiguous", get_f_contiguous, NULL},
    {"contiguous", get_c_contiguous, NULL},
    {"fortran", get_f_contiguous, NULL},
    {"owndata", get_owndata, NULL},
    {"writeable", get_writeable, set_writeable},
    {"aligned", get_aligned, NULL},
    {"writebackifcopy", get_writebackifcopy, NULL},
    {"behaved", get_behaved, NULL},
    {"carray", get_carray, NULL},
    {"farray", get_farray, NULL},
    {"fnc", get_fnc, NULL},
    {"forc", get_forc, NULL},
    {"num", get_num, NULL},
    {NULL, NULL, NULL},
};

/* The attribute for a key: its name in capitals, or its letters. */
static const SimGetSetDef *
find_key(SimObject *key)
{
    static const char *const letters[][2] = {
        {"C", "c_contiguous"},
        {"F", "f_contiguous"},
        {"CONTIGUOUS", "c_contiguous"},
        {"FORTRAN", "f_contiguous"},
        {"O", "owndata"},
        {"W", "writeable"},
        {"A", "aligned"},
        {"X", "writebackifcopy"},
        {"B", "behaved"},
        {"CA", "carray"},
        {"FA", "farray"},
    };
    if (!SIM_IS_STR(key)) {
        return NULL;
    }
    const char *text = sim_str_utf8(key, NULL);
    g_autofree char *name = g_ascii_strdown(text, -1);
    g_autofree char *capitals = g_ascii_strup(text, -1);
    const char *wanted = strcmp(capitals, text) == 0 ? name : "";
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        wanted = strcmp(letters[i][0], text) == 0 ? letters[i][1] : wanted;
    }
    for (const SimGetSetDef *def = getset; def->name != NULL; def++) {
        if (strcmp(def->name, wanted) == 0) {
            return def;
        }
    }
    return NULL;
}

static SimObject *
subscript(SimWorld *world, SimObject *self, SimObject *key)
{
    const SimGetSetDef *def = find_key(key);
    return def == NULL ? sim_err_format(world, SIM_TYPE_KeyError, "Unknown flag")
                       : def->get(world, self);
}

static int
ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value)
{
    const SimGetSetDef *def = find_key(key);
    if (def == NULL || def->set == NULL) {
        sim_err_format(world, SIM_TYPE_KeyError, "Unknown flag");
        return -1;
    }
    return def->set(world, self, value);
}

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_repr = repr,
    .tp_str = repr,
    .mp_subscript = subscript,
    .mp_ass_subscript = ass_subscript,
};

const SimTypeSpec sim_spec_NP_FLAGS = {
    .id = SIM_TYPE_NP_FLAGS,
    .basicsize = 32,
    .host_size = sizeof(Flags),
    .slots = &slots,
    .getset = getset,
};

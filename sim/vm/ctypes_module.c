/* The modules _ctypes and ctypes (sim/vm/frozen/ctypes.py), and what is called through
 * ctypes.pythonapi. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/ctypes_private.h"
#include "sim/vm/modules.h"

typedef struct {
    SimObject ob;
    bool decrement;      /* Py_DecRef; else Py_IncRef */
    SimObject *argtypes; /* owned; NULL: not set */
    SimObject *restype;  /* owned; None, or a class of numbers */
} Function;

extern const SimTypeSpec sim_spec_CT_SIMPLE;
extern const SimTypeSpec sim_spec_CT_FUNCTION;

static inline Function *
as_function(SimObject *object)
{
    return (Function *) (void *) object;
}

/* Counts changed by hand. */

void
sim_raw_count(SimWorld *world, SimObject *object, int64_t difference)
{
    if ((object->flags & SIM_OBJECT_STATIC) != 0) {
        return;
    }
    if (world->raw_counts == NULL) {
        world->raw_counts = g_hash_table_new(NULL, NULL);
    }
    int64_t sum = (int64_t) GPOINTER_TO_SIZE(g_hash_table_lookup(world->raw_counts, object));
    sum += difference;
    if (sum == 0) {
        g_hash_table_remove(world->raw_counts, object);
        object->flags &= ~(uint32_t) SIM_OBJECT_RAW_COUNT;
    } else {
        g_hash_table_insert(world->raw_counts, object, GSIZE_TO_POINTER((gsize) sum));
        object->flags |= SIM_OBJECT_RAW_COUNT;
    }
}

/* hooks.raw_count_zero: @object, whose count has been changed by hand, comes to 0. True: there are
 * references left, and it stays. */
static bool
count_is_zero(SimWorld *world, SimObject *object)
{
    int64_t sum = (int64_t) GPOINTER_TO_SIZE(g_hash_table_lookup(world->raw_counts, object));
    sim_raw_count(world, object, -sum);
    if (sum >= 0) {
        return false;
    }
    object->refcnt = -sum;
    SIM_RECORD(world, REFCNT, object->slot, (uint64_t) -sum);
    g_autofree char *text = g_strdup_printf(
        "pyarena: the count of a '%s' reached 0 with %" G_GINT64_FORMAT
        " reference%s left: a real process would go on with freed memory; here it stays\n",
        object->type->name, -sum, sum == -1 ? "" : "s");
    sim_vm_write(sim_vm_of(world), true, text, strlen(text));
    return true;
}

/* Calls. */

static SimObject *
argument_error(SimWorld *world, const char *message)
{
    SimObject *module = sim_dict_get_c(world, world->modules, "ctypes");
    SimObject *type = module == NULL ? NULL : sim_object_getattr_c(world, module, "ArgumentError");
    SimObject *text = type == NULL ? NULL : sim_str_new(world, message);
    SimObject *error = text == NULL ? NULL : sim_object_call_one(world, type, text);
    sim_xdecref(world, type);
    sim_xdecref(world, text);
    return error == NULL ? NULL : sim_err_set_raised(world, error);
}

/* The object that an argument stands for: with argtypes anything, else a py_object. New
 * reference. */
static SimObject *
convert(SimWorld *world, const Function *function, SimObject *argument)
{
    if (sim_is_ct_data(world, argument) && sim_ct_letter(world, argument->type) == 'O') {
        return sim_ct_referent(world, argument);
    }
    if (function->argtypes != NULL) {
        return sim_newref(world, argument);
    }
    if (SIM_IS_INT(argument) || SIM_IS_STR(argument) || argument == SIM_NONE(world)) {
        return sim_err_format(world, SIM_TYPE_NotImplementedError,
                              "a count is changed through ctypes.py_object(x) only");
    }
    return argument_error(world, "argument 1: TypeError: Don't know how to convert parameter 1");
}

static SimObject *
result_of(SimWorld *world, const Function *function)
{
    return function->restype == SIM_NONE(world) ? sim_newref(world, SIM_NONE(world))
                                                : sim_int_new(world, 0);
}

static SimObject *
function_call(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const Function *function = as_function(self);
    (void) kwnames;
    if (nargs == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "this function takes at least 1 argument (0 given)");
    }
    SimObject *object = convert(world, function, args[0]);
    if (object == NULL) {
        return NULL;
    }
    sim_raw_count(world, object, function->decrement ? -1 : 1);
    (function->decrement ? sim_decref : sim_incref)(world, object);
    sim_decref(world, object);
    return result_of(world, function);
}

static SimObject *
function_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) kwargs;
    SimObject *name = sim_tuple_size(args) == 1 ? sim_tuple_get(args, 0) : NULL;
    if (name == NULL || !SIM_IS_STR(name)) {
        return sim_err_format(world, SIM_TYPE_NotImplementedError,
                              "only the functions of ctypes.pythonapi are modelled");
    }
    SimObject *self = sim_object_alloc(world, type, 0);
    if (self != NULL) {
        as_function(self)->decrement = sim_str_equal_c(name, "Py_DecRef");
        sim_gc_track(world, self);
    }
    return self;
}

static void
set_field(SimWorld *world, SimObject *self, SimObject **place, SimLabel label, SimObject *value)
{
    SimObject *old = *place;
    sim_xincref(world, value);
    *place = value;
    SIM_RECORD(world, FIELD, self->slot, label, sim_slot(value));
    sim_xdecref(world, old);
}

static SimObject *
get_argtypes(SimWorld *world, SimObject *self)
{
    SimObject *types = as_function(self)->argtypes;
    return sim_newref(world, types == NULL ? SIM_NONE(world) : types);
}

/* One type, py_object. */
static bool
check_argtypes(SimWorld *world, SimObject *value)
{
    if (!SIM_IS_LIST(value) && !SIM_IS_TUPLE(value)) {
        sim_err_format(world, SIM_TYPE_TypeError, "_argtypes_ must be a sequence of types");
        return false;
    }
    size_t count;
    SimObject *const *types = sim_sequence_items(value, &count);
    if (count == 1 && SIM_IS_TYPE(types[0]) &&
        sim_ct_letter(world, (SimType *) (void *) types[0]) == 'O') {
        return true;
    }
    sim_err_format(world, SIM_TYPE_NotImplementedError,
                   "argtypes other than [ctypes.py_object] are not modelled");
    return false;
}

static int
set_argtypes(SimWorld *world, SimObject *self, SimObject *value)
{
    bool none = value == NULL || value == SIM_NONE(world);
    if (!none && !check_argtypes(world, value)) {
        return -1;
    }
    set_field(world, self, &as_function(self)->argtypes, SIM_LABEL_ARGTYPES, none ? NULL : value);
    return 0;
}

static SimObject *
get_restype(SimWorld *world, SimObject *self)
{
    SimObject *type = as_function(self)->restype;
    return type == NULL ? sim_err_format(world, SIM_TYPE_NotImplementedError,
                                         "restype is not modelled before it is set")
                        : sim_newref(world, type);
}

static bool
is_number_type(SimWorld *world, SimObject *value)
{
    char letter = SIM_IS_TYPE(value) ? sim_ct_letter(world, (SimType *) (void *) value) : '\0';
    return letter != '\0' && letter != 'O';
}

static int
set_restype(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value != NULL && value != SIM_NONE(world) && !is_number_type(world, value)) {
        sim_err_format(world, SIM_TYPE_NotImplementedError,
                       "restype other than None and whole numbers is not modelled");
        return -1;
    }
    set_field(world, self, &as_function(self)->restype, SIM_LABEL_RESTYPE, value);
    return 0;
}

static void
function_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_function(object)->argtypes);
    SIM_CLEAR(world, as_function(object)->restype);
    sim_object_release(world, object);
}

static int
function_traverse(SimObject *object, SimVisit visit, void *data)
{
    const Function *function = as_function(object);
    int result = function->argtypes == NULL ? 0 : visit(function->argtypes, data);
    return result != 0 || function->restype == NULL ? result : visit(function->restype, data);
}

static int
function_clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_function(object)->argtypes, ARGTYPES);
    SIM_CLEAR_FIELD(world, object, as_function(object)->restype, RESTYPE);
    return 0;
}

static const SimTypeSlots function_slots = {
    .tp_dealloc = function_dealloc,
    .tp_traverse = function_traverse,
    .tp_clear = function_clear,
    .tp_new = function_new,
    .tp_vectorcall = function_call,
    .tp_call = sim_vectorcall_as_call,
};

static const SimGetSetDef function_getset[] = {
    {"argtypes", get_argtypes, set_argtypes},
    {"restype", get_restype, set_restype},
    {NULL, NULL, NULL},
};

const SimTypeSpec sim_spec_CT_FUNCTION = {
    .id = SIM_TYPE_CT_FUNCTION,
    .basicsize = 176,
    .host_size = sizeof(Function),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &function_slots,
    .getset = function_getset,
};

/* cast(address, py_object): a py_object that holds no reference. */
static SimObject *
cast_address(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "cast", nargs, 2, 2)) {
        return NULL;
    }
    if (!SIM_IS_TYPE(args[1]) || sim_ct_letter(world, (SimType *) (void *) args[1]) != 'O') {
        return sim_err_format(world, SIM_TYPE_NotImplementedError,
                              "ctypes.cast() to anything but ctypes.py_object is not modelled");
    }
    if (!SIM_IS_INT(args[0])) {
        return argument_error(world, "argument 1: TypeError: wrong type");
    }
    int64_t address = sim_number_as_index(world, args[0], SIM_TYPE_OverflowError);
    if (address == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    SimObject *data = sim_object_call_noargs(world, args[1]);
    if (data != NULL) {
        sim_ct_data(data)->bits = (uint64_t) address;
        sim_ct_data(data)->foreign = true;
    }
    return data;
}

static const SimMethodDef functions[] = {
    {"cast", cast_address, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

SimObject *
sim_ctypes_c_module(SimVm *vm)
{
    static const struct {
        const char *name;
        const SimTypeSpec *spec;
    } types[] = {
        {"_SimpleCData", &sim_spec_CT_SIMPLE},
        {"CFuncPtr", &sim_spec_CT_FUNCTION},
    };
    SimWorld *world = vm->world;
    world->hooks.raw_count_zero = count_is_zero;
    SimObject *module = sim_module_new(world, "_ctypes");
    bool good = module != NULL && sim_module_add_functions(world, module, functions) == 0;
    for (size_t i = 0; good && i < G_N_ELEMENTS(types); i++) {
        SimType *type = sim_type(world, types[i].spec->id);
        if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
            sim_type_ready(world, types[i].spec);
        }
        good = sim_module_add(world, module, types[i].name, sim_newref(world, &type->ob)) == 0;
    }
    if (!good) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_ctypes_module(SimVm *vm)
{
    return sim_frozen_module(vm, "ctypes", sim_frozen_ctypes);
}

/* Python functions (Objects/funcobject.c). Calling them is sim/vm's part. */
#include "sim/objects/function.h"

#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/module.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"

enum {
    BASIC_SIZE = 136,
    DICT_OFFSET = 88
};

static SimFunction *
as_function(SimObject *object)
{
    return (SimFunction *) (void *) object;
}

/* Steals @value. */
static void
put(SimWorld *world, SimObject *object, SimObject **place, int label, SimObject *value)
{
    SimObject *old = *place;
    *place = value;
    if (value != NULL || old != NULL) {
        SIM_RECORD(world, FIELD, object->slot, (uint64_t) label, sim_slot(value));
    }
    sim_xdecref(world, old);
}

/* _PyEval_BuiltinsFromGlobals: __builtins__ is a module or its dict. */
static SimObject *
builtins_of(SimWorld *world, SimObject *globals)
{
    SimObject *builtins = sim_dict_get(world, globals, SIM_ID(world, __builtins__));
    if (builtins == NULL) {
        return world->builtins;
    }
    return builtins->type == sim_type(world, SIM_TYPE_MODULE) ? sim_module_dict(builtins)
                                                              : builtins;
}

SimObject *
sim_function_new(SimWorld *world, SimObject *code, SimObject *globals)
{
    SimObject *builtins = builtins_of(world, globals);
    SimObject *module = sim_dict_get(world, globals, SIM_ID(world, __name__));
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_FUNCTION), 0);
    if (object == NULL) {
        return NULL;
    }
    SimFunction *self = as_function(object);
    SimCodeObject *code_object = (SimCodeObject *) (void *) code;
    SimObject *doc = SIM_NONE(world);
    if (sim_tuple_size(code_object->consts) > 0 &&
        SIM_IS_STR(sim_tuple_get(code_object->consts, 0))) {
        doc = sim_tuple_get(code_object->consts, 0);
    }
    put(world, object, &self->globals, SIM_LABEL_GLOBALS, sim_newref(world, globals));
    sim_xincref(world, builtins);
    put(world, object, &self->builtins, SIM_LABEL_BUILTINS, builtins);
    put(world, object, &self->name, SIM_LABEL_NAME, sim_newref(world, code_object->name));
    put(world, object, &self->qualname, SIM_LABEL_QUALNAME,
        sim_newref(world, code_object->qualname));
    sim_incref(world, code);
    self->code = code_object;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_CODE, code->slot);
    put(world, object, &self->doc, SIM_LABEL_DOC, sim_newref(world, doc));
    sim_xincref(world, module);
    put(world, object, &self->module, SIM_LABEL_MODULE, module);
    sim_gc_track(world, object);
    return object;
}

/* func_clear: what may lead back to the function. */
static int
clear(SimWorld *world, SimObject *object)
{
    SimFunction *self = as_function(object);
    SIM_CLEAR_FIELD(world, object, self->globals, GLOBALS);
    SIM_CLEAR_FIELD(world, object, self->builtins, BUILTINS);
    SIM_CLEAR_FIELD(world, object, self->module, MODULE);
    SIM_CLEAR_FIELD(world, object, self->defaults, DEFAULTS);
    SIM_CLEAR_FIELD(world, object, self->kwdefaults, KWDEFAULTS);
    SIM_CLEAR_FIELD(world, object, self->doc, DOC);
    SIM_CLEAR_FIELD(world, object, self->dict, DICT);
    SIM_CLEAR_FIELD(world, object, self->closure, CLOSURE);
    SIM_CLEAR_FIELD(world, object, self->annotations, ANNOTATIONS);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    SimFunction *self = as_function(object);
    sim_gc_untrack(world, object);
    sim_weakrefs_clear(world, object);
    clear(world, object);
    SIM_CLEAR(world, self->code);
    SIM_CLEAR(world, self->name);
    SIM_CLEAR(world, self->qualname);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFunction *self = as_function(object);
    SimObject *const members[] = {(SimObject *) (void *) self->code,
                                  self->globals,
                                  self->builtins,
                                  self->module,
                                  self->defaults,
                                  self->kwdefaults,
                                  self->doc,
                                  self->name,
                                  self->dict,
                                  self->closure,
                                  self->annotations,
                                  self->qualname};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        int result = members[i] == NULL ? 0 : visit(members[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static SimObject *
repr(SimWorld *world, SimObject *object)
{
    return sim_str_format(world, "<function %s at 0x%" G_GINT64_MODIFIER "x>",
                          sim_str_utf8(as_function(object)->qualname, NULL), object->addr);
}

static SimObject *
descr_get(SimWorld *world, SimObject *function, SimObject *object, SimObject *type)
{
    (void) type;
    if (object == NULL || object == SIM_NONE(world)) {
        return sim_newref(world, function);
    }
    return sim_method_new(world, function, object);
}

static SimObject *
or_none(SimWorld *world, SimObject *value)
{
    return sim_newref(world, value == NULL ? SIM_NONE(world) : value);
}

#define GETTER(field)                                                                              \
    static SimObject *get_##field(SimWorld *world, SimObject *object)                              \
    {                                                                                              \
        return or_none(world, (SimObject *) as_function(object)->field);                           \
    }
GETTER(code)
GETTER(defaults)
GETTER(kwdefaults)
GETTER(name)
GETTER(qualname)
GETTER(closure)
GETTER(doc)
GETTER(globals)
GETTER(module)
GETTER(builtins)

static int
set_text(SimWorld *world,
         SimObject *object,
         SimObject **place,
         int label,
         SimObject *value,
         const char *name)
{
    if (value == NULL || !SIM_IS_STR(value)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s must be set to a string object", name);
        return -1;
    }
    put(world, object, place, label, sim_newref(world, value));
    return 0;
}

static int
set_name(SimWorld *world, SimObject *object, SimObject *value)
{
    return set_text(world, object, &as_function(object)->name, SIM_LABEL_NAME, value, "__name__");
}

static int
set_qualname(SimWorld *world, SimObject *object, SimObject *value)
{
    return set_text(world, object, &as_function(object)->qualname, SIM_LABEL_QUALNAME, value,
                    "__qualname__");
}

static int
set_code(SimWorld *world, SimObject *object, SimObject *value)
{
    SimFunction *self = as_function(object);
    if (value == NULL || value->type != sim_type(world, SIM_TYPE_CODE)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    SimCodeObject *code = (SimCodeObject *) (void *) value;
    size_t cells = self->closure == NULL ? 0 : sim_tuple_size(self->closure);
    if (code->code->nfrees != cells) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "%s() requires a code object with %zu free vars, not %zu",
                       sim_str_utf8(self->name, NULL), cells, code->code->nfrees);
        return -1;
    }
    SimCodeObject *old = self->code;
    sim_incref(world, value);
    self->code = code;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_CODE, value->slot);
    sim_decref(world, &old->ob);
    return 0;
}

static int
set_defaults(SimWorld *world, SimObject *object, SimObject *value)
{
    SimObject *own = value == SIM_NONE(world) ? NULL : value;
    if (own != NULL && !SIM_IS_TUPLE(own)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__defaults__ must be set to a tuple object");
        return -1;
    }
    sim_xincref(world, own);
    put(world, object, &as_function(object)->defaults, SIM_LABEL_DEFAULTS, own);
    return 0;
}

static int
set_kwdefaults(SimWorld *world, SimObject *object, SimObject *value)
{
    SimObject *own = value == SIM_NONE(world) ? NULL : value;
    if (own != NULL && !SIM_IS_DICT(own)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__kwdefaults__ must be set to a dict object");
        return -1;
    }
    sim_xincref(world, own);
    put(world, object, &as_function(object)->kwdefaults, SIM_LABEL_KWDEFAULTS, own);
    return 0;
}

static int
set_doc(SimWorld *world, SimObject *object, SimObject *value)
{
    sim_xincref(world, value);
    put(world, object, &as_function(object)->doc, SIM_LABEL_DOC, value);
    return 0;
}

static int
set_module(SimWorld *world, SimObject *object, SimObject *value)
{
    sim_xincref(world, value);
    put(world, object, &as_function(object)->module, SIM_LABEL_MODULE, value);
    return 0;
}

/* func_get_annotation_dict: the compiler's tuple of names and values becomes a dict. */
static SimObject *
get_annotations(SimWorld *world, SimObject *object)
{
    SimFunction *self = as_function(object);
    if (self->annotations != NULL && SIM_IS_DICT(self->annotations)) {
        return sim_newref(world, self->annotations);
    }
    SimObject *dict = sim_dict_new(world);
    if (dict == NULL) {
        return NULL;
    }
    size_t count = self->annotations == NULL ? 0 : sim_tuple_size(self->annotations);
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (sim_dict_set(world, dict, sim_tuple_get(self->annotations, i),
                         sim_tuple_get(self->annotations, i + 1)) < 0) {
            sim_decref(world, dict);
            return NULL;
        }
    }
    put(world, object, &self->annotations, SIM_LABEL_ANNOTATIONS, sim_newref(world, dict));
    return dict;
}

static int
set_annotations(SimWorld *world, SimObject *object, SimObject *value)
{
    SimObject *own = value == SIM_NONE(world) ? NULL : value;
    if (own != NULL && !SIM_IS_DICT(own)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__annotations__ must be set to a dict object");
        return -1;
    }
    sim_xincref(world, own);
    put(world, object, &as_function(object)->annotations, SIM_LABEL_ANNOTATIONS, own);
    return 0;
}

static const SimGetSetDef getset[] = {
    {"__code__", get_code, set_code},
    {"__defaults__", get_defaults, set_defaults},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults},
    {"__annotations__", get_annotations, set_annotations},
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__closure__", get_closure, sim_member_read_only},
    {"__doc__", get_doc, set_doc},
    {"__globals__", get_globals, sim_member_read_only},
    {"__module__", get_module, set_module},
    {"__builtins__", get_builtins, sim_member_read_only},
    {NULL, NULL, NULL},
};

/* The arguments of function(): NULL or None for those that were not given. */
typedef struct {
    SimObject *code;
    SimObject *globals;
    SimObject *name;
    SimObject *defaults;
    SimObject *closure;
} Parts;

static bool
is_given(SimWorld *world, const SimObject *part)
{
    return part != NULL && part != SIM_NONE(world);
}

static bool
check_closure(SimWorld *world, const Parts *parts)
{
    const SimCodeObject *code = (const SimCodeObject *) (const void *) parts->code;
    size_t wanted = code->code->nfrees;
    bool given = is_given(world, parts->closure);
    if (given ? !SIM_IS_TUPLE(parts->closure) : wanted > 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "arg 5 (closure) must be %stuple",
                       wanted > 0 ? "" : "None or ");
        return false;
    }
    size_t cells = given ? sim_tuple_size(parts->closure) : 0;
    if (cells != wanted) {
        sim_err_format(world, SIM_TYPE_ValueError, "%s requires closure of length %zu, not %zu",
                       sim_str_utf8(code->name, NULL), wanted, cells);
        return false;
    }
    for (size_t i = 0; i < cells; i++) {
        const SimObject *cell = sim_tuple_get(parts->closure, i);
        if (cell->type != sim_type(world, SIM_TYPE_CELL)) {
            sim_err_format(world, SIM_TYPE_TypeError, "arg 5 (closure) expected cell, found %s",
                           cell->type->name);
            return false;
        }
    }
    return true;
}

static bool
check_parts(SimWorld *world, const Parts *parts)
{
    if (parts->code->type != sim_type(world, SIM_TYPE_CODE)) {
        sim_err_format(world, SIM_TYPE_TypeError, "function() argument 'code' must be code, not %s",
                       parts->code->type->name);
        return false;
    }
    if (!SIM_IS_DICT(parts->globals)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "function() argument 'globals' must be dict, not %s",
                       parts->globals->type->name);
        return false;
    }
    if (is_given(world, parts->name) && !SIM_IS_STR(parts->name)) {
        sim_err_format(world, SIM_TYPE_TypeError, "arg 3 (name) must be None or string");
        return false;
    }
    if (is_given(world, parts->defaults) && !SIM_IS_TUPLE(parts->defaults)) {
        sim_err_format(world, SIM_TYPE_TypeError, "arg 4 (defaults) must be None or tuple");
        return false;
    }
    return check_closure(world, parts);
}

/* function(code, globals, name, argdefs, closure), as types.FunctionType is called. */
static SimObject *
new_function(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) type;
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure", NULL};
    SimObject *found[5] = {NULL, NULL, NULL, NULL, NULL};
    if (!sim_arg_parse_tuple(world, "function", names, 2, 5, args, kwargs, found)) {
        return NULL;
    }
    Parts parts = {found[0], found[1], found[2], found[3], found[4]};
    SimObject *object =
        check_parts(world, &parts) ? sim_function_new(world, parts.code, parts.globals) : NULL;
    if (object == NULL) {
        return NULL;
    }
    SimFunction *self = as_function(object);
    if (is_given(world, parts.name)) {
        put(world, object, &self->name, SIM_LABEL_NAME, sim_newref(world, parts.name));
    }
    if (is_given(world, parts.defaults)) {
        put(world, object, &self->defaults, SIM_LABEL_DEFAULTS, sim_newref(world, parts.defaults));
    }
    if (is_given(world, parts.closure)) {
        put(world, object, &self->closure, SIM_LABEL_CLOSURE, sim_newref(world, parts.closure));
    }
    return object;
}

static const SimTypeSlots slots = {
    .tp_new = new_function,
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_call = sim_vectorcall_as_call,
    .tp_descr_get = descr_get,
};

const SimTypeSpec sim_spec_FUNCTION = {
    .id = SIM_TYPE_FUNCTION,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimFunction),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_METHOD_DESCRIPTOR | SIM_TPFLAGS_HAVE_WEAKREFS,
    .slots = &slots,
    .getset = getset,
    .dictoffset_host = offsetof(SimFunction, dict),
    .dictoffset = DICT_OFFSET,
};

/* The exception object and BaseException (Objects/exceptions.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception_private.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/type_private.h"

enum {
    BASIC_SIZE = 72,
    DICT_OFFSET = 16
};

void
sim_exception_put(
    SimWorld *world, SimObject *object, SimObject **place, int label, SimObject *value)
{
    SimObject *old = *place;
    *place = value;
    SIM_RECORD(world, FIELD, object->slot, (uint64_t) label, sim_slot(value));
    sim_xdecref(world, old);
}

SimObject *
sim_exception_create(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    sim_gc_track(world, object);
    SimObject *own = args == NULL ? world->empty_tuple : args;
    sim_exception_put(world, object, &sim_exception_of(object)->args, SIM_LABEL_ARGS,
                      sim_newref(world, own));
    return object;
}

int
sim_exception_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    if (!sim_arg_no_keywords_dict(world, self->type->name, kwargs)) {
        return -1;
    }
    sim_exception_put(world, self, &sim_exception_of(self)->args, SIM_LABEL_ARGS,
                      sim_newref(world, args));
    return 0;
}

SimObject *
sim_exception_new(SimWorld *world, SimObject *type, SimObject *args)
{
    SimObject *result = sim_object_call(world, type, args, NULL);
    if (result == NULL || SIM_IS_EXCEPTION(result)) {
        return result;
    }
    SimObject *text = sim_object_repr(world, type);
    if (text != NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "calling %s should have returned an instance of BaseException, not %s",
                       sim_str_utf8(text, NULL), result->type->name);
        sim_decref(world, text);
    }
    sim_decref(world, result);
    return NULL;
}

bool
sim_is_exception_class(SimObject *object)
{
    return SIM_IS_TYPE(object) &&
           sim_type_has((SimType *) (void *) object, SIM_TPFLAGS_EXC_SUBCLASS);
}

void
sim_exception_set_context(SimWorld *world, SimObject *exception, SimObject *value)
{
    sim_exception_put(world, exception, &sim_exception_of(exception)->context, SIM_LABEL_CONTEXT,
                      value);
}

void
sim_exception_set_cause(SimWorld *world, SimObject *exception, SimObject *value)
{
    sim_exception_of(exception)->suppress_context = true;
    sim_exception_put(world, exception, &sim_exception_of(exception)->cause, SIM_LABEL_CAUSE,
                      value);
}

void
sim_exception_set_traceback(SimWorld *world, SimObject *exception, SimObject *value)
{
    sim_exception_put(world, exception, &sim_exception_of(exception)->traceback,
                      SIM_LABEL_TRACEBACK, value);
}

/* Members of the subclasses first, as their tp_clear calls that of the base at its end. */
static int
clear(SimWorld *world, SimObject *object)
{
    SimException *self = sim_exception_of(object);
    SIM_CLEAR_FIELD(world, object, self->value, VALUE);
    SIM_CLEAR_FIELD(world, object, self->object, OBJECT);
    SIM_CLEAR_FIELD(world, object, self->name, NAME);
    SIM_CLEAR_FIELD(world, object, self->path, PATH);
    SIM_CLEAR_FIELD(world, object, self->dict, DICT);
    SIM_CLEAR_FIELD(world, object, self->args, ARGS);
    SIM_CLEAR(world, self->notes);
    SIM_CLEAR_FIELD(world, object, self->traceback, TRACEBACK);
    SIM_CLEAR_FIELD(world, object, self->cause, CAUSE);
    SIM_CLEAR_FIELD(world, object, self->context, CONTEXT);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    clear(world, object);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimException *self = sim_exception_of(object);
    SimObject *const members[] = {self->dict,   self->args,    self->notes, self->traceback,
                                  self->cause,  self->context, self->value, self->name,
                                  self->object, self->path};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        int result = members[i] == NULL ? 0 : visit(members[i], data);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

SimObject *
sim_exception_str(SimWorld *world, SimObject *self)
{
    SimObject *args = sim_exception_of(self)->args;
    switch (sim_tuple_size(args)) {
    case 0:
        return sim_newref(world, world->empty_str);
    case 1:
        return sim_object_str(world, sim_tuple_get(args, 0));
    default:
        return sim_object_str(world, args);
    }
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    SimObject *args = sim_exception_of(self)->args;
    const char *name = sim_type_short_name(self->type);
    bool single = sim_tuple_size(args) == 1;
    SimObject *text = sim_object_repr(world, single ? sim_tuple_get(args, 0) : args);
    if (text == NULL) {
        return NULL;
    }
    g_autoptr(GString) out = g_string_new(name);
    size_t length;
    const char *bytes = sim_str_utf8(text, &length);
    if (single) {
        g_string_append_c(out, '(');
    }
    g_string_append_len(out, bytes, (gssize) length);
    if (single) {
        g_string_append_c(out, ')');
    }
    sim_decref(world, text);
    return sim_str_new_size(world, out->str, out->len);
}

static SimObject *
or_none(SimWorld *world, SimObject *value)
{
    return sim_newref(world, value == NULL ? SIM_NONE(world) : value);
}

static SimObject *
get_args(SimWorld *world, SimObject *self)
{
    return or_none(world, sim_exception_of(self)->args);
}

static int
raise_not_deletable(SimWorld *world, const char *name)
{
    sim_err_format(world, SIM_TYPE_TypeError, "%s may not be deleted", name);
    return -1;
}

static int
set_args(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value == NULL) {
        return raise_not_deletable(world, "args");
    }
    SimObject *tuple = sim_tuple_from_iterable(world, value);
    if (tuple == NULL) {
        return -1;
    }
    sim_exception_put(world, self, &sim_exception_of(self)->args, SIM_LABEL_ARGS, tuple);
    return 0;
}

static SimObject *
get_traceback(SimWorld *world, SimObject *self)
{
    return or_none(world, sim_exception_of(self)->traceback);
}

static int
set_traceback(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value == NULL) {
        return raise_not_deletable(world, "__traceback__");
    }
    if (value != SIM_NONE(world) && value->type != sim_type(world, SIM_TYPE_TRACEBACK)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__traceback__ must be a traceback or None");
        return -1;
    }
    SimObject *own = value == SIM_NONE(world) ? NULL : sim_newref(world, value);
    sim_exception_set_traceback(world, self, own);
    return 0;
}

/* @what: "cause" or "context". NULL in *@own for None. */
static bool
check_linked(SimWorld *world, SimObject *value, const char *what, SimObject **own)
{
    *own = NULL;
    if (value == NULL) {
        g_autofree char *name = g_strdup_printf("__%s__", what);
        raise_not_deletable(world, name);
        return false;
    }
    if (value == SIM_NONE(world)) {
        return true;
    }
    if (!SIM_IS_EXCEPTION(value)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "exception %s must be None or derive from BaseException", what);
        return false;
    }
    *own = sim_newref(world, value);
    return true;
}

static SimObject *
get_context(SimWorld *world, SimObject *self)
{
    return or_none(world, sim_exception_of(self)->context);
}

static int
set_context(SimWorld *world, SimObject *self, SimObject *value)
{
    SimObject *own;
    if (!check_linked(world, value, "context", &own)) {
        return -1;
    }
    sim_exception_set_context(world, self, own);
    return 0;
}

static SimObject *
get_cause(SimWorld *world, SimObject *self)
{
    return or_none(world, sim_exception_of(self)->cause);
}

static int
set_cause(SimWorld *world, SimObject *self, SimObject *value)
{
    SimObject *own;
    if (!check_linked(world, value, "cause", &own)) {
        return -1;
    }
    sim_exception_set_cause(world, self, own);
    return 0;
}

static SimObject *
get_suppress(SimWorld *world, SimObject *self)
{
    return sim_bool_of(world, sim_exception_of(self)->suppress_context);
}

static int
set_suppress(SimWorld *world, SimObject *self, SimObject *value)
{
    if (value == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "can't delete numeric/char attribute");
        return -1;
    }
    if (value != world->true_object && value != world->false_object) {
        sim_err_format(world, SIM_TYPE_TypeError, "attribute value type must be bool");
        return -1;
    }
    sim_exception_of(self)->suppress_context = value == world->true_object;
    return 0;
}

static SimObject *
with_traceback(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    return set_traceback(world, self, args[0]) < 0 ? NULL : sim_newref(world, self);
}

static SimObject *
add_note(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    if (!SIM_IS_STR(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "note must be a str, not '%s'",
                              args[0]->type->name);
    }
    SimObject *notes;
    int found = sim_object_lookup_attr(world, self, SIM_ID(world, __notes__), &notes);
    if (found < 0) {
        return NULL;
    }
    if (found == 0) {
        notes = sim_list_new(world, 0);
        if (notes == NULL || sim_object_setattr(world, self, SIM_ID(world, __notes__), notes) < 0) {
            sim_xdecref(world, notes);
            return NULL;
        }
    }
    int status = -1;
    if (SIM_IS_LIST(notes)) {
        status = sim_list_append(world, notes, args[0]);
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "Cannot add note: __notes__ is not a list");
    }
    sim_decref(world, notes);
    return status < 0 ? NULL : sim_newref(world, SIM_NONE(world));
}

/* The place of its __dict__. */
static SimObject *
attributes_of(const SimObject *self)
{
    return *(SimObject *const *) (const void *) ((const char *) self + self->type->dictoffset_host);
}

static SimObject *
reduce(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *dict = attributes_of(self);
    sim_xincref(world, dict);
    return sim_reduced(world, &self->type->ob, get_args(world, self), dict);
}

static SimObject *
set_state(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    if (args[0] != SIM_NONE(world) && !SIM_IS_DICT(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a dictionary");
    }
    size_t position = 0;
    SimObject *name;
    SimObject *value;
    while (args[0] != SIM_NONE(world) && sim_dict_next(args[0], &position, &name, &value)) {
        sim_incref(world, name);
        sim_incref(world, value);
        int status = sim_object_setattr(world, self, name, value);
        sim_decref(world, name);
        sim_decref(world, value);
        if (status < 0) {
            return NULL;
        }
    }
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {"with_traceback", with_traceback, SIM_METH_O},
    {"add_note", add_note, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimGetSetDef getset[] = {
    {"__suppress_context__", get_suppress, set_suppress},
    {"__dict__", sim_object_get_dict, sim_object_set_dict},
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__context__", get_context, set_context},
    {"__cause__", get_cause, set_cause},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_clear = clear,
    .tp_repr = repr,
    .tp_str = sim_exception_str,
    .tp_init = sim_exception_init,
    .tp_new = sim_exception_create,
};

/* Each class has a __new__ and an __init__ of its own in its namespace. */
static const SimTypeSlots plain_slots = {
    .tp_init = sim_exception_init,
    .tp_new = sim_exception_create,
};

const SimTypeSpec sim_spec_BaseException = {
    .id = SIM_TYPE_BaseException,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(SimException),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_EXC_SUBCLASS,
    .slots = &slots,
    .methods = methods,
    .getset = getset,
    .dictoffset_host = offsetof(SimException, dict),
    .dictoffset = DICT_OFFSET,
};

static const SimTypeSpec plain_specs[] = {
#define EXCEPTION(Name, Base)                                                                      \
    {.id = SIM_TYPE_##Name,                                                                        \
     .base = SIM_TYPE_##Base,                                                                      \
     .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_EXC_SUBCLASS,               \
     .slots = &plain_slots},
#include "sim/model/exception.def"
#undef EXCEPTION
};

void
sim_exceptions_ready(SimWorld *world)
{
    for (size_t i = 0; i < G_N_ELEMENTS(plain_specs); i++) {
        const SimTypeSpec *spec = &plain_specs[i];
        for (size_t j = 0; j < sim_exception_special_count; j++) {
            if (sim_exception_specials[j]->id == plain_specs[i].id) {
                spec = sim_exception_specials[j];
            }
        }
        sim_type_ready(world, spec);
    }
}

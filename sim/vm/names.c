/* Names: loads that are not cached, and what is said of names that mean nothing. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

/* As format_exc_check_arg: @format has one %s; a NameError remembers the name. */
void
sim_names_raise(SimWorld *world, SimTypeId type, const char *format, SimObject *name)
{
    GString *text = g_string_new(NULL);
    const char *place = strstr(format, "%s");
    g_string_append_len(text, format, place - format);
    g_string_append(text, sim_str_utf8(name, NULL));
    g_string_append(text, place + 2);
    sim_err_format(world, type, "%s", text->str);
    g_string_free(text, TRUE);
    SimException *exception = (SimException *) (void *) sim_err_occurred(world);
    if (type == SIM_TYPE_NameError && exception != NULL && exception->name == NULL &&
        sim_err_matches(world, SIM_TYPE_NameError)) {
        exception->name = sim_newref(world, name);
        SIM_RECORD(world, FIELD, exception->ob.slot, SIM_LABEL_NAME, name->slot);
    }
}

void
sim_names_unbound_fast(SimWorld *world, const SimFrame *frame, uint32_t index)
{
    sim_names_raise(world, SIM_TYPE_UnboundLocalError,
                    "cannot access local variable '%s' where it is not associated with a value",
                    sim_tuple_get(frame->code->varnames, index));
}

void
sim_names_unbound_cell(SimWorld *world, const SimFrame *frame, uint32_t index)
{
    const SimCode *code = frame->code->code;
    if (index < code->nlocalsplus - code->nfrees) {
        sim_names_unbound_fast(world, frame, index);
        return;
    }
    sim_names_raise(world, SIM_TYPE_NameError,
                    "cannot access free variable '%s' where it is not associated with a value in "
                    "enclosing scope",
                    sim_tuple_get(frame->code->varnames, index));
}

/* The value in a namespace, which may be any mapping in principle: new reference, or NULL
 * with or without an exception. */
static SimObject *
get_item(SimWorld *world, SimObject *names, SimObject *name)
{
    if (SIM_IS_DICT_EXACT(world, names)) {
        SimObject *value = sim_dict_get(world, names, name);
        return value == NULL ? NULL : sim_newref(world, value);
    }
    SimObject *value = sim_object_getitem(world, names, name);
    if (value == NULL) {
        sim_err_clear_if(world, SIM_TYPE_KeyError);
    }
    return value;
}

SimObject *
sim_names_load_global(SimWorld *world, const SimFrame *frame, SimObject *name)
{
    SimObject *value = get_item(world, frame->globals, name);
    if (value == NULL && sim_err_occurred(world) == NULL) {
        value = get_item(world, frame->builtins, name);
    }
    if (value == NULL && sim_err_occurred(world) == NULL) {
        sim_names_raise(world, SIM_TYPE_NameError, "name '%s' is not defined", name);
    }
    return value;
}

SimObject *
sim_names_load(SimWorld *world, const SimFrame *frame, SimObject *name)
{
    if (frame->locals == NULL) {
        return sim_err_format(world, SIM_TYPE_SystemError, "no locals when loading '%s'",
                              sim_str_utf8(name, NULL));
    }
    SimObject *value = get_item(world, frame->locals, name);
    if (value != NULL || sim_err_occurred(world) != NULL) {
        return value;
    }
    return sim_names_load_global(world, frame, name);
}

SimObject *
sim_names_load_classderef(SimWorld *world, const SimFrame *frame, uint32_t index)
{
    SimObject *name = sim_tuple_get(frame->code->varnames, index);
    SimObject *value = get_item(world, frame->locals, name);
    if (value != NULL || sim_err_occurred(world) != NULL) {
        return value;
    }
    value = ((SimCell *) (void *) frame->slots[index])->value;
    if (value == NULL) {
        sim_names_unbound_cell(world, frame, index);
        return NULL;
    }
    return sim_newref(world, value);
}

int
sim_names_delete(SimWorld *world, const SimFrame *frame, SimObject *name)
{
    int status = sim_object_delitem(world, frame->locals, name);
    if (status != 0 && sim_err_clear_if(world, SIM_TYPE_KeyError)) {
        sim_names_raise(world, SIM_TYPE_NameError, "name '%s' is not defined", name);
    }
    return status;
}

int
sim_names_delete_global(SimWorld *world, const SimFrame *frame, SimObject *name)
{
    int status = sim_dict_delete(world, frame->globals, name);
    if (status != 0 && sim_err_clear_if(world, SIM_TYPE_KeyError)) {
        sim_names_raise(world, SIM_TYPE_NameError, "name '%s' is not defined", name);
    }
    return status;
}

int
sim_names_setup_annotations(SimWorld *world, const SimFrame *frame)
{
    SimObject *name = SIM_ID(world, __annotations__);
    SimObject *old = get_item(world, frame->locals, name);
    if (old != NULL) {
        sim_decref(world, old);
        return 0;
    }
    if (sim_err_occurred(world) != NULL) {
        return -1;
    }
    SimObject *dict = sim_dict_new(world);
    if (dict == NULL) {
        return -1;
    }
    int status = sim_object_setitem(world, frame->locals, name, dict);
    sim_decref(world, dict);
    return status;
}

/* Attributes of any object (Objects/object.c: PyObject_GetAttr, PyObject_GenericGetAttr and
 * their kin). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/instance.h"
#include "sim/objects/str.h"
#include "sim/objects/type_private.h"

static bool
has_storage(const SimType *type)
{
    return sim_type_has(type, SIM_TPFLAGS_MANAGED_DICT | SIM_TPFLAGS_VAR_DICT);
}

static SimObject **
dict_place(SimObject *object)
{
    size_t offset = object->type->dictoffset_host;
    return offset == 0 ? NULL : (SimObject **) (void *) ((char *) object + offset);
}

/* From the instance's own storage: borrowed, NULL without exception when absent. */
static SimObject *
own_attribute(SimWorld *world, SimObject *object, SimObject *name)
{
    if (has_storage(object->type)) {
        return sim_instance_get(world, object, name);
    }
    SimObject **place = dict_place(object);
    return place == NULL || *place == NULL ? NULL : sim_dict_get(world, *place, name);
}

static SimObject *
raise_absent(SimWorld *world, SimObject *object, SimObject *name)
{
    return sim_err_attribute(world, object, name, "'%s' object has no attribute '%s'",
                             object->type->name, sim_str_utf8(name, NULL));
}

/* _PyObject_GenericGetAttrWithDict; @quiet: absence is no exception. */
static SimObject *
generic_getattr(SimWorld *world, SimObject *object, SimObject *name, bool quiet)
{
    SimType *type = object->type;
    SimObject *found = sim_type_lookup(world, type, name);
    SimTernaryFunc get = NULL;
    if (found != NULL) {
        sim_incref(world, found);
        get = found->type->slots.tp_descr_get;
        if (get != NULL && found->type->slots.tp_descr_set != NULL) {
            SimObject *result = get(world, found, object, &type->ob);
            if (result == NULL && quiet) {
                sim_err_clear_if(world, SIM_TYPE_AttributeError);
            }
            sim_decref(world, found);
            return result;
        }
    }
    SimObject *own = own_attribute(world, object, name);
    if (own != NULL) {
        sim_incref(world, own);
        sim_xdecref(world, found);
        return own;
    }
    if (get != NULL) {
        SimObject *result = get(world, found, object, &type->ob);
        if (result == NULL && quiet) {
            sim_err_clear_if(world, SIM_TYPE_AttributeError);
        }
        sim_decref(world, found);
        return result;
    }
    if (found != NULL) {
        return found;
    }
    if (!quiet && sim_err_occurred(world) == NULL) {
        raise_absent(world, object, name);
    }
    return NULL;
}

SimObject *
sim_object_generic_getattr(SimWorld *world, SimObject *object, SimObject *name)
{
    return generic_getattr(world, object, name, false);
}

static bool
check_name(SimWorld *world, SimObject *name)
{
    if (SIM_IS_STR(name)) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError, "attribute name must be string, not '%s'",
                   name->type->name);
    return false;
}

SimObject *
sim_object_getattr(SimWorld *world, SimObject *object, SimObject *name)
{
    if (!check_name(world, name)) {
        return NULL;
    }
    return object->type->slots.tp_getattro(world, object, name);
}

SimObject *
sim_object_getattr_c(SimWorld *world, SimObject *object, const char *name)
{
    SimObject *str = sim_str_intern(world, name);
    if (str == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_getattr(world, object, str);
    sim_decref(world, str);
    return result;
}

int
sim_object_lookup_attr(SimWorld *world, SimObject *object, SimObject *name, SimObject **out)
{
    *out = NULL;
    if (!check_name(world, name)) {
        return -1;
    }
    SimBinaryFunc getattro = object->type->slots.tp_getattro;
    if (getattro == sim_object_generic_getattr) {
        *out = generic_getattr(world, object, name, true);
        return *out != NULL ? 1 : sim_err_occurred(world) != NULL ? -1 : 0;
    }
    *out = getattro(world, object, name);
    if (*out != NULL) {
        return 1;
    }
    return sim_err_clear_if(world, SIM_TYPE_AttributeError) ? 0 : -1;
}

static int
set_in_dict(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    SimObject **place = dict_place(object);
    if (*place == NULL) {
        if (value == NULL) {
            raise_absent(world, object, name);
            return -1;
        }
        *place = sim_dict_new(world);
        if (*place == NULL) {
            return -1;
        }
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, (*place)->slot);
    }
    SimObject *dict = sim_newref(world, *place);
    int status =
        value == NULL ? sim_dict_delete(world, dict, name) : sim_dict_set(world, dict, name, value);
    sim_decref(world, dict);
    if (status < 0 && value == NULL && sim_err_clear_if(world, SIM_TYPE_KeyError)) {
        raise_absent(world, object, name);
    }
    return status;
}

/* Without a place to store: why, in CPython's words. */
static void
raise_not_settable(SimWorld *world, SimObject *object, SimObject *name, const SimObject *found)
{
    if (found == NULL) {
        raise_absent(world, object, name);
        return;
    }
    sim_err_attribute(world, object, name, "'%s' object attribute '%s' is read-only",
                      object->type->name, sim_str_utf8(name, NULL));
}

int
sim_object_generic_setattr(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    SimType *type = object->type;
    sim_incref(world, name);
    SimObject *found = sim_type_lookup(world, type, name);
    int status;
    sim_xincref(world, found);
    if (found != NULL && found->type->slots.tp_descr_set != NULL) {
        status = found->type->slots.tp_descr_set(world, found, object, value);
    } else if (has_storage(type)) {
        status = sim_instance_set(world, object, name, value);
    } else if (dict_place(object) != NULL) {
        status = set_in_dict(world, object, name, value);
    } else {
        raise_not_settable(world, object, name, found);
        status = -1;
    }
    sim_xdecref(world, found);
    sim_decref(world, name);
    return status;
}

int
sim_object_setattr(SimWorld *world, SimObject *object, SimObject *name, SimObject *value)
{
    if (!check_name(world, name)) {
        return -1;
    }
    sim_incref(world, name);
    if ((name->flags & SIM_OBJECT_INTERNED) == 0 && SIM_IS_STR_EXACT(world, name)) {
        sim_str_intern_in_place(world, &name);
    }
    int status;
    if (object->type->slots.tp_setattro != NULL) {
        status = object->type->slots.tp_setattro(world, object, name, value);
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "'%s' object has no attributes (%s .%s)",
                       object->type->name, value == NULL ? "del" : "assign to",
                       sim_str_utf8(name, NULL));
        status = -1;
    }
    sim_decref(world, name);
    return status;
}

/* _PyObject_GetMethod */
bool
sim_object_get_method(SimWorld *world, SimObject *object, SimObject *name, SimObject **out)
{
    SimType *type = object->type;
    if (type->slots.tp_getattro != sim_object_generic_getattr || !SIM_IS_STR_EXACT(world, name)) {
        *out = sim_object_getattr(world, object, name);
        return false;
    }
    SimObject *found = sim_type_lookup(world, type, name);
    SimTernaryFunc get = NULL;
    bool method = false;
    if (found != NULL) {
        sim_incref(world, found);
        if (sim_type_has(found->type, SIM_TPFLAGS_METHOD_DESCRIPTOR)) {
            method = true;
        } else {
            get = found->type->slots.tp_descr_get;
            if (get != NULL && found->type->slots.tp_descr_set != NULL) {
                *out = get(world, found, object, &type->ob);
                sim_decref(world, found);
                return false;
            }
        }
    }
    SimObject *own = own_attribute(world, object, name);
    if (own != NULL) {
        *out = sim_newref(world, own);
        sim_xdecref(world, found);
        return false;
    }
    if (method) {
        *out = found;
        return true;
    }
    if (get != NULL) {
        *out = get(world, found, object, &type->ob);
        sim_decref(world, found);
        return false;
    }
    *out = found;
    if (found == NULL && sim_err_occurred(world) == NULL) {
        raise_absent(world, object, name);
    }
    return false;
}

int
sim_object_lookup_special(SimWorld *world, SimObject *object, SimObject *name, SimObject **out)
{
    SimObject *found = sim_type_lookup(world, object->type, name);
    *out = NULL;
    if (found == NULL) {
        return 0;
    }
    SimTernaryFunc get = found->type->slots.tp_descr_get;
    *out = get == NULL ? sim_newref(world, found) : get(world, found, object, &object->type->ob);
    return *out == NULL ? -1 : 1;
}

SimObject *
sim_object_get_dict(SimWorld *world, SimObject *object)
{
    if (has_storage(object->type)) {
        return sim_instance_dict(world, object);
    }
    SimObject **place = dict_place(object);
    if (place == NULL) {
        return sim_err_format(world, SIM_TYPE_AttributeError, "This object has no __dict__");
    }
    if (*place == NULL) {
        *place = sim_dict_new(world);
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, sim_slot(*place));
    }
    sim_xincref(world, *place);
    return *place;
}

int
sim_object_set_dict(SimWorld *world, SimObject *object, SimObject *dict)
{
    if (dict == NULL) {
        if (has_storage(object->type)) {
            return sim_instance_set_dict(world, object, NULL);
        }
        sim_err_format(world, SIM_TYPE_TypeError, "cannot delete __dict__");
        return -1;
    }
    if (!SIM_IS_DICT(dict)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "__dict__ must be set to a dictionary, not a '%s'", dict->type->name);
        return -1;
    }
    if (has_storage(object->type)) {
        return sim_instance_set_dict(world, object, dict);
    }
    SimObject **place = dict_place(object);
    SimObject *old = *place;
    *place = sim_newref(world, dict);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DICT, dict->slot);
    sim_xdecref(world, old);
    return 0;
}

/* __build_class__ (Python/bltinmodule.c). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

/* Runs the body: the cell of __class__ or None, as it returns it. */
static SimObject *
run_body(SimWorld *world, SimObject *body, SimObject *names)
{
    sim_incref(world, body);
    SimFrame *frame = sim_call_push(world, (SimFunction *) (void *) body, sim_newref(world, names),
                                    NULL, 0, NULL);
    return frame == NULL ? NULL : sim_interp_call(world, frame);
}

/* type.__new__ has set the cell; somebody's own may have forgotten. */
static bool
check_cell(SimWorld *world, SimObject *cell, SimObject *made, SimObject *name)
{
    if (!SIM_IS_TYPE(made) || cell->type != sim_type(world, SIM_TYPE_CELL)) {
        return true;
    }
    SimObject *value = ((SimCell *) (void *) cell)->value;
    if (value == made) {
        return true;
    }
    sim_err_format(world, value == NULL ? SIM_TYPE_RuntimeError : SIM_TYPE_TypeError,
                   value == NULL ? "__class__ not set defining '%s'. Was __classcell__ propagated "
                                   "to type.__new__?"
                                 : "__class__ set to another class defining '%s'",
                   sim_str_utf8(name, NULL));
    return false;
}

/* Adds to @list what @base stands for: itself, or what its __mro_entries__ says. */
static int
add_base(SimWorld *world, SimObject *list, SimObject *base, SimObject *bases)
{
    SimObject *method = NULL;
    int found = SIM_IS_TYPE(base)
                    ? 0
                    : sim_object_lookup_attr(world, base, SIM_ID(world, __mro_entries__), &method);
    if (found <= 0) {
        return found < 0 ? -1 : sim_list_append(world, list, base);
    }
    SimObject *entries = sim_object_call_one(world, method, bases);
    sim_decref(world, method);
    int status = entries == NULL ? -1 : 0;
    if (status == 0 && !SIM_IS_TUPLE(entries)) {
        sim_err_format(world, SIM_TYPE_TypeError, "__mro_entries__ must return a tuple");
        status = -1;
    }
    for (size_t i = 0; status == 0 && i < sim_tuple_size(entries); i++) {
        status = sim_list_append(world, list, sim_tuple_get(entries, i));
    }
    sim_xdecref(world, entries);
    return status;
}

/* The bases that count, for those written (update_bases): mostly the same tuple. A new
 * reference. */
static SimObject *
resolve_bases(SimWorld *world, SimObject *bases)
{
    size_t count = sim_tuple_size(bases);
    size_t types = 0;
    while (types < count && SIM_IS_TYPE(sim_tuple_get(bases, types))) {
        types++;
    }
    if (types == count) {
        return sim_newref(world, bases);
    }
    SimObject *list = sim_list_new(world, 0);
    int status = list == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < count; i++) {
        status = add_base(world, list, sim_tuple_get(bases, i), bases);
    }
    SimObject *result = status < 0 ? NULL : sim_tuple_from_iterable(world, list);
    sim_xdecref(world, list);
    if (result != NULL && sim_object_compare_bool(world, result, bases, SIM_EQ) > 0) {
        sim_decref(world, result);
        return sim_newref(world, bases);
    }
    return result;
}

static SimObject *
build(SimWorld *world,
      SimObject *const *args,
      SimObject *written,
      SimObject *bases,
      SimObject *const *values,
      SimObject *kwnames)
{
    SimType *first =
        sim_tuple_size(bases) > 0 ? sim_tuple_get(bases, 0)->type : sim_type(world, SIM_TYPE_TYPE);
    SimType *meta = sim_type_calculate_metaclass(world, first, bases);
    SimObject *names = meta == NULL ? NULL : sim_dict_new(world);
    if (names == NULL) {
        return NULL;
    }
    SimObject *made = NULL;
    SimObject *cell = run_body(world, args[0], names);
    if (cell != NULL && bases != written &&
        sim_dict_set(world, names, SIM_ID(world, __orig_bases__), written) < 0) {
        SIM_CLEAR(world, cell);
    }
    if (cell != NULL) {
        size_t count = kwnames == NULL ? 0 : sim_tuple_size(kwnames);
        SimObject **all = g_new(SimObject *, 3 + count);
        all[0] = args[1];
        all[1] = bases;
        all[2] = names;
        for (size_t i = 0; i < count; i++) {
            all[3 + i] = values[i];
        }
        made = sim_object_vectorcall(world, &meta->ob, all, 3, kwnames);
        g_free(all);
        if (made != NULL && !check_cell(world, cell, made, args[1])) {
            SIM_CLEAR(world, made);
        }
        sim_decref(world, cell);
    }
    sim_decref(world, names);
    return made;
}

SimObject *
sim_class_build(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    if (nargs < 2) {
        return sim_err_format(world, SIM_TYPE_TypeError, "__build_class__: not enough arguments");
    }
    if (!SIM_IS_FUNCTION(world, args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "__build_class__: func must be a function");
    }
    if (!SIM_IS_STR(args[1])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "__build_class__: name is not a string");
    }
    for (size_t i = 0; kwnames != NULL && i < sim_tuple_size(kwnames); i++) {
        if (sim_str_equal_c(sim_tuple_get(kwnames, i), "metaclass")) {
            return sim_err_format(world, SIM_TYPE_TypeError, "metaclasses are not modelled");
        }
    }
    SimObject *written = sim_tuple_from(world, args + 2, nargs - 2);
    SimObject *bases = written == NULL ? NULL : resolve_bases(world, written);
    SimObject *made =
        bases == NULL ? NULL : build(world, args, written, bases, args + nargs, kwnames);
    sim_xdecref(world, bases);
    sim_xdecref(world, written);
    return made;
}

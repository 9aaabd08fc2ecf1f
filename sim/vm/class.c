/* __build_class__ (Python/bltinmodule.c). */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
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

static SimObject *
build(SimWorld *world,
      SimObject *const *args,
      size_t nargs,
      SimObject *bases,
      SimObject *const *values,
      SimObject *kwnames)
{
    SimType *meta = sim_type_calculate_metaclass(world, sim_type(world, SIM_TYPE_TYPE), bases);
    SimObject *names = meta == NULL ? NULL : sim_dict_new(world);
    if (names == NULL) {
        return NULL;
    }
    (void) nargs;
    SimObject *made = NULL;
    SimObject *cell = run_body(world, args[0], names);
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
    SimObject *bases = sim_tuple_from(world, args + 2, nargs - 2);
    if (bases == NULL) {
        return NULL;
    }
    SimObject *made = build(world, args, nargs, bases, args + nargs, kwnames);
    sim_decref(world, bases);
    return made;
}

/* The module numpy. */
#include <math.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/float.h"
#include "sim/objects/str.h"
#include "sim/vm/modules.h"
#include "sim/vm/numpy/np_functions.h"
#include "sim/vm/numpy/np_scalar.h"
#include "sim/vm/numpy/np_state.h"
#include "sim/vm/numpy/np_ufunc_object.h"

enum {
    /* The largest block a real `import numpy` takes and gives back. It is above the C library's
     * threshold for mappings, which is thereby raised: where arrays live depends on it. */
    LARGEST_BLOCK = 390000
};

extern const SimTypeSpec sim_spec_NDARRAY;
extern const SimTypeSpec sim_spec_NP_DTYPE;
extern const SimTypeSpec sim_spec_NP_FLAGS;
extern const SimTypeSpec sim_spec_NP_GENERATOR;
extern const SimTypeSpec sim_spec_NP_RANDOM_STATE;
extern const SimTypeSpec sim_spec_NP_UFUNC;

static void
ready(SimWorld *world, const SimTypeSpec *spec)
{
    if (!sim_type_has(sim_type(world, spec->id), SIM_TPFLAGS_READY)) {
        sim_type_ready(world, spec);
    }
}

static bool
ready_types(SimWorld *world)
{
    ready(world, &sim_spec_NDARRAY);
    ready(world, &sim_spec_NP_DTYPE);
    ready(world, &sim_spec_NP_FLAGS);
    ready(world, &sim_spec_NP_GENERATOR);
    ready(world, &sim_spec_NP_RANDOM_STATE);
    ready(world, &sim_spec_NP_UFUNC);
    return sim_np_ready_scalars(world);
}

static int
add_type(SimWorld *world, SimObject *module, const char *name, SimTypeId id)
{
    return sim_module_add(world, module, name, sim_newref(world, &sim_type(world, id)->ob));
}

static int
add_types(SimWorld *world, SimObject *module)
{
    static const struct {
        const char *name;
        SimTypeId id;
    } types[] = {
        {"ndarray", SIM_TYPE_NDARRAY},
        {"dtype", SIM_TYPE_NP_DTYPE},
        {"bool_", SIM_TYPE_NP_BOOL},
        {"int_", SIM_TYPE_NP_INT64},
        {"int8", SIM_TYPE_NP_INT8},
        {"uint8", SIM_TYPE_NP_UINT8},
        {"int16", SIM_TYPE_NP_INT16},
        {"uint16", SIM_TYPE_NP_UINT16},
        {"int32", SIM_TYPE_NP_INT32},
        {"uint32", SIM_TYPE_NP_UINT32},
        {"int64", SIM_TYPE_NP_INT64},
        {"uint64", SIM_TYPE_NP_UINT64},
        {"intc", SIM_TYPE_NP_INT32},
        {"byte", SIM_TYPE_NP_INT8},
        {"ubyte", SIM_TYPE_NP_UINT8},
        {"single", SIM_TYPE_NP_FLOAT32},
        {"double", SIM_TYPE_NP_FLOAT64},
        {"float_", SIM_TYPE_NP_FLOAT64},
        {"float32", SIM_TYPE_NP_FLOAT32},
        {"float64", SIM_TYPE_NP_FLOAT64},
        {"uint", SIM_TYPE_NP_UINT64},
        {"uintc", SIM_TYPE_NP_UINT32},
        {"short", SIM_TYPE_NP_INT16},
        {"ushort", SIM_TYPE_NP_UINT16},
        {"intp", SIM_TYPE_NP_INT64},
        {"uintp", SIM_TYPE_NP_UINT64},
        {"bool8", SIM_TYPE_NP_BOOL},
        {"generic", SIM_TYPE_NP_GENERIC},
        {"number", SIM_TYPE_NP_NUMBER},
        {"integer", SIM_TYPE_NP_INTEGER},
        {"inexact", SIM_TYPE_NP_INEXACT},
        {"floating", SIM_TYPE_NP_FLOATING},
        {"ufunc", SIM_TYPE_NP_UFUNC},
        {"signedinteger", SIM_TYPE_NP_SIGNEDINTEGER},
        {"unsignedinteger", SIM_TYPE_NP_UNSIGNEDINTEGER},
    };
    int status = 0;
    for (size_t i = 0; status == 0 && i < G_N_ELEMENTS(types); i++) {
        status = add_type(world, module, types[i].name, types[i].id);
    }
    return status;
}

static int
add_constants(SimWorld *world, SimObject *module)
{
    static const struct {
        const char *name;
        double value;
    } constants[] = {{"pi", G_PI}, {"e", G_E}, {"inf", (double) INFINITY}, {"nan", (double) NAN}};
    int status = sim_module_add(world, module, "__version__", sim_str_new(world, "1.24.2"));
    for (size_t i = 0; status == 0 && i < G_N_ELEMENTS(constants); i++) {
        status = sim_module_add(world, module, constants[i].name,
                                sim_float_new(world, constants[i].value));
    }
    if (status == 0) {
        status = sim_module_add(world, module, "newaxis", sim_newref(world, SIM_NONE(world)));
    }
    if (status == 0) {
        SimObject *no = sim_np_scalar_new(world, SIM_NP_BOOL, sim_np_integer(0));
        SimObject *yes = sim_np_scalar_new(world, SIM_NP_BOOL, sim_np_integer(1));
        status = sim_module_add(world, module, "False_", no);
        status = sim_module_add(world, module, "True_", yes) | status;
    }
    return status;
}

/* numpy imports its submodule itself. */
static int
add_random(SimVm *vm, SimObject *module)
{
    SimWorld *world = vm->world;
    SimObject *random = sim_numpy_random_module(vm);
    if (random == NULL) {
        return -1;
    }
    int status = sim_dict_set_c(world, world->modules, "numpy.random", random);
    return sim_module_add(world, module, "random", random) | status;
}

/* The functions that are Python code run in the module itself. */
static int
add_python(SimVm *vm, SimObject *module)
{
    static const struct {
        const char *name;
        const char *const *lines;
    } parts[] = {
        {"numpy.errors", sim_frozen_numpy_errors},   {"numpy.shapes", sim_frozen_numpy_shapes},
        {"numpy.numbers", sim_frozen_numpy_numbers}, {"numpy.sets", sim_frozen_numpy_sets},
        {"numpy.random", sim_frozen_numpy_random},
    };
    int status = sim_dict_set_c(vm->world, vm->world->modules, "numpy", module);
    for (size_t i = 0; status == 0 && i < G_N_ELEMENTS(parts); i++) {
        status = sim_frozen_run(vm, module, parts[i].name, parts[i].lines);
    }
    return status;
}

SimObject *
sim_numpy_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    if (!ready_types(world)) {
        return NULL;
    }
    SimAddr block = sim_heap_malloc(world->heap, SIM_DOMAIN_RAW, LARGEST_BLOCK);
    if (block != 0) {
        sim_heap_dealloc(world->heap, SIM_DOMAIN_RAW, block);
    }
    SimObject *module = sim_module_new(world, "numpy");
    bool ok = module != NULL &&
              sim_module_add_functions(world, module, sim_np_creation_functions) == 0 &&
              sim_module_add_functions(world, module, sim_np_array_functions) == 0 &&
              sim_module_add_functions(world, module, sim_np_error_functions) == 0 &&
              sim_module_add_functions(world, module, sim_np_print_functions) == 0 &&
              sim_np_add_ufuncs(world, module) == 0 && add_types(world, module) == 0 &&
              add_constants(world, module) == 0 && add_random(vm, module) == 0 &&
              add_python(vm, module) == 0;
    if (!ok) {
        sim_xdecref(world, module);
        return NULL;
    }
    return module;
}

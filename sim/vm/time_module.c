/* The time module over the machine's virtual clock: nothing here looks at the host's. */
#include <math.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"
#include "sim/vm/threads.h"

/* When the virtual process started: 2024-01-01, midnight UTC. */
static const uint64_t EPOCH = UINT64_C(1704067200) * 1000000000;
static uint64_t
now(SimWorld *world)
{
    SimVm *vm = sim_vm_of(world);
    uint64_t look = sim_cost(&world->config.costs, SIM_COST_CLOCK, 1);
    sim_threads_spend(vm, MAX(look, 1));
    return sim_threads_now(vm);
}

/* _PyTime_FromSecondsObject: a float, or an index object. */
static bool
get_seconds(SimWorld *world, SimObject *object, double *seconds)
{
    if (SIM_IS_FLOAT(object)) {
        *seconds = sim_float_as_double(world, object);
        return true;
    }
    SimObject *index = sim_number_index(world, object);
    if (index == NULL) {
        return false;
    }
    *seconds = sim_int_as_double(world, index);
    sim_decref(world, index);
    return *seconds != -1.0 || sim_err_occurred(world) == NULL;
}

static SimObject *
time_sleep(SIM_BUILTIN_PARAMETERS)
{
    double seconds;
    if (!get_seconds(world, args[0], &seconds)) {
        return NULL;
    }
    if (isnan(seconds)) {
        return sim_err_format(world, SIM_TYPE_ValueError, "Invalid value NaN (not a number)");
    }
    if (seconds < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "sleep length must be non-negative");
    }
    if (seconds > 9223372036.0) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "timestamp too large to convert to C _PyTime_t");
    }
    const SimFrame *frame = sim_vm_frame(world);
    if (frame != NULL && frame->code->code->native_time != 0) {
        return sim_newref(world, SIM_NONE(world)); /* it has taken its time */
    }
    uint64_t ns = (uint64_t) ceil(seconds * 1e9);
    return sim_threads_sleep(sim_vm_of(world), ns, "sleep") ? sim_newref(world, SIM_NONE(world))
                                                            : NULL;
}

static SimObject *
time_monotonic(SIM_BUILTIN_PARAMETERS)
{
    return sim_float_new(world, (double) now(world) * 1e-9);
}

static SimObject *
time_monotonic_ns(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, now(world));
}

static SimObject *
time_time(SIM_BUILTIN_PARAMETERS)
{
    return sim_float_new(world, (double) (EPOCH + now(world)) * 1e-9);
}

static SimObject *
time_time_ns(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, EPOCH + now(world));
}

/* Time slept is none of the processor's. */
static uint64_t
processor_time(SimWorld *world)
{
    return sim_cost(&world->config.costs, SIM_COST_BYTECODE, sim_vm_steps(sim_vm_of(world)));
}

static SimObject *
time_process_time(SIM_BUILTIN_PARAMETERS)
{
    return sim_float_new(world, (double) processor_time(world) * 1e-9);
}

static SimObject *
time_process_time_ns(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, processor_time(world));
}

static const SimMethodDef functions[] = {
    {"sleep", time_sleep, SIM_METH_O},
    {"monotonic", time_monotonic, SIM_METH_NOARGS},
    {"monotonic_ns", time_monotonic_ns, SIM_METH_NOARGS},
    {"perf_counter", time_monotonic, SIM_METH_NOARGS},
    {"perf_counter_ns", time_monotonic_ns, SIM_METH_NOARGS},
    {"process_time", time_process_time, SIM_METH_NOARGS},
    {"process_time_ns", time_process_time_ns, SIM_METH_NOARGS},
    {"thread_time", time_process_time, SIM_METH_NOARGS},
    {"thread_time_ns", time_process_time_ns, SIM_METH_NOARGS},
    {"time", time_time, SIM_METH_NOARGS},
    {"time_ns", time_time_ns, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

SimObject *
sim_time_module(SimVm *vm)
{
    SimObject *module = sim_module_new(vm->world, "time");
    if (module != NULL && sim_module_add_functions(vm->world, module, functions) < 0) {
        SIM_CLEAR(vm->world, module);
    }
    return module;
}

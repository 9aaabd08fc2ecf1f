/* The module numpy.random. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/tuple.h"
#include "sim/vm/modules.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_generator.h"
#include "sim/vm/numpy/np_state.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

static SimNpGenerator *
current(SimWorld *world)
{
    return sim_np_state(world)->seeded;
}

static bool
is_none(SimWorld *world, SimObject *object)
{
    return object == NULL || object == SIM_NONE(world);
}

static SimObject *
seed(ARGUMENTS)
{
    static const char *const names[] = {"seed", NULL};
    (void) self;
    SimObject *argument = NULL;
    if (!sim_arg_parse(world, "seed", names, 0, 1, args, nargs, kwnames, &argument)) {
        return NULL;
    }
    SimNumpy *state = sim_np_state(world);
    if (is_none(world, argument)) {
        g_clear_pointer(&state->seeded, g_free);
        return sim_newref(world, SIM_NONE(world));
    }
    if (!sim_object_is_index(argument)) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "Cannot cast array data to a seed: only integers are modelled");
    }
    int64_t number = sim_number_as_index(world, argument, SIM_TYPE_COUNT);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (number < 0 || number > UINT32_MAX) {
        return sim_err_format(world, SIM_TYPE_ValueError, "Seed must be between 0 and 2**32 - 1");
    }
    if (state->seeded == NULL) {
        state->seeded = g_new0(SimNpGenerator, 1);
    }
    sim_np_generator_seed(state->seeded, SIM_NP_MT19937, (uint64_t) number);
    return sim_newref(world, SIM_NONE(world));
}

/* random(), random_sample(): one argument, the shape. */
static SimObject *
random_(ARGUMENTS)
{
    static const char *const names[] = {"size", NULL};
    (void) self;
    SimObject *size = NULL;
    return sim_arg_parse(world, "random", names, 0, 1, args, nargs, kwnames, &size)
               ? sim_np_random_numbers(world, current(world), size)
               : NULL;
}

/* The lengths as arguments; none: one number. */
static SimObject *
shape_of_args(SimWorld *world, SimObject *const *args, size_t nargs)
{
    return nargs == 0 ? sim_newref(world, SIM_NONE(world)) : sim_tuple_from(world, args, nargs);
}

static SimObject *
rand_(ARGUMENTS)
{
    (void) self;
    if (!sim_arg_no_keywords(world, "rand", kwnames)) {
        return NULL;
    }
    SimObject *shape = shape_of_args(world, args, nargs);
    SimObject *result = shape == NULL ? NULL : sim_np_random_numbers(world, current(world), shape);
    sim_xdecref(world, shape);
    return result;
}

static SimNpValue
draw_gauss(SimNpGenerator *generator, const void *data)
{
    (void) data;
    return sim_np_real(sim_np_generator_gauss(generator));
}

static SimObject *
randn(ARGUMENTS)
{
    (void) self;
    if (!sim_arg_no_keywords(world, "randn", kwnames)) {
        return NULL;
    }
    SimObject *shape = shape_of_args(world, args, nargs);
    SimObject *result = shape == NULL ? NULL
                                      : sim_np_random_draw(world, current(world), shape,
                                                           SIM_NP_FLOAT64, draw_gauss, NULL);
    sim_xdecref(world, shape);
    return result;
}

typedef struct {
    int64_t first;
    uint64_t range;
} Bounds;

static SimNpValue
draw_integer(SimNpGenerator *generator, const void *data)
{
    const Bounds *bounds = data;
    uint64_t above = sim_np_generator_bounded(generator, bounds->range);
    return sim_np_integer((int64_t) ((uint64_t) bounds->first + above));
}

static SimObject *
randint(ARGUMENTS)
{
    static const char *const names[] = {"low", "high", "size", NULL};
    (void) self;
    SimObject *out[3] = {NULL, NULL, NULL};
    Bounds bounds;
    if (!sim_arg_parse(world, "randint", names, 1, 3, args, nargs, kwnames, out) ||
        !sim_np_random_bounds(world, out[0], out[1], false, &bounds.first, &bounds.range)) {
        return NULL;
    }
    return sim_np_random_draw(world, current(world), out[2], SIM_NP_INT64, draw_integer, &bounds);
}

typedef struct {
    double low;
    double width;
} Interval;

static SimNpValue
draw_uniform(SimNpGenerator *generator, const void *data)
{
    const Interval *interval = data;
    return sim_np_real(interval->low + interval->width * sim_np_generator_double(generator));
}

static bool
real_arg(SimWorld *world, SimObject *object, double otherwise, double *out)
{
    *out = otherwise;
    return object == NULL || sim_np_number_as_real(world, object, out);
}

static SimObject *
uniform(ARGUMENTS)
{
    static const char *const names[] = {"low", "high", "size", NULL};
    (void) self;
    SimObject *out[3] = {NULL, NULL, NULL};
    Interval interval;
    double high;
    if (!sim_arg_parse(world, "uniform", names, 0, 3, args, nargs, kwnames, out) ||
        !real_arg(world, out[0], 0, &interval.low) || !real_arg(world, out[1], 1, &high)) {
        return NULL;
    }
    interval.width = high - interval.low;
    return sim_np_random_draw(world, current(world), out[2], SIM_NP_FLOAT64, draw_uniform,
                              &interval);
}

static SimObject *
default_rng(ARGUMENTS)
{
    static const char *const names[] = {"seed", NULL};
    (void) self;
    SimObject *argument = NULL;
    if (!sim_arg_parse(world, "default_rng", names, 0, 1, args, nargs, kwnames, &argument)) {
        return NULL;
    }
    if (is_none(world, argument)) {
        return sim_np_generator_object(world, false, 0);
    }
    int64_t number = sim_number_as_index(world, argument, SIM_TYPE_OverflowError);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (number < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "expected non-negative integer");
    }
    return sim_np_generator_object(world, true, (uint64_t) number);
}

static const SimMethodDef functions[] = {
    {"seed", seed, SIM_METH_KEYWORDS},
    {"random", random_, SIM_METH_KEYWORDS},
    {"random_sample", random_, SIM_METH_KEYWORDS},
    {"rand", rand_, SIM_METH_KEYWORDS},
    {"randn", randn, SIM_METH_KEYWORDS},
    {"randint", randint, SIM_METH_KEYWORDS},
    {"uniform", uniform, SIM_METH_KEYWORDS},
    {"default_rng", default_rng, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

SimObject *
sim_numpy_random_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "numpy.random");
    if (module == NULL || sim_module_add_functions(world, module, functions) < 0 ||
        sim_module_add(world, module, "Generator",
                       sim_newref(world, &sim_type(world, SIM_TYPE_NP_GENERATOR)->ob)) < 0) {
        sim_xdecref(world, module);
        return NULL;
    }
    return module;
}

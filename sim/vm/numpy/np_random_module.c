/* The module numpy.random: its functions, which are RandomState's methods too. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/tuple.h"
#include "sim/vm/modules.h"
#include "sim/vm/numpy/ndarray_choice.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_generator.h"
#include "sim/vm/numpy/np_state.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

static bool
is_state(SimWorld *world, const SimObject *self)
{
    return self != NULL && self->type == sim_type(world, SIM_TYPE_NP_RANDOM_STATE);
}

/* The object's numbers, or the module's; NULL: nobody has seeded those. */
static SimNpGenerator *
current(SimWorld *world, SimObject *self)
{
    return is_state(world, self) ? sim_np_generator_of(self) : sim_np_state(world)->seeded;
}

static SimObject *
seed(ARGUMENTS)
{
    static const char *const names[] = {"seed", NULL};
    SimObject *argument = NULL;
    SimNumpy *state = sim_np_state(world);
    bool seeded;
    uint64_t number = 0;
    if (!sim_arg_parse(world, "seed", names, 0, 1, args, nargs, kwnames, &argument) ||
        !sim_np_seed_arg(world, argument, UINT32_MAX, &seeded, &number)) {
        return NULL;
    }
    if (is_state(world, self)) {
        if (seeded) {
            sim_np_generator_seed(sim_np_generator_of(self), SIM_NP_MT19937, number);
        }
    } else if (!seeded) {
        g_clear_pointer(&state->seeded, g_free);
    } else {
        if (state->seeded == NULL) {
            state->seeded = g_new0(SimNpGenerator, 1);
        }
        sim_np_generator_seed(state->seeded, SIM_NP_MT19937, number);
    }
    return sim_newref(world, SIM_NONE(world));
}

#define DRAW(name, function)                                                                       \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        SimNpDrawing drawing = {current(world, self), args, nargs, kwnames};                       \
        return function(world, &drawing);                                                          \
    }
DRAW(random_, sim_np_draw_random)
DRAW(uniform, sim_np_draw_uniform)
DRAW(normal, sim_np_draw_normal)
DRAW(standard_normal, sim_np_draw_standard_normal)
DRAW(exponential, sim_np_draw_exponential)
DRAW(bounded, sim_np_draw_bounded)
#undef DRAW

/* The lengths are the arguments; none: one number. */
static SimObject *
draw_shape(SimWorld *world,
           SimObject *self,
           const char *name,
           SimObject *(*function)(SimWorld *, const SimNpDrawing *),
           SimObject *const *args,
           size_t nargs,
           SimObject *kwnames)
{
    if (!sim_arg_no_keywords(world, name, kwnames)) {
        return NULL;
    }
    SimObject *shape =
        nargs == 0 ? sim_newref(world, SIM_NONE(world)) : sim_tuple_from(world, args, nargs);
    SimNpDrawing drawing = {current(world, self), &shape, 1, NULL};
    SimObject *result = shape == NULL ? NULL : function(world, &drawing);
    sim_xdecref(world, shape);
    return result;
}

static SimObject *
rand_(ARGUMENTS)
{
    return draw_shape(world, self, "rand", sim_np_draw_random, args, nargs, kwnames);
}

static SimObject *
randn(ARGUMENTS)
{
    return draw_shape(world, self, "randn", sim_np_draw_standard_normal, args, nargs, kwnames);
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
    static const char *const names[] = {"low", "high", "size", "dtype", NULL};
    SimObject *out[4] = {NULL};
    Bounds bounds;
    SimNpKind kind;
    if (!sim_arg_parse(world, "randint", names, 1, 4, args, nargs, kwnames, out) ||
        !sim_np_integer_kind_arg(world, out[3], &kind) ||
        !sim_np_random_bounds(world, out[0], out[1], false, &bounds.first, &bounds.range)) {
        return NULL;
    }
    return sim_np_random_draw(world, current(world, self), out[2], kind, draw_integer, &bounds);
}

static SimObject *
default_rng(ARGUMENTS)
{
    static const char *const names[] = {"seed", NULL};
    (void) self;
    SimObject *argument = NULL;
    bool seeded;
    uint64_t number = 0;
    if (!sim_arg_parse(world, "default_rng", names, 0, 1, args, nargs, kwnames, &argument)) {
        return NULL;
    }
    if (argument != NULL && argument->type == sim_type(world, SIM_TYPE_NP_GENERATOR)) {
        return sim_newref(world, argument);
    }
    return sim_np_seed_arg(world, argument, INT64_MAX, &seeded, &number)
               ? sim_np_generator_object(world, SIM_TYPE_NP_GENERATOR, seeded, number)
               : NULL;
}

/* The Python part takes what draws first: an object, or the module. */
static SimObject *
by_module(SimWorld *world,
          const char *name,
          SimObject *self,
          SimObject *const *args,
          size_t nargs,
          SimObject *kwnames)
{
    SimObject *source =
        is_state(world, self) ? self : sim_dict_get_c(world, world->modules, "numpy.random");
    return source == NULL ? NULL : sim_np_call_module(world, name, source, args, nargs, kwnames);
}

#define BY_MODULE(name, function)                                                                  \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        return by_module(world, function, self, args, nargs, kwnames);                             \
    }
BY_MODULE(shuffle, "_random_shuffle")
BY_MODULE(permutation, "_random_permutation")
BY_MODULE(choice, "_random_choice")
#undef BY_MODULE

#define METHODS                                                                                    \
    {"seed", seed, SIM_METH_KEYWORDS}, {"random", random_, SIM_METH_KEYWORDS},                     \
        {"random_sample", random_, SIM_METH_KEYWORDS}, {"rand", rand_, SIM_METH_KEYWORDS},         \
        {"randn", randn, SIM_METH_KEYWORDS}, {"randint", randint, SIM_METH_KEYWORDS},              \
        {"uniform", uniform, SIM_METH_KEYWORDS}, {"normal", normal, SIM_METH_KEYWORDS},            \
        {"standard_normal", standard_normal, SIM_METH_KEYWORDS},                                   \
        {"exponential", exponential, SIM_METH_KEYWORDS}, {"shuffle", shuffle, SIM_METH_KEYWORDS},  \
        {"permutation", permutation, SIM_METH_KEYWORDS}, {"choice", choice, SIM_METH_KEYWORDS},    \
    {                                                                                              \
        "_bounded", bounded, SIM_METH_KEYWORDS                                                     \
    }

const SimMethodDef sim_np_legacy_methods[] = {METHODS, {NULL, NULL, 0}};

static const SimMethodDef functions[] = {
    METHODS,
    {"ranf", random_, SIM_METH_KEYWORDS},
    {"default_rng", default_rng, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static int
add_type(SimWorld *world, SimObject *module, const char *name, SimTypeId id)
{
    return sim_module_add(world, module, name, sim_newref(world, &sim_type(world, id)->ob));
}

SimObject *
sim_numpy_random_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "numpy.random");
    if (module == NULL || sim_module_add_functions(world, module, functions) < 0 ||
        add_type(world, module, "Generator", SIM_TYPE_NP_GENERATOR) < 0 ||
        add_type(world, module, "RandomState", SIM_TYPE_NP_RANDOM_STATE) < 0) {
        sim_xdecref(world, module);
        return NULL;
    }
    return module;
}

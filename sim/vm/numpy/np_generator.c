#include "sim/vm/numpy/np_generator.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/ndarray_choice.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_state.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

enum {
    MAX_DRAWN = 1 << 28, /* elements of a seeded array: each must be drawn in its turn */
    RANDOM_STATE_SIZE = 240
};

typedef struct {
    SimObject ob;
    SimNpGenerator *generator; /* owned, on the host */
} Generator;

void
sim_np_random_any(SimWorld *world, SimNpGenerator *generator)
{
    SimNumpy *state = sim_np_state(world);
    sim_np_generator_seed(generator, SIM_NP_PCG64, state->random++);
}

/* Takes the numbers of @count elements out of @generator without looking at them. */
static void
skip(SimNpGenerator *generator, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        sim_np_generator_double(generator);
    }
}

SimObject *
sim_np_random_array(SimWorld *world, SimNpGenerator *generator, int ndim, const int64_t *shape)
{
    SimNpFill fill = sim_np_fill_zero();
    if (generator == NULL) {
        fill.kind = SIM_NP_FILL_RANDOM;
        fill.start.integer = (int64_t) (sim_np_state(world)->random++ * 0xd1342543de82ef95);
        return sim_np_object(sim_np_new(world, SIM_NP_FLOAT64, ndim, shape, NULL, fill));
    }
    SimNdarray *array = sim_np_new(world, SIM_NP_FLOAT64, ndim, shape, NULL, fill);
    if (array == NULL) {
        return NULL;
    }
    int64_t count = sim_np_size(array);
    if (count > MAX_DRAWN) {
        sim_decref(world, &array->ob);
        return sim_err_format(world, SIM_TYPE_MemoryError,
                              "the model draws no more than %d numbers from a seeded generator at "
                              "once",
                              MAX_DRAWN);
    }
    fill.kind = SIM_NP_FILL_SEEDED;
    fill.generator = g_memdup2(generator, sizeof *generator);
    sim_np_buffer_refill(array->buffer, fill);
    skip(generator, count);
    return &array->ob;
}

static bool
is_one(SimWorld *world, SimObject *size)
{
    return size == NULL || size == SIM_NONE(world);
}

SimObject *
sim_np_random_numbers(SimWorld *world, SimNpGenerator *generator, SimObject *size)
{
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    if (is_one(world, size)) {
        SimNpGenerator any;
        if (generator == NULL) {
            sim_np_random_any(world, &any);
        }
        return sim_float_new(world, sim_np_generator_double(generator == NULL ? &any : generator));
    }
    return sim_np_shape_arg(world, size, &ndim, shape)
               ? sim_np_random_array(world, generator, ndim, shape)
               : NULL;
}

SimObject *
sim_np_random_draw(SimWorld *world,
                   SimNpGenerator *generator,
                   SimObject *size,
                   SimNpKind kind,
                   SimNpDraw draw,
                   const void *data)
{
    int ndim;
    int64_t shape[SIM_NP_MAX_DIMS];
    SimNpGenerator any;
    if (generator == NULL) {
        sim_np_random_any(world, &any);
        generator = &any;
    }
    if (is_one(world, size)) {
        return sim_np_python_number(world, kind, draw(generator, data));
    }
    if (!sim_np_shape_arg(world, size, &ndim, shape)) {
        return NULL;
    }
    SimNdarray *array = sim_np_new(world, kind, ndim, shape, NULL, sim_np_fill_zero());
    if (array == NULL || !sim_np_can_write(world, array)) {
        sim_xdecref(world, sim_np_object(array));
        return NULL;
    }
    int64_t width = (int64_t) sim_np_item_size(kind);
    for (int64_t i = 0; i < sim_np_size(array); i++) {
        sim_np_set(array, i * width, draw(generator, data));
    }
    return &array->ob;
}

bool
sim_np_random_bounds(SimWorld *world,
                     SimObject *low,
                     SimObject *high,
                     bool endpoint,
                     int64_t *first,
                     uint64_t *range)
{
    bool single = high == NULL || high == SIM_NONE(world);
    *first = single ? 0 : sim_number_as_index(world, low, SIM_TYPE_ValueError);
    int64_t last = sim_err_occurred(world) != NULL
                       ? -1
                       : sim_number_as_index(world, single ? low : high, SIM_TYPE_ValueError);
    if (sim_err_occurred(world) != NULL) {
        return false;
    }
    if (endpoint ? last < *first : last <= *first) {
        const char *op = endpoint ? "low > high" : single ? "high <= 0" : "low >= high";
        sim_err_format(world, SIM_TYPE_ValueError, "%s", op);
        return false;
    }
    *range = (uint64_t) last - (uint64_t) *first - !endpoint;
    return true;
}

SimNpGenerator *
sim_np_generator_of(SimObject *object)
{
    return ((Generator *) (void *) object)->generator;
}

SimObject *
sim_np_generator_object(SimWorld *world, SimTypeId type, bool seeded, uint64_t seed)
{
    SimObject *self = sim_object_alloc(world, sim_type(world, type), 0);
    if (self != NULL) {
        SimNpGenerator *generator = g_new0(SimNpGenerator, 1);
        ((Generator *) (void *) self)->generator = generator;
        if (seeded) {
            bool legacy = type == SIM_TYPE_NP_RANDOM_STATE;
            sim_np_generator_seed(generator, legacy ? SIM_NP_MT19937 : SIM_NP_PCG64, seed);
        } else {
            sim_np_random_any(world, generator);
        }
        sim_gc_track(world, self);
    }
    return self;
}

bool
sim_np_seed_arg(SimWorld *world, SimObject *object, uint64_t max, bool *seeded, uint64_t *seed)
{
    *seeded = object != NULL && object != SIM_NONE(world);
    if (!*seeded) {
        return true;
    }
    if (!sim_object_is_index(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "SeedSequence expects int or sequence of ints for entropy not %s: the model "
                       "takes ints",
                       object->type->name);
        return false;
    }
    int64_t number = sim_number_as_index(world, object, SIM_TYPE_COUNT);
    if (number == -1 && sim_err_occurred(world) != NULL) {
        return false;
    }
    if (number < 0 || (uint64_t) number > max) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       max == UINT32_MAX ? "Seed must be between 0 and 2**32 - 1"
                                         : "expected non-negative integer");
        return false;
    }
    *seed = (uint64_t) number;
    return true;
}

bool
sim_np_integer_kind_arg(SimWorld *world, SimObject *object, SimNpKind *kind)
{
    if (!sim_np_kind_arg(world, object, SIM_NP_INT64, kind)) {
        return false;
    }
    if (sim_np_is_integer(*kind) && sim_np_item_size(*kind) >= 4) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "the model draws integers of 32 and 64 bits: convert them with astype()");
    return false;
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
integers(ARGUMENTS)
{
    static const char *const names[] = {"low", "high", "size", "dtype", "endpoint", NULL};
    SimObject *out[5] = {NULL};
    Bounds bounds;
    SimNpKind kind;
    if (!sim_arg_parse(world, "integers", names, 1, 5, args, nargs, kwnames, out) ||
        !sim_np_integer_kind_arg(world, out[3], &kind)) {
        return NULL;
    }
    int endpoint = out[4] == NULL ? 0 : sim_object_is_true(world, out[4]);
    if (endpoint < 0 ||
        !sim_np_random_bounds(world, out[0], out[1], endpoint > 0, &bounds.first, &bounds.range)) {
        return NULL;
    }
    SimObject *result =
        sim_np_random_draw(world, sim_np_generator_of(self), out[2], kind, draw_integer, &bounds);
    if (result == NULL || SIM_IS_NDARRAY(world, result)) {
        return result;
    }
    int64_t number = 0;
    sim_int_get(result, &number);
    sim_decref(world, result);
    return sim_np_scalar_new(world, kind, sim_np_integer(number));
}

#define DRAW(name, function)                                                                       \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        SimNpDrawing drawing = {sim_np_generator_of(self), args, nargs, kwnames};                  \
        return function(world, &drawing);                                                          \
    }
DRAW(random_, sim_np_draw_random)
DRAW(uniform, sim_np_draw_uniform)
DRAW(normal, sim_np_draw_normal)
DRAW(standard_normal, sim_np_draw_standard_normal)
DRAW(bounded, sim_np_draw_bounded)
#undef DRAW

#define BY_MODULE(name, function)                                                                  \
    static SimObject *name(ARGUMENTS)                                                              \
    {                                                                                              \
        return sim_np_call_module(world, function, self, args, nargs, kwnames);                    \
    }
BY_MODULE(shuffle, "_random_shuffle")
BY_MODULE(permutation, "_random_permutation")
BY_MODULE(choice, "_random_choice")
#undef BY_MODULE

static const SimMethodDef methods[] = {
    {"random", random_, SIM_METH_KEYWORDS},
    {"integers", integers, SIM_METH_KEYWORDS},
    {"uniform", uniform, SIM_METH_KEYWORDS},
    {"normal", normal, SIM_METH_KEYWORDS},
    {"standard_normal", standard_normal, SIM_METH_KEYWORDS},
    {"shuffle", shuffle, SIM_METH_KEYWORDS},
    {"permutation", permutation, SIM_METH_KEYWORDS},
    {"choice", choice, SIM_METH_KEYWORDS},
    {"_bounded", bounded, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static void
dealloc(SimWorld *world, SimObject *self)
{
    g_free(sim_np_generator_of(self));
    sim_object_release(world, self);
}

static void
host_free(SimObject *self)
{
    g_free(sim_np_generator_of(self));
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "%s at 0x%" G_GINT64_MODIFIER "X",
                          self->type->id == SIM_TYPE_NP_GENERATOR ? "Generator(PCG64)"
                                                                  : "RandomState(MT19937)",
                          (uint64_t) self->addr);
}

static SimObject *
str(SimWorld *world, SimObject *self)
{
    return sim_str_new(world, self->type->id == SIM_TYPE_NP_GENERATOR ? "Generator(PCG64)"
                                                                      : "RandomState(MT19937)");
}

static SimObject *
state_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"seed", NULL};
    SimObject *argument = NULL;
    bool seeded;
    uint64_t seed = 0;
    (void) type;
    return sim_arg_parse_tuple(world, "RandomState", names, 0, 1, args, kwargs, &argument) &&
                   sim_np_seed_arg(world, argument, UINT32_MAX, &seeded, &seed)
               ? sim_np_generator_object(world, SIM_TYPE_NP_RANDOM_STATE, seeded, seed)
               : NULL;
}

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_host_free = host_free,
    .tp_repr = repr,
    .tp_str = str,
};

const SimTypeSpec sim_spec_NP_GENERATOR = {
    .id = SIM_TYPE_NP_GENERATOR,
    .basicsize = 208,
    .host_size = sizeof(Generator),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
};

static const SimTypeSlots state_slots = {
    .tp_dealloc = dealloc,
    .tp_host_free = host_free,
    .tp_repr = repr,
    .tp_str = str,
    .tp_new = state_new,
};

const SimTypeSpec sim_spec_NP_RANDOM_STATE = {
    .id = SIM_TYPE_NP_RANDOM_STATE,
    .basicsize = RANDOM_STATE_SIZE,
    .host_size = sizeof(Generator),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &state_slots,
    .methods = sim_np_legacy_methods,
};

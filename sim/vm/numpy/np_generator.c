#include "sim/vm/numpy/np_generator.h"

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_state.h"

#define ARGUMENTS                                                                                  \
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames

enum {
    MAX_DRAWN = 1 << 26 /* elements of a seeded array: each must be drawn in its turn */
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

static SimNpGenerator *
generator_of(SimObject *self)
{
    return ((Generator *) (void *) self)->generator;
}

SimObject *
sim_np_generator_object(SimWorld *world, bool seeded, uint64_t seed)
{
    SimObject *self = sim_object_alloc(world, sim_type(world, SIM_TYPE_NP_GENERATOR), 0);
    if (self != NULL) {
        SimNpGenerator *generator = g_new0(SimNpGenerator, 1);
        ((Generator *) (void *) self)->generator = generator;
        if (seeded) {
            sim_np_generator_seed(generator, SIM_NP_PCG64, seed);
        } else {
            sim_np_random_any(world, generator);
        }
        sim_gc_track(world, self);
    }
    return self;
}

static SimObject *
random_(ARGUMENTS)
{
    static const char *const names[] = {"size", NULL};
    SimObject *size = NULL;
    return sim_arg_parse(world, "random", names, 0, 1, args, nargs, kwnames, &size)
               ? sim_np_random_numbers(world, generator_of(self), size)
               : NULL;
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
    static const char *const names[] = {"low", "high", "size", "endpoint", NULL};
    SimObject *out[4] = {NULL, NULL, NULL, NULL};
    Bounds bounds;
    if (!sim_arg_parse(world, "integers", names, 1, 3, args, nargs, kwnames, out)) {
        return NULL;
    }
    int endpoint = out[3] == NULL ? 0 : sim_object_is_true(world, out[3]);
    if (endpoint < 0 ||
        !sim_np_random_bounds(world, out[0], out[1], endpoint > 0, &bounds.first, &bounds.range)) {
        return NULL;
    }
    SimObject *result =
        sim_np_random_draw(world, generator_of(self), out[2], SIM_NP_INT64, draw_integer, &bounds);
    if (result == NULL || SIM_IS_NDARRAY(world, result)) {
        return result;
    }
    int64_t number = 0;
    sim_int_get(result, &number);
    sim_decref(world, result);
    return sim_np_scalar_new(world, SIM_NP_INT64, sim_np_integer(number));
}

static const SimMethodDef methods[] = {
    {"random", random_, SIM_METH_KEYWORDS},
    {"integers", integers, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

static void
dealloc(SimWorld *world, SimObject *self)
{
    g_free(generator_of(self));
    sim_object_release(world, self);
}

static void
host_free(SimObject *self)
{
    g_free(generator_of(self));
}

static SimObject *
repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "Generator(PCG64) at 0x%" G_GINT64_MODIFIER "X",
                          (uint64_t) self->addr);
}

static SimObject *
str(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_str_new(world, "Generator(PCG64)");
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

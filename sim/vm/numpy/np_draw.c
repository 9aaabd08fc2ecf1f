/* Distributions of np.random: their arguments, and one element at a time. */
#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/int.h"
#include "sim/vm/numpy/np_coerce.h"
#include "sim/vm/numpy/np_generator.h"

/* A place and a width: what all of them take. */
typedef struct {
    double at;
    double width;
} Interval;

static SimNpValue
draw_uniform(SimNpGenerator *generator, const void *data)
{
    const Interval *interval = data;
    return sim_np_real(interval->at + interval->width * sim_np_generator_double(generator));
}

static SimNpValue
draw_normal(SimNpGenerator *generator, const void *data)
{
    const Interval *interval = data;
    return sim_np_real(interval->at + interval->width * sim_np_generator_gauss(generator));
}

static SimNpValue
draw_standard_normal(SimNpGenerator *generator, const void *data)
{
    (void) data;
    return sim_np_real(sim_np_generator_gauss(generator));
}

static SimNpValue
draw_exponential(SimNpGenerator *generator, const void *data)
{
    const Interval *interval = data;
    return sim_np_real(interval->width * sim_np_generator_exponential(generator));
}

static bool
real_arg(SimWorld *world, SimObject *object, double otherwise, double *out)
{
    *out = otherwise;
    return object == NULL || sim_np_number_as_real(world, object, out);
}

static SimObject *
draw(SimWorld *world,
     const SimNpDrawing *drawing,
     SimObject *size,
     SimNpDraw function,
     const Interval *interval)
{
    return sim_np_random_draw(world, drawing->generator, size, SIM_NP_FLOAT64, function, interval);
}

SimObject *
sim_np_draw_uniform(SimWorld *world, const SimNpDrawing *drawing)
{
    static const char *const names[] = {"low", "high", "size", NULL};
    SimObject *given[3] = {NULL};
    Interval interval;
    double high;
    if (!sim_arg_parse(world, "uniform", names, 0, 3, drawing->args, drawing->nargs,
                       drawing->kwnames, given) ||
        !real_arg(world, given[0], 0, &interval.at) || !real_arg(world, given[1], 1, &high)) {
        return NULL;
    }
    interval.width = high - interval.at;
    return draw(world, drawing, given[2], draw_uniform, &interval);
}

static bool
check_scale(SimWorld *world, double scale)
{
    if (scale < 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "scale < 0");
        return false;
    }
    return true;
}

SimObject *
sim_np_draw_normal(SimWorld *world, const SimNpDrawing *drawing)
{
    static const char *const names[] = {"loc", "scale", "size", NULL};
    SimObject *given[3] = {NULL};
    Interval interval;
    return sim_arg_parse(world, "normal", names, 0, 3, drawing->args, drawing->nargs,
                         drawing->kwnames, given) &&
                   real_arg(world, given[0], 0, &interval.at) &&
                   real_arg(world, given[1], 1, &interval.width) &&
                   check_scale(world, interval.width)
               ? draw(world, drawing, given[2], draw_normal, &interval)
               : NULL;
}

SimObject *
sim_np_draw_standard_normal(SimWorld *world, const SimNpDrawing *drawing)
{
    static const char *const names[] = {"size", NULL};
    SimObject *size = NULL;
    return sim_arg_parse(world, "standard_normal", names, 0, 1, drawing->args, drawing->nargs,
                         drawing->kwnames, &size)
               ? draw(world, drawing, size, draw_standard_normal, NULL)
               : NULL;
}

SimObject *
sim_np_draw_exponential(SimWorld *world, const SimNpDrawing *drawing)
{
    static const char *const names[] = {"scale", "size", NULL};
    SimObject *given[2] = {NULL};
    Interval interval = {0, 1};
    return sim_arg_parse(world, "exponential", names, 0, 2, drawing->args, drawing->nargs,
                         drawing->kwnames, given) &&
                   real_arg(world, given[0], 1, &interval.width) &&
                   check_scale(world, interval.width)
               ? draw(world, drawing, given[1], draw_exponential, &interval)
               : NULL;
}

SimObject *
sim_np_draw_random(SimWorld *world, const SimNpDrawing *drawing)
{
    static const char *const names[] = {"size", NULL};
    SimObject *size = NULL;
    return sim_arg_parse(world, "random", names, 0, 1, drawing->args, drawing->nargs,
                         drawing->kwnames, &size)
               ? sim_np_random_numbers(world, drawing->generator, size)
               : NULL;
}

SimObject *
sim_np_draw_bounded(SimWorld *world, const SimNpDrawing *drawing)
{
    SimNpGenerator any;
    SimNpGenerator *generator = drawing->generator;
    if (!sim_arg_count(world, "_bounded", drawing->nargs, 2, 2)) {
        return NULL;
    }
    int64_t range = sim_number_as_index(world, drawing->args[0], SIM_TYPE_OverflowError);
    if (range < 0) {
        return sim_err_occurred(world) != NULL
                   ? NULL
                   : sim_err_format(world, SIM_TYPE_ValueError, "the range is negative");
    }
    if (generator == NULL) {
        sim_np_random_any(world, &any);
        generator = &any;
    }
    int masked = sim_object_is_true(world, drawing->args[1]);
    if (masked < 0) {
        return NULL;
    }
    uint64_t number = masked ? sim_np_generator_masked(generator, (uint64_t) range)
                             : sim_np_generator_bounded(generator, (uint64_t) range);
    return sim_int_new(world, (int64_t) number);
}

#include "sim/vm/numpy/np_error.h"

#include <fenv.h>
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/frame.h"
#include "sim/vm/numpy/np_state.h"
#include "sim/vm/vm_private.h"

static const struct {
    const char *name;
    const char *text;
    int flag;
} kinds[] = {
    [SIM_NP_ERR_DIVIDE] = {"divide", "divide by zero", FE_DIVBYZERO},
    [SIM_NP_ERR_OVER] = {"over", "overflow", FE_OVERFLOW},
    [SIM_NP_ERR_UNDER] = {"under", "underflow", FE_UNDERFLOW},
    [SIM_NP_ERR_INVALID] = {"invalid", "invalid value", FE_INVALID},
};
static const char *const modes[] = {"ignore", "warn", "raise"};

void
sim_np_errors_start(void)
{
    feclearexcept(FE_ALL_EXCEPT);
}

/* The line of the program that is running: what numpy's own Python code does is its caller's. */
static const SimFrame *
program_frame(SimWorld *world)
{
    const SimFrame *frame = sim_vm_frame(world);
    const SimSource *source = sim_vm_of(world)->source;
    while (frame != NULL && frame->code->code->source != source) {
        frame = frame->previous;
    }
    return frame;
}

/* warnings.warn(), as its default filter has it: the first time on each line. */
static void
warn(SimWorld *world, const char *text)
{
    SimNumpy *state = sim_np_state(world);
    const SimFrame *frame = program_frame(world);
    if (frame == NULL) {
        return;
    }
    int32_t line = sim_frame_line(frame);
    g_autofree char *key = g_strdup_printf("%d %s", line, text);
    if (state->warned == NULL) {
        state->warned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    if (!g_hash_table_add(state->warned, g_steal_pointer(&key))) {
        return;
    }
    const SimSource *source = frame->code->code->source;
    size_t length;
    const char *start = sim_source_line(source, line, &length);
    g_autofree char *code = g_strstrip(g_strndup(start, length));
    g_autofree char *message = g_strdup_printf("%s:%d: RuntimeWarning: %s\n  %s\n",
                                               sim_source_name(source), line, text, code);
    sim_vm_write(sim_vm_of(world), true, message, strlen(message));
}

int
sim_np_errors_report(SimWorld *world, const char *prefix, const char *name, unsigned more)
{
    int flags = fetestexcept(FE_ALL_EXCEPT);
    SimNumpy *state = sim_np_state(world);
    for (int kind = 0; kind < SIM_NP_ERR_KINDS; kind++) {
        bool met = (flags & kinds[kind].flag) != 0 || (more & (1U << kind)) != 0;
        if (!met || state->errors[kind] == SIM_NP_ERR_IGNORE) {
            continue;
        }
        g_autofree char *text =
            g_strdup_printf("%s encountered in %s%s", kinds[kind].text, prefix, name);
        if (state->errors[kind] == SIM_NP_ERR_RAISE) {
            sim_err_format(world, SIM_TYPE_FloatingPointError, "%s", text);
            return -1;
        }
        warn(world, text);
    }
    return 0;
}

void
sim_np_raise(SimWorld *world, const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    SimObject *module = sim_dict_get_c(world, world->modules, "numpy");
    SimObject *type = module == NULL ? NULL : sim_object_getattr_c(world, module, name);
    SimObject *text = type == NULL ? NULL : sim_str_new(world, message);
    SimObject *error = text == NULL ? NULL : sim_object_call_one(world, type, text);
    sim_xdecref(world, text);
    sim_xdecref(world, type);
    if (error != NULL) {
        sim_err_set_raised(world, error);
    }
}

static SimObject *
describe(SimWorld *world)
{
    SimObject *dict = sim_dict_new(world);
    for (int kind = 0; dict != NULL && kind < SIM_NP_ERR_KINDS; kind++) {
        SimObject *mode = sim_str_intern(world, modes[sim_np_state(world)->errors[kind]]);
        int status = mode == NULL ? -1 : sim_dict_set_c(world, dict, kinds[kind].name, mode);
        sim_xdecref(world, mode);
        if (status < 0) {
            SIM_CLEAR(world, dict);
        }
    }
    return dict;
}

static bool
read_mode(SimWorld *world, SimObject *object, SimNpErrMode *mode)
{
    const char *text = SIM_IS_STR(object) ? sim_str_utf8(object, NULL) : "";
    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        if (strcmp(text, modes[i]) == 0) {
            *mode = (SimNpErrMode) i;
            return true;
        }
    }
    sim_err_format(world, SIM_TYPE_ValueError,
                   "seterr() takes 'ignore', 'warn' and 'raise' in the model");
    return false;
}

/* seterr(all=None, divide=None, over=None, under=None, invalid=None) gives what held before. */
static SimObject *
seterr(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    static const char *const names[] = {"all", "divide", "over", "under", "invalid", NULL};
    SimObject *given[5] = {NULL};
    SimNpErrMode wanted[SIM_NP_ERR_KINDS];
    SimNumpy *state = sim_np_state(world);
    (void) self;
    if (!sim_arg_parse(world, "seterr", names, 0, 5, args, nargs, kwnames, given)) {
        return NULL;
    }
    for (int kind = 0; kind < SIM_NP_ERR_KINDS; kind++) {
        SimObject *own = given[1 + kind];
        SimObject *mode = own != NULL && own != SIM_NONE(world) ? own : given[0];
        wanted[kind] = state->errors[kind];
        if (mode != NULL && mode != SIM_NONE(world) && !read_mode(world, mode, &wanted[kind])) {
            return NULL;
        }
    }
    SimObject *before = describe(world);
    if (before != NULL) {
        memcpy(state->errors, wanted, sizeof wanted);
    }
    return before;
}

static SimObject *
geterr(SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    (void) args;
    (void) nargs;
    (void) kwnames;
    return describe(world);
}

const SimMethodDef sim_np_error_functions[] = {
    {"seterr", seterr, SIM_METH_KEYWORDS},
    {"geterr", geterr, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

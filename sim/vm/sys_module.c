/* The sys module (Python/sysmodule.c): what a scenario may ask about the machine. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/model/heap.h"
#include "sim/objects/abstract.h"
#include "sim/objects/exception.h"
#include "sim/objects/float.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"

static SimObject *
none(SimWorld *world)
{
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
sys_getrefcount(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, args[0]->refcnt);
}

/* _PySys_GetSizeOf: with the GC head and what lies before it. */
static int64_t
size_of(SimWorld *world, SimObject *object)
{
    SimObject *method;
    int found = sim_object_lookup_special(world, object, SIM_ID(world, __sizeof__), &method);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, "Type %s doesn't define __sizeof__",
                           object->type->name);
        }
        return -1;
    }
    SimObject *result = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    if (result == NULL) {
        return -1;
    }
    int64_t size = -1;
    if (SIM_IS_INT(result)) {
        size = sim_number_as_index(world, result, SIM_TYPE_OverflowError);
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "an integer is required");
    }
    sim_decref(world, result);
    if (size < 0) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_ValueError, "__sizeof__() should return >= 0");
        }
        return -1;
    }
    if (sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC)) {
        size += 16 + (sim_type_has(object->type, SIM_TPFLAGS_MANAGED_DICT) ? 16 : 0);
    }
    return size;
}

static SimObject *
sys_getsizeof(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"object", "default", NULL};
    SimObject *out[2];
    if (!sim_arg_parse(world, "getsizeof", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    int64_t size = size_of(world, out[0]);
    if (size >= 0) {
        return sim_int_new(world, size);
    }
    if (out[1] != NULL && sim_err_clear_if(world, SIM_TYPE_TypeError)) {
        return sim_newref(world, out[1]);
    }
    return NULL;
}

static SimObject *
sys_intern(SIM_BUILTIN_PARAMETERS)
{
    if (!SIM_IS_STR(args[0])) {
        return sim_arg_bad(world, "intern", "argument", "str", args[0]);
    }
    if (!SIM_IS_STR_EXACT(world, args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "can't intern %s", args[0]->type->name);
    }
    SimObject *text = sim_newref(world, args[0]);
    sim_str_intern_in_place(world, &text);
    return text;
}

static SimObject *
sys_getrecursionlimit(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, world->recursion_limit);
}

static SimObject *
sys_setrecursionlimit(SIM_BUILTIN_PARAMETERS)
{
    int64_t limit;
    if (!sim_arg_int(world, args[0], &limit)) {
        return NULL;
    }
    if (limit < 1) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "recursion limit must be greater or equal than 1");
    }
    if (world->thread->recursion_depth >= limit) {
        return sim_err_format(world, SIM_TYPE_RecursionError,
                              "cannot set the recursion limit to %d at the recursion depth %d: "
                              "the limit is too low",
                              (int) limit, world->thread->recursion_depth);
    }
    world->recursion_limit = (int) limit;
    return none(world);
}

static SimObject *
sys_getswitchinterval(SIM_BUILTIN_PARAMETERS)
{
    return sim_float_new(world, (double) world->config.switch_interval * 1e-9);
}

static SimObject *
sys_setswitchinterval(SIM_BUILTIN_PARAMETERS)
{
    double seconds = sim_float_as_double(world, args[0]);
    if (seconds == -1.0 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (!(seconds > 0.0)) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "switch interval must be strictly positive");
    }
    world->config.switch_interval = (uint64_t) (seconds * 1e9);
    SimSched *sched = sim_vm_of(world)->sched;
    if (sched != NULL) {
        sim_sched_set_interval(sched, world->config.switch_interval);
    }
    return none(world);
}

static SimObject *
sys_exc_info(SIM_BUILTIN_PARAMETERS)
{
    SimObject *handled = world->thread->handled;
    SimObject *items[3] = {SIM_NONE(world), SIM_NONE(world), SIM_NONE(world)};
    if (handled != NULL) {
        SimObject *traceback = ((SimException *) (void *) handled)->traceback;
        items[0] = &handled->type->ob;
        items[1] = handled;
        items[2] = traceback != NULL ? traceback : items[2];
    }
    return sim_tuple_from(world, items, 3);
}

static SimObject *
sys_exception(SIM_BUILTIN_PARAMETERS)
{
    SimObject *handled = world->thread->handled;
    return sim_newref(world, handled != NULL ? handled : SIM_NONE(world));
}

static SimObject *
sys_exit(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "exit", nargs, 0, 1)) {
        return NULL;
    }
    /* PyErr_SetObject: a tuple is the arguments, None is no argument */
    SimObject *type = &sim_type(world, SIM_TYPE_SystemExit)->ob;
    bool none = nargs == 0 || args[0] == SIM_NONE(world);
    SimObject *packed = none                    ? sim_newref(world, world->empty_tuple)
                        : SIM_IS_TUPLE(args[0]) ? sim_newref(world, args[0])
                                                : sim_tuple_from(world, args, 1);
    SimObject *exception = packed == NULL ? NULL : sim_exception_new(world, type, packed);
    sim_xdecref(world, packed);
    return exception == NULL ? NULL : sim_err_set_raised(world, exception);
}

static SimObject *
sys_getframe(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "_getframe", nargs, 0, 1)) {
        return NULL;
    }
    int64_t depth = 0;
    if (nargs == 1 && !sim_arg_int(world, args[0], &depth)) {
        return NULL;
    }
    SimFrame *frame = sim_vm_frame(world);
    for (; depth > 0 && frame != NULL; depth--) {
        frame = frame->previous;
    }
    if (frame == NULL) {
        return sim_err_format(world, SIM_TYPE_ValueError, "call stack is not deep enough");
    }
    SimFrameObject *object = sim_frame_get_object(world, frame);
    return object == NULL ? NULL : sim_newref(world, &object->ob);
}

static SimObject *
sys_debugmallocstats(SIM_BUILTIN_PARAMETERS)
{
    g_autoptr(GString) text = g_string_new(NULL);
    sim_heap_stats(world->heap, text);
    sim_vm_write(sim_vm_of(world), true, text->str, text->len);
    return none(world);
}

static SimObject *
sys_getallocatedblocks(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_from_size(world, sim_heap_allocated_blocks(world->heap));
}

static SimObject *
sys_get_int_max_str_digits(SIM_BUILTIN_PARAMETERS)
{
    return sim_int_new(world, world->int_max_str_digits);
}

static SimObject *
sys_set_int_max_str_digits(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"maxdigits", NULL};
    SimObject *out[1];
    int64_t digits;
    if (!sim_arg_parse(world, "set_int_max_str_digits", names, 1, 1, args, nargs, kwnames, out) ||
        !sim_arg_int(world, out[0], &digits)) {
        return NULL;
    }
    if (digits != 0 && digits < SIM_LEAST_MAX_STR_DIGITS) {
        return sim_err_format(world, SIM_TYPE_ValueError, "maxdigits must be 0 or larger than %d",
                              SIM_LEAST_MAX_STR_DIGITS);
    }
    world->int_max_str_digits = (int) digits;
    return none(world);
}

static SimObject *
sys_is_finalizing(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, world->finalizing);
}

static SimObject *
sys_getdefaultencoding(SIM_BUILTIN_PARAMETERS)
{
    return sim_str_intern(world, "utf-8");
}

static const SimMethodDef functions[] = {
    {"getallocatedblocks", sys_getallocatedblocks, SIM_METH_NOARGS},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, SIM_METH_NOARGS},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, SIM_METH_KEYWORDS},
    {"is_finalizing", sys_is_finalizing, SIM_METH_NOARGS},
    {"getdefaultencoding", sys_getdefaultencoding, SIM_METH_NOARGS},
    {"getfilesystemencoding", sys_getdefaultencoding, SIM_METH_NOARGS},
    {"getrefcount", sys_getrefcount, SIM_METH_O},
    {"getsizeof", sys_getsizeof, SIM_METH_KEYWORDS | SIM_METH_TUPLE},
    {"intern", sys_intern, SIM_METH_O},
    {"getrecursionlimit", sys_getrecursionlimit, SIM_METH_NOARGS},
    {"setrecursionlimit", sys_setrecursionlimit, SIM_METH_O},
    {"getswitchinterval", sys_getswitchinterval, SIM_METH_NOARGS},
    {"setswitchinterval", sys_setswitchinterval, SIM_METH_O},
    {"exc_info", sys_exc_info, SIM_METH_NOARGS},
    {"exception", sys_exception, SIM_METH_NOARGS},
    {"exit", sys_exit, SIM_METH_FASTCALL},
    {"_getframe", sys_getframe, SIM_METH_FASTCALL},
    {"_debugmallocstats", sys_debugmallocstats, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static void
add(SimWorld *world, SimObject *module, const char *name, SimObject *value)
{
    int status = sim_module_add(world, module, name, value);
    g_assert(status == 0);
}

SimObject *
sim_sys_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    const SimProfile *profile = world->config.profile;
    SimObject *module = sim_module_new(world, "sys");
    sim_module_add_functions(world, module, functions);
    add(world, module, "modules", sim_newref(world, world->modules));
    int status = sim_sys_add_infos(world, module);
    g_assert(status == 0);
    add(world, module, "version",
        sim_str_format(world, "%d.%d.%d (pyarena)", profile->major, profile->minor,
                       profile->micro));
    add(world, module, "hexversion",
        sim_int_new(world,
                    profile->major << 24 | profile->minor << 16 | profile->micro << 8 | 0xf0));
    add(world, module, "maxsize", sim_int_new(world, INT64_MAX));
    add(world, module, "maxunicode", sim_int_new(world, 0x10ffff));
    add(world, module, "byteorder", sim_str_intern(world, "little"));
    add(world, module, "platform", sim_str_intern(world, "linux"));
    add(world, module, "api_version", sim_int_new(world, 1013));
    add(world, module, "float_repr_style", sim_str_intern(world, "short"));
    add(world, module, "argv", sim_list_new(world, 0));
    SimObject *out = sim_text_io_new(world, false);
    SimObject *err = sim_text_io_new(world, true);
    add(world, module, "__stdout__", sim_newref(world, out));
    add(world, module, "__stderr__", sim_newref(world, err));
    add(world, module, "stdout", out);
    add(world, module, "stderr", err);
    return module;
}

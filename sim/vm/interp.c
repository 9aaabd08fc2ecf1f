/* The interpreter loop: one instruction after the other. Stands for _PyEval_EvalFrameDefault of
 * Python/ceval.c (3.11), with its order of count changes.
 *
 * The loop serves a frame and all that are called from it. Where execution goes on when a frame
 * ends is the frame's `delivery`. What an instruction may need of the host is looked at where
 * CPython looks at its eval breaker (calls, backward jumps, RESUME), when `fuel` is used up.
 */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/descr.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/set.h"
#include "sim/objects/slice.h"
#include "sim/objects/splice.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/fast.h"
#include "sim/vm/fast_sequence.h"
#include "sim/vm/numpy/np_elements.h"
#include "sim/vm/threads.h"
#include "sim/vm/vm_private.h"

/* Computed goto is what this file is made of. */
#pragma GCC diagnostic ignored "-Wpedantic"

typedef SimObject *(*BinaryOperation)(SimWorld *, SimObject *, SimObject *);

static SimObject *
power(SimWorld *world, SimObject *a, SimObject *b)
{
    return sim_number_power(world, a, b, SIM_NONE(world));
}

/* In the order of binary.def, plain ones first. */
static const BinaryOperation binary_operations[] = {
    sim_number_add,
    sim_number_and,
    sim_number_floor_divide,
    sim_number_lshift,
    sim_number_matrix_multiply,
    sim_number_multiply,
    sim_number_remainder,
    sim_number_or,
    power,
    sim_number_rshift,
    sim_number_subtract,
    sim_number_true_divide,
    sim_number_xor,
    sim_number_inplace_add,
    sim_number_inplace_and,
    sim_number_inplace_floor_divide,
    sim_number_inplace_lshift,
    sim_number_inplace_matrix_multiply,
    sim_number_inplace_multiply,
    sim_number_inplace_remainder,
    sim_number_inplace_or,
    sim_number_inplace_power,
    sim_number_inplace_rshift,
    sim_number_inplace_subtract,
    sim_number_inplace_true_divide,
    sim_number_inplace_xor,
};

/* LINE, as sys.settrace would report it (maybe_call_line_trace). */
static void
record_line(SimWorld *world, SimFrame *frame, const SimInstr *ip)
{
    const uint32_t started = UINT32_MAX;
    const SimCode *code = frame->code->code;
    if (code->source != sim_vm_of(world)->source) { /* a frozen module's */
        return;
    }
    uint32_t index = (uint32_t) (ip - code->instrs);
    uint32_t previous = frame->traced;
    if (ip->op == SIM_OPCODE_RESUME) {
        frame->traced = ip->arg == 0 ? started : index + 1;
        return;
    }
    if (previous == 0) {
        return;
    }
    frame->traced = index + 1;
    int32_t line = code->spans[index].line;
    if (line == 0) {
        return;
    }
    bool report = true;
    if (previous != started && code->spans[previous - 1].line == line) {
        report = index + 1 < previous && ip->op != SIM_OPCODE_SEND;
    }
    if (report) {
        sim_np_elements_tell(world);
        sim_trace_emit_LINE(world->trace, (uint64_t) line);
    }
}

static SimObject *
format_value(SimWorld *world, SimObject *value, SimObject *spec, uint32_t conversion)
{
    SimObject *converted = NULL;
    if (conversion != 0) {
        converted = conversion == 1   ? sim_object_str(world, value)
                    : conversion == 2 ? sim_object_repr(world, value)
                                      : sim_object_ascii(world, value);
        sim_decref(world, value);
        if (converted == NULL) {
            sim_xdecref(world, spec);
            return NULL;
        }
        value = converted;
    }
    if (spec == NULL && SIM_IS_STR_EXACT(world, value)) {
        return value;
    }
    SimObject *result = sim_object_format(world, value, spec);
    sim_decref(world, value);
    sim_xdecref(world, spec);
    return result;
}

/* MAKE_FUNCTION; @sp above the code object. Takes what the flags say from the stack. */
static SimObject *
make_function(SimWorld *world, SimFrame *frame, uint32_t flags, SimObject ***stack)
{
    SimObject **sp = *stack;
    SimObject *code = *--sp;
    SimObject *object = sim_function_new(world, code, frame->globals);
    sim_decref(world, code);
    if (object == NULL) {
        *stack = sp;
        return NULL;
    }
    SimFunction *function = (SimFunction *) (void *) object;
    if ((flags & 8) != 0) {
        function->closure = *--sp;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_CLOSURE, function->closure->slot);
    }
    if ((flags & 4) != 0) {
        function->annotations = *--sp;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_ANNOTATIONS, function->annotations->slot);
    }
    if ((flags & 2) != 0) {
        function->kwdefaults = *--sp;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_KWDEFAULTS, function->kwdefaults->slot);
    }
    if ((flags & 1) != 0) {
        function->defaults = *--sp;
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_DEFAULTS, function->defaults->slot);
    }
    *stack = sp;
    return object;
}

static SimObject *
build_map(SimWorld *world,
          SimObject *const *keys,
          size_t key_step,
          SimObject *const *values,
          size_t value_step,
          size_t count)
{
    return sim_dict_from_items(world, keys, key_step, values, value_step, count);
}

/* The type's own __getitem__ if BINARY_SUBSCR_GETITEM would call it, else NULL. */
static SimFunction *
simple_getitem(SimWorld *world, SimType *type)
{
    SimObject *found = sim_type_lookup(world, type, SIM_ID(world, __getitem__));
    if (found == NULL || !SIM_IS_FUNCTION(world, found)) {
        return NULL;
    }
    SimFunction *function = (SimFunction *) (void *) found;
    const SimCode *code = function->code->code;
    int complex = SIM_CO_VARARGS | SIM_CO_VARKEYWORDS;
    bool simple = (code->flags & (SIM_CO_OPTIMIZED | complex)) == SIM_CO_OPTIMIZED &&
                  code->kwonlyargcount == 0 && code->argcount == 2;
    return simple ? function : NULL;
}

/* BEFORE_WITH: the bound __exit__ takes the manager's place before __enter__ is called; false with
 * an exception. */
static bool
enter_context(SimWorld *world, SimObject **stack, SimObject **entered)
{
    static const char complaint[] = "'%s' object does not support the context manager protocol%s";
    SimObject *manager = *stack;
    SimObject *enter;
    SimObject *exit;
    int found = sim_object_lookup_special(world, manager, SIM_ID(world, __enter__), &enter);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, complaint, manager->type->name, "");
        }
        return false;
    }
    found = sim_object_lookup_special(world, manager, SIM_ID(world, __exit__), &exit);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, complaint, manager->type->name,
                           " (missed __exit__ method)");
        }
        sim_decref(world, enter);
        return false;
    }
    *stack = exit;
    sim_decref(world, manager);
    *entered = sim_object_call_noargs(world, enter);
    sim_decref(world, enter);
    return *entered != NULL;
}

/* WITH_EXCEPT_START: exit(type, value, traceback). */
static SimObject *
exit_context(SimWorld *world, SimObject *exit, SimObject *exception)
{
    SimException *raised = (SimException *) (void *) exception;
    SimObject *traceback = raised->traceback != NULL ? raised->traceback : SIM_NONE(world);
    SimObject *type = &exception->type->ob;
    SimObject *args[3] = {sim_newref(world, type), exception, sim_newref(world, traceback)};
    SimObject *result = sim_object_vectorcall(world, exit, args, 3, NULL);
    sim_decref(world, args[0]);
    sim_decref(world, args[2]);
    return result;
}

/* Another instance, for a class of scenarios whose __new__ is object's and whose __init__ is a
 * function: type_call, object_new and slot_tp_init taken apart, as far as the start of __init__, so
 * that it needs no host stack. Pushes the frame of __init__; the arguments stay on the caller's
 * stack. */
static SimFrame *
push_init(SimWorld *world,
          SimType *type,
          SimFunction *init,
          SimObject **args,
          size_t nargs,
          SimObject *kwnames)
{
    SimObject *packed = sim_tuple_from(world, args, nargs);
    if (packed == NULL) {
        return NULL;
    }
    SimObject *kwargs = NULL;
    SimObject *self = NULL;
    if (kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        kwargs = sim_call_keywords_dict(world, args + nargs, kwnames);
        if (kwargs == NULL) {
            goto fail;
        }
    }
    if (!sim_recursion_enter(world, " while calling a Python object")) {
        goto fail;
    }
    self = type->slots.tp_new(world, type, packed, kwargs);
    SimObject *method = sim_newref(world, &init->ob);
    SimFrame *frame =
        self == NULL ? NULL : sim_call_push_prepended(world, init, self, packed, kwargs);
    if (frame != NULL) {
        frame->delivery = SIM_DELIVER_INIT;
        frame->pending.method = method;
        frame->pending.instance = self;
        frame->pending.packed = packed;
        frame->pending.kwargs = kwargs;
        return frame;
    }
    sim_decref(world, method);
    sim_recursion_leave(world);
fail:
    sim_xdecref(world, self);
    sim_decref(world, packed);
    sim_xdecref(world, kwargs);
    return NULL;
}

/* What type_call does behind __init__. @result is that of __init__ (stolen), or NULL. */
static SimObject *
finish_init(SimWorld *world, const SimPendingCall *call, SimObject *result)
{
    SimObject *self = call->instance;
    sim_stack_release(world, call->block);
    sim_decref(world, call->method);
    sim_recursion_leave(world);
    if (result == NULL) {
        SIM_CLEAR(world, self);
    } else {
        if (result != SIM_NONE(world)) {
            sim_err_format(world, SIM_TYPE_TypeError, "__init__() should return None, not '%s'",
                           result->type->name);
            SIM_CLEAR(world, self);
        }
        sim_decref(world, result);
    }
    sim_decref(world, call->packed);
    sim_xdecref(world, call->kwargs);
    return self;
}

/* What C functions between two frames do when the callee is over. */
static SimObject *
finish_pending(SimWorld *world, SimDelivery delivery, const SimPendingCall *call, SimObject *value)
{
    if (call->stack != NULL) {
        sim_stack_free(world, call->stack);
    }
    return delivery == SIM_DELIVER_INIT ? finish_init(world, call, value) : value;
}

/* The exception that is set goes through @frame, raised by the instruction at @ip (frame->ip
 * may be an earlier one that RERAISE has put back): false when nothing there handles it; then
 * its stack is empty. */
static bool
find_handler(SimVm *vm, SimFrame *frame, const SimInstr *ip, SimObject ***stack)
{
    SimWorld *world = vm->world;
    const SimCode *code = frame->code->code;
    SimObject **base = frame->slots + code->nlocalsplus;
    SimObject **sp = *stack;
    uint32_t index = (uint32_t) (ip - code->instrs);
    const SimHandler *handler = vm->stopping ? NULL : sim_code_find_handler(code, index);
    SimObject **bottom = handler == NULL ? base : base + handler->depth;
    while (sp > bottom) {
        SimObject *value = *--sp;
        sim_xdecref(world, value);
    }
    *stack = sp;
    if (handler == NULL) {
        return false;
    }
    if (handler->push_lasti) {
        SimObject *lasti = sim_int_new(world, (int64_t) sim_frame_index(frame));
        if (lasti == NULL) {
            return find_handler(vm, frame, ip, stack);
        }
        *sp++ = lasti;
    }
    *sp++ = sim_err_fetch(world);
    *stack = sp;
    frame->ip = code->instrs + handler->target - 1;
    return true;
}

/* A function that stands for native code is called: what it would do takes its time first, then its
 * body says what it returns. */
static bool
run_native(SimVm *vm, const SimCode *code)
{
    return sim_threads_native(vm, code->native_time, code->native_held, code->name);
}

/* The loop of a world that is not recorded. */
#define INTERP_RUN      run_plain
#define INTERP_RECORDED 0
#include "sim/vm/interp_loop.h"

/* The same, recorded. */
#define INTERP_RUN      run_recorded
#define INTERP_RECORDED 1
#include "sim/vm/interp_loop.h"

SimVmStatus
sim_interp_run(SimVm *vm, SimVmThread *thread, SimFrame *frame, SimRunMode mode, SimObject **result)
{
    return vm->world->trace == NULL ? run_plain(vm, thread, frame, mode, result)
                                    : run_recorded(vm, thread, frame, mode, result);
}

/* How far the host's stack may be used: a quarter of it stays free. */
static bool
host_stack_left(SimVm *vm)
{
    return (const char *) __builtin_frame_address(0) > vm->thread->stack_end;
}

static SimObject *
call_nested(SimWorld *world, SimFrame *frame, SimRunMode mode)
{
    SimVm *vm = sim_vm_of(world);
    SimVmThread *thread = sim_vm_thread(world);
    frame->delivery = SIM_DELIVER_HOST;
    thread->frame = frame;
    bool counted = !vm->stopping && host_stack_left(vm) && sim_recursion_enter(world, "");
    if (!counted) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_RecursionError,
                           "maximum recursion depth exceeded while calling a Python object");
        }
        if (frame->owner == SIM_FRAME_OF_GENERATOR) {
            sim_generator_finish(world, frame, true);
        } else {
            SimFrame *previous = frame->previous;
            sim_frame_clear_and_pop(world, frame);
            thread->frame = previous;
        }
        return NULL;
    }
    SimObject *kwnames = thread->kwnames;
    thread->kwnames = NULL;
    SimObject *result = NULL;
    thread->nested++;
    SimVmStatus status = sim_interp_run(vm, thread, frame, mode, &result);
    thread->nested--;
    thread->kwnames = kwnames;
    g_assert(status != SIM_VM_LIMIT);
    return result;
}

SimObject *
sim_interp_call(SimWorld *world, SimFrame *frame)
{
    return call_nested(world, frame, SIM_RUN_ALL);
}

SimObject *
sim_interp_call_generator(SimWorld *world, SimFrame *frame, bool raising)
{
    return call_nested(world, frame, raising ? SIM_RUN_RAISE : SIM_RUN_ALL);
}

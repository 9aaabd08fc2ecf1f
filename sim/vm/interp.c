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

/* BEFORE_WITH: __exit__ bound and the result of __enter__; false with an exception. */
static bool
enter_context(SimWorld *world, SimObject *manager, SimObject **exit, SimObject **entered)
{
    static const char complaint[] = "'%s' object does not support the context manager protocol%s";
    SimObject *enter;
    int found = sim_object_lookup_special(world, manager, SIM_ID(world, __enter__), &enter);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, complaint, manager->type->name, "");
        }
        return false;
    }
    found = sim_object_lookup_special(world, manager, SIM_ID(world, __exit__), exit);
    if (found <= 0) {
        if (found == 0) {
            sim_err_format(world, SIM_TYPE_TypeError, complaint, manager->type->name,
                           " (missed __exit__ method)");
        }
        sim_decref(world, enter);
        return false;
    }
    *entered = sim_object_call_noargs(world, enter);
    sim_decref(world, enter);
    if (*entered == NULL) {
        sim_decref(world, *exit);
        return false;
    }
    return true;
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
 * function: type_call with the call of __init__ taken apart, so that it needs no host stack.
 * Pushes the frame of __init__; the arguments stay on the caller's stack. */
static bool
can_push_init(SimWorld *world, SimObject *callable, SimFunction **init)
{
    if (callable->type != sim_type(world, SIM_TYPE_TYPE)) {
        return false;
    }
    SimType *type = (SimType *) (void *) callable;
    if (type->heap == NULL || !sim_fast_plain_new(world, type)) {
        return false;
    }
    SimObject *found = sim_type_lookup(world, type, SIM_ID(world, __init__));
    if (found == NULL || !SIM_IS_FUNCTION(world, found)) {
        return false;
    }
    *init = (SimFunction *) (void *) found;
    return ((*init)->code->code->flags & (SIM_CO_GENERATOR | SIM_CO_OPTIMIZED)) == SIM_CO_OPTIMIZED;
}

static SimFrame *
push_init(SimWorld *world,
          SimType *type,
          SimFunction *init,
          SimObject **args,
          size_t nargs,
          SimObject *kwnames)
{
    size_t keywords = kwnames == NULL ? 0 : sim_tuple_size(kwnames);
    SimObject *packed = sim_tuple_from(world, args, nargs);
    if (packed == NULL) {
        return NULL;
    }
    SimObject *kwargs = NULL;
    if (keywords > 0) {
        kwargs = sim_call_keywords_dict(world, args + nargs, kwnames);
        if (kwargs == NULL) {
            sim_decref(world, packed);
            return NULL;
        }
    }
    if (!sim_recursion_enter(world, " while calling a Python object")) {
        sim_decref(world, packed);
        sim_xdecref(world, kwargs);
        return NULL;
    }
    SimObject *self = type->slots.tp_new(world, type, packed, kwargs);
    SimFrame *frame = NULL;
    if (self != NULL) {
        SimObject *few[16];
        size_t total = nargs + keywords + 1;
        SimObject **all = total <= G_N_ELEMENTS(few) ? few : g_new(SimObject *, total);
        all[0] = sim_newref(world, self);
        for (size_t i = 1; i < total; i++) {
            all[i] = sim_newref(world, args[i - 1]);
        }
        sim_incref(world, &init->ob);
        frame = sim_call_push(world, init, NULL, all, nargs + 1, kwnames);
        if (all != few) {
            g_free(all);
        }
    }
    if (frame == NULL) {
        sim_recursion_leave(world);
        sim_xdecref(world, self);
        sim_decref(world, packed);
        sim_xdecref(world, kwargs);
        return NULL;
    }
    frame->delivery = SIM_DELIVER_INIT;
    frame->instance = self;
    frame->packed = packed;
    frame->kwargs = kwargs;
    return frame;
}

/* What type_call does behind __init__. @result is that of __init__ (stolen), or NULL. */
static SimObject *
finish_init(
    SimWorld *world, SimObject *self, SimObject *packed, SimObject *kwargs, SimObject *result)
{
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
    sim_decref(world, packed);
    sim_xdecref(world, kwargs);
    return self;
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

SimVmStatus
sim_interp_run(SimVm *vm, SimVmThread *thread, SimFrame *frame, SimRunMode mode, SimObject **result)
{
    static const void *const targets[] = {
#define OPCODE(NAME, ...) &&op_##NAME,
#include "sim/bytecode/opcode.def"
#undef OPCODE
    };
    static const void *const hooks[] = {
#define OPCODE(NAME, ...) &&hooked,
#include "sim/bytecode/opcode.def"
#undef OPCODE
    };

    SimWorld *const world = vm->world;
    const void *const *const dispatch =
        mode == SIM_RUN_ONE || world->trace != NULL ? hooks : targets;
    bool executed = false;
    int64_t given;
    int64_t fuel;
    bool limit = false;
    bool counted; /* the frame that ends is counted in recursion_depth */
    const SimInstr *ip;
    SimObject **sp;
    SimObject *value; /* what is delivered */

    bool ready = true;

    if (mode == SIM_RUN_ONE) {
        given = fuel = 1;
    } else {
        fuel = 0;
        ready = sim_vm_refuel(vm, 0, &fuel, &limit);
        given = fuel;
    }

#define LOCALS       (frame->slots)
#define FIRST        (frame->code->code->instrs)
#define CACHE        (&((SimCache *) frame->code->cache)[ip->cache])
#define NAME_AT(i)   (((SimTuple *) (void *) frame->code->names)->items[i])
#define CONST_AT(i)  (((SimTuple *) (void *) frame->code->consts)->items[i])
#define TOP          sp[-1]
#define SECOND       sp[-2]
#define PEEK(n)      sp[-(ptrdiff_t) (n)]
#define PUSH(object) (*sp++ = (object))
#define POP()        (*--sp)
#define GO()                                                                                       \
    do {                                                                                           \
        frame->ip = ip;                                                                            \
        fuel--;                                                                                    \
        goto *dispatch[ip->op];                                                                    \
    } while (0)
#define NEXT()                                                                                     \
    do {                                                                                           \
        ip++;                                                                                      \
        GO();                                                                                      \
    } while (0)
#define JUMP(target)                                                                               \
    do {                                                                                           \
        ip = FIRST + (target);                                                                     \
        GO();                                                                                      \
    } while (0)
#define SAVE() (frame->stacktop = (uint32_t) (sp - frame->slots))
#define LOAD()                                                                                     \
    do {                                                                                           \
        ip = frame->ip;                                                                            \
        sp = frame->slots + frame->stacktop;                                                       \
    } while (0)
/* Where CPython looks at its eval breaker. The instruction is complete but for the jump. */
#define CHECK()                                                                                    \
    do {                                                                                           \
        if (G_UNLIKELY(fuel <= 0)) {                                                               \
            if (!sim_vm_refuel(vm, given - fuel, &fuel, &limit)) {                                 \
                given = fuel = 0;                                                                  \
                goto stop;                                                                         \
            }                                                                                      \
            given = fuel;                                                                          \
        }                                                                                          \
    } while (0)
#define DROP(object) sim_decref(world, (object))

    LOAD();
    if (G_UNLIKELY(!ready)) {
        goto stop;
    }
    if (G_UNLIKELY(mode == SIM_RUN_RAISE)) {
        goto error;
    }
    NEXT();

hooked:
    if (mode == SIM_RUN_ONE) {
        if (executed) {
            frame->ip = ip - 1;
            SAVE();
            vm->steps += (uint64_t) (given - fuel - 1);
            return SIM_VM_READY;
        }
        executed = true;
    }
    if (world->trace != NULL) {
        record_line(world, frame, ip);
    }
    goto *targets[ip->op];

    /* Stack. */

op_NOP:
    NEXT();

op_POP_TOP:
    value = POP();
    DROP(value);
    NEXT();

op_PUSH_NULL:
    PUSH(NULL);
    NEXT();

op_COPY:
    value = PEEK(ip->arg);
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_SWAP:
    value = TOP;
    TOP = PEEK(ip->arg);
    PEEK(ip->arg) = value;
    NEXT();

    /* Frame set-up. */

op_RESUME:
    if (ip->arg < 2) {
        CHECK();
    }
    NEXT();

op_MAKE_CELL : {
    SimObject *initial = LOCALS[ip->arg];
    SimObject *cell = sim_cell_new(world, initial);
    if (cell == NULL) {
        goto error;
    }
    LOCALS[ip->arg] = cell;
    SIM_RECORD(world, BIND, ip->arg, cell->slot);
    sim_xdecref(world, initial);
    NEXT();
}

op_COPY_FREE_VARS : {
    const SimTuple *closure = (const SimTuple *) (void *) frame->function->closure;
    size_t offset = frame->code->code->nlocalsplus - ip->arg;
    for (uint32_t i = 0; i < ip->arg; i++) {
        SimObject *cell = sim_newref(world, closure->items[i]);
        LOCALS[offset + i] = cell;
        SIM_RECORD(world, BIND, offset + i, cell->slot);
    }
    NEXT();
}

op_RETURN_GENERATOR : {
    SAVE();
    SimObject *generator = sim_generator_new(world, frame);
    if (generator == NULL) {
        goto error;
    }
    value = generator;
    goto moved_to_generator;
}

    /* Variables. */

op_LOAD_CONST:
    value = CONST_AT(ip->arg);
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_LOAD_FAST:
    value = LOCALS[ip->arg];
    if (G_UNLIKELY(value == NULL)) {
        sim_names_unbound_fast(world, frame, ip->arg);
        goto error;
    }
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_STORE_FAST : {
    SimObject *old = LOCALS[ip->arg];
    value = POP();
    LOCALS[ip->arg] = value;
    SIM_RECORD(world, BIND, ip->arg, value->slot);
    if (old != NULL) {
        DROP(old);
    }
    NEXT();
}

op_DELETE_FAST:
    value = LOCALS[ip->arg];
    if (value == NULL) {
        sim_names_unbound_fast(world, frame, ip->arg);
        goto error;
    }
    LOCALS[ip->arg] = NULL;
    SIM_RECORD(world, BIND, ip->arg, SIM_SLOT_NONE);
    DROP(value);
    NEXT();

op_LOAD_CLOSURE:
    value = LOCALS[ip->arg];
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_LOAD_DEREF:
    value = ((SimCell *) (void *) LOCALS[ip->arg])->value;
    if (value == NULL) {
        sim_names_unbound_cell(world, frame, ip->arg);
        goto error;
    }
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_LOAD_CLASSDEREF:
    value = sim_names_load_classderef(world, frame, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_DEREF:
    value = POP();
    sim_cell_set(world, LOCALS[ip->arg], value);
    NEXT();

op_DELETE_DEREF:
    if (((SimCell *) (void *) LOCALS[ip->arg])->value == NULL) {
        sim_names_unbound_cell(world, frame, ip->arg);
        goto error;
    }
    sim_cell_set(world, LOCALS[ip->arg], NULL);
    NEXT();

op_LOAD_NAME:
    value = sim_names_load(world, frame, NAME_AT(ip->arg));
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_NAME : {
    SimObject *names = frame->locals;
    SimObject *name = NAME_AT(ip->arg);
    value = TOP;
    int status = SIM_IS_DICT_EXACT(world, names) ? sim_dict_set(world, names, name, value)
                                                 : sim_object_setitem(world, names, name, value);
    sp--;
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DELETE_NAME:
    if (sim_names_delete(world, frame, NAME_AT(ip->arg)) != 0) {
        goto error;
    }
    NEXT();

op_LOAD_GLOBAL:
    if ((ip->arg & 1) != 0) {
        PUSH(NULL);
    }
    value = sim_fast_global(world, frame, CACHE, NAME_AT(ip->arg >> 1));
    if (G_UNLIKELY(value == NULL)) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_STORE_GLOBAL : {
    value = TOP;
    int status = sim_dict_set(world, frame->globals, NAME_AT(ip->arg), value);
    sp--;
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DELETE_GLOBAL:
    if (sim_names_delete_global(world, frame, NAME_AT(ip->arg)) != 0) {
        goto error;
    }
    NEXT();

    /* Attributes and items. */

op_LOAD_ATTR : {
    SimObject *owner = TOP;
    value = sim_fast_attr(world, owner, NAME_AT(ip->arg), CACHE);
    if (value == NULL) {
        goto error;
    }
    TOP = value;
    DROP(owner);
    NEXT();
}

op_STORE_ATTR : {
    SimObject *owner = TOP;
    value = SECOND;
    int status = sim_fast_set_attr(world, owner, NAME_AT(ip->arg), value, CACHE);
    if (status != 0) {
        goto error;
    }
    sp -= 2;
    DROP(value);
    DROP(owner);
    NEXT();
}

op_DELETE_ATTR : {
    SimObject *owner = POP();
    int status = sim_object_setattr(world, owner, NAME_AT(ip->arg), NULL);
    DROP(owner);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_LOAD_METHOD : {
    SimObject *object = TOP;
    SimObject *method = NULL;
    bool unbound = sim_fast_method(world, object, NAME_AT(ip->arg), CACHE, &method);
    if (G_UNLIKELY(method == NULL)) {
        goto error;
    }
    if (unbound) {
        TOP = method;
        PUSH(object);
    } else {
        TOP = NULL;
        DROP(object);
        PUSH(method);
    }
    NEXT();
}

op_BINARY_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    value = sim_fast_getitem(world, container, key);
    if (value == NULL) {
        goto error;
    }
    sp--;
    TOP = value;
    DROP(container);
    DROP(key);
    NEXT();
}

op_STORE_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    value = PEEK(3);
    if (sim_object_setitem(world, container, key, value) != 0) {
        goto error;
    }
    sp -= 3;
    DROP(value);
    DROP(container);
    DROP(key);
    NEXT();
}

op_DELETE_SUBSCR : {
    SimObject *key = TOP;
    SimObject *container = SECOND;
    if (sim_object_delitem(world, container, key) != 0) {
        goto error;
    }
    sp -= 2;
    DROP(container);
    DROP(key);
    NEXT();
}

/* Operators. */

#define UNARY(function)                                                                            \
    do {                                                                                           \
        SimObject *operand = TOP;                                                                  \
        value = function(world, operand);                                                          \
        if (value == NULL) {                                                                       \
            goto error;                                                                            \
        }                                                                                          \
        TOP = value;                                                                               \
        DROP(operand);                                                                             \
        NEXT();                                                                                    \
    } while (0)

op_UNARY_POSITIVE:
    UNARY(sim_number_positive);
op_UNARY_NEGATIVE:
    UNARY(sim_number_negative);
op_UNARY_INVERT:
    UNARY(sim_number_invert);

op_UNARY_NOT : {
    SimObject *operand = TOP;
    int truth = sim_object_is_true(world, operand);
    if (truth < 0) {
        goto error;
    }
    TOP = sim_newref(world, truth ? world->false_object : world->true_object);
    DROP(operand);
    NEXT();
}

op_BINARY_OP : {
    SimObject *right = TOP;
    SimObject *left = SECOND;
    value = sim_fast_binary(world, ip->arg, left, right);
    if (value == NULL) {
        if (sim_fast_is_str_append(world, ip, left, right) && LOCALS[ip[1].arg] == left) {
            /* s = s + t: the local gives its reference up, so that s may grow in place. */
            ip++;
            sp -= 2;
            DROP(left);
            sim_str_append(world, &LOCALS[ip->arg], right);
            DROP(right);
            if (LOCALS[ip->arg] == NULL) {
                SIM_RECORD(world, BIND, ip->arg, SIM_SLOT_NONE);
                goto error;
            }
            SIM_RECORD(world, BIND, ip->arg, LOCALS[ip->arg]->slot);
            NEXT();
        }
        value = binary_operations[ip->arg](world, left, right);
        if (value == NULL) {
            goto error;
        }
    }
    sp--;
    TOP = value;
    DROP(left);
    DROP(right);
    NEXT();
}

op_COMPARE_OP : {
    SimObject *right = TOP;
    SimObject *left = SECOND;
    value = sim_fast_compare(world, (SimCompareOp) ip->arg, left, right);
    if (value == NULL) {
        value = sim_object_richcompare(world, left, right, (SimCompareOp) ip->arg);
        if (value == NULL) {
            goto error;
        }
    }
    sp--;
    TOP = value;
    DROP(left);
    DROP(right);
    NEXT();
}

op_IS_OP : {
    SimObject *right = POP();
    SimObject *left = TOP;
    bool is = (left == right) != (ip->arg != 0);
    TOP = sim_newref(world, is ? world->true_object : world->false_object);
    DROP(left);
    DROP(right);
    NEXT();
}

op_CONTAINS_OP : {
    SimObject *container = TOP;
    SimObject *item = SECOND;
    int found = sim_object_contains(world, container, item);
    if (found < 0) {
        goto error;
    }
    sp--;
    bool is = (found != 0) != (ip->arg != 0);
    TOP = sim_newref(world, is ? world->true_object : world->false_object);
    DROP(item);
    DROP(container);
    NEXT();
}

    /* Containers and strings. */

op_BUILD_TUPLE:
    sp -= ip->arg;
    value = sim_tuple_from_stolen(world, sp, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_BUILD_LIST:
    sp -= ip->arg;
    value = sim_list_from_stolen(world, sp, ip->arg);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_BUILD_SET : {
    SimObject *set = sim_set_new(world, NULL);
    if (set == NULL) {
        goto error;
    }
    int status = 0;
    for (uint32_t i = ip->arg; i > 0; i--) {
        SimObject *item = PEEK(i);
        if (status == 0) {
            status = sim_set_add(world, set, item);
        }
        DROP(item);
    }
    sp -= ip->arg;
    if (status != 0) {
        DROP(set);
        goto error;
    }
    PUSH(set);
    NEXT();
}

op_BUILD_MAP : {
    SimObject **items = sp - (size_t) ip->arg * 2;
    value = build_map(world, items, 2, items + 1, 2, ip->arg);
    if (value == NULL) {
        goto error;
    }
    while (sp > items) {
        SimObject *item = POP();
        DROP(item);
    }
    PUSH(value);
    NEXT();
}

op_BUILD_CONST_KEY_MAP : {
    SimObject *keys = TOP;
    SimObject **items = sp - 1 - ip->arg;
    value = build_map(world, ((SimTuple *) (void *) keys)->items, 1, items, 1, ip->arg);
    if (value == NULL) {
        goto error;
    }
    while (sp > items) {
        SimObject *item = POP();
        DROP(item);
    }
    PUSH(value);
    NEXT();
}

op_BUILD_STRING:
    value = sim_str_join(world, world->empty_str, sp - ip->arg, ip->arg);
    if (value == NULL) {
        goto error;
    }
    for (uint32_t i = 0; i < ip->arg; i++) {
        SimObject *piece = POP();
        DROP(piece);
    }
    PUSH(value);
    NEXT();

op_BUILD_SLICE : {
    SimObject *step = ip->arg == 3 ? POP() : NULL;
    SimObject *stop = POP();
    SimObject *start = TOP;
    value = sim_slice_new(world, start, stop, step);
    DROP(start);
    DROP(stop);
    sim_xdecref(world, step);
    TOP = value;
    if (value == NULL) {
        goto error;
    }
    NEXT();
}

op_LIST_TO_TUPLE : {
    SimObject *list = POP();
    value = sim_list_as_tuple(world, list);
    DROP(list);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();
}

op_LIST_APPEND : {
    value = POP();
    if (sim_list_append_stolen(world, PEEK(ip->arg), value) != 0) {
        goto error;
    }
    NEXT();
}

op_SET_ADD : {
    value = POP();
    int status = sim_set_add(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_MAP_ADD : {
    SimObject *key = SECOND;
    value = TOP;
    sp -= 2;
    int status = sim_dict_set(world, PEEK(ip->arg), key, value);
    DROP(key);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_LIST_EXTEND : {
    value = POP();
    int status = sim_unpack_extend(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_SET_UPDATE : {
    value = POP();
    int status = sim_set_update(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DICT_UPDATE : {
    value = POP();
    int status = sim_unpack_update(world, PEEK(ip->arg), value);
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_DICT_MERGE : {
    value = POP();
    int status = sim_unpack_merge(world, PEEK(ip->arg), value, PEEK(2 + ip->arg));
    DROP(value);
    if (status != 0) {
        goto error;
    }
    NEXT();
}

op_FORMAT_VALUE : {
    SimObject *spec = (ip->arg & 4) != 0 ? POP() : NULL;
    value = POP();
    value = format_value(world, value, spec, ip->arg & 3);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();
}

op_UNPACK_SEQUENCE : {
    SimObject *sequence = POP();
    uint32_t count = ip->arg;
    SimObject *const *items = sim_fast_items(world, sequence, count);
    if (items != NULL) {
        for (uint32_t i = count; i > 0; i--) {
            PUSH(sim_newref(world, items[i - 1]));
        }
    } else if (sim_unpack(world, sequence, (int) count, -1, sp + count)) {
        sp += count;
    } else {
        DROP(sequence);
        goto error;
    }
    DROP(sequence);
    NEXT();
}

op_UNPACK_EX : {
    SimObject *sequence = POP();
    int before = (int) (ip->arg & 0xff);
    int after = (int) (ip->arg >> 8);
    int total = before + 1 + after;
    bool ok = sim_unpack(world, sequence, before, after, sp + total);
    DROP(sequence);
    if (!ok) {
        goto error;
    }
    sp += total;
    NEXT();
}

    /* Calls. */

op_PRECALL:
    NEXT();

op_KW_NAMES:
    thread->kwnames = CONST_AT(ip->arg);
    NEXT();

op_CALL : {
    uint32_t nargs = ip->arg;
    SimObject *callable = PEEK(nargs + 1);
    bool method = PEEK(nargs + 2) != NULL;
    if (!method && callable->type == &world->types[SIM_TYPE_METHOD]) {
        const SimMethod *bound = (const SimMethod *) (void *) callable;
        PEEK(nargs + 1) = sim_newref(world, bound->self);
        PEEK(nargs + 2) = sim_newref(world, bound->function);
        DROP(callable);
        method = true;
    }
    if (method) {
        nargs++;
        callable = PEEK(nargs + 1);
    }
    SimObject *kwnames = thread->kwnames;
    thread->kwnames = NULL;
    size_t positional = nargs - (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    if (G_LIKELY(callable->type == &world->types[SIM_TYPE_FUNCTION])) {
        SimFunction *function = (SimFunction *) (void *) callable;
        SimObject *names = NULL;
        if (G_UNLIKELY((function->code->code->flags & SIM_CO_OPTIMIZED) == 0)) {
            names = sim_newref(world, function->globals);
        }
        sp -= nargs;
        SimFrame *called = sim_call_push(world, function, names, sp, positional, kwnames);
        sp -= 2 - method;
        if (G_UNLIKELY(called == NULL)) {
            goto error;
        }
        called->delivery = SIM_DELIVER_PUSH;
        SAVE();
        frame = called;
        goto start_frame;
    }
    SimFunction *init;
    if (can_push_init(world, callable, &init)) {
        SimFrame *called =
            push_init(world, (SimType *) (void *) callable, init, sp - nargs, positional, kwnames);
        if (called != NULL) {
            SAVE();
            frame = called;
            goto start_frame;
        }
        value = NULL;
    } else {
        value = sim_object_vectorcall(world, callable, sp - nargs, positional, kwnames);
    }
    DROP(callable);
    sp -= nargs;
    for (uint32_t i = 0; i < nargs; i++) {
        DROP(sp[i]);
    }
    sp -= 2 - method;
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

op_CALL_FUNCTION_EX : {
    SimObject *kwargs = (ip->arg & 1) != 0 ? TOP : NULL;
    SimObject **args = kwargs != NULL ? sp - 2 : sp - 1;
    SimObject *callable = args[-1];
    if (!SIM_IS_TUPLE_EXACT(world, *args)) {
        SimObject *tuple = sim_unpack_star_args(world, callable, *args);
        if (tuple == NULL) {
            goto error;
        }
        SimObject *old = *args;
        *args = tuple;
        DROP(old);
    }
    if (SIM_IS_FUNCTION(world, callable)) {
        SimFrame *called =
            sim_call_push_ex(world, (SimFunction *) (void *) callable, *args, kwargs);
        if (called != NULL) {
            called->delivery = SIM_DELIVER_EX;
            SAVE();
            frame = called;
            goto start_frame;
        }
        value = NULL;
    } else {
        value = sim_object_call(world, callable, *args, kwargs);
    }
    goto finish_ex;
}

op_MAKE_FUNCTION:
    value = make_function(world, frame, ip->arg, &sp);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_LOAD_BUILD_CLASS:
    value = sim_dict_get(world, frame->builtins, SIM_ID(world, __build_class__));
    if (value == NULL) {
        if (sim_err_occurred(world) == NULL) {
            sim_err_format(world, SIM_TYPE_NameError, "__build_class__ not found");
        }
        goto error;
    }
    sim_incref(world, value);
    PUSH(value);
    NEXT();

op_RETURN_VALUE:
    value = POP();
    SAVE();
    goto returned;

    /* Jumps. */

op_JUMP_FORWARD:
op_JUMP_BACKWARD_NO_INTERRUPT:
    JUMP(ip->arg);

op_JUMP_BACKWARD:
    CHECK();
    JUMP(ip->arg);

#define JUMP_IF(wanted, check)                                                                     \
    do {                                                                                           \
        value = POP();                                                                             \
        int truth;                                                                                 \
        if (value == world->true_object) {                                                         \
            truth = 1;                                                                             \
        } else if (value == world->false_object) {                                                 \
            truth = 0;                                                                             \
        } else {                                                                                   \
            truth = sim_object_is_true(world, value);                                              \
        }                                                                                          \
        DROP(value);                                                                               \
        if (truth == (wanted)) {                                                                   \
            check;                                                                                 \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        if (truth < 0) {                                                                           \
            goto error;                                                                            \
        }                                                                                          \
        NEXT();                                                                                    \
    } while (0)
#define JUMP_IF_NONE(wanted, check)                                                                \
    do {                                                                                           \
        value = POP();                                                                             \
        bool none = value == SIM_NONE(world);                                                      \
        DROP(value);                                                                               \
        if (none == (wanted)) {                                                                    \
            check;                                                                                 \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        NEXT();                                                                                    \
    } while (0)

op_POP_JUMP_FORWARD_IF_FALSE:
    JUMP_IF(0, (void) 0);
op_POP_JUMP_FORWARD_IF_TRUE:
    JUMP_IF(1, (void) 0);
op_POP_JUMP_FORWARD_IF_NONE:
    JUMP_IF_NONE(true, (void) 0);
op_POP_JUMP_FORWARD_IF_NOT_NONE:
    JUMP_IF_NONE(false, (void) 0);
op_POP_JUMP_BACKWARD_IF_FALSE:
    JUMP_IF(0, CHECK());
op_POP_JUMP_BACKWARD_IF_TRUE:
    JUMP_IF(1, CHECK());
op_POP_JUMP_BACKWARD_IF_NONE:
    JUMP_IF_NONE(true, CHECK());
op_POP_JUMP_BACKWARD_IF_NOT_NONE:
    JUMP_IF_NONE(false, CHECK());

#define JUMP_OR_POP(wanted)                                                                        \
    do {                                                                                           \
        value = TOP;                                                                               \
        int truth = sim_object_is_true(world, value);                                              \
        if (truth == (wanted)) {                                                                   \
            JUMP(ip->arg);                                                                         \
        }                                                                                          \
        if (truth < 0) {                                                                           \
            goto error;                                                                            \
        }                                                                                          \
        sp--;                                                                                      \
        DROP(value);                                                                               \
        NEXT();                                                                                    \
    } while (0)

op_JUMP_IF_FALSE_OR_POP:
    JUMP_OR_POP(0);
op_JUMP_IF_TRUE_OR_POP:
    JUMP_OR_POP(1);

    /* Iteration and generators. */

op_GET_ITER : {
    SimObject *iterable = TOP;
    value = sim_object_iter(world, iterable);
    if (value == NULL) {
        goto error;
    }
    TOP = value;
    DROP(iterable);
    NEXT();
}

op_GET_YIELD_FROM_ITER : {
    SimObject *iterable = TOP;
    if (!SIM_IS_GENERATOR(world, iterable)) {
        value = sim_object_iter(world, iterable);
        if (value == NULL) {
            goto error;
        }
        TOP = value;
        DROP(iterable);
    }
    NEXT();
}

op_FOR_ITER : {
    SimObject *iterator = TOP;
    value = sim_fast_next(world, iterator);
    if (value != NULL) {
        PUSH(value);
        NEXT();
    }
    if (SIM_IS_GENERATOR(world, iterator)) {
        SimGenerator *generator = (SimGenerator *) (void *) iterator;
        if (sim_generator_check(world, generator, NULL, false)) {
            SAVE();
            sim_generator_enter(world, generator, NULL);
            frame = &generator->frame;
            frame->delivery = SIM_DELIVER_FOR;
            goto start_generator;
        }
        value = NULL;
    } else {
        value = iterator->type->slots.tp_iternext(world, iterator);
    }
    if (G_LIKELY(value != NULL)) {
        PUSH(value);
        NEXT();
    }
    if (sim_err_occurred(world) != NULL && !sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
        goto error;
    }
    sp--;
    DROP(iterator);
    JUMP(ip->arg);
}

op_SEND : {
    SimObject *receiver = SECOND;
    value = TOP;
    if (SIM_IS_GENERATOR(world, receiver)) {
        SimGenerator *generator = (SimGenerator *) (void *) receiver;
        if (sim_generator_check(world, generator, value, false)) {
            SAVE();
            sim_generator_enter(world, generator, sim_newref(world, value));
            frame = &generator->frame;
            frame->delivery = SIM_DELIVER_SEND;
            goto start_generator;
        }
        value = sim_err_occurred(world) == NULL ? sim_newref(world, SIM_NONE(world)) : NULL;
        goto sent_returned;
    }
    if (value == SIM_NONE(world) && sim_object_is_iterator(receiver)) {
        value = receiver->type->slots.tp_iternext(world, receiver);
    } else {
        SimObject *args[2] = {receiver, value};
        value = sim_object_call_method(world, SIM_ID(world, send), args, 2);
    }
    if (value == NULL) {
        value = sim_generator_fetch_value(world);
        goto sent_returned;
    }
    goto sent_yielded;
}

op_YIELD_VALUE:
    value = POP();
    SAVE();
    goto yielded;

    /* Exceptions. */

op_PUSH_EXC_INFO : {
    SimHandled *handling = thread->handling;
    value = POP();
    PUSH(handling->value != NULL ? handling->value : sim_newref(world, SIM_NONE(world)));
    PUSH(sim_newref(world, value));
    handling->value = value;
    sim_raise_sync(world, thread);
    NEXT();
}

op_CHECK_EXC_MATCH : {
    SimObject *pattern = POP();
    int match = sim_raise_match(world, TOP, pattern);
    DROP(pattern);
    if (match < 0) {
        goto error;
    }
    PUSH(sim_newref(world, match ? world->true_object : world->false_object));
    NEXT();
}

op_POP_EXCEPT : {
    SimHandled *handling = thread->handling;
    value = handling->value;
    handling->value = POP();
    sim_raise_sync(world, thread);
    sim_xdecref(world, value);
    NEXT();
}

op_RERAISE : {
    if (ip->arg != 0) {
        int64_t lasti;
        if (sim_int_get(PEEK(ip->arg + 1), &lasti)) {
            frame->ip = FIRST + lasti;
        }
    }
    value = POP();
    world->thread->exception = value;
    goto unwind;
}

op_RAISE_VARARGS : {
    SimObject *cause = ip->arg == 2 ? POP() : NULL;
    SimObject *exception = ip->arg >= 1 ? POP() : NULL;
    if (sim_raise(world, exception, cause)) {
        goto unwind;
    }
    goto error;
}

op_LOAD_ASSERTION_ERROR:
    PUSH(sim_newref(world, &sim_type(world, SIM_TYPE_AssertionError)->ob));
    NEXT();

op_BEFORE_WITH : {
    SimObject *manager = TOP;
    SimObject *exit;
    if (!enter_context(world, manager, &exit, &value)) {
        goto error;
    }
    TOP = exit;
    DROP(manager);
    PUSH(value);
    NEXT();
}

op_WITH_EXCEPT_START:
    value = exit_context(world, PEEK(4), TOP);
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

    /* Modules and classes. */

op_IMPORT_NAME : {
    SimObject *fromlist = POP();
    SimObject *level = TOP;
    value = sim_import_name(world, NAME_AT(ip->arg), fromlist);
    DROP(level);
    DROP(fromlist);
    TOP = value;
    if (value == NULL) {
        goto error;
    }
    NEXT();
}

op_IMPORT_FROM:
    value = sim_import_from(world, TOP, NAME_AT(ip->arg));
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    NEXT();

op_SETUP_ANNOTATIONS:
    if (sim_names_setup_annotations(world, frame) < 0) {
        goto error;
    }
    NEXT();

    /* Going from frame to frame. */

start_frame:
    thread->frame = frame;
    if (G_UNLIKELY(!sim_recursion_enter(world, ""))) {
        counted = false;
        goto unwound;
    }
    LOAD();
    NEXT();

start_generator:
    if (G_UNLIKELY(!sim_recursion_enter(world, ""))) {
        counted = false;
        goto unwound;
    }
    LOAD();
    NEXT();

moved_to_generator : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    SimFrame *previous = frame->previous;
    sim_recursion_leave(world);
    sim_frame_pop_moved(world, frame);
    thread->frame = previous;
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    PUSH(value);
    NEXT();
}

yielded : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    sim_recursion_leave(world);
    sim_generator_suspend(world, frame);
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = thread->frame;
    LOAD();
    if (delivery == SIM_DELIVER_SEND) {
        goto sent_yielded;
    }
    PUSH(value);
    NEXT();
}

returned : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    if (frame->owner == SIM_FRAME_OF_GENERATOR) {
        SimFrame *caller = frame->previous;
        sim_recursion_leave(world);
        sim_generator_finish(world, frame, false);
        if (delivery == SIM_DELIVER_HOST) {
            goto finished;
        }
        frame = caller;
        LOAD();
        if (delivery == SIM_DELIVER_SEND) {
            goto sent_returned;
        }
        DROP(value);
        SimObject *iterator = POP();
        DROP(iterator);
        JUMP(ip->arg);
    }
    SimFrame *previous = frame->previous;
    SimObject *instance = frame->instance;
    SimObject *packed = frame->packed;
    SimObject *kwargs = frame->kwargs;
    sim_frame_clear_and_pop(world, frame);
    thread->frame = previous;
    sim_recursion_leave(world);
    if (G_UNLIKELY(delivery == SIM_DELIVER_HOST)) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (G_LIKELY(delivery == SIM_DELIVER_PUSH)) {
        PUSH(value);
        NEXT();
    }
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    value = finish_init(world, instance, packed, kwargs, value);
    goto finish_call;
}

/* The arguments of a call that left them on the stack, when it is over. */
finish_call : {
    uint32_t nargs = ip->arg + (PEEK(ip->arg + 2) != NULL);
    SimObject *callable = PEEK(nargs + 1);
    bool method = nargs != ip->arg;
    DROP(callable);
    sp -= nargs;
    for (uint32_t i = 0; i < nargs; i++) {
        DROP(sp[i]);
    }
    sp -= 2 - method;
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

finish_ex : {
    SimObject *kwargs = (ip->arg & 1) != 0 ? POP() : NULL;
    SimObject *args = POP();
    SimObject *callable = POP();
    DROP(callable);
    DROP(args);
    sim_xdecref(world, kwargs);
    sp--; /* the NULL below it */
    if (value == NULL) {
        goto error;
    }
    PUSH(value);
    CHECK();
    NEXT();
}

sent_yielded : {
    SimObject *sent = POP();
    DROP(sent);
    PUSH(value);
    NEXT();
}

sent_returned : { /* value NULL: with an exception */
    SimObject *sent = POP();
    DROP(sent);
    if (value == NULL) {
        goto error;
    }
    SimObject *receiver = TOP;
    TOP = value;
    DROP(receiver);
    JUMP(ip->arg);
}

stop:
    if (limit) {
        SAVE();
        return SIM_VM_LIMIT;
    }

error:
    if (!vm->stopping) {
        sim_traceback_here(world, frame, sim_err_occurred(world));
    }

unwind:
    if (find_handler(vm, frame, ip, &sp)) {
        ip = frame->ip;
        NEXT();
    }
    SAVE();
    counted = true;

unwound : {
    SimDelivery delivery = (SimDelivery) frame->delivery;
    SimFrame *previous = frame->previous;
    value = NULL;
    if (frame->owner == SIM_FRAME_OF_GENERATOR) {
        if (counted) {
            sim_recursion_leave(world);
        }
        sim_generator_finish(world, frame, true);
    } else {
        SimObject *instance = frame->instance;
        SimObject *packed = frame->packed;
        SimObject *kwargs = frame->kwargs;
        sim_frame_clear_and_pop(world, frame);
        thread->frame = previous;
        if (counted) {
            sim_recursion_leave(world);
        }
        if (delivery == SIM_DELIVER_INIT) {
            finish_init(world, instance, packed, kwargs, NULL);
        }
    }
    if (delivery == SIM_DELIVER_HOST) {
        goto finished;
    }
    frame = previous;
    LOAD();
    if (delivery == SIM_DELIVER_SEND) {
        goto sent_returned;
    }
    if (delivery == SIM_DELIVER_EX) {
        goto finish_ex;
    }
    if (delivery == SIM_DELIVER_INIT) {
        goto finish_call;
    }
    goto error;
}

finished:
    vm->steps += (uint64_t) (given - fuel);
    *result = value;
    return value != NULL ? SIM_VM_FINISHED : SIM_VM_RAISED;
}

/* How far the host's stack may be used: a quarter of it stays free. */
static bool
host_stack_left(SimVm *vm)
{
    return (const char *) __builtin_frame_address(0) > vm->stack_end;
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
    vm->nested++;
    SimVmStatus status = sim_interp_run(vm, thread, frame, mode, &result);
    vm->nested--;
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

/* Calls (Objects/call.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

enum {
    SMALL_STACK = 5
};

bool
sim_object_is_callable(const SimObject *object)
{
    return object->type->slots.tp_call != NULL || object->type->slots.tp_vectorcall != NULL;
}

static SimObject *
raise_not_callable(SimWorld *world, const SimObject *callable)
{
    return sim_err_format(world, SIM_TYPE_TypeError, "'%s' object is not callable",
                          callable->type->name);
}

SimObject *
sim_call_keywords_dict(SimWorld *world, SimObject *const *values, SimObject *kwnames)
{
    size_t count = sim_tuple_size(kwnames);
    SimObject *dict = sim_dict_new_presized(world, count);
    for (size_t i = 0; dict != NULL && i < count; i++) {
        if (sim_dict_set(world, dict, sim_tuple_get(kwnames, i), values[i]) < 0) {
            SIM_CLEAR(world, dict);
        }
    }
    return dict;
}

/* _Py_CheckFunctionResult is the callee's contract here: an assertion. */
static SimObject *
checked(SimWorld *world, SimObject *result)
{
    g_assert((result == NULL) == (sim_err_occurred(world) != NULL));
    return result;
}

static SimObject *
call_tp(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    SimTernaryFunc call = callable->type->slots.tp_call;
    if (call == NULL) {
        return raise_not_callable(world, callable);
    }
    if (!sim_recursion_enter(world, " while calling a Python object")) {
        return NULL;
    }
    SimObject *result = call(world, callable, args, kwargs);
    sim_recursion_leave(world);
    return checked(world, result);
}

SimObject *
sim_call_packed(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    if (callable->type->slots.tp_call == NULL) {
        return raise_not_callable(world, callable);
    }
    SimObject *tuple = sim_tuple_from(world, args, nargs);
    if (tuple == NULL) {
        return NULL;
    }
    SimObject *dict = NULL;
    if (kwnames != NULL && sim_tuple_size(kwnames) > 0) {
        dict = sim_call_keywords_dict(world, args + nargs, kwnames);
        if (dict == NULL) {
            sim_decref(world, tuple);
            return NULL;
        }
    }
    SimObject *result = call_tp(world, callable, tuple, dict);
    sim_decref(world, tuple);
    sim_xdecref(world, dict);
    return result;
}

SimObject *
sim_object_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimVectorcallFunc call = callable->type->slots.tp_vectorcall;
    if (G_UNLIKELY(call == NULL)) {
        return sim_call_packed(world, callable, args, nargs, kwnames);
    }
    return checked(world, call(world, callable, args, nargs, kwnames));
}

static SimAddr
alloc_block(SimWorld *world, size_t count)
{
    return sim_buffer_alloc(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, count * sizeof(uint64_t));
}

bool
sim_stack_reserve(SimWorld *world, size_t nargs, SimAddr *block)
{
    *block = nargs <= SMALL_STACK ? 0 : alloc_block(world, nargs);
    return nargs <= SMALL_STACK || *block != 0;
}

void
sim_stack_release(SimWorld *world, SimAddr block)
{
    if (block != 0) {
        sim_buffer_free(world, NULL, SIM_LABEL_ITEMS, SIM_DOMAIN_MEM, block);
    }
}

/* Whether all are strings. */
static bool
push_keywords(SimWorld *world, SimStack *stack, SimObject *kwargs)
{
    size_t position = 0;
    SimObject *key;
    SimObject *value;
    bool strings = true;
    for (size_t i = 0; sim_dict_next(kwargs, &position, &key, &value); i++) {
        strings = strings && SIM_IS_STR(key);
        sim_tuple_set(world, stack->kwnames, i, sim_newref(world, key));
        stack->items[stack->total++] = sim_newref(world, value);
    }
    return strings;
}

SimStack *
sim_stack_unpack_dict(SimWorld *world, SimObject *first, SimObject *args, SimObject *kwargs)
{
    size_t given = sim_tuple_size(args);
    size_t nargs = given + (first == NULL ? 0 : 1);
    size_t nkwargs = sim_dict_size(kwargs);
    SimAddr block = alloc_block(world, 1 + nargs + nkwargs);
    if (block == 0) {
        return NULL;
    }
    SimStack *stack = g_malloc(sizeof *stack + (nargs + nkwargs) * sizeof *stack->items);
    *stack = (SimStack){.block = block, .nargs = nargs};
    stack->kwnames = sim_tuple_new(world, nkwargs);
    if (stack->kwnames == NULL) {
        sim_stack_free(world, stack);
        return NULL;
    }
    if (first != NULL) {
        stack->items[stack->total++] = sim_newref(world, first);
    }
    for (size_t i = 0; i < given; i++) {
        stack->items[stack->total++] = sim_newref(world, sim_tuple_get(args, i));
    }
    if (!push_keywords(world, stack, kwargs)) {
        sim_err_format(world, SIM_TYPE_TypeError, "keywords must be strings");
        sim_stack_free(world, stack);
        return NULL;
    }
    return stack;
}

void
sim_stack_free(SimWorld *world, SimStack *stack)
{
    for (size_t i = 0; i < stack->total; i++) {
        sim_decref(world, stack->items[i]);
    }
    sim_stack_release(world, stack->block);
    sim_xdecref(world, stack->kwnames);
    g_free(stack);
}

static SimObject *
call_with_keywords(
    SimWorld *world, SimObject *callable, SimObject *first, SimObject *args, SimObject *kwargs)
{
    SimStack *stack = sim_stack_unpack_dict(world, first, args, kwargs);
    if (stack == NULL) {
        return NULL;
    }
    SimObject *result =
        sim_object_vectorcall(world, callable, stack->items, stack->nargs, stack->kwnames);
    sim_stack_free(world, stack);
    return result;
}

SimObject *
sim_vectorcall_as_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    if (kwargs != NULL && sim_dict_size(kwargs) > 0) {
        return call_with_keywords(world, callable, NULL, args, kwargs);
    }
    const SimTuple *tuple = (const SimTuple *) (const void *) args;
    return sim_object_vectorcall(world, callable, tuple->items, (size_t) tuple->length, NULL);
}

SimObject *
sim_object_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs)
{
    if (callable->type->slots.tp_vectorcall != NULL) {
        return sim_vectorcall_as_call(world, callable, args, kwargs);
    }
    return call_tp(world, callable, args, kwargs);
}

SimObject *
sim_object_call_prepend(
    SimWorld *world, SimObject *callable, SimObject *first, SimObject *args, SimObject *kwargs)
{
    size_t nargs = sim_tuple_size(args) + 1;
    SimAddr block;
    if (!sim_stack_reserve(world, nargs, &block)) {
        return NULL;
    }
    SimObject *result;
    if (kwargs != NULL && sim_dict_size(kwargs) > 0) {
        result = call_with_keywords(world, callable, first, args, kwargs);
    } else {
        SimObject *small[SMALL_STACK];
        SimObject **stack = nargs <= SMALL_STACK ? small : g_new(SimObject *, nargs);
        stack[0] = first;
        for (size_t i = 1; i < nargs; i++) {
            stack[i] = sim_tuple_get(args, i - 1);
        }
        result = sim_object_vectorcall(world, callable, stack, nargs, NULL);
        if (stack != small) {
            g_free(stack);
        }
    }
    sim_stack_release(world, block);
    return result;
}

SimObject *
sim_object_call_noargs(SimWorld *world, SimObject *callable)
{
    SimObject *none = NULL;
    return sim_object_vectorcall(world, callable, &none, 0, NULL);
}

SimObject *
sim_object_call_one(SimWorld *world, SimObject *callable, SimObject *argument)
{
    return sim_object_vectorcall(world, callable, &argument, 1, NULL);
}

SimObject *
sim_object_call_method(SimWorld *world, SimObject *name, SimObject *const *args, size_t nargs)
{
    SimObject *method;
    bool unbound = sim_object_get_method(world, args[0], name, &method);
    if (method == NULL) {
        return NULL;
    }
    SimObject *result = unbound ? sim_object_vectorcall(world, method, args, nargs, NULL)
                                : sim_object_vectorcall(world, method, args + 1, nargs - 1, NULL);
    sim_decref(world, method);
    return result;
}

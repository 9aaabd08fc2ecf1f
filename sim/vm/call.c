/* Calls of Python functions: arguments go to their places in a new frame. Stands for
 * initialize_locals and its messages in Python/ceval.c. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/vm_private.h"

static const char *
qualname(SimFunction *function)
{
    return sim_str_utf8(function->qualname, NULL);
}

/* "'a', 'b', and 'c'" */
static char *
join_names(GPtrArray *names)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        if (i > 0) {
            const char *last = names->len == 2 ? " and " : ", and ";
            g_string_append(text, i + 1 == names->len ? last : ", ");
        }
        g_string_append_printf(text, "'%s'", (const char *) names->pdata[i]);
    }
    return g_string_free(text, FALSE);
}

/* Names of the empty places [first, end) as "f() missing 2 required positional arguments". */
static void
raise_missing(SimWorld *world, SimFrame *frame, int first, int end, const char *kind)
{
    const SimCode *code = frame->code->code;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = first; i < end; i++) {
        if (frame->slots[i] == NULL) {
            g_ptr_array_add(names, (char *) code->localsplus[i]);
        }
    }
    g_autofree char *list = join_names(names);
    sim_err_format(world, SIM_TYPE_TypeError, "%s() missing %u required %s argument%s: %s",
                   qualname(frame->function), names->len, kind, names->len == 1 ? "" : "s", list);
}

static void
raise_too_many(SimWorld *world, SimFrame *frame, size_t given)
{
    SimFunction *function = frame->function;
    const SimCode *code = frame->code->code;
    int keyword_only = 0;
    for (int i = code->argcount; i < code->argcount + code->kwonlyargcount; i++) {
        keyword_only += frame->slots[i] != NULL;
    }
    int defaults = function->defaults == NULL ? 0 : (int) sim_tuple_size(function->defaults);
    g_autofree char *takes =
        defaults > 0 ? g_strdup_printf("from %d to %d", code->argcount - defaults, code->argcount)
                     : g_strdup_printf("%d", code->argcount);
    bool plural = defaults > 0 || code->argcount != 1;
    g_autofree char *extra =
        keyword_only > 0
            ? g_strdup_printf(" positional argument%s (and %d keyword-only argument%s)",
                              given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "")
            : g_strdup("");
    sim_err_format(world, SIM_TYPE_TypeError,
                   "%s() takes %s positional argument%s but %zu%s %s given", qualname(function),
                   takes, plural ? "s" : "", given, extra,
                   given == 1 && keyword_only == 0 ? "was" : "were");
}

/* The keyword names a positional-only parameter: true with an exception. */
static bool
raise_positional_only(SimWorld *world, SimFrame *frame, SimObject *kwnames)
{
    const SimCode *code = frame->code->code;
    g_autoptr(GString) list = g_string_new(NULL);
    for (int i = 0; i < code->posonlyargcount; i++) {
        for (size_t k = 0; k < sim_tuple_size(kwnames); k++) {
            SimObject *name = sim_tuple_get(kwnames, k);
            if (sim_str_equal_c(name, code->localsplus[i])) {
                g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "",
                                       code->localsplus[i]);
            }
        }
    }
    if (list->len == 0) {
        return false;
    }
    sim_err_format(world, SIM_TYPE_TypeError,
                   "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                   qualname(frame->function), list->str);
    return true;
}

static int
find_parameter(const SimFrame *frame, SimObject *name)
{
    const SimCode *code = frame->code->code;
    int count = code->argcount + code->kwonlyargcount;
    const SimTuple *varnames = (const SimTuple *) (void *) frame->code->varnames;
    for (int i = code->posonlyargcount; i < count; i++) {
        if (varnames->items[i] == name) {
            return i;
        }
    }
    for (int i = code->posonlyargcount; i < count; i++) {
        if (sim_str_equal(varnames->items[i], name)) {
            return i;
        }
    }
    return -1;
}

/* Steals @value. */
static bool
bind_keyword(SimWorld *world,
             SimFrame *frame,
             SimObject *name,
             SimObject *value,
             SimObject *kwargs,
             SimObject *kwnames)
{
    if (!SIM_IS_STR(name)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s() keywords must be strings",
                       qualname(frame->function));
        sim_decref(world, value);
        return false;
    }
    int place = find_parameter(frame, name);
    if (place >= 0 && frame->slots[place] == NULL) {
        frame->slots[place] = value;
        return true;
    }
    bool ok = false;
    if (place >= 0) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s() got multiple values for argument '%s'",
                       qualname(frame->function), sim_str_utf8(name, NULL));
    } else if (kwargs != NULL) {
        ok = sim_dict_set(world, kwargs, name, value) == 0;
    } else if (frame->code->code->posonlyargcount == 0 ||
               !raise_positional_only(world, frame, kwnames)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s() got an unexpected keyword argument '%s'",
                       qualname(frame->function), sim_str_utf8(name, NULL));
    }
    sim_decref(world, value);
    return ok;
}

static bool
fill_defaults(SimWorld *world, SimFrame *frame, size_t nargs)
{
    SimFunction *function = frame->function;
    int argcount = frame->code->code->argcount;
    int defaults = function->defaults == NULL ? 0 : (int) sim_tuple_size(function->defaults);
    int required = argcount - defaults;
    int given = (int) nargs;
    for (int i = given; i < required; i++) {
        if (frame->slots[i] == NULL) {
            raise_missing(world, frame, given, required, "positional");
            return false;
        }
    }
    for (int i = given > required ? given - required : 0; i < defaults; i++) {
        if (frame->slots[required + i] == NULL) {
            frame->slots[required + i] =
                sim_newref(world, sim_tuple_get(function->defaults, (size_t) i));
        }
    }
    return true;
}

static bool
fill_keyword_defaults(SimWorld *world, SimFrame *frame)
{
    SimFunction *function = frame->function;
    const SimCode *code = frame->code->code;
    int end = code->argcount + code->kwonlyargcount;
    bool missing = false;
    for (int i = code->argcount; i < end; i++) {
        if (frame->slots[i] != NULL) {
            continue;
        }
        SimObject *value = NULL;
        if (function->kwdefaults != NULL) {
            value = sim_dict_get(world, function->kwdefaults,
                                 sim_tuple_get(frame->code->varnames, (size_t) i));
        }
        if (value != NULL) {
            frame->slots[i] = sim_newref(world, value);
        } else if (sim_err_occurred(world) != NULL) {
            return false;
        } else {
            missing = true;
        }
    }
    if (missing) {
        raise_missing(world, frame, code->argcount, end, "keyword-only");
    }
    return !missing;
}

/* The general case. Takes all arguments, also when it fails. */
static bool
bind_arguments(
    SimWorld *world, SimFrame *frame, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    const SimCode *code = frame->code->code;
    int total = code->argcount + code->kwonlyargcount;
    size_t keywords = kwnames == NULL ? 0 : sim_tuple_size(kwnames);
    size_t taken = 0; /* of args: the rest is dropped when something fails */
    SimObject *kwargs = NULL;
    if ((code->flags & SIM_CO_VARKEYWORDS) != 0) {
        kwargs = sim_dict_new(world);
        if (kwargs == NULL) {
            goto fail;
        }
        frame->slots[total + ((code->flags & SIM_CO_VARARGS) != 0)] = kwargs;
    }
    size_t positional = MIN(nargs, (size_t) code->argcount);
    if (positional > 0) {
        memcpy(frame->slots, args, positional * sizeof *args);
    }
    taken = positional;
    if ((code->flags & SIM_CO_VARARGS) != 0) {
        SimObject *rest = nargs == positional
                              ? sim_newref(world, world->empty_tuple)
                              : sim_tuple_from_stolen(world, args + positional, nargs - positional);
        taken = nargs;
        if (rest == NULL) {
            goto fail;
        }
        frame->slots[total] = rest;
    } else if (nargs > positional) {
        for (; taken < nargs; taken++) {
            sim_decref(world, args[taken]);
        }
    }
    for (size_t k = 0; k < keywords; k++) {
        taken = nargs + k + 1;
        if (!bind_keyword(world, frame, sim_tuple_get(kwnames, k), args[nargs + k], kwargs,
                          kwnames)) {
            goto fail;
        }
    }
    if (nargs > (size_t) code->argcount && (code->flags & SIM_CO_VARARGS) == 0) {
        raise_too_many(world, frame, nargs);
        return false;
    }
    if (nargs < (size_t) code->argcount && !fill_defaults(world, frame, nargs)) {
        return false;
    }
    return code->kwonlyargcount == 0 || fill_keyword_defaults(world, frame);
fail:
    for (; taken < nargs + keywords; taken++) {
        sim_decref(world, args[taken]);
    }
    return false;
}

SimFrame *
sim_call_push(SimWorld *world,
              SimFunction *function,
              SimObject *locals,
              SimObject *const *args,
              size_t nargs,
              SimObject *kwnames)
{
    SimFrame *frame = sim_frame_push(world, function, locals);
    const SimCode *code = frame->code->code;
    if (G_LIKELY(kwnames == NULL && nargs == (size_t) code->argcount &&
                 (code->flags & (SIM_CO_VARARGS | SIM_CO_VARKEYWORDS)) == 0 &&
                 code->kwonlyargcount == 0)) {
        for (size_t i = 0; i < nargs; i++) {
            frame->slots[i] = args[i];
        }
    } else if (!bind_arguments(world, frame, args, nargs, kwnames)) {
        sim_frame_clear_and_pop(world, frame);
        return NULL;
    }
    sim_frame_record(world, frame);
    return frame;
}

static SimFrame *
push_borrowed(SimWorld *world,
              SimFunction *function,
              SimObject *const *args,
              size_t nargs,
              SimObject *kwnames)
{
    size_t total = nargs + (kwnames == NULL ? 0 : sim_tuple_size(kwnames));
    for (size_t i = 0; i < total; i++) {
        sim_incref(world, args[i]);
    }
    sim_incref(world, &function->ob);
    SimObject *locals = NULL;
    if ((function->code->code->flags & SIM_CO_OPTIMIZED) == 0) {
        locals = sim_newref(world, function->globals);
    }
    return sim_call_push(world, function, locals, args, nargs, kwnames);
}

SimFrame *
sim_call_push_ex(SimWorld *world, SimFunction *function, SimObject *args, SimObject *kwargs)
{
    SimStack *stack = NULL;
    SimFrame *frame;
    if (kwargs == NULL || sim_dict_size(kwargs) == 0) {
        const SimTuple *tuple = (const SimTuple *) (void *) args;
        frame = push_borrowed(world, function, tuple->items, (size_t) tuple->length, NULL);
    } else {
        stack = sim_stack_unpack_dict(world, NULL, args, kwargs);
        if (stack == NULL) {
            return NULL;
        }
        frame = push_borrowed(world, function, stack->items, stack->nargs, stack->kwnames);
    }
    if (frame != NULL) {
        frame->pending.stack = stack;
    } else if (stack != NULL) {
        sim_stack_free(world, stack);
    }
    return frame;
}

SimFrame *
sim_call_push_prepended(
    SimWorld *world, SimFunction *function, SimObject *first, SimObject *args, SimObject *kwargs)
{
    SimAddr block;
    if (!sim_stack_reserve(world, sim_tuple_size(args) + 1, &block)) {
        return NULL;
    }
    SimStack *stack = NULL;
    SimFrame *frame = NULL;
    if (kwargs != NULL) {
        stack = sim_stack_unpack_dict(world, first, args, kwargs);
        if (stack != NULL) {
            frame = push_borrowed(world, function, stack->items, stack->nargs, stack->kwnames);
        }
    } else {
        SimObject *few[16];
        size_t total = sim_tuple_size(args) + 1;
        SimObject **all = total <= G_N_ELEMENTS(few) ? few : g_new(SimObject *, total);
        all[0] = first;
        for (size_t i = 1; i < total; i++) {
            all[i] = sim_tuple_get(args, i - 1);
        }
        frame = push_borrowed(world, function, all, total, NULL);
        if (all != few) {
            g_free(all);
        }
    }
    if (frame == NULL) {
        if (stack != NULL) {
            sim_stack_free(world, stack);
        }
        sim_stack_release(world, block);
        return NULL;
    }
    frame->pending.stack = stack;
    frame->pending.block = block;
    return frame;
}

SimObject *
sim_call_function(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    SimFunction *function = (SimFunction *) (void *) callable;
    SimFrame *frame = push_borrowed(world, function, args, nargs, kwnames);
    return frame == NULL ? NULL : sim_interp_call(world, frame);
}

/* print() and the text streams sys.stdout and sys.stderr. */
#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"

/* Text gathered for one of our own streams, so that a print is one write. */
typedef struct {
    SimWorld *world;
    SimObject *file;
    GString *text; /* NULL: the file is not ours, each piece goes to file.write */
    bool error;
} Printer;

static void
flush(Printer *printer)
{
    if (printer->text != NULL && printer->text->len > 0) {
        sim_vm_write(sim_vm_of(printer->world), printer->error, printer->text->str,
                     printer->text->len);
        g_string_truncate(printer->text, 0);
    }
}

/* Whether str(object) runs nothing of the scenario. */
static bool
is_quiet(SimWorld *world, const SimObject *object)
{
    const SimType *type = object->type;
    return type == sim_type(world, SIM_TYPE_INT) || type == sim_type(world, SIM_TYPE_STR) ||
           type == sim_type(world, SIM_TYPE_FLOAT) || type == sim_type(world, SIM_TYPE_BOOL) ||
           type == sim_type(world, SIM_TYPE_NONE);
}

static bool
put(Printer *printer, SimObject *object)
{
    SimWorld *world = printer->world;
    if (printer->text != NULL && !is_quiet(world, object)) {
        flush(printer);
    }
    SimObject *text = sim_object_str(world, object);
    if (text == NULL) {
        return false;
    }
    bool ok = true;
    if (printer->text != NULL) {
        size_t length;
        const char *utf8 = sim_str_utf8(text, &length);
        g_string_append_len(printer->text, utf8, (gssize) length);
    } else {
        SimObject *args[2] = {printer->file, text};
        SimObject *result = sim_object_call_method(world, SIM_ID(world, write), args, 2);
        ok = result != NULL;
        sim_xdecref(world, result);
    }
    sim_decref(world, text);
    return ok;
}

static bool
put_or(Printer *printer, SimObject *object, const char *otherwise)
{
    if (object != NULL) {
        return put(printer, object);
    }
    SimObject *text = sim_str_new(printer->world, otherwise);
    bool ok = text != NULL && put(printer, text);
    sim_xdecref(printer->world, text);
    return ok;
}

static bool
check_text(SimWorld *world, SimObject **object, const char *name)
{
    if (*object == SIM_NONE(world)) {
        *object = NULL;
    }
    if (*object != NULL && !SIM_IS_STR(*object)) {
        sim_err_format(world, SIM_TYPE_TypeError, "%s must be None or a string, not %s", name,
                       (*object)->type->name);
        return false;
    }
    return true;
}

static bool
print_all(Printer *printer, SimObject *const *args, size_t nargs, SimObject *sep, SimObject *end)
{
    for (size_t i = 0; i < nargs; i++) {
        if ((i > 0 && !put_or(printer, sep, " ")) || !put(printer, args[i])) {
            return false;
        }
    }
    return put_or(printer, end, "\n");
}

static bool
flush_file(Printer *printer, SimObject *wanted)
{
    SimWorld *world = printer->world;
    int truth = wanted == NULL ? 0 : sim_object_is_true(world, wanted);
    if (truth <= 0 || printer->text != NULL) {
        return truth >= 0;
    }
    SimObject *method = sim_object_getattr_c(world, printer->file, "flush");
    SimObject *result = method == NULL ? NULL : sim_object_call_noargs(world, method);
    sim_xdecref(world, method);
    sim_xdecref(world, result);
    return result != NULL;
}

static SimObject *
print(SIM_BUILTIN_PARAMETERS)
{
    (void) self;
    static const char *const names[] = {"sep", "end", "file", "flush", NULL};
    SimObject *out[4];
    if (!sim_arg_parse(world, "print", names, 0, 0, args + nargs, 0, kwnames, out) ||
        !check_text(world, &out[0], "sep") || !check_text(world, &out[1], "end")) {
        return NULL;
    }
    SimObject *file = out[2];
    if (file == NULL || file == SIM_NONE(world)) {
        file = sim_dict_get_c(world, sim_vm_of(world)->sys, "stdout");
        if (file == NULL) {
            return sim_err_format(world, SIM_TYPE_RuntimeError, "lost sys.stdout");
        }
        if (file == SIM_NONE(world)) {
            return sim_newref(world, file);
        }
    }
    Printer printer = {world, sim_newref(world, file), NULL, false};
    if (file->type == sim_type(world, SIM_TYPE_TEXT_IO)) {
        printer.text = g_string_new(NULL);
        printer.error = ((SimTextIo *) (void *) file)->error;
    }
    bool ok = print_all(&printer, args, nargs, out[0], out[1]);
    flush(&printer);
    ok = ok && flush_file(&printer, out[3]);
    if (printer.text != NULL) {
        g_string_free(printer.text, TRUE);
    }
    sim_decref(world, file);
    return ok ? sim_newref(world, SIM_NONE(world)) : NULL;
}

/* What it prints lies in a tuple meanwhile (_PyArg_UnpackKeywordsWithVararg). */
static SimObject *
builtin_print(SIM_BUILTIN_PARAMETERS)
{
    SimObject *all = sim_tuple_from(world, args, nargs);
    if (all == NULL) {
        return NULL;
    }
    SimObject *result = print(world, self, args, nargs, kwnames);
    sim_decref(world, all);
    return result;
}

const SimMethodDef sim_builtins_print[] = {
    {"print", builtin_print, SIM_METH_KEYWORDS},
    {NULL, NULL, 0},
};

/* sys.stdout, sys.stderr: what is written goes to the host at once. */

static SimObject *
stream_write(SIM_BUILTIN_PARAMETERS)
{
    if (!SIM_IS_STR(args[0])) {
        return sim_arg_bad(world, "write", "argument", "str", args[0]);
    }
    size_t length;
    const char *utf8 = sim_str_utf8(args[0], &length);
    sim_vm_write(sim_vm_of(world), ((SimTextIo *) (void *) self)->error, utf8, length);
    return sim_int_new(world, ((SimStr *) (void *) args[0])->length);
}

static SimObject *
stream_flush(SIM_BUILTIN_PARAMETERS)
{
    return sim_newref(world, SIM_NONE(world));
}

/* Each line is written for itself, and has its own line break. */
static SimObject *
stream_writelines(SIM_BUILTIN_PARAMETERS)
{
    SimObject *lines = sim_object_iter(world, args[0]);
    SimObject *line;
    bool ok = lines != NULL;
    while (ok && (line = sim_iter_next(world, lines)) != NULL) {
        SimObject *written = stream_write(world, self, &line, 1, NULL);
        ok = written != NULL;
        sim_xdecref(world, written);
        sim_decref(world, line);
    }
    sim_xdecref(world, lines);
    return ok && sim_err_occurred(world) == NULL ? sim_newref(world, SIM_NONE(world)) : NULL;
}

static SimObject *
stream_true(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, true);
}

static SimObject *
stream_false(SIM_BUILTIN_PARAMETERS)
{
    return sim_bool_of(world, false);
}

static SimObject *
stream_repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "<_io.TextIOWrapper name='<%s>' mode='w' encoding='utf-8'>",
                          ((SimTextIo *) (void *) self)->error ? "stderr" : "stdout");
}

static SimObject *
get_name(SimWorld *world, SimObject *self)
{
    return sim_str_new(world, ((SimTextIo *) (void *) self)->error ? "<stderr>" : "<stdout>");
}

static SimObject *
get_closed(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_bool_of(world, false);
}

static SimObject *
get_encoding(SimWorld *world, SimObject *self)
{
    (void) self;
    return sim_str_new(world, "utf-8");
}

static void
stream_dealloc(SimWorld *world, SimObject *self)
{
    sim_gc_untrack(world, self);
    sim_object_release(world, self);
}

static int
stream_traverse(SimObject *self, SimVisit visit, void *data)
{
    (void) self;
    (void) visit;
    (void) data;
    return 0;
}

SimObject *
sim_text_io_new(SimWorld *world, bool error)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_TEXT_IO), 0);
    if (object != NULL) {
        ((SimTextIo *) (void *) object)->error = error;
        sim_gc_track(world, object);
    }
    return object;
}

static const SimMethodDef stream_methods[] = {
    {"write", stream_write, SIM_METH_O},         {"writelines", stream_writelines, SIM_METH_O},
    {"flush", stream_flush, SIM_METH_NOARGS},    {"writable", stream_true, SIM_METH_NOARGS},
    {"readable", stream_false, SIM_METH_NOARGS}, {"seekable", stream_false, SIM_METH_NOARGS},
    {"isatty", stream_false, SIM_METH_NOARGS},   {NULL, NULL, 0},
};

static const SimGetSetDef stream_getset[] = {
    {"name", get_name, NULL},
    {"encoding", get_encoding, NULL},
    {"closed", get_closed, NULL},
    {NULL, NULL, NULL},
};

static const SimTypeSlots stream_slots = {
    .tp_dealloc = stream_dealloc,
    .tp_traverse = stream_traverse,
    .tp_repr = stream_repr,
};

const SimTypeSpec sim_spec_TEXT_IO = {
    .id = SIM_TYPE_TEXT_IO,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 192,
    .host_size = sizeof(SimTextIo),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW | SIM_TPFLAGS_HIDDEN,
    .slots = &stream_slots,
    .methods = stream_methods,
    .getset = stream_getset,
};

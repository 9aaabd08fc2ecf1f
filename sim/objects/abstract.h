/* Operations on any object: attributes, calls, comparison, arithmetic, iteration.
 *
 * Stands for Objects/object.c, Objects/abstract.c and Objects/call.c: PyObject_X is
 * sim_object_x, PyNumber_X sim_number_x. Errors are Python exceptions of the running
 * thread: NULL or -1.
 */
#pragma once

#include "sim/model/error.h"
#include "sim/model/world.h"

G_BEGIN_DECLS

/* Attributes. @name is a str. */
SimObject *sim_object_getattr(SimWorld *world, SimObject *object, SimObject *name);
SimObject *sim_object_getattr_c(SimWorld *world, SimObject *object, const char *name);
/* _PyObject_LookupAttr: 1 found, 0 absent (no exception), -1 error. */
int sim_object_lookup_attr(SimWorld *world, SimObject *object, SimObject *name, SimObject **out);
/* @value NULL: delete */
int sim_object_setattr(SimWorld *world, SimObject *object, SimObject *name, SimObject *value);
/* PyObject_GenericGetAttr, PyObject_GenericSetAttr */
SimObject *sim_object_generic_getattr(SimWorld *world, SimObject *object, SimObject *name);
int
sim_object_generic_setattr(SimWorld *world, SimObject *object, SimObject *name, SimObject *value);
/* The __dict__ of any object that has one, made if need be; getter and setter for tables of
 * SimGetSetDef (PyObject_GenericGetDict, PyObject_GenericSetDict). */
SimObject *sim_object_get_dict(SimWorld *world, SimObject *object);
int sim_object_set_dict(SimWorld *world, SimObject *object, SimObject *dict);
/* _PyObject_GetMethod, for LOAD_METHOD: true: *@out is an unbound method to be called with
 * @object as first argument; false: *@out is the bound thing, or NULL on error. */
bool sim_object_get_method(SimWorld *world, SimObject *object, SimObject *name, SimObject **out);
/* Looks up a special method on the type, bound; 0 absent, 1 found, -1 error
 * (_PyObject_LookupSpecial). */
int sim_object_lookup_special(SimWorld *world, SimObject *object, SimObject *name, SimObject **out);

/* Calls. PyObject_Vectorcall: @kwnames a tuple of str or NULL. */
SimObject *sim_object_vectorcall(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames);
/* PyObject_Call: @args a tuple, @kwargs a dict or NULL. */
SimObject *
sim_object_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs);
SimObject *sim_object_call_noargs(SimWorld *world, SimObject *callable);
SimObject *sim_object_call_one(SimWorld *world, SimObject *callable, SimObject *argument);
/* Calls method @name with @nargs arguments (args[0] is the object itself). */
SimObject *
sim_object_call_method(SimWorld *world, SimObject *name, SimObject *const *args, size_t nargs);
/* _PyStack_UnpackDict: arguments laid out for a vectorcall in a block of their own, each with a
 * reference of the stack, since a dict's values may go while they are in use. */
typedef struct {
    SimAddr block;
    size_t nargs;
    size_t total; /* with the keywords' values */
    SimObject *kwnames;
    SimObject *items[1]; /* total */
} SimStack;

/* @first (may be NULL), the members of the tuple @args, the values of the dict @kwargs. NULL with
 * MemoryError, or with TypeError when a keyword is no str. */
SimStack *
sim_stack_unpack_dict(SimWorld *world, SimObject *first, SimObject *args, SimObject *kwargs);
void sim_stack_free(SimWorld *world, SimStack *stack);
/* The block for the arguments of _PyObject_Call_Prepend when they are too many for C's stack; 0 is
 * none. False with MemoryError. */
bool sim_stack_reserve(SimWorld *world, size_t nargs, SimAddr *block);
void sim_stack_release(SimWorld *world, SimAddr block);
/* _PyObject_Call_Prepend: with @first before the members of @args. */
SimObject *sim_object_call_prepend(
    SimWorld *world, SimObject *callable, SimObject *first, SimObject *args, SimObject *kwargs);
/* _PyObject_MakeTpCall: packs the arguments for the tp_call of @callable. */
SimObject *sim_call_packed(
    SimWorld *world, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames);
/* PyVectorcall_Call: the tp_call of types that have a tp_vectorcall. */
SimObject *
sim_vectorcall_as_call(SimWorld *world, SimObject *callable, SimObject *args, SimObject *kwargs);
/* A dict of @values by the names of the tuple @kwnames. */
SimObject *sim_call_keywords_dict(SimWorld *world, SimObject *const *values, SimObject *kwnames);
bool sim_object_is_callable(const SimObject *object);

/* Strings and hash. Those that return objects return str. */
SimObject *sim_object_repr(SimWorld *world, SimObject *object);
SimObject *sim_object_str(SimWorld *world, SimObject *object);
SimObject *sim_object_ascii(SimWorld *world, SimObject *object);
/* PyObject_Format: @spec a str or NULL. */
SimObject *sim_object_format(SimWorld *world, SimObject *object, SimObject *spec);
int64_t sim_object_hash(SimWorld *world, SimObject *object); /* -1: error */
/* PyObject_HashNotImplemented: "unhashable type: 'list'". For tp_hash. */
int64_t sim_object_hash_not_implemented(SimWorld *world, SimObject *self);
/* Py_ReprEnter: 1 if @object's repr is already being made; -1 error. */
int sim_repr_enter(SimWorld *world, SimObject *object);
void sim_repr_leave(SimWorld *world, SimObject *object);

/* Comparison. */
SimObject *sim_object_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op);
/* 1, 0 or -1; identical objects are equal (PyObject_RichCompareBool). */
int sim_object_compare_bool(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op);
/* True or False: a new reference. */
static inline SimObject *
sim_bool_of(SimWorld *world, bool value)
{
    return sim_newref(world, value ? world->true_object : world->false_object);
}
/* object == object by identity, as object's tp_richcompare; a new reference. */
SimObject *
sim_object_compare_identity(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op);
int sim_object_is_true(SimWorld *world, SimObject *object);
int sim_object_is_instance(SimWorld *world, SimObject *object, SimObject *cls);
int sim_object_is_subclass(SimWorld *world, SimObject *derived, SimObject *cls);
/* The same for a class, whatever __instancecheck__ and __subclasscheck__ say: what those of `type`
 * do (_PyObject_RealIsInstance). */
int sim_object_is_real_instance(SimWorld *world, SimObject *object, SimObject *cls);
int sim_object_is_real_subclass(SimWorld *world, SimObject *derived, SimObject *cls);

/* Items and iteration. */
SimObject *sim_object_getitem(SimWorld *world, SimObject *object, SimObject *key);
int sim_object_setitem(SimWorld *world, SimObject *object, SimObject *key, SimObject *value);
int sim_object_delitem(SimWorld *world, SimObject *object, SimObject *key);
int64_t sim_object_length(SimWorld *world, SimObject *object); /* -1: error */
int64_t sim_object_length_hint(SimWorld *world, SimObject *object, int64_t otherwise);
int sim_object_contains(SimWorld *world, SimObject *object, SimObject *item);
SimObject *sim_object_iter(SimWorld *world, SimObject *object);
/* NULL without exception at the end: StopIteration is cleared (PyIter_Next). */
SimObject *sim_iter_next(SimWorld *world, SimObject *iterator);
bool sim_object_is_iterator(const SimObject *object);
/* Whether iterating meets an equal item (PySequence_Contains without sq_contains). */
int sim_object_search(SimWorld *world, SimObject *object, SimObject *item);
/* PySeqIter_New, PyCallIter_New */
SimObject *sim_sequence_iterator_new(SimWorld *world, SimObject *sequence);
SimObject *sim_callable_iterator_new(SimWorld *world, SimObject *callable, SimObject *sentinel);

/* Arithmetic: operators as the tables of Python/ceval.c use them. */
#define SIM_BINARY_PROTOTYPE(slot, name, rname)                                                    \
    SimObject *sim_number_##slot(SimWorld *world, SimObject *a, SimObject *b);
#define SIM_UNARY_PROTOTYPE(slot, name) SimObject *sim_number_##slot(SimWorld *world, SimObject *a);
#define SIM_INPLACE_PROTOTYPE(slot, name)                                                          \
    SimObject *sim_number_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b);
SIM_NUMBER_SLOTS(SIM_BINARY_PROTOTYPE, SIM_UNARY_PROTOTYPE)
SIM_INPLACE_SLOTS(SIM_INPLACE_PROTOTYPE)
SimObject *sim_number_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_number_inplace_power(SimWorld *world, SimObject *a, SimObject *b);
/* PyNumber_AsSsize_t: an index as int64. @error: what to raise when it does not fit, or
 * SIM_TYPE_COUNT to clip. -1 with an exception on error. */
int64_t sim_number_as_index(SimWorld *world, SimObject *object, SimTypeId error);
bool sim_object_is_index(const SimObject *object);

/* Arguments of C functions. As _PyArg_CheckPositional: "NAME expected at most 2
 * arguments, got 3". */
bool sim_arg_count(SimWorld *world, const char *name, size_t nargs, size_t min, size_t max);
/* As _PyArg_BadArgument: "FUNCTION() WHICH must be str, not None". NULL. */
SimObject *sim_arg_bad(SimWorld *world,
                       const char *function,
                       const char *which,
                       const char *expected,
                       const SimObject *object);
/* An index object as Py_ssize_t or as int: "Python int too large to convert to C ssize_t". */
bool sim_arg_size(SimWorld *world, SimObject *object, int64_t *out);
bool sim_arg_int(SimWorld *world, SimObject *object, int64_t *out);
/* As _PyArg_NoKeywords: "NAME() takes no keyword arguments". */
bool sim_arg_no_keywords(SimWorld *world, const char *name, SimObject *kwnames);
bool sim_arg_no_keywords_dict(SimWorld *world, const char *name, SimObject *kwargs);
/* Sorts arguments into @out by the NULL-ended list @names; absent ones become NULL. The
 * first @positional_only have name ""; at least @min are needed, at most @max_positional
 * may be positional. Messages as Argument Clinic's _PyArg_UnpackKeywords. */
bool sim_arg_parse(SimWorld *world,
                   const char *function,
                   const char *const *names,
                   size_t min,
                   size_t max_positional,
                   SimObject *const *args,
                   size_t nargs,
                   SimObject *kwnames,
                   SimObject **out);
/* The same from a tuple and a dict (tp_new, tp_init). */
bool sim_arg_parse_tuple(SimWorld *world,
                         const char *function,
                         const char *const *names,
                         size_t min,
                         size_t max_positional,
                         SimObject *args,
                         SimObject *kwargs,
                         SimObject **out);

G_END_DECLS

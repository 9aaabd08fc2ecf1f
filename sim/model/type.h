/* Types: what the objects of a class have in common.
 *
 * Stands for PyTypeObject (Include/cpython/object.h, Objects/typeobject.c): the same
 * slots under the same names with the same contracts, plus the world as first
 * argument. Sizes are the simulated ones of CPython 3.11 (cpython-facts section B);
 * host_size is what we really need.
 *
 * Errors: a slot that fails sets the running thread's exception and returns NULL, -1
 * or (tp_hash) -1. tp_iternext returns NULL without an exception at the end.
 *
 * Built-in types are members of the world (SimWorld.types); classes made by scenarios
 * are heap objects of type `type` or of a subclass.
 */
#pragma once

#include "sim/model/object.h"

G_BEGIN_DECLS

typedef enum {
#define TYPE(ID, name) SIM_TYPE_##ID,
#define MODULE_TYPE    TYPE
#define VM_TYPE        TYPE
#include "sim/model/type.def"
#undef TYPE
#undef MODULE_TYPE
#undef VM_TYPE
#define EXCEPTION(Name, Base) SIM_TYPE_##Name,
#include "sim/model/exception.def"
#undef EXCEPTION
    SIM_TYPE_COUNT,
    SIM_TYPE_object = SIM_TYPE_OBJECT /* base column of exception.def */
} SimTypeId;

/* tp_flags. The SUBCLASS flags are CPython's Py_TPFLAGS_LONG_SUBCLASS and so on. */
typedef enum {
    SIM_TPFLAGS_HEAPTYPE = 1 << 0, /* made at run time; instances hold a reference */
    SIM_TPFLAGS_BASETYPE = 1 << 1, /* may be subclassed */
    SIM_TPFLAGS_HAVE_GC = 1 << 2,
    SIM_TPFLAGS_MANAGED_DICT = 1 << 3, /* 16-byte pre-header: values and dict */
    SIM_TPFLAGS_READY = 1 << 4,
    SIM_TPFLAGS_METHOD_DESCRIPTOR = 1 << 5, /* LOAD_METHOD binds without an object */
    SIM_TPFLAGS_SEQUENCE = 1 << 6,
    SIM_TPFLAGS_HIDDEN = 1 << 7,        /* of the interpreter's own: figures leave it out */
    SIM_TPFLAGS_HAVE_WEAKREFS = 1 << 8, /* instances may be weakly referenced */
    SIM_TPFLAGS_DISALLOW_NEW = 1 << 9,  /* "cannot create 'X' instances" */
    SIM_TPFLAGS_VAR_DICT = 1 << 10,     /* a __dict__ behind the items (subclasses of int, ...) */
    SIM_TPFLAGS_IS_ABSTRACT = 1 << 11,  /* "Can't instantiate abstract class X" */
    SIM_TPFLAGS_INT_SUBCLASS = 1 << 16,
    SIM_TPFLAGS_LIST_SUBCLASS = 1 << 17,
    SIM_TPFLAGS_TUPLE_SUBCLASS = 1 << 18,
    SIM_TPFLAGS_BYTES_SUBCLASS = 1 << 19,
    SIM_TPFLAGS_STR_SUBCLASS = 1 << 20,
    SIM_TPFLAGS_DICT_SUBCLASS = 1 << 21,
    SIM_TPFLAGS_EXC_SUBCLASS = 1 << 22,
    SIM_TPFLAGS_TYPE_SUBCLASS = 1 << 23,
    SIM_TPFLAGS_FLOAT_SUBCLASS = 1 << 24,
    SIM_TPFLAGS_SET_SUBCLASS = 1 << 25,
    SIM_TPFLAGS_FROZENSET_SUBCLASS = 1 << 26
} SimTypeFlags;

typedef enum {
    SIM_LT,
    SIM_LE,
    SIM_EQ,
    SIM_NE,
    SIM_GT,
    SIM_GE
} SimCompareOp;

typedef SimObject *(*SimUnaryFunc)(SimWorld *, SimObject *);
typedef SimObject *(*SimBinaryFunc)(SimWorld *, SimObject *, SimObject *);
typedef SimObject *(*SimTernaryFunc)(SimWorld *, SimObject *, SimObject *, SimObject *);
typedef int (*SimInquiry)(SimWorld *, SimObject *);
typedef int64_t (*SimLenFunc)(SimWorld *, SimObject *);
typedef SimObject *(*SimIndexFunc)(SimWorld *, SimObject *, int64_t);
typedef int (*SimIndexSetFunc)(SimWorld *, SimObject *, int64_t, SimObject *value);
typedef int (*SimSetFunc)(SimWorld *, SimObject *, SimObject *key, SimObject *value);
typedef int (*SimContainsFunc)(SimWorld *, SimObject *, SimObject *);
typedef SimObject *(*SimCompareFunc)(SimWorld *, SimObject *, SimObject *, SimCompareOp);
typedef void (*SimDestructor)(SimWorld *, SimObject *);
/* Arguments as in PEP 590: @nargs positional ones, then one for each name of the tuple
 * @kwnames (NULL: none). All borrowed. */
typedef SimObject *(*SimVectorcallFunc)(
    SimWorld *, SimObject *callable, SimObject *const *args, size_t nargs, SimObject *kwnames);

/* Nested scopes named as in CPython would only lengthen every use: one flat list. A slot
 * that is absent in a type is inherited (type_ready) or NULL. */
typedef struct {
    SimDestructor tp_dealloc;
    SimDestructor tp_finalize; /* __del__ */
    int (*tp_traverse)(SimObject *, SimVisit, void *);
    /* CPython's tp_traverse where ours visits more, for the record's sake (str keys of a dict,
     * the names of a class), or in another order; NULL: tp_traverse. */
    int (*tp_collect)(SimObject *, SimVisit, void *);
    SimInquiry tp_clear;
    SimUnaryFunc tp_repr;
    SimUnaryFunc tp_str;
    int64_t (*tp_hash)(SimWorld *, SimObject *);
    SimVectorcallFunc tp_vectorcall;     /* calling an instance of this type */
    SimVectorcallFunc tp_vectorcall_new; /* calling the type itself: PyTypeObject.tp_vectorcall */
    SimTernaryFunc tp_call;              /* with args tuple and kwargs dict or NULL */
    SimBinaryFunc tp_getattro;
    SimSetFunc tp_setattro; /* value NULL: delete */
    SimCompareFunc tp_richcompare;
    SimUnaryFunc tp_iter;
    SimUnaryFunc tp_iternext;
    SimTernaryFunc tp_descr_get; /* descr, obj or NULL, type */
    SimSetFunc tp_descr_set;
    int (*tp_init)(SimWorld *, SimObject *self, SimObject *args, SimObject *kwargs);
    SimObject *(*tp_new)(SimWorld *, SimType *, SimObject *args, SimObject *kwargs);
    size_t (*tp_sizeof)(SimWorld *, SimObject *); /* __sizeof__: without the GC head */
    /* Frees what the object owns of host memory besides its own (item arrays, tables,
     * GMP numbers), and nothing else; NULL: nothing. For sim_world_free, which frees objects
     * that are still alive without tp_dealloc. */
    void (*tp_host_free)(SimObject *);

#define SIM_NUMBER_SLOTS(BINARY, UNARY)                                                            \
    BINARY(add, "__add__", "__radd__")                                                             \
    BINARY(subtract, "__sub__", "__rsub__")                                                        \
    BINARY(multiply, "__mul__", "__rmul__")                                                        \
    BINARY(matrix_multiply, "__matmul__", "__rmatmul__")                                           \
    BINARY(true_divide, "__truediv__", "__rtruediv__")                                             \
    BINARY(floor_divide, "__floordiv__", "__rfloordiv__")                                          \
    BINARY(remainder, "__mod__", "__rmod__")                                                       \
    BINARY(divmod, "__divmod__", "__rdivmod__")                                                    \
    BINARY(lshift, "__lshift__", "__rlshift__")                                                    \
    BINARY(rshift, "__rshift__", "__rrshift__")                                                    \
    BINARY(and, "__and__", "__rand__")                                                             \
    BINARY(or, "__or__", "__ror__")                                                                \
    BINARY(xor, "__xor__", "__rxor__")                                                             \
    UNARY(negative, "__neg__")                                                                     \
    UNARY(positive, "__pos__")                                                                     \
    UNARY(absolute, "__abs__")                                                                     \
    UNARY(invert, "__invert__")                                                                    \
    UNARY(int, "__int__")                                                                          \
    UNARY(float, "__float__")                                                                      \
    UNARY(index, "__index__")
#define SIM_BINARY_SLOT(slot, name, rname) SimBinaryFunc nb_##slot;
#define SIM_UNARY_SLOT(slot, name)         SimUnaryFunc nb_##slot;
    SIM_NUMBER_SLOTS(SIM_BINARY_SLOT, SIM_UNARY_SLOT)
    SimTernaryFunc nb_power; /* third may be None */
    SimInquiry nb_bool;

#define SIM_INPLACE_SLOTS(INPLACE)                                                                 \
    INPLACE(add, "__iadd__")                                                                       \
    INPLACE(subtract, "__isub__")                                                                  \
    INPLACE(multiply, "__imul__")                                                                  \
    INPLACE(matrix_multiply, "__imatmul__")                                                        \
    INPLACE(true_divide, "__itruediv__")                                                           \
    INPLACE(floor_divide, "__ifloordiv__")                                                         \
    INPLACE(remainder, "__imod__")                                                                 \
    INPLACE(lshift, "__ilshift__")                                                                 \
    INPLACE(rshift, "__irshift__")                                                                 \
    INPLACE(and, "__iand__")                                                                       \
    INPLACE(or, "__ior__")                                                                         \
    INPLACE(xor, "__ixor__")
#define SIM_INPLACE_SLOT(slot, name) SimBinaryFunc nb_inplace_##slot;
    SIM_INPLACE_SLOTS(SIM_INPLACE_SLOT)
    SimTernaryFunc nb_inplace_power;

    SimLenFunc sq_length;
    SimBinaryFunc sq_concat;
    SimIndexFunc sq_repeat;
    SimIndexFunc sq_item;
    SimIndexSetFunc sq_ass_item; /* value NULL: delete */
    SimContainsFunc sq_contains;
    SimBinaryFunc sq_inplace_concat;
    SimIndexFunc sq_inplace_repeat;

    SimLenFunc mp_length;
    SimBinaryFunc mp_subscript;
    SimSetFunc mp_ass_subscript; /* value NULL: delete */
} SimTypeSlots;

/* How a C function takes its arguments; the messages for wrong counts are CPython's for
 * METH_NOARGS, METH_O and METH_FASTCALL. */
typedef enum {
    SIM_METH_NOARGS,   /* nargs 0 guaranteed */
    SIM_METH_O,        /* nargs 1 guaranteed */
    SIM_METH_FASTCALL, /* any number of positional arguments, no keywords */
    SIM_METH_KEYWORDS, /* anything: the function parses */
    SIM_METH_KIND_MASK = 0xf,
    SIM_METH_CLASS = 1 << 4, /* flag: self is the type */
    SIM_METH_STATIC = 1 << 5,
    SIM_METH_COEXIST = 1 << 6, /* flag: takes the place of the slot's wrapper */
    /* flag: a tuple holds the arguments (METH_VARARGS): its calls count as a level of recursion;
     * bound, its messages leave out the type */
    SIM_METH_TUPLE = 1 << 7,
    SIM_METH_VARARGS = SIM_METH_FASTCALL | SIM_METH_TUPLE
} SimMethodFlags;

typedef SimObject *(*SimCFunction)(
    SimWorld *, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

typedef struct {
    const char *name; /* NULL ends the table */
    SimCFunction function;
    int flags;
} SimMethodDef;

typedef struct {
    const char *name; /* NULL ends the table */
    SimUnaryFunc get;
    int (*set)(SimWorld *, SimObject *self, SimObject *value); /* NULL: read-only */
} SimGetSetDef;

/* What a file of sim/objects says about its type. Constant; shared by all worlds. */
typedef struct {
    SimTypeId id;
    SimTypeId base;   /* SIM_TYPE_OBJECT by default */
    SimTypeId mixin;  /* a second base, of which nothing is inherited but the name; 0: none */
    size_t basicsize; /* CPython's tp_basicsize: without GC head and pre-header */
    size_t itemsize;
    size_t host_size;
    size_t host_itemsize;
    uint32_t flags;
    const SimTypeSlots *slots;
    const SimMethodDef *methods; /* NULL: none */
    const SimGetSetDef *getset;  /* NULL: none */
    const char *doc;             /* NULL: none */
    size_t dictoffset_host;      /* 0: none, else where the SimObject * to __dict__ is */
    size_t dictoffset;           /* tp_dictoffset of CPython, for __dictoffset__; 0: none */
} SimTypeSpec;

struct SimType {
    SimObject ob;
    SimTypeId id;     /* of the nearest built-in type, for heap types */
    const char *name; /* UTF-8, as tp_name ("numpy.ndarray"); owned by heap types */
    size_t basicsize;
    size_t itemsize;
    size_t host_size;
    size_t host_itemsize;
    size_t dictoffset_host;   /* 0: none, else offset of a SimObject * to a __dict__ */
    size_t slots_offset_host; /* where the SimObject * of __slots__ begin */
    uint32_t flags;
    uint32_t version; /* changes whenever an attribute of the type or a base changes; 0: none yet */
    SimType *base;    /* owned */
    SimObject *bases; /* tuple; owned */
    SimObject *mro;   /* tuple; owned */
    SimObject *dict;  /* dict; owned */
    SimTypeSlots slots;         /* ready to call: inherited ones filled in */
    const SimTypeSpec *spec;    /* NULL for heap types */
    struct SimHeapType *heap;   /* NULL for built-in types */
    struct SimTypeTable *table; /* attributes of a built-in type, made when first used */
    GPtrArray *subclasses;      /* SimType *, borrowed; NULL: none yet */
};

static inline bool
sim_type_has(const SimType *type, uint32_t flag)
{
    return (type->flags & flag) != 0;
}

/* Whether @type is @ancestor or derives from it, by the mro (PyType_IsSubtype). */
bool sim_type_is_subtype(const SimType *type, const SimType *ancestor);

G_END_DECLS

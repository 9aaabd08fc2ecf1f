/* numpy.ndarray: a header, a buffer, and the object that owns the buffer.
 *
 * Stands for PyArrayObject_fields and core/src/multiarray/{ctors,alloc,getset}.c of numpy
 * 1.24. The header is 96 bytes from pymalloc and not followed by the collector; shape and
 * strides are one block of 2 * ndim words with a cache of freed ones; the data come from the
 * C heap (domain DATA), below 1024 bytes through numpy's cache of exact sizes. Views take a
 * reference to the owner of the data, never to another view.
 *
 * Host memory: elements exist only once somebody reads or writes one. Until then a buffer
 * remembers how it was made (SimNpFill), so that large arrays cost nothing.
 *
 * dtypes: bool, int64, float64; others are refused with TypeError.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_NP_MAX_DIMS = 32
};

typedef enum {
    SIM_NP_BOOL,
    SIM_NP_INT,
    SIM_NP_FLOAT,
    SIM_NP_KINDS
} SimNpKind;

/* What an untouched buffer holds. */
typedef enum {
    SIM_NP_ZERO,
    SIM_NP_RANDOM,
    SIM_NP_RANGE,
    SIM_NP_VALUE
} SimNpFillKind;

typedef struct {
    SimNpFillKind kind;
    double start; /* RANGE: first; VALUE: every element; RANDOM: seed */
    double step;  /* RANGE */
} SimNpFill;

/* Elements, shared by an owner and its views on the host. */
typedef struct {
    uint32_t refs;
    SimNpKind kind;
    int64_t count; /* elements */
    SimNpFill fill;
    uint8_t *bytes; /* NULL: untouched */
} SimNpBuffer;

typedef struct {
    SimObject ob;
    SimObject *base; /* owned; NULL: owns its data */
    SimNpBuffer *buffer;
    int64_t offset; /* of the first element, in bytes */
    SimNpKind kind;
    int ndim;
    int64_t *dims; /* shape, then strides in bytes */
    SimAddr dims_addr;
    SimAddr data_addr; /* of the buffer's start, also in views */
    bool read_only;
} SimNdarray;

static inline int64_t *
sim_np_shape(const SimNdarray *array)
{
    return array->dims;
}
static inline int64_t *
sim_np_strides(const SimNdarray *array)
{
    return array->dims + array->ndim;
}

#define SIM_IS_NDARRAY(world, object) ((object)->type == sim_type((world), SIM_TYPE_NDARRAY))

size_t sim_np_item_size(SimNpKind kind);
const char *sim_np_kind_name(SimNpKind kind); /* "float64" */

/* A new array in C order that owns its data. NULL with MemoryError or ValueError. */
SimNdarray *
sim_np_new(SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, SimNpFill fill);
/* A view of @array's data: @offset bytes from the buffer's start. */
SimNdarray *sim_np_view(SimWorld *world,
                        SimNdarray *array,
                        int ndim,
                        const int64_t *shape,
                        const int64_t *strides,
                        int64_t offset);
/* A copy in C order, of @kind. */
SimNdarray *sim_np_copy(SimWorld *world, SimNdarray *array, SimNpKind kind);
/* np.array(object): from numbers, arrays and nested sequences. @kind SIM_NP_KINDS: found out. */
SimNdarray *sim_np_from_object(SimWorld *world, SimObject *object, SimNpKind kind);

int64_t sim_np_size(const SimNdarray *array);
bool sim_np_is_c_contiguous(const SimNdarray *array);
bool sim_np_is_f_contiguous(const SimNdarray *array);

/* Makes the elements exist. False with MemoryError when they are too many for the host. */
bool sim_np_touch(SimWorld *world, SimNdarray *array);
/* Elements at a byte offset into a touched buffer; integer kinds convert. */
double sim_np_get_real(const SimNdarray *array, int64_t offset);
int64_t sim_np_get_int(const SimNdarray *array, int64_t offset);
void sim_np_set_real(SimNdarray *array, int64_t offset, double value);
void sim_np_set_int(SimNdarray *array, int64_t offset, int64_t value);

/* "(3,4)", "(3,)". (transfer full) */
char *sim_np_shape_text(const SimNdarray *array);

/* A numpy scalar of the element. */
SimObject *sim_np_scalar(SimWorld *world, SimNdarray *array, int64_t offset);
SimObject *sim_np_make_scalar(SimWorld *world, SimNpKind kind, double real, int64_t integer);

bool sim_np_is_scalar(SimWorld *world, const SimObject *object);
/* The value of a number: Python's, a scalar's, or a size-1 array's. Check for an exception. */
double sim_np_as_double(SimWorld *world, SimObject *object);

/* Walks up to four arrays of one shape together, last dimension fastest. */
typedef struct {
    int ndim;
    int operands;
    int64_t shape[SIM_NP_MAX_DIMS];
    int64_t index[SIM_NP_MAX_DIMS];
    int64_t strides[4][SIM_NP_MAX_DIMS];
    int64_t offset[4];
    int64_t left;
} SimNpWalk;

void sim_np_walk_start(SimNpWalk *walk, int ndim, const int64_t *shape);
/* Adds an operand, broadcast to the walk's shape (0 strides); false if it does not fit. */
bool sim_np_walk_add(SimNpWalk *walk, const SimNdarray *array);
static inline bool
sim_np_walk_at_end(const SimNpWalk *walk)
{
    return walk->left == 0;
}
void sim_np_walk_next(SimNpWalk *walk);

/* A shape argument: an int or a tuple or list of ints. False with an exception. */
bool sim_np_shape_arg(SimWorld *world, SimObject *object, int *ndim, int64_t *shape);
/* A dtype argument: NULL, None, a type, a dtype, or a name. */
bool sim_np_kind_arg(SimWorld *world, SimObject *object, SimNpKind otherwise, SimNpKind *out);

/* Indexing (ndarray_index.c). */
SimObject *sim_np_subscript(SimWorld *world, SimObject *self, SimObject *key);
int sim_np_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value);

/* Operators (ndarray_math.c). Either operand may be the array. */
#define BINARY(slot, operation)                                                                    \
    SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *a, SimObject *b);                      \
    SimObject *sim_np_nb_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b);
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
SimObject *sim_np_matmul(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_np_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_np_inplace_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_np_negative(SimWorld *world, SimObject *self);
SimObject *sim_np_positive(SimWorld *world, SimObject *self);
SimObject *sim_np_absolute(SimWorld *world, SimObject *self);
SimObject *sim_np_as_float(SimWorld *world, SimObject *self);
SimObject *sim_np_as_int(SimWorld *world, SimObject *self);
typedef enum {
    SIM_NP_SUM,
    SIM_NP_MEAN,
    SIM_NP_STD,
    SIM_NP_MIN,
    SIM_NP_MAX
} SimNpReduction;
SimObject *sim_np_reduce(SimWorld *world, SimNdarray *array, SimNpReduction what, SimObject *axis);
SimObject *sim_np_dot(SimWorld *world, SimNdarray *a, SimNdarray *b);
/* f(x) for each element, as float64. */
SimObject *sim_np_map(SimWorld *world, SimObject *argument, double (*function)(double));
SimObject *sim_np_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op);

/* Text (ndarray_text.c). */
SimObject *sim_np_repr(SimWorld *world, SimObject *self);
SimObject *sim_np_str(SimWorld *world, SimObject *self);

/* Methods and attributes that take more than a line (ndarray_methods.c). */
extern const SimMethodDef sim_np_methods[];
extern const SimGetSetDef sim_np_getset[];
SimObject *sim_np_reshape(SimWorld *world, SimNdarray *array, int ndim, int64_t *shape);
SimObject *sim_np_transpose(SimWorld *world, SimNdarray *array);

/* Scalar types and dtype objects (np_scalar.c). */
SimObject *sim_np_dtype(SimWorld *world, SimNpKind kind); /* the one object of that kind */

/* Seeds of np.random for arrays to come. */
void sim_np_seed(SimWorld *world, uint32_t seed);

G_END_DECLS

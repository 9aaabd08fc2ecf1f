/* numpy.ndarray: a header, a buffer, and the object that owns the buffer.
 *
 * Stands for PyArrayObject_fields and core/src/multiarray/{ctors,alloc,getset}.c of numpy
 * 1.24. The header is 96 bytes from pymalloc and not followed by the collector; shape and
 * strides are one block of 2 * ndim words with a cache of freed ones; the data come from the
 * C heap (domain DATA), below 1024 bytes through numpy's cache of exact sizes. Views take a
 * reference to the owner of the data, never to another view.
 *
 * Elements live apart from that, on the host (np_buffer.h), and cost nothing as long as nobody
 * looks at them.
 *
 * What is left out, and refused: dtypes other than those of np_kind.def, structured and object
 * arrays, subclasses of ndarray, warnings.
 */
#pragma once

#include "sim/model/world.h"
#include "sim/vm/numpy/np_buffer.h"

G_BEGIN_DECLS

enum {
    SIM_NP_MAX_DIMS = 32
};

typedef struct SimNdarray {
    SimObject ob;
    SimObject *base;     /* owned; NULL: owns its data */
    SimNpBuffer *buffer; /* shared by the owner of the data and its views */
    int64_t offset;      /* of the first element, in bytes */
    SimNpKind kind;
    int ndim;
    int64_t *dims; /* shape, then strides in bytes */
    SimAddr dims_addr;
    SimAddr data_addr; /* of the buffer's start, also in views */
    bool read_only;
} SimNdarray;

static inline SimNdarray *
sim_np_cast(SimObject *object)
{
    return (SimNdarray *) (void *) object;
}
static inline SimObject *
sim_np_object(SimNdarray *array) /* of what may be NULL */
{
    return array == NULL ? NULL : &array->ob;
}
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

/* A new array that owns its data. @order: its axes from the slowest to the fastest, NULL: C
 * order. @fill is taken over, also on failure. NULL with MemoryError or ValueError. */
SimNdarray *sim_np_new(SimWorld *world,
                       SimNpKind kind,
                       int ndim,
                       const int64_t *shape,
                       const int *order,
                       SimNpFill fill);
/* The same from calloc, all 0. */
SimNdarray *
sim_np_new_zeros(SimWorld *world, SimNpKind kind, int ndim, const int64_t *shape, const int *order);
/* A view of @array's data: @offset bytes from the buffer's start. */
SimNdarray *sim_np_view(SimWorld *world,
                        SimNdarray *array,
                        int ndim,
                        const int64_t *shape,
                        const int64_t *strides,
                        int64_t offset);
/* A view with the shape and strides of @array itself. */
SimNdarray *sim_np_view_same(SimWorld *world, SimNdarray *array);
/* Another shape and strides for @array itself. -1 with MemoryError. */
int sim_np_set_dims(SimWorld *world, SimNdarray *array, int ndim, const int64_t *shape);
/* ndarray.resize(): -1 with an exception. */
int sim_np_resize(SimWorld *world, SimNdarray *array, int ndim, const int64_t *shape);

int64_t sim_np_size(const SimNdarray *array);
/* All of its buffer's elements in their order: an operation may go over the buffer as a whole. */
bool sim_np_is_whole(const SimNdarray *array);
bool sim_np_is_c_contiguous(const SimNdarray *array);
bool sim_np_is_f_contiguous(const SimNdarray *array);
/* The order of axes numpy gives the result of an operation on @arrays, broadcast to @ndim
 * axes (order 'K', npyiter_find_best_axis_ordering). */
void sim_np_keep_order(SimNdarray *const *arrays, int count, int ndim, int *order);
void sim_np_f_order(int ndim, int *order);

/* Whether the host can go over the elements, or change them. False with MemoryError. */
bool sim_np_can_read(SimWorld *world, const SimNdarray *array);
bool sim_np_can_write(SimWorld *world, const SimNdarray *array);

/* Elements at a byte offset into the buffer. */
static inline SimNpValue
sim_np_get(const SimNdarray *array, int64_t offset)
{
    return sim_np_buffer_get(array->buffer, array->kind, offset);
}
static inline void
sim_np_set(SimNdarray *array, int64_t offset, SimNpValue value)
{
    sim_np_buffer_set(array->buffer, array->kind, offset, value);
}

/* "(3,4)", "(3,)". (transfer full) */
char *sim_np_shape_text(int ndim, const int64_t *shape);

/* A copy of @kind; @order as in sim_np_new. */
SimNdarray *sim_np_copy(SimWorld *world, SimNdarray *array, SimNpKind kind, const int *order);
/* The same with the array's own order of axes (order 'K'). */
SimNdarray *sim_np_copy_keep(SimWorld *world, SimNdarray *array, SimNpKind kind);
/* target[...] = source, broadcast and converted. -1 with an exception. */
int sim_np_assign(SimWorld *world, SimNdarray *target, SimNdarray *source);

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

G_END_DECLS

/* What the types of itertools share.
 *
 * Stands for the common shape of Modules/itertoolsmodule.c: an iterator over other iterators, 32
 * to 64 bytes and a GC head, tracked from the start, without tp_clear (a cycle through one is
 * broken elsewhere). Members are dropped and visited in the order that each type names, which is
 * the order in which finalizers run and gc.get_referents() answers.
 */
#pragma once

#include "sim/objects/int.h"
#include "sim/objects/iterators.h"

G_BEGIN_DECLS

/* The references that tp_dealloc drops, tp_traverse visits: expressions over `self`. */
#define SIM_IT_DEALLOC(Type, ...)                                                                  \
    static void dealloc(SimWorld *world, SimObject *object)                                        \
    {                                                                                              \
        const Type *self = (const Type *) (void *) object;                                         \
        SimObject *const owned[] = {__VA_ARGS__};                                                  \
        sim_it_dealloc(world, object, owned, G_N_ELEMENTS(owned));                                 \
    }
#define SIM_IT_TRAVERSE(Type, ...)                                                                 \
    static int traverse(SimObject *object, SimVisit visit, void *data)                             \
    {                                                                                              \
        const Type *self = (const Type *) (void *) object;                                         \
        SimObject *const owned[] = {__VA_ARGS__};                                                  \
        return sim_it_traverse(owned, G_N_ELEMENTS(owned), visit, data);                           \
    }

void sim_it_dealloc(SimWorld *world, SimObject *object, SimObject *const *owned, size_t count);
/* Its two halves, for types that have more to give back between them. False: it is done later. */
bool sim_it_drop(SimWorld *world, SimObject *object, SimObject *const *owned, size_t count);
void sim_it_release(SimWorld *world, SimObject *object);
int sim_it_traverse(SimObject *const *owned, size_t count, SimVisit visit, void *data);

/* Py_SETREF of a member. Steals @value. */
static inline void
sim_it_replace(
    SimWorld *world, SimObject *object, SimLabel label, SimObject **place, SimObject *value)
{
    SimObject *old = *place;
    sim_iterator_init(world, object, label, place, value);
    sim_xdecref(world, old);
}

/* Whether @args are @min to @max positional ones and no others. Subclasses with an __init__ of
 * their own may take keywords. */
bool sim_it_positional(SimWorld *world,
                       const SimType *type,
                       SimTypeId id,
                       SimObject *args,
                       SimObject *kwargs,
                       size_t min,
                       size_t max);

/* Argument Clinic's Py_ssize_t. False with an exception. */
bool sim_it_size(SimWorld *world, SimObject *object, int64_t *value);

/* Out-of-line numbers: PyMem_New(Py_ssize_t, count). */
typedef struct {
    int64_t *at;
    SimAddr addr;
    size_t count;
} SimItIndices;

bool sim_it_indices_new(SimWorld *world, SimItIndices *indices, size_t count);
/* They are made before their owner is. */
void
sim_it_indices_give(SimWorld *world, SimObject *owner, SimLabel label, const SimItIndices *indices);
/* @owner NULL: there is none yet. */
void sim_it_indices_free(SimWorld *world, SimObject *owner, SimLabel label, SimItIndices *indices);

/* The result that combinatoric iterators hand out again and again: *@place itself when nobody else
 * has it, else a copy which takes its place. False with MemoryError. */
bool sim_it_result_own(SimWorld *world, SimObject *object, SimObject **place);
/* Puts pool[index] (borrowed) at @at of the result. */
void sim_it_result_put(SimWorld *world, SimObject *result, size_t at, SimObject *item);

/* For the module copy. (type, (arguments...), state): the arguments are borrowed and may be NULL
 * with an exception set; steals @state, NULL: none. */
SimObject *sim_it_reduced(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *state);
/* A tuple of the numbers. */
SimObject *sim_it_indices_tuple(SimWorld *world, const SimItIndices *indices);
/* Takes the numbers from the tuple @state, each brought between @least and @most(i). False with an
 * exception. */
bool sim_it_indices_set(SimWorld *world,
                        SimItIndices *indices,
                        SimObject *state,
                        int64_t least,
                        int64_t (*most)(const SimObject *object, size_t i),
                        const SimObject *object);

/* The parameters of the methods that take nothing, or one thing. */
#define SIM_IT_METHOD(name)                                                                        \
    static SimObject *name(SimWorld *world, SimObject *object,                                     \
                           G_GNUC_UNUSED SimObject *const *args, G_GNUC_UNUSED size_t nargs,       \
                           G_GNUC_UNUSED SimObject *kwnames)

G_END_DECLS

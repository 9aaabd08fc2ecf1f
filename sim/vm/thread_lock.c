/* The locks of the module _thread: gates of the scheduler (Modules/_threadmodule.c). */
#include <math.h>

#include "sim/model/error.h"
#include "sim/model/gc.h"
#include "sim/objects/abstract.h"
#include "sim/objects/classes.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/objects/weakref.h"
#include "sim/vm/builtins.h"
#include "sim/vm/modules.h"
#include "sim/vm/thread_private.h"

static const double TIMEOUT_MAX = 9223372036.0;

SimObject *
sim_lock_new(SimWorld *world, SimTypeId type)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), 0);
    if (object != NULL) {
        sim_lock_of(object)->gate = sim_gate_new();
    }
    return object;
}

static void
lock_dealloc(SimWorld *world, SimObject *object)
{
    sim_weakrefs_clear(world, object);
    sim_gate_free(sim_lock_of(object)->gate);
    sim_lock_of(object)->gate = NULL;
    sim_object_release(world, object);
}

static void
lock_host_free(SimObject *object)
{
    sim_gate_free(sim_lock_of(object)->gate);
}

/* lock_acquire_parse_args. *@ns UINT64_MAX: for ever, 0: do not wait. */
static bool
read_timeout(SimWorld *world, SimObject *const out[2], uint64_t *ns)
{
    int64_t blocking = 1;
    if (out[0] != NULL && !sim_arg_int(world, out[0], &blocking)) {
        return false;
    }
    double timeout = -1.0;
    if (out[1] != NULL) {
        if (SIM_IS_FLOAT(out[1])) {
            timeout = sim_float_as_double(world, out[1]);
        } else {
            int64_t whole;
            if (!sim_arg_int(world, out[1], &whole)) {
                return false;
            }
            timeout = (double) whole;
        }
    }
    if (isnan(timeout)) {
        sim_err_format(world, SIM_TYPE_ValueError, "Invalid value NaN (not a number)");
        return false;
    }
    if (!blocking && timeout != -1.0) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (timeout < 0 && timeout != -1.0) {
        sim_err_format(world, SIM_TYPE_ValueError, "timeout value must be positive");
        return false;
    }
    if (timeout > TIMEOUT_MAX) {
        sim_err_format(world, SIM_TYPE_OverflowError, "timeout value is too large");
        return false;
    }
    *ns = !blocking ? 0 : timeout == -1.0 ? UINT64_MAX : (uint64_t) ceil(timeout * 1e9);
    return true;
}

/* acquire_timed: tries first, with the GIL. */
static int
close_gate(SimWorld *world, SimGate *gate, uint64_t ns, const char *what)
{
    SimVm *vm = sim_vm_of(world);
    if (sim_gate_try(gate, world->thread->id)) {
        return 1;
    }
    return ns == 0 ? 0 : sim_threads_close(vm, gate, ns, what);
}

SimObject *
sim_lock_acquire(SimWorld *world, SimObject *object, SimObject *const out[2], const char *what)
{
    SimLock *lock = sim_lock_of(object);
    uint32_t me = world->thread->id + 1;
    uint64_t ns;
    if (!read_timeout(world, out, &ns)) {
        return NULL;
    }
    bool recursive = object->type == sim_type(world, SIM_TYPE_THREAD_RLOCK);
    if (recursive && lock->owner == me) {
        lock->count++;
        return sim_newref(world, world->true_object);
    }
    int closed = close_gate(world, lock->gate, ns, what);
    if (closed < 0) {
        return NULL;
    }
    if (closed && recursive) {
        lock->owner = me;
        lock->count = 1;
    }
    return sim_newref(world, closed ? world->true_object : world->false_object);
}

static SimObject *
lock_acquire(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"blocking", "timeout", NULL};
    SimObject *out[2];
    if (!sim_arg_parse(world, "acquire", names, 0, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    return sim_lock_acquire(world, self, out, "lock");
}

static SimObject *
lock_enter(SIM_BUILTIN_PARAMETERS)
{
    SimObject *const out[2] = {NULL, NULL};
    return sim_lock_acquire(world, self, out, "lock");
}

static SimObject *
lock_release(SIM_BUILTIN_PARAMETERS)
{
    SimLock *lock = sim_lock_of(self);
    if (!sim_gate_closed(lock->gate)) {
        return sim_err_format(world, SIM_TYPE_RuntimeError, "release unlocked lock");
    }
    sim_threads_charge(sim_vm_of(world));
    sim_gate_open(sim_vm_of(world)->sched, lock->gate);
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
lock_locked(SIM_BUILTIN_PARAMETERS)
{
    return sim_newref(world, sim_gate_closed(sim_lock_of(self)->gate) ? world->true_object
                                                                      : world->false_object);
}

static SimObject *
lock_repr(SimWorld *world, SimObject *self)
{
    return sim_str_format(world, "<%s %s object at 0x%" G_GINT64_MODIFIER "x>",
                          sim_gate_closed(sim_lock_of(self)->gate) ? "locked" : "unlocked",
                          self->type->name, (uint64_t) self->addr);
}

static const SimMethodDef lock_methods[] = {
    {"acquire_lock", lock_acquire, SIM_METH_KEYWORDS},
    {"acquire", lock_acquire, SIM_METH_KEYWORDS},
    {"release_lock", lock_release, SIM_METH_NOARGS},
    {"release", lock_release, SIM_METH_NOARGS},
    {"locked_lock", lock_locked, SIM_METH_NOARGS},
    {"locked", lock_locked, SIM_METH_NOARGS},
    {"__enter__", lock_enter, SIM_METH_NOARGS},
    {"__exit__", lock_release, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

static const SimTypeSlots lock_slots = {
    .tp_dealloc = lock_dealloc,
    .tp_host_free = lock_host_free,
    .tp_repr = lock_repr,
};

const SimTypeSpec sim_spec_THREAD_LOCK = {
    .id = SIM_TYPE_THREAD_LOCK,
    .basicsize = 40,
    .host_size = sizeof(SimLock),
    .flags = SIM_TPFLAGS_HAVE_WEAKREFS | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &lock_slots,
    .methods = lock_methods,
};

/* RLock */

static bool
check_owned(SimWorld *world, SimObject *self)
{
    if (sim_lock_of(self)->owner == world->thread->id + 1) {
        return true;
    }
    sim_err_format(world, SIM_TYPE_RuntimeError, "cannot release un-acquired lock");
    return false;
}

static void
open_rlock(SimWorld *world, SimLock *lock)
{
    lock->owner = 0;
    lock->count = 0;
    sim_threads_charge(sim_vm_of(world));
    sim_gate_open(sim_vm_of(world)->sched, lock->gate);
}

static SimObject *
rlock_release(SIM_BUILTIN_PARAMETERS)
{
    SimLock *lock = sim_lock_of(self);
    if (!check_owned(world, self)) {
        return NULL;
    }
    if (--lock->count == 0) {
        open_rlock(world, lock);
    }
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
rlock_is_owned(SIM_BUILTIN_PARAMETERS)
{
    bool owned = sim_lock_of(self)->owner == world->thread->id + 1;
    return sim_newref(world, owned ? world->true_object : world->false_object);
}

static SimObject *
rlock_recursion_count(SIM_BUILTIN_PARAMETERS)
{
    SimLock *lock = sim_lock_of(self);
    return sim_int_from_size(world, lock->owner == world->thread->id + 1 ? lock->count : 0);
}

/* What Condition does around a wait: lets go of it altogether, and has it back as it was. */
static SimObject *
rlock_release_save(SIM_BUILTIN_PARAMETERS)
{
    SimLock *lock = sim_lock_of(self);
    if (!check_owned(world, self)) {
        return NULL;
    }
    SimObject *count = sim_int_from_size(world, lock->count);
    if (count != NULL) {
        open_rlock(world, lock);
    }
    return count;
}

static SimObject *
rlock_acquire_restore(SIM_BUILTIN_PARAMETERS)
{
    SimLock *lock = sim_lock_of(self);
    int64_t count;
    if (!sim_arg_int(world, args[0], &count) ||
        close_gate(world, lock->gate, UINT64_MAX, "lock") < 0) {
        return NULL;
    }
    lock->owner = world->thread->id + 1;
    lock->count = (uint64_t) count;
    return sim_newref(world, SIM_NONE(world));
}

static SimObject *
rlock_repr(SimWorld *world, SimObject *self)
{
    const SimLock *lock = sim_lock_of(self);
    int64_t owner = 0;
    if (lock->owner != 0) {
        SimVm *vm = sim_vm_of(world);
        owner =
            sim_thread_ident(vm->threads == NULL ? &vm->main : vm->threads->pdata[lock->owner - 1]);
    }
    return sim_str_format(world,
                          "<%s %s object owner=%" G_GINT64_FORMAT " count=%" G_GUINT64_FORMAT
                          " at 0x%" G_GINT64_MODIFIER "x>",
                          lock->count > 0 ? "locked" : "unlocked", self->type->name, owner,
                          lock->count, (uint64_t) self->addr);
}

static SimObject *
rlock_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_lock_of(object)->gate = sim_gate_new();
    }
    return object;
}

static const SimMethodDef rlock_methods[] = {
    {"acquire", lock_acquire, SIM_METH_KEYWORDS},
    {"release", rlock_release, SIM_METH_NOARGS},
    {"_is_owned", rlock_is_owned, SIM_METH_NOARGS},
    {"_recursion_count", rlock_recursion_count, SIM_METH_NOARGS},
    {"_release_save", rlock_release_save, SIM_METH_NOARGS},
    {"_acquire_restore", rlock_acquire_restore, SIM_METH_O},
    {"__enter__", lock_enter, SIM_METH_NOARGS},
    {"__exit__", rlock_release, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

static const SimTypeSlots rlock_slots = {
    .tp_dealloc = lock_dealloc,
    .tp_host_free = lock_host_free,
    .tp_repr = rlock_repr,
    .tp_new = rlock_new,
};

const SimTypeSpec sim_spec_THREAD_RLOCK = {
    .id = SIM_TYPE_THREAD_RLOCK,
    .basicsize = 48,
    .host_size = sizeof(SimLock),
    .flags = SIM_TPFLAGS_HAVE_WEAKREFS | SIM_TPFLAGS_BASETYPE,
    .slots = &rlock_slots,
    .methods = rlock_methods,
};

/* The modules _random (Modules/_randommodule.c), which has the generator, and random, which is
 * Python on top of it (sim/vm/frozen/random.py). Where CPython asks the system for a seed, the
 * machine's own (--seed) and a count serve. */
#include <gmp.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/classes.h"
#include "sim/objects/float.h"
#include "sim/objects/int_private.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/mersenne.h"
#include "sim/vm/modules.h"

typedef struct {
    SimObject ob;
    SimMersenne generator;
} Random;

extern const SimTypeSpec sim_spec_RANDOM;

static SimMersenne *
generator_of(SimObject *self)
{
    return &((Random *) (void *) self)->generator;
}

static void
seed_anyhow(SimWorld *world, SimMersenne *generator)
{
    uint64_t seed = world->config.seed;
    uint32_t key[3] = {(uint32_t) seed, (uint32_t) (seed >> 32), ++sim_vm_of(world)->random_seeds};
    sim_mersenne_seed(generator, key, G_N_ELEMENTS(key));
}

static void
seed_by_number(SimMersenne *generator, mpz_srcptr number)
{
    size_t count = 0;
    size_t room = (mpz_sizeinbase(number, 2) + 31) / 32;
    uint32_t *key = g_new0(uint32_t, MAX(room, 1));
    mpz_export(key, &count, -1, sizeof *key, 0, 0, number);
    sim_mersenne_seed(generator, key, MAX(count, 1));
    g_free(key);
}

/* Of an int its value without sign, of other things their hash. */
static int
seed_by_object(SimWorld *world, SimMersenne *generator, SimObject *object)
{
    if (object == NULL || object == SIM_NONE(world)) {
        seed_anyhow(world, generator);
        return 0;
    }
    if (SIM_IS_INT(object)) {
        SimIntView view;
        seed_by_number(generator, sim_int_view(object, &view));
        return 0;
    }
    int64_t hash = sim_object_hash(world, object);
    if (hash == -1) {
        return -1;
    }
    mpz_t number;
    mpz_init_set_ui(number, (uint64_t) hash);
    seed_by_number(generator, number);
    mpz_clear(number);
    return 0;
}

/* Nothing but zeros until __init__ has seeded it. */
static SimObject *
random_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    (void) args;
    (void) kwargs;
    SimObject *self = sim_object_alloc(world, type, 0);
    if (self != NULL && sim_type_has(type, SIM_TPFLAGS_HAVE_GC)) {
        sim_gc_track(world, self);
    }
    return self;
}

static int
random_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    if (self->type == sim_type(world, SIM_TYPE_RANDOM) &&
        !sim_arg_no_keywords_dict(world, "Random", kwargs)) {
        return -1;
    }
    size_t count = sim_tuple_size(args);
    if (count > 1) {
        sim_err_format(world, SIM_TYPE_TypeError, "Random() requires 0 or 1 argument");
        return -1;
    }
    return seed_by_object(world, generator_of(self), count == 0 ? NULL : sim_tuple_get(args, 0));
}

static void
random_dealloc(SimWorld *world, SimObject *object)
{
    sim_object_release(world, object);
}

static SimObject *
random_random(SIM_BUILTIN_PARAMETERS)
{
    return sim_float_new(world, sim_mersenne_double(generator_of(self)));
}

static SimObject *
random_seed(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "seed", nargs, 0, 1) ||
        seed_by_object(world, generator_of(self), nargs == 0 ? NULL : args[0]) < 0) {
        return NULL;
    }
    return sim_newref(world, SIM_NONE(world));
}

enum {
    MAX_BITS = 1 << 26
};

static SimObject *
random_getrandbits(SIM_BUILTIN_PARAMETERS)
{
    int64_t bits = sim_number_as_index(world, args[0], SIM_TYPE_OverflowError);
    if (bits == -1 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (bits < 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "number of bits must be non-negative");
    }
    if (bits == 0) {
        return sim_int_new(world, 0);
    }
    if (bits > MAX_BITS) {
        return sim_err_no_memory(world);
    }
    size_t count = (size_t) (bits + 31) / 32;
    uint32_t *words = g_new(uint32_t, count);
    for (size_t i = 0; i < count; i++, bits -= 32) {
        words[i] = sim_mersenne_next(generator_of(self)) >> (bits < 32 ? 32 - bits : 0);
    }
    mpz_t number;
    mpz_init(number);
    mpz_import(number, count, -1, sizeof *words, 0, 0, words);
    g_free(words);
    SimObject *result = sim_int_from_mpz(world, number, 0);
    mpz_clear(number);
    return result;
}

static SimObject *
random_getstate(SIM_BUILTIN_PARAMETERS)
{
    const SimMersenne *generator = generator_of(self);
    SimObject *state = sim_tuple_new(world, SIM_MERSENNE_WORDS + 1);
    for (size_t i = 0; state != NULL && i <= SIM_MERSENNE_WORDS; i++) {
        uint32_t word = i < SIM_MERSENNE_WORDS ? generator->words[i] : generator->position;
        SimObject *number = sim_int_new(world, word);
        if (number == NULL) {
            SIM_CLEAR(world, state);
        } else {
            sim_tuple_set(world, state, i, number);
        }
    }
    return state;
}

static SimObject *
random_setstate(SIM_BUILTIN_PARAMETERS)
{
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state vector must be a tuple");
    }
    if (sim_tuple_size(args[0]) != SIM_MERSENNE_WORDS + 1) {
        return sim_err_format(world, SIM_TYPE_ValueError, "state vector is the wrong size");
    }
    SimMersenne state;
    for (size_t i = 0; i <= SIM_MERSENNE_WORDS; i++) {
        int64_t word =
            sim_number_as_index(world, sim_tuple_get(args[0], i), SIM_TYPE_OverflowError);
        if (word == -1 && sim_err_occurred(world) != NULL) {
            return NULL;
        }
        *(i < SIM_MERSENNE_WORDS ? &state.words[i] : &state.position) = (uint32_t) word;
        if (word < 0 || (i == SIM_MERSENNE_WORDS && word > SIM_MERSENNE_WORDS)) {
            return sim_err_format(world, SIM_TYPE_ValueError, "invalid state");
        }
    }
    *generator_of(self) = state;
    return sim_newref(world, SIM_NONE(world));
}

static const SimTypeSlots slots = {
    .tp_dealloc = random_dealloc,
    .tp_init = random_init,
    .tp_new = random_new,
};

static const SimMethodDef methods[] = {
    {"random", random_random, SIM_METH_NOARGS},      {"seed", random_seed, SIM_METH_FASTCALL},
    {"getrandbits", random_getrandbits, SIM_METH_O}, {"getstate", random_getstate, SIM_METH_NOARGS},
    {"setstate", random_setstate, SIM_METH_O},       {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_RANDOM = {
    .id = SIM_TYPE_RANDOM,
    .basicsize = 2520,
    .host_size = sizeof(Random),
    .flags = SIM_TPFLAGS_BASETYPE,
    .slots = &slots,
    .methods = methods,
    .doc = "Random() -> create a random number generator with its own internal state.",
};

/* hashlib.sha512(data).digest(): what strings are seeded with. */
static SimObject *
random_sha512(SIM_BUILTIN_PARAMETERS)
{
    const SimBytes *data = (const SimBytes *) (const void *) args[0];
    uint8_t digest[64];
    gsize length = sizeof digest;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA512);
    g_checksum_update(checksum, data->data, data->length);
    g_checksum_get_digest(checksum, digest, &length);
    g_checksum_free(checksum);
    return sim_bytes_new(world, digest, length);
}

static const SimMethodDef functions[] = {
    {"_sha512", random_sha512, SIM_METH_O},
    {NULL, NULL, 0},
};

SimObject *
sim_random_c_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimType *type = sim_type(world, SIM_TYPE_RANDOM);
    if (!sim_type_has(type, SIM_TPFLAGS_READY)) {
        sim_type_ready(world, &sim_spec_RANDOM);
    }
    SimObject *module = sim_module_new(world, "_random");
    if (module != NULL &&
        (sim_module_add_functions(world, module, functions) < 0 ||
         sim_module_add(world, module, "Random", sim_newref(world, &type->ob)) < 0)) {
        SIM_CLEAR(world, module);
    }
    return module;
}

SimObject *
sim_random_module(SimVm *vm)
{
    return sim_frozen_module(vm, "random", sim_frozen_random);
}

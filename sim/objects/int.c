#include "sim/objects/int_private.h"

#include <math.h>
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/startup.h"
#include "sim/objects/str.h"

enum {
    INT_HEADER = 24,
    SMALL_INTS = SIM_SMALL_INT_MAX - SIM_SMALL_INT_MIN + 1,
    TEXT_SHOWN = 60 /* digits of a large number that its VALUE event shows in full */
};

static const uint64_t hash_modulus = (UINT64_C(1) << 61) - 1;

mpz_srcptr
sim_int_view(const SimObject *object, SimIntView *view)
{
    const SimInt *self = sim_int_const_cast(object);
    if (self->big != NULL) {
        return mpz_roinit_n(view->z, self->big->limbs, self->big->size);
    }
    view->limb = sim_int_magnitude(self->value);
    return mpz_roinit_n(view->z, &view->limb, self->value < 0 ? -1 : self->value > 0);
}

static size_t
mpz_digits(mpz_srcptr z)
{
    size_t bits = mpz_sgn(z) == 0 ? 0 : mpz_sizeinbase(z, 2);
    return (bits + SIM_INT_SHIFT - 1) / SIM_INT_SHIFT;
}

size_t
sim_int_size(const SimObject *object)
{
    const SimInt *self = sim_int_const_cast(object);
    if (self->big == NULL) {
        return sim_int_digits_of(sim_int_magnitude(self->value));
    }
    SimIntView view;
    return mpz_digits(sim_int_view(object, &view));
}

int
sim_int_sign(const SimObject *object)
{
    const SimInt *self = sim_int_const_cast(object);
    if (self->big != NULL) {
        return self->big->size < 0 ? -1 : 1;
    }
    return self->value < 0 ? -1 : self->value > 0;
}

static bool
is_small(int64_t value)
{
    return value >= SIM_SMALL_INT_MIN && value <= SIM_SMALL_INT_MAX;
}

static SimObject *
small_int(SimWorld *world, int64_t value)
{
    return sim_newref(world, &world->small_ints[value - SIM_SMALL_INT_MIN].ob);
}

SimObject *
sim_int_new_sized(SimWorld *world, int64_t value, size_t request)
{
    if (is_small(value)) {
        return small_int(world, value);
    }
    SimObject *object = sim_object_alloc_sized(world, sim_type(world, SIM_TYPE_INT),
                                               INT_HEADER + 4 * request, sizeof(SimInt));
    if (G_UNLIKELY(object == NULL)) {
        return NULL;
    }
    sim_int_cast(object)->value = value;
    SIM_RECORD(world, INT, object->slot, value);
    return object;
}

/* A number of one digit is given the whole struct, padding included: two digits' room
 * (_PyLong_FromMedium). */
SimObject *
sim_int_new(SimWorld *world, int64_t value)
{
    if (is_small(value)) {
        return small_int(world, value);
    }
    size_t digits = sim_int_digits_of(sim_int_magnitude(value));
    return sim_int_new_sized(world, value, MAX(digits, 2));
}

/* The value of a number with many digits is shown by its ends. */
static void
record_big(SimWorld *world, SimObject *object, mpz_srcptr z)
{
    if (world->trace == NULL) {
        return;
    }
    char text[128];
    if (mpz_sizeinbase(z, 10) <= TEXT_SHOWN) {
        mpz_get_str(text, 10, z);
    } else {
        size_t bits = mpz_sizeinbase(z, 2);
        g_snprintf(text, sizeof text, "%san int of %" G_GSIZE_FORMAT " bits",
                   mpz_sgn(z) < 0 ? "-" : "", bits);
    }
    SimText value = {text, strlen(text)};
    sim_trace_emit_VALUE(world->trace, object->slot, value);
}

static void
set_big(SimObject *object, mpz_srcptr z)
{
    SimInt *self = sim_int_cast(object);
    self->big = (SimBigInt *) (void *) ((uint8_t *) object + object->type->host_size);
    size_t limbs = mpz_size(z);
    self->big->size = mpz_sgn(z) < 0 ? -(int64_t) limbs : (int64_t) limbs;
    memcpy(self->big->limbs, mpz_limbs_read(z), limbs * sizeof(mp_limb_t));
}

static size_t
big_room(mpz_srcptr z)
{
    return offsetof(SimBigInt, limbs) + mpz_size(z) * sizeof(mp_limb_t);
}

SimObject *
sim_int_from_mpz(SimWorld *world, mpz_srcptr z, size_t request)
{
    size_t digits = mpz_digits(z);
    if (mpz_fits_slong_p(z)) {
        return request <= 1 ? sim_int_new(world, mpz_get_si(z))
                            : sim_int_new_sized(world, mpz_get_si(z), MAX(digits, request));
    }
    SimObject *object =
        sim_object_alloc_sized(world, sim_type(world, SIM_TYPE_INT),
                               INT_HEADER + 4 * MAX(digits, request), sizeof(SimInt) + big_room(z));
    if (object == NULL) {
        return NULL;
    }
    set_big(object, z);
    record_big(world, object, z);
    return object;
}

SimObject *
sim_int_from_size(SimWorld *world, uint64_t value)
{
    if (value <= INT64_MAX) {
        return sim_int_new(world, (int64_t) value);
    }
    mpz_t z;
    mpz_init_set_ui(z, value);
    SimObject *object = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return object;
}

SimObject *
sim_int_from_hex(SimWorld *world, const char *digits)
{
    mpz_t z;
    int failed = mpz_init_set_str(z, digits, 16);
    g_assert(failed == 0);
    SimObject *object = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return object;
}

SimObject *
sim_int_from_double(SimWorld *world, double value)
{
    if (isinf(value)) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "cannot convert float infinity to integer");
    }
    if (isnan(value)) {
        return sim_err_format(world, SIM_TYPE_ValueError, "cannot convert float NaN to integer");
    }
    if (value > -0x1p63 && value < 0x1p63) {
        return sim_int_new(world, (int64_t) value);
    }
    mpz_t z;
    mpz_init_set_d(z, value);
    SimObject *object = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return object;
}

bool
sim_int_get(const SimObject *object, int64_t *value)
{
    const SimInt *self = sim_int_const_cast(object);
    *value = self->value;
    return self->big == NULL;
}

/* mpz_get_d cuts off: the bits below the 54th decide here, half to even. */
bool
sim_int_mpz_to_double(mpz_srcptr z, double *out)
{
    size_t bits = mpz_sizeinbase(z, 2);
    if (bits <= 53) {
        *out = mpz_get_d(z);
        return true;
    }
    if (bits > 1024) {
        return false;
    }
    size_t shift = bits - 55;
    mpz_t top;
    mpz_init(top);
    mpz_tdiv_q_2exp(top, z, shift);
    uint64_t mantissa = mpz_get_ui(top); /* of the magnitude: 55 bits */
    mpz_clear(top);
    /* The lowest set bit of z tells whether anything was cut off. */
    if (mpz_scan1(z, 0) < shift) {
        mantissa |= 1;
    }
    uint64_t rest = mantissa & 3;
    mantissa >>= 2;
    if (rest == 3 || (rest == 2 && (mantissa & 1) != 0)) {
        mantissa++;
    }
    double magnitude = ldexp((double) mantissa, (int) shift + 2);
    *out = mpz_sgn(z) < 0 ? -magnitude : magnitude;
    return !isinf(magnitude);
}

double
sim_int_as_double(SimWorld *world, SimObject *object)
{
    const SimInt *self = sim_int_cast(object);
    if (self->big == NULL) {
        return (double) self->value;
    }
    SimIntView view;
    double value;
    if (!sim_int_mpz_to_double(sim_int_view(object, &view), &value)) {
        sim_err_format(world, SIM_TYPE_OverflowError, "int too large to convert to float");
        return -1.0;
    }
    return value;
}

SimObject *
sim_int_exact(SimWorld *world, SimObject *object)
{
    if (SIM_IS_INT_EXACT(world, object)) {
        return sim_newref(world, object);
    }
    SimInt *self = sim_int_cast(object);
    if (self->big == NULL) {
        return sim_int_new(world, self->value);
    }
    SimIntView view;
    return sim_int_from_mpz(world, sim_int_view(object, &view), 0);
}

/* An instance of a class that derives from int, with the number of @from
 * (long_subtype_new). */
static SimObject *
subclass_instance(SimWorld *world, SimType *type, SimObject *from)
{
    size_t digits = MAX(sim_int_size(from), 1);
    SimObject *object = sim_object_alloc(world, type, digits);
    if (object == NULL) {
        return NULL;
    }
    sim_gc_track(world, object);
    const SimInt *source = sim_int_cast(from);
    if (source->big == NULL) {
        sim_int_cast(object)->value = source->value;
        SIM_RECORD(world, INT, object->slot, source->value);
        return object;
    }
    SimIntView view;
    mpz_srcptr z = sim_int_view(from, &view);
    set_big(object, z);
    record_big(world, object, z);
    return object;
}

SimObject *
sim_int_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *out[2] = {NULL, NULL};
    static const char *const names[] = {"", "base", NULL};
    if (!sim_arg_parse_tuple(world, "int", names, 0, 2, args, kwargs, out)) {
        return NULL;
    }
    SimObject *number = sim_int_convert(world, out[0], out[1]);
    if (number == NULL || type == sim_type(world, SIM_TYPE_INT)) {
        return number;
    }
    SimObject *object = subclass_instance(world, type, number);
    sim_decref(world, number);
    return object;
}

static int64_t
int_hash(SimWorld *world, SimObject *object)
{
    (void) world;
    const SimInt *self = sim_int_cast(object);
    int64_t hash;
    if (self->big == NULL) {
        hash = (int64_t) (sim_int_magnitude(self->value) % hash_modulus);
    } else {
        SimIntView view;
        hash = (int64_t) mpz_tdiv_ui(sim_int_view(object, &view), hash_modulus);
    }
    if (sim_int_sign(object) < 0) {
        hash = -hash;
    }
    return hash == -1 ? -2 : hash;
}

static int
compare(const SimObject *a, const SimObject *b)
{
    const SimInt *x = sim_int_const_cast(a);
    const SimInt *y = sim_int_const_cast(b);
    if (x->big == NULL && y->big == NULL) {
        return x->value < y->value ? -1 : x->value > y->value;
    }
    SimIntView left;
    SimIntView right;
    int order = mpz_cmp(sim_int_view(a, &left), sim_int_view(b, &right));
    return order < 0 ? -1 : order > 0;
}

SimObject *
sim_bool_from_order(SimWorld *world, int order, SimCompareOp op)
{
    bool result = false;
    switch (op) {
    case SIM_LT:
        result = order < 0;
        break;
    case SIM_LE:
        result = order <= 0;
        break;
    case SIM_EQ:
        result = order == 0;
        break;
    case SIM_NE:
        result = order != 0;
        break;
    case SIM_GT:
        result = order > 0;
        break;
    case SIM_GE:
        result = order >= 0;
        break;
    }
    return sim_bool_new(world, result);
}

int
sim_int_order(const SimObject *a, const SimObject *b)
{
    return a == b ? 0 : compare(a, b);
}

static SimObject *
int_richcompare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (!SIM_IS_INT(a) || !SIM_IS_INT(b)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    return sim_bool_from_order(world, sim_int_order(a, b), op);
}

static int
int_bool(SimWorld *world, SimObject *object)
{
    (void) world;
    return sim_int_sign(object) != 0;
}

static SimObject *
int_float(SimWorld *world, SimObject *object)
{
    double value = sim_int_as_double(world, object);
    if (value == -1.0 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_float_new(world, value);
}

static size_t
int_sizeof(SimWorld *world, SimObject *object)
{
    (void) world;
    return INT_HEADER + 4 * MAX(sim_int_size(object), 1);
}

static const SimTypeSlots int_slots = {
    .tp_dealloc = sim_object_release,
    .tp_repr = sim_int_repr,
    .tp_hash = int_hash,
    .tp_richcompare = int_richcompare,
    .tp_new = sim_int_type_new,
    .tp_sizeof = int_sizeof,
    .nb_add = sim_int_add,
    .nb_subtract = sim_int_subtract,
    .nb_multiply = sim_int_multiply,
    .nb_remainder = sim_int_remainder,
    .nb_divmod = sim_int_divmod,
    .nb_power = sim_int_power,
    .nb_negative = sim_int_negative,
    .nb_positive = sim_int_exact,
    .nb_absolute = sim_int_absolute,
    .nb_bool = int_bool,
    .nb_invert = sim_int_invert,
    .nb_lshift = sim_int_lshift,
    .nb_rshift = sim_int_rshift,
    .nb_and = sim_int_and,
    .nb_xor = sim_int_xor,
    .nb_or = sim_int_or,
    .nb_int = sim_int_exact,
    .nb_float = int_float,
    .nb_floor_divide = sim_int_floor_divide,
    .nb_true_divide = sim_int_true_divide,
    .nb_index = sim_int_exact,
};

const SimTypeSpec sim_spec_INT = {
    .id = SIM_TYPE_INT,
    .base = SIM_TYPE_OBJECT,
    .basicsize = INT_HEADER,
    .itemsize = 4,
    .host_size = sizeof(SimInt),
    /* Behind an object of three digits or more there is room for its limbs. */
    .host_itemsize = 8,
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_INT_SUBCLASS,
    .slots = &int_slots,
    .methods = sim_int_methods,
    .getset = sim_int_getset,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer",
};

/* The small ints, then False and True. */
void
sim_int_startup(SimWorld *world)
{
    world->small_ints = g_new0(SimInt, SMALL_INTS + 2);
    for (int i = 0; i < SMALL_INTS; i++) {
        SimInt *small = &world->small_ints[i];
        sim_object_init_static(world, &small->ob, sim_type(world, SIM_TYPE_INT), SIM_STATIC_REFCNT);
        small->value = SIM_SMALL_INT_MIN + i;
        SIM_RECORD(world, INT, small->ob.slot, small->value);
    }
    for (int truth = 0; truth <= 1; truth++) {
        SimInt *object = &world->small_ints[SMALL_INTS + truth];
        sim_object_init_static(world, &object->ob, sim_type(world, SIM_TYPE_BOOL), 1);
        object->value = truth;
        SIM_RECORD(world, INT, object->ob.slot, object->value);
    }
    world->false_object = &world->small_ints[SMALL_INTS].ob;
    world->true_object = &world->small_ints[SMALL_INTS + 1].ob;
}

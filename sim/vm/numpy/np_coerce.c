#include "sim/vm/numpy/np_coerce.h"

#include <string.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/int.h"
#include "sim/objects/list.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

/* What nested sequences have shown so far. */
typedef struct {
    int ndim;  /* of the elements met; -1: none yet */
    int known; /* axes whose length is known */
    int64_t shape[SIM_NP_MAX_DIMS];
    SimNpKind kind; /* SIM_NP_KINDS: none yet */
} Discovery;

static bool
raise_ragged(SimWorld *world, const Discovery *found, int axes)
{
    g_autoptr(GString) shape = g_string_new("(");
    for (int i = 0; i < axes; i++) {
        g_string_append_printf(shape, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", found->shape[i]);
    }
    g_string_append(shape, axes == 1 ? ",)" : ")");
    sim_err_format(world, SIM_TYPE_ValueError,
                   "setting an array element with a sequence. The requested array has an "
                   "inhomogeneous shape after %d dimensions. The detected shape was %s + "
                   "inhomogeneous part.",
                   axes, shape->str);
    return false;
}

static bool
found_element(SimWorld *world, Discovery *found, int depth, SimNpKind kind)
{
    if (found->ndim >= 0 && found->ndim != depth) {
        return raise_ragged(world, found, MIN(found->ndim, depth));
    }
    if (found->known > depth) {
        return raise_ragged(world, found, depth);
    }
    found->ndim = depth;
    found->kind = found->kind == SIM_NP_KINDS ? kind : sim_np_promote(found->kind, kind);
    return true;
}

static bool
found_length(SimWorld *world, Discovery *found, int depth, int64_t length)
{
    if (depth >= SIM_NP_MAX_DIMS) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "setting an array element with a sequence. The requested array would exceed "
                       "the maximum number of dimension of 32.");
        return false;
    }
    if (found->ndim >= 0 && depth >= found->ndim) {
        return raise_ragged(world, found, found->ndim);
    }
    if (depth < found->known) {
        return found->shape[depth] == length || raise_ragged(world, found, depth);
    }
    found->shape[depth] = length;
    found->known = depth + 1;
    return true;
}

static bool
found_array(SimWorld *world, Discovery *found, int depth, const SimNdarray *array)
{
    for (int i = 0; i < array->ndim; i++) {
        if (!found_length(world, found, depth + i, array->dims[i])) {
            return false;
        }
    }
    return found_element(world, found, depth + array->ndim, array->kind);
}

static bool
is_sequence(const SimObject *object)
{
    return object->type->slots.sq_item != NULL && object->type->slots.sq_length != NULL &&
           !SIM_IS_STR(object) && !sim_type_has(object->type, SIM_TPFLAGS_BYTES_SUBCLASS);
}

static bool
raise_not_modelled(SimWorld *world, const SimObject *object)
{
    sim_err_format(world, SIM_TYPE_TypeError,
                   "numpy arrays of '%s' objects are not modelled: numbers only",
                   object->type->name);
    return false;
}

static bool discover(SimWorld *world, Discovery *found, SimObject *object, int depth);

static bool
discover_items(SimWorld *world, Discovery *found, SimObject *sequence, int depth)
{
    SimObject *fast = sim_sequence_fast(world, sequence, "not a sequence");
    if (fast == NULL) {
        return false;
    }
    size_t count;
    SimObject *const *items = sim_sequence_items(fast, &count);
    bool ok = found_length(world, found, depth, (int64_t) count);
    for (size_t i = 0; ok && i < count; i++) {
        ok = discover(world, found, items[i], depth + 1);
    }
    sim_decref(world, fast);
    return ok;
}

static bool
discover(SimWorld *world, Discovery *found, SimObject *object, int depth)
{
    SimNpKind kind;
    SimNpValue value;
    if (SIM_IS_NDARRAY(world, object)) {
        return found_array(world, found, depth, sim_np_cast(object));
    }
    if (sim_np_number_get(world, object, &kind, &value)) {
        return found_element(world, found, depth, kind);
    }
    if (sim_err_occurred(world) != NULL) {
        return false;
    }
    return is_sequence(object) ? discover_items(world, found, object, depth)
                               : raise_not_modelled(world, object);
}

/* Stores @object where @offset points and advances it by what was stored. */
static int
store(SimWorld *world, SimNdarray *array, SimObject *object, int64_t *offset)
{
    SimNpKind kind;
    SimNpValue value;
    int64_t width = (int64_t) sim_np_item_size(array->kind);
    if (sim_np_number_get(world, object, &kind, &value)) {
        if (!sim_np_check_number(world, value, kind, array->kind)) {
            return -1;
        }
        sim_np_set(array, *offset, sim_np_convert(value, kind, array->kind));
        *offset += width;
        return 0;
    }
    if (SIM_IS_NDARRAY(world, object)) {
        SimNdarray *part = sim_np_cast(object);
        SimNpWalk walk;
        sim_np_walk_start(&walk, part->ndim, part->dims);
        sim_np_walk_add(&walk, part);
        for (; !sim_np_walk_at_end(&walk); sim_np_walk_next(&walk), *offset += width) {
            value = sim_np_get(part, walk.offset[0]);
            sim_np_set(array, *offset, sim_np_convert(value, part->kind, array->kind));
        }
        return 0;
    }
    SimObject *fast = sim_sequence_fast(world, object, "not a sequence");
    if (fast == NULL) {
        return -1;
    }
    size_t count;
    SimObject *const *items = sim_sequence_items(fast, &count);
    int status = 0;
    for (size_t i = 0; status == 0 && i < count; i++) {
        status = store(world, array, items[i], offset);
    }
    sim_decref(world, fast);
    return status;
}

SimNdarray *
sim_np_from_object(SimWorld *world, SimObject *object, SimNpKind kind)
{
    if (SIM_IS_NDARRAY(world, object)) {
        SimNdarray *array = sim_np_cast(object);
        return sim_np_copy(world, array, kind == SIM_NP_KINDS ? array->kind : kind, NULL);
    }
    Discovery found = {.ndim = -1, .kind = SIM_NP_KINDS};
    if (!discover(world, &found, object, 0)) {
        return NULL;
    }
    SimNpKind natural = found.kind == SIM_NP_KINDS ? SIM_NP_FLOAT64 : found.kind;
    SimNdarray *array = sim_np_new(world, kind == SIM_NP_KINDS ? natural : kind, found.known,
                                   found.shape, NULL, sim_np_fill_zero());
    int64_t offset = 0;
    if (array == NULL || !sim_np_can_write(world, array) ||
        store(world, array, object, &offset) < 0) {
        sim_xdecref(world, sim_np_object(array));
        return NULL;
    }
    return array;
}

SimNdarray *
sim_np_as_array(SimWorld *world, SimObject *object)
{
    return SIM_IS_NDARRAY(world, object) ? sim_np_cast(sim_newref(world, object))
                                         : sim_np_from_object(world, object, SIM_NP_KINDS);
}

static bool
length_arg(SimWorld *world, SimObject *object, int64_t *out)
{
    *out = sim_number_as_index(world, object, SIM_TYPE_OverflowError);
    if (*out != -1 || sim_err_occurred(world) == NULL) {
        return true;
    }
    if (sim_err_clear_if(world, SIM_TYPE_OverflowError)) {
        sim_err_format(world, SIM_TYPE_ValueError, "Maximum allowed dimension exceeded");
    }
    return false;
}

bool
sim_np_shape_arg(SimWorld *world, SimObject *object, int *ndim, int64_t *shape)
{
    *ndim = 1;
    if (sim_object_is_index(object) || SIM_IS_STR(object)) {
        return length_arg(world, object, shape);
    }
    if (!is_sequence(object)) {
        SimObject *text = sim_object_repr(world, object);
        if (text != NULL) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "expected a sequence of integers or a single integer, got '%s'",
                           sim_str_utf8(text, NULL));
            sim_decref(world, text);
        }
        return false;
    }
    SimObject *fast = sim_sequence_fast(world, object, "not a sequence");
    if (fast == NULL) {
        return false;
    }
    size_t count;
    SimObject *const *items = sim_sequence_items(fast, &count);
    bool ok = count <= SIM_NP_MAX_DIMS;
    if (!ok) {
        sim_err_format(world, SIM_TYPE_ValueError,
                       "maximum supported dimension for an ndarray is 32, found %zu", count);
    }
    for (size_t i = 0; ok && i < count; i++) {
        ok = length_arg(world, items[i], &shape[i]);
    }
    *ndim = (int) count;
    sim_decref(world, fast);
    return ok;
}

static SimNpKind
kind_of_python_type(SimWorld *world, const SimObject *object)
{
    if (object == &sim_type(world, SIM_TYPE_FLOAT)->ob) {
        return SIM_NP_FLOAT64;
    }
    if (object == &sim_type(world, SIM_TYPE_INT)->ob) {
        return SIM_NP_INT64;
    }
    if (object == &sim_type(world, SIM_TYPE_BOOL)->ob) {
        return SIM_NP_BOOL;
    }
    return sim_np_kind_of_type(world, (const SimType *) (const void *) object);
}

static SimNpKind
kind_of_name(const char *name)
{
    static const struct {
        const char *name;
        SimNpKind kind;
    } others[] = {
        {"bool_", SIM_NP_BOOL},     {"int", SIM_NP_INT64},     {"int_", SIM_NP_INT64},
        {"uint", SIM_NP_UINT64},    {"float", SIM_NP_FLOAT64}, {"double", SIM_NP_FLOAT64},
        {"single", SIM_NP_FLOAT32}, {"byte", SIM_NP_INT8},     {"ubyte", SIM_NP_UINT8},
        {"short", SIM_NP_INT16},    {"ushort", SIM_NP_UINT16}, {"intc", SIM_NP_INT32},
        {"uintc", SIM_NP_UINT32},   {"q", SIM_NP_INT64},       {"Q", SIM_NP_UINT64},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (strcmp(others[i].name, name) == 0) {
            return others[i].kind;
        }
    }
    const char *bare = strchr("<=|", *name) != NULL && *name != '\0' ? name + 1 : name;
    for (int kind = 0; kind < SIM_NP_KINDS; kind++) {
        const SimNpKindInfo *info = sim_np_kind_info((SimNpKind) kind);
        g_autofree char *typestr = sim_np_typestr((SimNpKind) kind);
        bool is_code = bare[0] == info->code && bare[1] == '\0';
        if (is_code || strcmp(name, info->name) == 0 || strcmp(bare, typestr + 1) == 0) {
            return (SimNpKind) kind;
        }
    }
    return SIM_NP_KINDS;
}

/* Names numpy knows and the model does not. */
static bool
is_unmodelled(const char *name)
{
    static const char *const prefixes[] = {"complex",    "object",     "str",        "float16",
                                           "float128",   "half",       "bytes",      "void",
                                           "longdouble", "datetime64", "timedelta64"};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i])) {
            return true;
        }
    }
    const char *bare = strchr("<>=|", *name) != NULL && *name != '\0' ? name + 1 : name;
    return *name == '>' ||
           (*bare != '\0' && strchr("cOSUVMmegFDGa", *bare) != NULL &&
            (bare[1] == '\0' || g_ascii_isdigit(bare[1]))) ||
           strcmp(bare, "f2") == 0 || strcmp(bare, "f16") == 0;
}

static bool
raise_bad_dtype(SimWorld *world, SimObject *object)
{
    if (SIM_IS_STR(object)) {
        const char *name = sim_str_utf8(object, NULL);
        sim_err_format(world, SIM_TYPE_TypeError,
                       is_unmodelled(name) ? "dtype '%s' is not modelled"
                                           : "data type '%s' not understood",
                       name);
        return false;
    }
    SimObject *text = sim_object_repr(world, object);
    if (text != NULL) {
        bool is_type = sim_type_has(object->type, SIM_TPFLAGS_TYPE_SUBCLASS);
        sim_err_format(world, SIM_TYPE_TypeError,
                       is_type ? "dtype %s is not modelled"
                               : "Cannot interpret '%s' as a data type",
                       sim_str_utf8(text, NULL));
        sim_decref(world, text);
    }
    return false;
}

bool
sim_np_kind_arg(SimWorld *world, SimObject *object, SimNpKind otherwise, SimNpKind *out)
{
    *out = otherwise;
    if (object == NULL || object == SIM_NONE(world)) {
        return true;
    }
    if (object->type == sim_type(world, SIM_TYPE_NP_DTYPE)) {
        *out = ((SimNpDtype *) (void *) object)->kind;
        return true;
    }
    *out = SIM_IS_STR(object) ? kind_of_name(sim_str_utf8(object, NULL))
           : sim_type_has(object->type, SIM_TPFLAGS_TYPE_SUBCLASS)
               ? kind_of_python_type(world, object)
               : SIM_NP_KINDS;
    return *out != SIM_NP_KINDS || raise_bad_dtype(world, object);
}

bool
sim_np_order_arg(SimWorld *world, SimObject *object, char otherwise, char *out)
{
    *out = otherwise;
    if (object == NULL || object == SIM_NONE(world)) {
        return true;
    }
    const char *text = SIM_IS_STR(object) ? sim_str_utf8(object, NULL) : "";
    *out = g_ascii_toupper(text[0]);
    if (strlen(text) == 1 && strchr("CFAK", *out) != NULL) {
        return true;
    }
    sim_err_format(world, SIM_IS_STR(object) ? SIM_TYPE_ValueError : SIM_TYPE_TypeError,
                   "order must be one of 'C', 'F', 'A', or 'K' (got '%s')", text);
    return false;
}

const int *
sim_np_axes_of(char order, int ndim, int *room)
{
    if (order != 'F') {
        return NULL;
    }
    sim_np_f_order(ndim, room);
    return room;
}

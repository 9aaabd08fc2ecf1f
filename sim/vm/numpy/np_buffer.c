/* Elements of arrays, on the host. */
#include <math.h>
#include <string.h>

#include "sim/vm/numpy/np_buffer.h"

enum {
    MAX_TOUCHED = 1 << 26
}; /* elements an array may have to be read or written */

SimNpBuffer *
sim_np_buffer_new(SimNpKind kind, int64_t count, SimNpFill fill)
{
    SimNpBuffer *buffer = g_new0(SimNpBuffer, 1);
    buffer->refs = 1;
    buffer->kind = kind;
    buffer->count = count;
    buffer->fill = fill;
    return buffer;
}

SimNpBuffer *
sim_np_buffer_ref(SimNpBuffer *buffer)
{
    buffer->refs++;
    return buffer;
}

void
sim_np_buffer_unref(SimNpBuffer *buffer)
{
    if (buffer != NULL && --buffer->refs == 0) {
        g_free(buffer->bytes);
        g_free(buffer);
    }
}

static void
put(SimNpBuffer *buffer, int64_t index, double real)
{
    switch (buffer->kind) {
    case SIM_NP_BOOL:
        buffer->bytes[index] = real < 0 || real > 0;
        break;
    case SIM_NP_INT: {
        int64_t integer = (int64_t) real;
        memcpy(buffer->bytes + 8 * index, &integer, 8);
        break;
    }
    case SIM_NP_FLOAT:
        memcpy(buffer->bytes + 8 * index, &real, 8);
        break;
    case SIM_NP_KINDS:
        break;
    }
}

/* splitmix64: any sequence will do where the scenario gave no seed. */
static double
next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

static void
fill(SimNpBuffer *buffer)
{
    uint64_t random = (uint64_t) buffer->fill.start;
    for (int64_t i = 0; i < buffer->count; i++) {
        switch (buffer->fill.kind) {
        case SIM_NP_ZERO:
            return;
        case SIM_NP_RANDOM:
            put(buffer, i, next_random(&random));
            break;
        case SIM_NP_RANGE:
            put(buffer, i, buffer->fill.start + (double) i * buffer->fill.step);
            break;
        case SIM_NP_VALUE:
            put(buffer, i, buffer->fill.start);
            break;
        }
    }
}

bool
sim_np_buffer_touch(SimNpBuffer *buffer)
{
    if (buffer->bytes != NULL) {
        return true;
    }
    if (buffer->count > MAX_TOUCHED) {
        return false;
    }
    size_t size = (size_t) buffer->count * sim_np_item_size(buffer->kind);
    buffer->bytes = g_try_malloc0(MAX(size, 1));
    if (buffer->bytes == NULL) {
        return false;
    }
    fill(buffer);
    return true;
}

size_t
sim_np_item_size(SimNpKind kind)
{
    return kind == SIM_NP_BOOL ? 1 : 8;
}

const char *
sim_np_kind_name(SimNpKind kind)
{
    static const char *const names[] = {"bool", "int64", "float64"};
    return names[kind];
}

int64_t
sim_np_get_int(const SimNdarray *array, int64_t offset)
{
    const uint8_t *at = array->buffer->bytes + offset;
    int64_t integer = 0;
    double real = 0;
    switch (array->kind) {
    case SIM_NP_BOOL:
        return *at;
    case SIM_NP_INT:
        memcpy(&integer, at, sizeof integer);
        return integer;
    case SIM_NP_FLOAT:
        memcpy(&real, at, sizeof real);
        return real >= -0x1p63 && real < 0x1p63 ? (int64_t) real : INT64_MIN;
    case SIM_NP_KINDS:
        break;
    }
    g_assert_not_reached();
}

double
sim_np_get_real(const SimNdarray *array, int64_t offset)
{
    if (array->kind != SIM_NP_FLOAT) {
        return (double) sim_np_get_int(array, offset);
    }
    double real;
    memcpy(&real, array->buffer->bytes + offset, sizeof real);
    return real;
}

void
sim_np_set_int(SimNdarray *array, int64_t offset, int64_t value)
{
    uint8_t *at = array->buffer->bytes + offset;
    double real = (double) value;
    switch (array->kind) {
    case SIM_NP_BOOL:
        *at = value != 0;
        break;
    case SIM_NP_INT:
        memcpy(at, &value, sizeof value);
        break;
    case SIM_NP_FLOAT:
        memcpy(at, &real, sizeof real);
        break;
    case SIM_NP_KINDS:
        break;
    }
}

void
sim_np_set_real(SimNdarray *array, int64_t offset, double value)
{
    if (array->kind == SIM_NP_FLOAT) {
        memcpy(array->buffer->bytes + offset, &value, sizeof value);
    } else if (array->kind == SIM_NP_BOOL) {
        sim_np_set_int(array, offset, value < 0 || value > 0 || isnan(value));
    } else {
        bool fits = value >= -0x1p63 && value < 0x1p63;
        sim_np_set_int(array, offset, fits ? (int64_t) value : INT64_MIN);
    }
}

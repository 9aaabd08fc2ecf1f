/* bytes.translate() and bytes.maketrans(). */
#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"

enum {
    BYTE_VALUES = 256
};

/* table, delete=b'': each byte becomes the table's, or goes. */
SIM_BYTES_METHOD(translate)
{
    static const char *const names[] = {"", "delete", NULL};
    SimObject *out[2] = {NULL, NULL};
    if (!sim_arg_parse(world, "translate", names, 1, 2, args, nargs, kwnames, out)) {
        return NULL;
    }
    const SimBytes *table = NULL;
    if (out[0] != SIM_NONE(world)) {
        if (!sim_bytes_check(world, out[0])) {
            return NULL;
        }
        table = sim_bytes_cast(out[0]);
        if (table->length != BYTE_VALUES) {
            return sim_err_format(world, SIM_TYPE_ValueError,
                                  "translation table must be 256 characters long");
        }
    }
    bool goes[BYTE_VALUES] = {false};
    if (out[1] != NULL) {
        if (!sim_bytes_check(world, out[1])) {
            return NULL;
        }
        for (int64_t i = 0; i < sim_bytes_cast(out[1])->length; i++) {
            goes[sim_bytes_cast(out[1])->data[i]] = true;
        }
    }
    const SimBytes *bytes = sim_bytes_cast(self);
    GByteArray *changed = g_byte_array_sized_new((guint) bytes->length);
    for (int64_t i = 0; i < bytes->length; i++) {
        uint8_t byte = bytes->data[i];
        if (!goes[byte]) {
            g_byte_array_append(changed, table == NULL ? &byte : &table->data[byte], 1);
        }
    }
    bool same = self->type == sim_type(world, SIM_TYPE_BYTES) &&
                changed->len == (size_t) bytes->length &&
                memcmp(changed->data, bytes->data, changed->len) == 0;
    SimObject *result =
        same ? sim_newref(world, self) : sim_bytes_new(world, changed->data, changed->len);
    g_byte_array_free(changed, TRUE);
    return result;
}

SIM_BYTES_METHOD(maketrans)
{
    (void) self;
    (void) kwnames;
    if (!sim_arg_count(world, "maketrans", nargs, 2, 2) || !sim_bytes_check(world, args[0]) ||
        !sim_bytes_check(world, args[1])) {
        return NULL;
    }
    const SimBytes *from = sim_bytes_cast(args[0]);
    const SimBytes *to = sim_bytes_cast(args[1]);
    if (from->length != to->length) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "maketrans arguments must have same length");
    }
    uint8_t table[BYTE_VALUES];
    for (int i = 0; i < BYTE_VALUES; i++) {
        table[i] = (uint8_t) i;
    }
    for (int64_t i = 0; i < from->length; i++) {
        table[from->data[i]] = to->data[i];
    }
    return sim_bytes_new(world, table, BYTE_VALUES);
}

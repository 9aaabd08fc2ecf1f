/* bytes % values (_PyBytes_FormatEx). A byte is a latin-1 character: the format and what it
 * makes are strings of those until the end. */
#include "sim/objects/abstract.h"
#include "sim/objects/bytes_private.h"
#include "sim/objects/codec.h"
#include "sim/objects/id.h"
#include "sim/objects/int.h"
#include "sim/objects/str_private.h"

static SimObject *
as_text(SimWorld *world, SimObject *bytes)
{
    return sim_codec_decode(world, bytes, "latin-1", NULL);
}

/* What %b and %s put: the content of bytes, or of what __bytes__ gives. */
SimObject *
sim_bytes_mod_content(SimWorld *world, SimObject *value)
{
    if (SIM_IS_BYTES(value)) {
        return as_text(world, value);
    }
    SimObject *method;
    int found = sim_object_lookup_special(world, value, SIM_ID(world, __bytes__), &method);
    if (found < 0) {
        return NULL;
    }
    if (found == 0) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "%%b requires a bytes-like object, or an object that implements "
                              "__bytes__, not '%.100s'",
                              value->type->name);
    }
    SimObject *bytes = sim_object_call_noargs(world, method);
    sim_decref(world, method);
    if (bytes == NULL) {
        return NULL;
    }
    SimObject *text = NULL;
    if (SIM_IS_BYTES(bytes)) {
        text = as_text(world, bytes);
    } else {
        sim_err_format(world, SIM_TYPE_TypeError, "__bytes__ returned non-bytes (type %.200s)",
                       bytes->type->name);
    }
    sim_decref(world, bytes);
    return text;
}

/* What %c puts. */
SimObject *
sim_bytes_mod_character(SimWorld *world, SimObject *value)
{
    if (SIM_IS_BYTES(value) && sim_bytes_cast(value)->length == 1) {
        return as_text(world, value);
    }
    SimObject *index = sim_number_index(world, value);
    if (index == NULL) {
        if (sim_err_clear_if(world, SIM_TYPE_TypeError)) {
            sim_err_format(world, SIM_TYPE_TypeError,
                           "%%c requires an integer in range(256) or a single byte");
        }
        return NULL;
    }
    int64_t byte;
    bool fits = sim_int_get(index, &byte) && byte >= 0 && byte <= 255;
    sim_decref(world, index);
    return fits ? sim_str_from_char(world, (uint32_t) byte)
                : sim_err_format(world, SIM_TYPE_OverflowError, "%%c arg not in range(256)");
}

SimObject *
sim_bytes_mod_slot(SimWorld *world, SimObject *self, SimObject *args)
{
    if (!SIM_IS_BYTES(self)) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    SimObject *format = as_text(world, self);
    SimObject *text = format == NULL ? NULL : sim_str_mod_bytes(world, format, args);
    sim_xdecref(world, format);
    SimObject *bytes = text == NULL ? NULL : sim_codec_encode(world, text, "latin-1", NULL);
    sim_xdecref(world, text);
    return bytes;
}

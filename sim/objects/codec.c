/* encode() and decode(): the arguments. */
#include "sim/objects/codec.h"

#include <string.h>

#include "sim/objects/abstract.h"
#include "sim/objects/str_private.h"

static bool
c_string(
    SimWorld *world, const char *function, const char *what, SimObject *object, const char **out)
{
    *out = NULL;
    if (object == NULL) {
        return true;
    }
    if (!SIM_IS_STR(object)) {
        g_autofree char *which = g_strdup_printf("argument '%s'", what);
        sim_arg_bad(world, function, which, "str", object);
        return false;
    }
    size_t bytes;
    *out = sim_str_utf8(object, &bytes);
    if (strlen(*out) != bytes) {
        sim_err_format(world, SIM_TYPE_ValueError, "embedded null character");
        return false;
    }
    return true;
}

bool
sim_codec_parse_args(SimWorld *world,
                     const char *function,
                     SimObject *const *args,
                     size_t nargs,
                     SimObject *kwnames,
                     const char **encoding,
                     const char **errors)
{
    static const char *const names[] = {"encoding", "errors", NULL};
    SimObject *out[2] = {NULL, NULL};
    return sim_arg_parse(world, function, names, 0, 2, args, nargs, kwnames, out) &&
           c_string(world, function, "encoding", out[0], encoding) &&
           c_string(world, function, "errors", out[1], errors);
}

SIM_STR_METHOD(method_encode)
{
    const char *encoding;
    const char *errors;
    if (!sim_codec_parse_args(world, "encode", args, nargs, kwnames, &encoding, &errors)) {
        return NULL;
    }
    return sim_codec_encode(world, self, encoding, errors);
}

/* str(...): the type as it is called. */
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/codec.h"
#include "sim/objects/str_private.h"
#include "sim/objects/tuple.h"

/* PyUnicode_FromEncodedObject */
static SimObject *
decode_object(SimWorld *world, SimObject *object, const char *encoding, const char *errors)
{
    if (SIM_IS_BYTES(object)) {
        return sim_codec_decode(world, object, encoding, errors);
    }
    if (SIM_IS_STR(object)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "decoding str is not supported");
    }
    return sim_err_format(world, SIM_TYPE_TypeError,
                          "decoding to str: need a bytes-like object, %.80s found",
                          object->type->name);
}

static SimObject *
convert(SimWorld *world, SimObject *const out[3])
{
    if (out[0] == NULL) {
        return sim_newref(world, world->empty_str);
    }
    if (out[1] == NULL && out[2] == NULL) {
        return sim_object_str(world, out[0]);
    }
    for (int i = 1; i < 3; i++) {
        if (out[i] != NULL &&
            !sim_str_check_arg(
                world, i == 1 ? "str() argument 'encoding'" : "str() argument 'errors'", out[i])) {
            return NULL;
        }
    }
    return decode_object(world, out[0], out[1] == NULL ? NULL : sim_str_utf8(out[1], NULL),
                         out[2] == NULL ? NULL : sim_str_utf8(out[2], NULL));
}

static const char *const names[] = {"object", "encoding", "errors", NULL};

SimObject *
sim_str_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *out[3] = {NULL, NULL, NULL};
    if (!sim_arg_parse_tuple(world, "str", names, 0, 3, args, kwargs, out)) {
        return NULL;
    }
    SimObject *str = convert(world, out);
    if (str == NULL || type == sim_type(world, SIM_TYPE_STR)) {
        return str;
    }
    SimObject *object = sim_str_subclass_instance(world, type, str);
    sim_decref(world, str);
    return object;
}

SIM_STR_METHOD(method_getnewargs)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimObject *copy = sim_str_unchanged(world, self);
    return copy == NULL ? NULL : sim_tuple_from_stolen(world, &copy, 1);
}

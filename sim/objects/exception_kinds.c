/* Exception classes with members or texts of their own (Objects/exceptions.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/bytes.h"
#include "sim/objects/dict.h"
#include "sim/objects/exception_private.h"
#include "sim/objects/int.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"

#include <errno.h>

enum {
    ONE_MEMBER = 80,
    TWO_MEMBERS = 88,
    IMPORT_ERROR = 96,
    OS_ERROR = 112,
    SYNTAX_ERROR = 136,
    UNICODE_ERROR = 112
};

static void
put_member(SimWorld *world, SimObject *self, SimObject **place, int label, SimObject *value)
{
    sim_xincref(world, value);
    sim_exception_put(world, self, place, label, value);
}

#define MEMBER(field, label)                                                                       \
    static SimObject *get_##field(SimWorld *world, SimObject *self)                                \
    {                                                                                              \
        SimObject *value = sim_exception_of(self)->field;                                          \
        return sim_newref(world, value == NULL ? SIM_NONE(world) : value);                         \
    }                                                                                              \
    static int set_##field(SimWorld *world, SimObject *self, SimObject *value)                     \
    {                                                                                              \
        put_member(world, self, &sim_exception_of(self)->field, label, value);                     \
        return 0;                                                                                  \
    }
MEMBER(value, SIM_LABEL_VALUE)
MEMBER(name, SIM_LABEL_NAME)
MEMBER(object, SIM_LABEL_OBJECT)
MEMBER(path, SIM_LABEL_PATH)

/* The first argument, the tuple of all, or NULL. */
static int
stop_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    if (sim_exception_init(world, self, args, kwargs) < 0) {
        return -1;
    }
    SimObject *value = sim_tuple_size(args) > 0 ? sim_tuple_get(args, 0) : SIM_NONE(world);
    return set_value(world, self, value);
}

static int
exit_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    if (sim_exception_init(world, self, args, kwargs) < 0) {
        return -1;
    }
    size_t count = sim_tuple_size(args);
    SimObject *value = count == 0 ? NULL : count == 1 ? sim_tuple_get(args, 0) : args;
    return set_value(world, self, value);
}

/* Keyword-only members behind any positional arguments. */
static bool
take_keywords(SimWorld *world,
              const char *function,
              const char *const *names,
              SimObject *self,
              SimObject *args,
              SimObject *kwargs,
              SimObject **out)
{
    if (sim_exception_init(world, self, args, NULL) < 0) {
        return false;
    }
    if (kwargs == NULL) {
        return true;
    }
    return sim_arg_parse_tuple(world, function, names, 0, 0, world->empty_tuple, kwargs, out);
}

static int
name_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"name", NULL};
    SimObject *found[1] = {NULL};
    if (!take_keywords(world, "NameError", names, self, args, kwargs, found)) {
        return -1;
    }
    return set_name(world, self, found[0]);
}

static int
attribute_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"name", "obj", NULL};
    SimObject *found[2] = {NULL, NULL};
    if (!take_keywords(world, "AttributeError", names, self, args, kwargs, found)) {
        return -1;
    }
    set_name(world, self, found[0]);
    return set_object(world, self, found[1]);
}

static int
import_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"name", "path", NULL};
    SimObject *found[2] = {NULL, NULL};
    if (!take_keywords(world, "ImportError", names, self, args, kwargs, found)) {
        return -1;
    }
    set_name(world, self, found[0]);
    set_path(world, self, found[1]);
    return set_value(world, self, sim_tuple_size(args) == 1 ? sim_tuple_get(args, 0) : NULL);
}

static SimObject *
import_str(SimWorld *world, SimObject *self)
{
    SimObject *message = sim_exception_of(self)->value;
    return message != NULL && SIM_IS_STR_EXACT(world, message) ? sim_newref(world, message)
                                                               : sim_exception_str(world, self);
}

/* A key is shown as what it is, not as what it looks like: KeyError(''). */
static SimObject *
key_str(SimWorld *world, SimObject *self)
{
    SimObject *args = sim_exception_of(self)->args;
    return sim_tuple_size(args) == 1 ? sim_object_repr(world, sim_tuple_get(args, 0))
                                     : sim_exception_str(world, self);
}

/* OSError chooses its class by errno (errnomap). */
static SimTypeId
class_of_errno(int64_t code)
{
    switch (code) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return SIM_TYPE_BlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
        return SIM_TYPE_BrokenPipeError;
    case ECHILD:
        return SIM_TYPE_ChildProcessError;
    case ECONNABORTED:
        return SIM_TYPE_ConnectionAbortedError;
    case ECONNREFUSED:
        return SIM_TYPE_ConnectionRefusedError;
    case ECONNRESET:
        return SIM_TYPE_ConnectionResetError;
    case EEXIST:
        return SIM_TYPE_FileExistsError;
    case ENOENT:
        return SIM_TYPE_FileNotFoundError;
    case EINTR:
        return SIM_TYPE_InterruptedError;
    case EISDIR:
        return SIM_TYPE_IsADirectoryError;
    case ENOTDIR:
        return SIM_TYPE_NotADirectoryError;
    case EACCES:
    case EPERM:
        return SIM_TYPE_PermissionError;
    case ESRCH:
        return SIM_TYPE_ProcessLookupError;
    case ETIMEDOUT:
        return SIM_TYPE_TimeoutError;
    default:
        return SIM_TYPE_OSError;
    }
}

static SimObject *
os_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (!sim_arg_no_keywords_dict(world, type->name, kwargs)) {
        return NULL;
    }
    size_t count = sim_tuple_size(args);
    int64_t code;
    if (type == sim_type(world, SIM_TYPE_OSError) && count >= 2 && count <= 5 &&
        SIM_IS_INT(sim_tuple_get(args, 0)) && sim_int_get(sim_tuple_get(args, 0), &code)) {
        type = sim_type(world, class_of_errno(code));
    }
    SimObject *self = sim_exception_create(world, type, args, NULL);
    if (self == NULL || count < 2 || count > 5) {
        return self;
    }
    set_value(world, self, sim_tuple_get(args, 0));
    set_name(world, self, sim_tuple_get(args, 1));
    if (count >= 3 && sim_tuple_get(args, 2) != SIM_NONE(world)) {
        set_object(world, self, sim_tuple_get(args, 2));
        if (count >= 5 && sim_tuple_get(args, 4) != SIM_NONE(world)) {
            set_path(world, self, sim_tuple_get(args, 4));
        }
        SimObject *const first[] = {sim_tuple_get(args, 0), sim_tuple_get(args, 1)};
        SimObject *pair = sim_tuple_from(world, first, 2);
        if (pair == NULL) {
            sim_decref(world, self);
            return NULL;
        }
        sim_exception_put(world, self, &sim_exception_of(self)->args, SIM_LABEL_ARGS, pair);
    }
    return self;
}

/* Everything is done in __new__. */
static int
os_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    (void) args;
    return sim_arg_no_keywords_dict(world, self->type->name, kwargs) ? 0 : -1;
}

static bool
append_text(SimWorld *world, GString *out, SimObject *text)
{
    if (text == NULL) {
        return false;
    }
    size_t length;
    const char *bytes = sim_str_utf8(text, &length);
    g_string_append_len(out, bytes, (gssize) length);
    sim_decref(world, text);
    return true;
}

static SimObject *
os_str(SimWorld *world, SimObject *self)
{
    const SimException *error = sim_exception_of(self);
    if (error->value == NULL || error->name == NULL) {
        return sim_exception_str(world, self);
    }
    g_autoptr(GString) out = g_string_new("[Errno ");
    if (!append_text(world, out, sim_object_str(world, error->value))) {
        return NULL;
    }
    g_string_append(out, "] ");
    if (!append_text(world, out, sim_object_str(world, error->name))) {
        return NULL;
    }
    if (error->object != NULL) {
        g_string_append(out, ": ");
        if (!append_text(world, out, sim_object_repr(world, error->object))) {
            return NULL;
        }
    }
    if (error->object != NULL && error->path != NULL) {
        g_string_append(out, " -> ");
        if (!append_text(world, out, sim_object_repr(world, error->path))) {
            return NULL;
        }
    }
    return sim_str_new_size(world, out->str, out->len);
}

/* The fields of a UnicodeError are those of its arguments. */
static int
check_unicode(SimWorld *world, SimObject *args, bool decode)
{
    size_t count = sim_tuple_size(args);
    if (count != 5) {
        sim_err_format(world, SIM_TYPE_TypeError, "function takes exactly 5 arguments (%zu given)",
                       count);
        return -1;
    }
    SimObject *encoding = sim_tuple_get(args, 0);
    SimObject *object = sim_tuple_get(args, 1);
    if (!SIM_IS_STR(encoding)) {
        sim_err_format(world, SIM_TYPE_TypeError, "argument 1 must be str, not %s",
                       encoding->type->name);
        return -1;
    }
    if (decode ? !SIM_IS_BYTES(object) : !SIM_IS_STR(object)) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       decode ? "a bytes-like object is required, not '%s'"
                              : "argument 2 must be str, not %s",
                       object->type->name);
        return -1;
    }
    return 0;
}

static int
decode_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    return sim_exception_init(world, self, args, kwargs) < 0 ? -1
                                                             : check_unicode(world, args, true);
}

static int
encode_init(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    return sim_exception_init(world, self, args, kwargs) < 0 ? -1
                                                             : check_unicode(world, args, false);
}

static bool
unicode_range(const SimException *error, int64_t *start, int64_t *end)
{
    return sim_tuple_size(error->args) == 5 && SIM_IS_INT(sim_tuple_get(error->args, 2)) &&
           sim_int_get(sim_tuple_get(error->args, 2), start) &&
           SIM_IS_INT(sim_tuple_get(error->args, 3)) &&
           sim_int_get(sim_tuple_get(error->args, 3), end);
}

static SimObject *
unicode_text(SimWorld *world, const SimException *error, const char *what, const char *place)
{
    SimObject *encoding = sim_object_str(world, sim_tuple_get(error->args, 0));
    SimObject *reason =
        encoding == NULL ? NULL : sim_object_str(world, sim_tuple_get(error->args, 4));
    SimObject *result = reason == NULL ? NULL
                                       : sim_str_format(world, "'%s' codec can't %s %s: %s",
                                                        sim_str_utf8(encoding, NULL), what, place,
                                                        sim_str_utf8(reason, NULL));
    sim_xdecref(world, encoding);
    sim_xdecref(world, reason);
    return result;
}

static SimObject *
decode_str(SimWorld *world, SimObject *self)
{
    const SimException *error = sim_exception_of(self);
    int64_t start;
    int64_t end;
    if (!unicode_range(error, &start, &end)) {
        return sim_exception_str(world, self);
    }
    const SimBytes *bytes = (const SimBytes *) (const void *) sim_tuple_get(error->args, 1);
    g_autofree char *place =
        start < bytes->length && end == start + 1
            ? g_strdup_printf("byte 0x%02x in position %" G_GINT64_FORMAT, bytes->data[start],
                              start)
            : g_strdup_printf("bytes in position %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, start,
                              end - 1);
    return unicode_text(world, error, "decode", place);
}

static SimObject *
encode_str(SimWorld *world, SimObject *self)
{
    const SimException *error = sim_exception_of(self);
    int64_t start;
    int64_t end;
    if (!unicode_range(error, &start, &end)) {
        return sim_exception_str(world, self);
    }
    const SimStr *str = (const SimStr *) (const void *) sim_tuple_get(error->args, 1);
    g_autofree char *place = NULL;
    if (start < str->length && end == start + 1) {
        uint32_t point = sim_str_read(str, start);
        char escape[16];
        if (point <= 0xff) {
            g_snprintf(escape, sizeof escape, "\\x%02x", point);
        } else if (point <= 0xffff) {
            g_snprintf(escape, sizeof escape, "\\u%04x", point);
        } else {
            g_snprintf(escape, sizeof escape, "\\U%08x", point);
        }
        place = g_strdup_printf("character '%s' in position %" G_GINT64_FORMAT, escape, start);
    } else {
        place = g_strdup_printf("characters in position %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                start, end - 1);
    }
    return unicode_text(world, error, "encode", place);
}

static SimObject *
get_argument(SimWorld *world, SimObject *self, size_t index)
{
    SimObject *args = sim_exception_of(self)->args;
    return sim_newref(world,
                      index < sim_tuple_size(args) ? sim_tuple_get(args, index) : SIM_NONE(world));
}

#define ARGUMENT(name, index)                                                                      \
    static SimObject *get_##name(SimWorld *world, SimObject *self)                                 \
    {                                                                                              \
        return get_argument(world, self, index);                                                   \
    }
ARGUMENT(encoding, 0)
ARGUMENT(subject, 1)
ARGUMENT(start, 2)
ARGUMENT(end, 3)
ARGUMENT(reason, 4)

/* SyntaxError(message, (file, line, offset, text)). */
static SimObject *
get_location(SimWorld *world, SimObject *self, size_t index)
{
    SimObject *args = sim_exception_of(self)->args;
    if (sim_tuple_size(args) == 2 && SIM_IS_TUPLE(sim_tuple_get(args, 1)) &&
        index < sim_tuple_size(sim_tuple_get(args, 1))) {
        return sim_newref(world, sim_tuple_get(sim_tuple_get(args, 1), index));
    }
    return sim_newref(world, SIM_NONE(world));
}

#define LOCATION(name, index)                                                                      \
    static SimObject *get_##name(SimWorld *world, SimObject *self)                                 \
    {                                                                                              \
        return get_location(world, self, index);                                                   \
    }
ARGUMENT(message, 0)
LOCATION(filename, 0)
LOCATION(lineno, 1)
LOCATION(offset, 2)
LOCATION(text, 3)

static SimObject *
syntax_str(SimWorld *world, SimObject *self)
{
    SimObject *message = get_message(world, self);
    SimObject *text = sim_object_str(world, message);
    sim_decref(world, message);
    if (text == NULL) {
        return NULL;
    }
    SimObject *file = get_filename(world, self);
    SimObject *line = get_lineno(world, self);
    int64_t number;
    SimObject *result = NULL;
    bool has_line = SIM_IS_INT(line) && sim_int_get(line, &number);
    bool has_file = SIM_IS_STR(file);
    const char *path = has_file ? sim_str_utf8(file, NULL) : "";
    const char *base = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    const char *words = sim_str_utf8(text, NULL);
    if (has_file && has_line) {
        result = sim_str_format(world, "%s (%s, line %" G_GINT64_FORMAT ")", words, base, number);
    } else if (has_file) {
        result = sim_str_format(world, "%s (%s)", words, base);
    } else if (has_line) {
        result = sim_str_format(world, "%s (line %" G_GINT64_FORMAT ")", words, number);
    } else {
        result = sim_newref(world, text);
    }
    sim_decref(world, file);
    sim_decref(world, line);
    sim_decref(world, text);
    return result;
}

#define CREATES .tp_new = sim_exception_create
#define FLAGS   (SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_EXC_SUBCLASS)
#define SPEC(Name, Base, size, slots_, getset_)                                                    \
    static const SimTypeSpec spec_##Name = {.id = SIM_TYPE_##Name,                                 \
                                            .base = SIM_TYPE_##Base,                               \
                                            .basicsize = size,                                     \
                                            .flags = FLAGS,                                        \
                                            .slots = slots_,                                       \
                                            .getset = getset_};

static const SimTypeSlots stop_slots = {CREATES, .tp_init = stop_init};
static const SimGetSetDef stop_getset[] = {{"value", get_value, set_value}, {NULL, NULL, NULL}};
SPEC(StopIteration, Exception, ONE_MEMBER, &stop_slots, stop_getset)

static const SimTypeSlots exit_slots = {CREATES, .tp_init = exit_init};
static const SimGetSetDef exit_getset[] = {{"code", get_value, set_value}, {NULL, NULL, NULL}};
SPEC(SystemExit, BaseException, ONE_MEMBER, &exit_slots, exit_getset)

static const SimTypeSlots name_slots = {CREATES, .tp_init = name_init};
static const SimGetSetDef name_getset[] = {{"name", get_name, set_name}, {NULL, NULL, NULL}};
SPEC(NameError, Exception, ONE_MEMBER, &name_slots, name_getset)
SPEC(UnboundLocalError, NameError, ONE_MEMBER, &name_slots, NULL)

static const SimTypeSlots attribute_slots = {CREATES, .tp_init = attribute_init};
static const SimGetSetDef attribute_getset[] = {
    {"name", get_name, set_name}, {"obj", get_object, set_object}, {NULL, NULL, NULL}};
SPEC(AttributeError, Exception, TWO_MEMBERS, &attribute_slots, attribute_getset)

static const SimTypeSlots import_slots = {CREATES, .tp_init = import_init, .tp_str = import_str};
static const SimGetSetDef import_getset[] = {{"msg", get_value, set_value},
                                             {"name", get_name, set_name},
                                             {"path", get_path, set_path},
                                             {NULL, NULL, NULL}};
SPEC(ImportError, Exception, IMPORT_ERROR, &import_slots, import_getset)
SPEC(ModuleNotFoundError, ImportError, IMPORT_ERROR, &import_slots, NULL)

static const SimTypeSlots key_slots = {CREATES, .tp_init = sim_exception_init, .tp_str = key_str};
SPEC(KeyError, LookupError, 0, &key_slots, NULL)

static const SimTypeSlots os_slots = {.tp_new = os_new, .tp_init = os_init, .tp_str = os_str};
static const SimGetSetDef os_getset[] = {{"errno", get_value, set_value},
                                         {"strerror", get_name, set_name},
                                         {"filename", get_object, set_object},
                                         {"filename2", get_path, set_path},
                                         {NULL, NULL, NULL}};
SPEC(OSError, Exception, OS_ERROR, &os_slots, os_getset)
static const SimTypeSlots os_kind_slots = {.tp_new = os_new, .tp_init = os_init};
SPEC(BlockingIOError, OSError, 0, &os_kind_slots, NULL)
SPEC(ChildProcessError, OSError, 0, &os_kind_slots, NULL)
SPEC(ConnectionError, OSError, 0, &os_kind_slots, NULL)
SPEC(BrokenPipeError, ConnectionError, 0, &os_kind_slots, NULL)
SPEC(ConnectionAbortedError, ConnectionError, 0, &os_kind_slots, NULL)
SPEC(ConnectionRefusedError, ConnectionError, 0, &os_kind_slots, NULL)
SPEC(ConnectionResetError, ConnectionError, 0, &os_kind_slots, NULL)
SPEC(FileExistsError, OSError, 0, &os_kind_slots, NULL)
SPEC(FileNotFoundError, OSError, 0, &os_kind_slots, NULL)
SPEC(InterruptedError, OSError, 0, &os_kind_slots, NULL)
SPEC(IsADirectoryError, OSError, 0, &os_kind_slots, NULL)
SPEC(NotADirectoryError, OSError, 0, &os_kind_slots, NULL)
SPEC(PermissionError, OSError, 0, &os_kind_slots, NULL)
SPEC(ProcessLookupError, OSError, 0, &os_kind_slots, NULL)
SPEC(TimeoutError, OSError, 0, &os_kind_slots, NULL)

static const SimGetSetDef unicode_getset[] = {
    {"encoding", get_encoding, NULL}, {"object", get_subject, NULL}, {"start", get_start, NULL},
    {"end", get_end, NULL},           {"reason", get_reason, NULL},  {NULL, NULL, NULL}};
static const SimTypeSlots decode_slots = {CREATES, .tp_init = decode_init, .tp_str = decode_str};
SPEC(UnicodeDecodeError, UnicodeError, UNICODE_ERROR, &decode_slots, unicode_getset)
static const SimTypeSlots encode_slots = {CREATES, .tp_init = encode_init, .tp_str = encode_str};
SPEC(UnicodeEncodeError, UnicodeError, UNICODE_ERROR, &encode_slots, unicode_getset)

static const SimTypeSlots syntax_slots = {CREATES, .tp_init = sim_exception_init,
                                          .tp_str = syntax_str};
static const SimGetSetDef syntax_getset[] = {
    {"msg", get_message, NULL},   {"filename", get_filename, NULL}, {"lineno", get_lineno, NULL},
    {"offset", get_offset, NULL}, {"text", get_text, NULL},         {NULL, NULL, NULL}};
SPEC(SyntaxError, Exception, SYNTAX_ERROR, &syntax_slots, syntax_getset)

const SimTypeSpec *const sim_exception_specials[] = {
    &sim_spec_BaseException,
    &spec_StopIteration,
    &spec_SystemExit,
    &spec_NameError,
    &spec_UnboundLocalError,
    &spec_AttributeError,
    &spec_ImportError,
    &spec_ModuleNotFoundError,
    &spec_KeyError,
    &spec_OSError,
    &spec_BlockingIOError,
    &spec_ConnectionError,
    &spec_FileExistsError,
    &spec_FileNotFoundError,
    &spec_InterruptedError,
    &spec_IsADirectoryError,
    &spec_NotADirectoryError,
    &spec_PermissionError,
    &spec_ProcessLookupError,
    &spec_TimeoutError,
    &spec_UnicodeDecodeError,
    &spec_UnicodeEncodeError,
    &spec_SyntaxError,
    &sim_spec_BaseExceptionGroup,
    &sim_spec_ExceptionGroup,
    &spec_ChildProcessError,
    &spec_BrokenPipeError,
    &spec_ConnectionAbortedError,
    &spec_ConnectionRefusedError,
    &spec_ConnectionResetError,
};

const size_t sim_exception_special_count = G_N_ELEMENTS(sim_exception_specials);

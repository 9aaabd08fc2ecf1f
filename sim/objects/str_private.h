/* str, inside: what the files that make up the type share. */
#pragma once

#include "sim/objects/str.h"

G_BEGIN_DECLS

enum {
    SIM_STR_HEADER_ASCII = 48,
    SIM_STR_HEADER_COMPACT = 72,
    SIM_STR_HEADER_OTHER = 80
};

static inline SimStr *
sim_str_cast(SimObject *object)
{
    return (SimStr *) (void *) object;
}

static inline const SimStr *
sim_str_const_cast(const SimObject *object)
{
    return (const SimStr *) (const void *) object;
}

static inline int64_t
sim_str_length(const SimObject *object)
{
    return sim_str_const_cast(object)->length;
}

static inline uint32_t
sim_str_at(const SimObject *object, int64_t i)
{
    return sim_str_read(sim_str_const_cast(object), i);
}

/* PyUnicode_MAX_CHAR_VALUE: the bound of the representation. */
static inline uint32_t
sim_str_bound(const SimObject *object)
{
    const SimStr *str = sim_str_const_cast(object);
    return str->ascii ? 0x7f : str->kind == 1 ? 0xff : str->kind == 2 ? 0xffff : 0x10ffff;
}

/* The largest code point of [start, end); 127 at least. */
uint32_t sim_str_max(const SimStr *str, int64_t start, int64_t end);
/* Copies code points; @to is wide enough for them. */
void sim_str_copy(SimStr *to, int64_t at, const SimStr *from, int64_t start, int64_t count);
void sim_str_fill(SimStr *to, int64_t at, int64_t count, uint32_t point);
/* Changes the length of a string nobody else sees: *@place may move, host and simulated
 * (resize_compact). On error *@place is NULL, the string is gone. */
bool sim_str_resize(SimWorld *world, SimObject **place, int64_t length);
/* As sim_str_finish, but a single character stays a string of its own. */
SimObject *sim_str_finish_unshared(SimWorld *world, SimObject *str);
/* As sim_str_finish, for a string that may be wider than its characters need: it becomes one
 * that is not. Steals @str. */
SimObject *sim_str_narrow(SimWorld *world, SimObject *str);
/* @self itself if it is exactly a str, else a copy: a new reference
 * (unicode_result_unchanged). */
SimObject *sim_str_unchanged(SimWorld *world, SimObject *self);
/* An instance of @type, which derives from str, with the text of @from. */
SimObject *sim_str_subclass_instance(SimWorld *world, SimType *type, SimObject *from);
/* Whether @object is a str; else TypeError "@what must be str, not int". */
bool sim_str_check_arg(SimWorld *world, const char *what, SimObject *object);

/* Slots. */
SimObject *sim_str_repr_slot(SimWorld *world, SimObject *self);
SimObject *sim_str_concat_slot(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_str_repeat(SimWorld *world, SimObject *self, int64_t count);
SimObject *sim_str_item(SimWorld *world, SimObject *self, int64_t index);
SimObject *sim_str_subscript(SimWorld *world, SimObject *self, SimObject *key);
int sim_str_contains(SimWorld *world, SimObject *self, SimObject *item);
SimObject *sim_str_iter(SimWorld *world, SimObject *self);
/* bytes % values: @format and the result have a character for each byte. */
SimObject *sim_str_mod_bytes(SimWorld *world, SimObject *format, SimObject *args);
SimObject *sim_str_mod_slot(SimWorld *world, SimObject *self, SimObject *args);
SimObject *sim_str_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);

#define SIM_STR_METHOD(name)                                                                       \
    SimObject *sim_str_##name(SimWorld *world, SimObject *self, SimObject *const *args,            \
                              size_t nargs, SimObject *kwnames)
#define SIM_STR_METHOD_PROTOTYPE(name) SIM_STR_METHOD(method_##name);
/* METHOD(name, how it takes arguments) */
#define SIM_STR_METHODS(METHOD)                                                                    \
    METHOD(encode, SIM_METH_KEYWORDS)                                                              \
    METHOD(replace, SIM_METH_FASTCALL)                                                             \
    METHOD(join, SIM_METH_O)                                                                       \
    METHOD(capitalize, SIM_METH_NOARGS)                                                            \
    METHOD(casefold, SIM_METH_NOARGS)                                                              \
    METHOD(title, SIM_METH_NOARGS)                                                                 \
    METHOD(lower, SIM_METH_NOARGS)                                                                 \
    METHOD(swapcase, SIM_METH_NOARGS)                                                              \
    METHOD(translate, SIM_METH_O)                                                                  \
    METHOD(upper, SIM_METH_NOARGS)                                                                 \
    METHOD(isascii, SIM_METH_NOARGS)                                                               \
    METHOD(islower, SIM_METH_NOARGS)                                                               \
    METHOD(isupper, SIM_METH_NOARGS)                                                               \
    METHOD(istitle, SIM_METH_NOARGS)                                                               \
    METHOD(isspace, SIM_METH_NOARGS)                                                               \
    METHOD(isdecimal, SIM_METH_NOARGS)                                                             \
    METHOD(isdigit, SIM_METH_NOARGS)                                                               \
    METHOD(isnumeric, SIM_METH_NOARGS)                                                             \
    METHOD(isalpha, SIM_METH_NOARGS)                                                               \
    METHOD(isalnum, SIM_METH_NOARGS)                                                               \
    METHOD(isidentifier, SIM_METH_NOARGS)                                                          \
    METHOD(isprintable, SIM_METH_NOARGS)                                                           \
    METHOD(format, SIM_METH_KEYWORDS)                                                              \
    METHOD(format_map, SIM_METH_O)                                                                 \
    METHOD(maketrans, SIM_METH_FASTCALL | SIM_METH_STATIC)
#define SIM_STR_METHOD_DECLARE(name, flags) SIM_STR_METHOD_PROTOTYPE(name)
SIM_STR_METHODS(SIM_STR_METHOD_DECLARE)
SIM_STR_METHOD_PROTOTYPE(dunder_format)
SIM_STR_METHOD_PROTOTYPE(getnewargs)

/* Character classes of Objects/unicodectype.c (str_class.c). */
bool sim_char_is_space(uint32_t c);
int sim_char_decimal(uint32_t c); /* -1: none */
int sim_char_digit(uint32_t c);   /* -1: none */
bool sim_char_is_upper(uint32_t c);
bool sim_char_is_lower(uint32_t c);
bool sim_char_is_title(uint32_t c);
bool sim_char_is_line_break(uint32_t c);

G_END_DECLS

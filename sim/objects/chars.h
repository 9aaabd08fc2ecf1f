/* What str and bytes share: searching, splitting, stripping and padding.
 *
 * Stands for Objects/stringlib, which CPython compiles once for each kind of storage. Here a
 * method reads characters through SimChars and asks @self's type for the rest, so that one
 * function serves both tables of methods.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* Characters of a str or of bytes: borrowed. */
typedef struct {
    const void *data;
    int64_t length;
    uint8_t kind; /* 1, 2 or 4 bytes for each */
} SimChars;

static inline uint32_t
sim_chars_at(const SimChars *chars, int64_t i)
{
    return chars->kind == 1   ? ((const uint8_t *) chars->data)[i]
           : chars->kind == 2 ? ((const uint16_t *) chars->data)[i]
                              : ((const uint32_t *) chars->data)[i];
}

/* Of a str or bytes object. */
SimChars sim_chars_of(const SimObject *object);
/* A part of @self as an object of its type; @self itself where that is all of it. */
SimObject *sim_chars_part(SimWorld *world, SimObject *self, int64_t start, int64_t end);
/* Reads an argument that must be of @self's kind: for bytes "a bytes-like object is
 * required"; for str "@must, not int". */
bool sim_chars_read(
    SimWorld *world, const SimObject *self, SimObject *object, const char *must, SimChars *out);

/* Index of the first (or last) @needle that lies in [start, end), or -1. */
int64_t sim_chars_find(
    const SimChars *text, const SimChars *needle, int64_t start, int64_t end, bool from_right);
/* How many lie there one behind the other, up to @most. */
int64_t sim_chars_count(
    const SimChars *text, const SimChars *needle, int64_t start, int64_t end, int64_t most);

#define SIM_CHARS_METHOD(name)                                                                     \
    SimObject *sim_chars_##name(SimWorld *world, SimObject *self, SimObject *const *args,          \
                                size_t nargs, SimObject *kwnames)
/* METHOD(name, how it takes arguments) */
#define SIM_CHARS_METHODS(METHOD)                                                                  \
    METHOD(find, SIM_METH_VARARGS)                                                                 \
    METHOD(rfind, SIM_METH_VARARGS)                                                                \
    METHOD(index, SIM_METH_VARARGS)                                                                \
    METHOD(rindex, SIM_METH_VARARGS)                                                               \
    METHOD(count, SIM_METH_VARARGS)                                                                \
    METHOD(startswith, SIM_METH_VARARGS)                                                           \
    METHOD(endswith, SIM_METH_VARARGS)                                                             \
    METHOD(removeprefix, SIM_METH_O)                                                               \
    METHOD(removesuffix, SIM_METH_O)                                                               \
    METHOD(split, SIM_METH_KEYWORDS)                                                               \
    METHOD(rsplit, SIM_METH_KEYWORDS)                                                              \
    METHOD(splitlines, SIM_METH_KEYWORDS)                                                          \
    METHOD(partition, SIM_METH_O)                                                                  \
    METHOD(rpartition, SIM_METH_O)                                                                 \
    METHOD(strip, SIM_METH_FASTCALL)                                                               \
    METHOD(lstrip, SIM_METH_FASTCALL)                                                              \
    METHOD(rstrip, SIM_METH_FASTCALL)                                                              \
    METHOD(center, SIM_METH_FASTCALL)                                                              \
    METHOD(ljust, SIM_METH_FASTCALL)                                                               \
    METHOD(rjust, SIM_METH_FASTCALL)                                                               \
    METHOD(zfill, SIM_METH_O)                                                                      \
    METHOD(expandtabs, SIM_METH_KEYWORDS)
#define SIM_CHARS_METHOD_DECLARE(name, flags) SIM_CHARS_METHOD(name##_method);
SIM_CHARS_METHODS(SIM_CHARS_METHOD_DECLARE)
#undef SIM_CHARS_METHOD_DECLARE
/* For a type's table of methods. */
#define SIM_CHARS_METHOD_ENTRY(name, flags) {#name, sim_chars_##name##_method, flags},

G_END_DECLS

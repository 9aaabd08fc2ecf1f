/* Case and character classes of bytes: ASCII's (Objects/bytes_methods.c). */
#include "sim/objects/bytes_private.h"
#include "sim/objects/int.h"

static bool
is_space(char c)
{
    return g_ascii_isspace(c) || c == '\v';
}

#define IGNORE_ARGUMENTS                                                                           \
    (void) args;                                                                                   \
    (void) nargs;                                                                                  \
    (void) kwnames;

/* Whether there are bytes and all of them are of a class. */
#define CLASS_METHOD(name, is)                                                                     \
    SIM_BYTES_METHOD(name)                                                                         \
    {                                                                                              \
        IGNORE_ARGUMENTS                                                                           \
        const SimBytes *bytes = sim_bytes_cast(self);                                              \
        bool all = bytes->length > 0;                                                              \
        for (int64_t i = 0; i < bytes->length && all; i++) {                                       \
            all = is((char) bytes->data[i]);                                                       \
        }                                                                                          \
        return sim_bool_new(world, all);                                                           \
    }

CLASS_METHOD(isalpha, g_ascii_isalpha)
CLASS_METHOD(isalnum, g_ascii_isalnum)
CLASS_METHOD(isdigit, g_ascii_isdigit)
CLASS_METHOD(isspace, is_space)

SIM_BYTES_METHOD(isascii)
{
    IGNORE_ARGUMENTS
    const SimBytes *bytes = sim_bytes_cast(self);
    bool all = true;
    for (int64_t i = 0; i < bytes->length && all; i++) {
        all = bytes->data[i] < 0x80;
    }
    return sim_bool_new(world, all);
}

/* There are letters and none of the other case. */
static SimObject *
is_one_case(SimWorld *world, SimObject *self, bool upper)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    bool found = false;
    for (int64_t i = 0; i < bytes->length; i++) {
        char c = (char) bytes->data[i];
        if (upper ? g_ascii_islower(c) : g_ascii_isupper(c)) {
            return sim_bool_new(world, false);
        }
        found = found || g_ascii_isalpha(c);
    }
    return sim_bool_new(world, found);
}

SIM_BYTES_METHOD(islower)
{
    IGNORE_ARGUMENTS
    return is_one_case(world, self, false);
}

SIM_BYTES_METHOD(isupper)
{
    IGNORE_ARGUMENTS
    return is_one_case(world, self, true);
}

SIM_BYTES_METHOD(istitle)
{
    IGNORE_ARGUMENTS
    const SimBytes *bytes = sim_bytes_cast(self);
    bool inside = false;
    bool found = false;
    for (int64_t i = 0; i < bytes->length; i++) {
        char c = (char) bytes->data[i];
        if (inside ? g_ascii_isupper(c) : g_ascii_islower(c)) {
            return sim_bool_new(world, false);
        }
        inside = g_ascii_isalpha(c);
        found = found || inside;
    }
    return sim_bool_new(world, found);
}

/* What becomes of a byte; @inside: a letter stands before it, @first: nothing does. */
typedef char (*Map)(char c, bool inside, bool first);

static char
map_upper(char c, bool inside, bool first)
{
    (void) inside;
    (void) first;
    return g_ascii_toupper(c);
}

static char
map_lower(char c, bool inside, bool first)
{
    (void) inside;
    (void) first;
    return g_ascii_tolower(c);
}

static char
map_title(char c, bool inside, bool first)
{
    (void) first;
    return inside ? g_ascii_tolower(c) : g_ascii_toupper(c);
}

static char
map_capitalize(char c, bool inside, bool first)
{
    (void) inside;
    return first ? g_ascii_toupper(c) : g_ascii_tolower(c);
}

static char
map_swap(char c, bool inside, bool first)
{
    (void) inside;
    (void) first;
    return g_ascii_isupper(c) ? g_ascii_tolower(c) : g_ascii_toupper(c);
}

static SimObject *
map_bytes(SimWorld *world, SimObject *self, Map map)
{
    const SimBytes *bytes = sim_bytes_cast(self);
    SimObject *result = sim_bytes_alloc(world, bytes->length);
    bool inside = false;
    for (int64_t i = 0; result != NULL && i < bytes->length; i++) {
        char c = (char) bytes->data[i];
        sim_bytes_cast(result)->data[i] = (uint8_t) map(c, inside, i == 0);
        inside = g_ascii_isalpha(c);
    }
    return sim_bytes_finish(world, result);
}

#define CASE_METHOD(name, map)                                                                     \
    SIM_BYTES_METHOD(name)                                                                         \
    {                                                                                              \
        IGNORE_ARGUMENTS                                                                           \
        return map_bytes(world, self, map);                                                        \
    }

CASE_METHOD(upper, map_upper)
CASE_METHOD(lower, map_lower)
CASE_METHOD(title, map_title)
CASE_METHOD(capitalize, map_capitalize)
CASE_METHOD(swapcase, map_swap)

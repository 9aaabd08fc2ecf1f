/* str.
 *
 * Stands for Objects/unicodeobject.c (PEP 393): an array of code points of 1, 2 or 4 bytes,
 * the narrowest that fits; simulated sizes 49 + n (ASCII), 73 + n, 74 + 2n, 76 + 4n.
 * Strings are immutable once others can see them. Single latin-1 characters and '' are
 * shared; names are interned in world->interned.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    int64_t length; /* code points */
    int64_t hash;   /* -1: not computed */
    uint8_t kind;   /* 1, 2 or 4 bytes for each code point */
    bool ascii;
    char *utf8; /* cached by sim_str_utf8, or NULL */
    size_t utf8_length;
    SimAddr buffer; /* instances of subclasses: the code points' own block; else 0 */
    union {
        uint8_t *one;
        uint16_t *two;
        uint32_t *four;
        void *any;
    } data; /* behind the object, in the same host memory; length + 1 units, the last 0 */
} SimStr;

/* From UTF-8 (valid; lone surrogates may be encoded as 3 bytes). */
SimObject *sim_str_new(SimWorld *world, const char *utf8);
SimObject *sim_str_new_size(SimWorld *world, const char *utf8, size_t bytes);
SimObject *sim_str_format(SimWorld *world, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A string of @length units of which none is above @max, to be filled in by the caller and
 * then passed through sim_str_finish. */
SimObject *sim_str_alloc(SimWorld *world, int64_t length, uint32_t max);
/* Ends the making of a string: records its text, and trades '' and single latin-1
 * characters for the shared ones (unicode_result). Steals @str; NULL is passed on. */
SimObject *sim_str_finish(SimWorld *world, SimObject *str);
/* ASCII only; single characters are not shared, as in str(5). */
SimObject *sim_str_new_ascii(SimWorld *world, const char *text, size_t length);
SimObject *sim_str_from_points(SimWorld *world, const uint32_t *points, int64_t length);
SimObject *sim_str_from_char(SimWorld *world, uint32_t point);

static inline uint32_t
sim_str_read(const SimStr *str, int64_t i)
{
    return str->kind == 1   ? str->data.one[i]
           : str->kind == 2 ? str->data.two[i]
                            : str->data.four[i];
}
static inline void
sim_str_write(SimStr *str, int64_t i, uint32_t point)
{
    if (str->kind == 1) {
        str->data.one[i] = (uint8_t) point;
    } else if (str->kind == 2) {
        str->data.two[i] = (uint16_t) point;
    } else {
        str->data.four[i] = point;
    }
}

/* UTF-8, NUL-terminated, cached in the object; lone surrogates as 3 bytes. Borrowed. */
const char *sim_str_utf8(SimObject *str, size_t *bytes);
bool sim_str_equal(const SimObject *a, const SimObject *b);
bool sim_str_equal_c(SimObject *str, const char *text);
int sim_str_compare(const SimObject *a, const SimObject *b);
SimObject *sim_str_concat(SimWorld *world, SimObject *a, SimObject *b);
/* PyUnicode_Append: *@left += right, in place when *@left has no other reference; on error
 * *@left becomes NULL. Steals *@left. */
void sim_str_append(SimWorld *world, SimObject **left, SimObject *right);
SimObject *sim_str_substring(SimWorld *world, SimObject *str, int64_t start, int64_t end);
SimObject *
sim_str_join(SimWorld *world, SimObject *separator, SimObject *const *items, size_t count);
/* Appends @str with decimal digits of all scripts as '0' to '9', spaces as ' ' and other
 * characters beyond ASCII as '?' (_PyUnicode_TransformDecimalAndSpaceToASCII). */
void sim_str_to_ascii_digits(const SimObject *str, GString *out);
/* str % args */
SimObject *sim_str_mod(SimWorld *world, SimObject *format, SimObject *args);
int64_t sim_str_hash(SimObject *str);

/* The interned string equal to @utf8 (a new reference; kept alive by the world's own
 * names, or by whoever holds references, as in 3.11). */
SimObject *sim_str_intern(SimWorld *world, const char *utf8);
/* PyUnicode_InternInPlace */
void sim_str_intern_in_place(SimWorld *world, SimObject **str);

#define SIM_IS_STR(object)              (((object)->type->flags & SIM_TPFLAGS_STR_SUBCLASS) != 0)
#define SIM_IS_STR_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_STR))

G_END_DECLS

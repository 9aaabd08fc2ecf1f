/* upper() and its kin: full case mapping, character by character. */
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "sim/objects/str_private.h"
#include "sim/syntax/unicode.h"

typedef enum {
    TO_UPPER,
    TO_LOWER,
    TO_TITLE,
    TO_FOLD
} Mapping;

enum {
    MOST_POINTS = 3,
    ROOM = 16
};

static int32_t
map_with_icu(Mapping mapping, const UChar *text, int32_t length, UChar *out)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    switch (mapping) {
    case TO_UPPER:
        count = u_strToUpper(out, ROOM, text, length, "", &status);
        break;
    case TO_LOWER:
        count = u_strToLower(out, ROOM, text, length, "", &status);
        break;
    case TO_FOLD:
        count = u_strFoldCase(out, ROOM, text, length, U_FOLD_CASE_DEFAULT, &status);
        break;
    case TO_TITLE:
        count = u_strToTitle(out, ROOM, text, length, NULL, "", &status);
        break;
    }
    return U_FAILURE(status) ? 0 : count;
}

static int
map_simple(Mapping mapping, uint32_t c, uint32_t *out)
{
    UChar32 point = (UChar32) c;
    *out = (uint32_t) (mapping == TO_LOWER ? u_tolower(point) : u_totitle(point));
    return 1;
}

/* A character's mapping in @out: 1 to 3 code points. */
static int
map_point(Mapping mapping, uint32_t c, uint32_t out[MOST_POINTS])
{
    if (c < 0x80) {
        bool lower = mapping == TO_LOWER || mapping == TO_FOLD;
        out[0] = (uint32_t) (unsigned char) (lower ? g_ascii_tolower((char) c)
                                                   : g_ascii_toupper((char) c));
        return 1;
    }
    if (!sim_unicode_is_assigned(c) || U_IS_SURROGATE(c)) {
        out[0] = c;
        return 1;
    }
    UChar text[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, c);
    UChar mapped[ROOM];
    int32_t units;
    /* ICU breaks text into words to find titles: only where one character becomes several. */
    if (mapping == TO_TITLE) {
        units = map_with_icu(TO_UPPER, text, length, mapped);
        if (units == length || u_totitle((UChar32) c) != u_toupper((UChar32) c)) {
            return map_simple(mapping, c, out);
        }
    }
    units = map_with_icu(mapping, text, length, mapped);
    int count = 0;
    for (int32_t i = 0; i < units && count < MOST_POINTS;) {
        UChar32 point;
        U16_NEXT(mapped, i, units, point);
        out[count++] = (uint32_t) point;
    }
    if (count == 0) {
        out[count++] = c;
    }
    return count;
}

static bool
is_case_ignorable(uint32_t c)
{
    return u_hasBinaryProperty((UChar32) c, UCHAR_CASE_IGNORABLE);
}

static bool
is_cased(uint32_t c)
{
    return u_hasBinaryProperty((UChar32) c, UCHAR_CASED);
}

/* Capital sigma at the end of a word becomes the final form (handle_capital_sigma). */
static uint32_t
lower_sigma(const SimStr *str, int64_t at)
{
    int64_t i = at - 1;
    while (i >= 0 && is_case_ignorable(sim_str_read(str, i))) {
        i--;
    }
    bool is_final = i >= 0 && is_cased(sim_str_read(str, i));
    if (is_final) {
        i = at + 1;
        while (i < str->length && is_case_ignorable(sim_str_read(str, i))) {
            i++;
        }
        is_final = i == str->length || !is_cased(sim_str_read(str, i));
    }
    return is_final ? 0x3c2 : 0x3c3;
}

static int
lower_at(const SimStr *str, int64_t at, uint32_t out[MOST_POINTS])
{
    uint32_t c = sim_str_read(str, at);
    if (c == 0x3a3) {
        out[0] = lower_sigma(str, at);
        return 1;
    }
    return map_point(TO_LOWER, c, out);
}

/* What becomes of the character at a place; *@state is the method's own. */
typedef int (*Step)(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS]);

static int
step_upper(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    (void) state;
    return map_point(TO_UPPER, sim_str_read(str, at), out);
}

static int
step_lower(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    (void) state;
    return lower_at(str, at, out);
}

static int
step_fold(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    (void) state;
    return map_point(TO_FOLD, sim_str_read(str, at), out);
}

static int
step_capitalize(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    (void) state;
    return at == 0 ? map_point(TO_TITLE, sim_str_read(str, 0), out) : lower_at(str, at, out);
}

/* @state: whether the character before is cased. */
static int
step_title(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    uint32_t c = sim_str_read(str, at);
    int count = *state ? lower_at(str, at, out) : map_point(TO_TITLE, c, out);
    *state = is_cased(c);
    return count;
}

static int
step_swap(const SimStr *str, int64_t at, bool *state, uint32_t out[MOST_POINTS])
{
    (void) state;
    uint32_t c = sim_str_read(str, at);
    if (sim_char_is_upper(c)) {
        return lower_at(str, at, out);
    }
    if (sim_char_is_lower(c)) {
        return map_point(TO_UPPER, c, out);
    }
    out[0] = c;
    return 1;
}

static SimObject *
map_ascii(SimWorld *world, SimObject *self, Step step)
{
    const SimStr *str = sim_str_cast(self);
    bool state = false;
    uint32_t points[MOST_POINTS];
    SimObject *result = sim_str_alloc(world, str->length, 0x7f);
    for (int64_t i = 0; result != NULL && i < str->length; i++) {
        step(str, i, &state, points);
        sim_str_cast(result)->data.one[i] = (uint8_t) points[0];
    }
    return result == NULL ? NULL : sim_str_finish_unshared(world, result);
}

/* The characters are put together in a buffer with room for three times as many
 * (case_operation). */
static SimObject *
map_string(SimWorld *world, SimObject *self, Step step)
{
    const SimStr *str = sim_str_cast(self);
    bool state = false;
    uint32_t points[MOST_POINTS];
    SimAddr scratch = sim_buffer_alloc(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_MEM,
                                       (size_t) str->length * MOST_POINTS * 4);
    if (scratch == 0) {
        return NULL;
    }
    GArray *mapped = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (int64_t i = 0; i < str->length; i++) {
        int count = step(str, i, &state, points);
        g_array_append_vals(mapped, points, (guint) count);
    }
    SimObject *result = sim_str_from_points(world, (uint32_t *) (void *) mapped->data, mapped->len);
    g_array_free(mapped, TRUE);
    sim_buffer_free(world, NULL, SIM_LABEL_DATA, SIM_DOMAIN_MEM, scratch);
    return result;
}

/* upper(), lower() and casefold() of ASCII go straight into the result. */
static SimObject *
map_either(SimWorld *world, SimObject *self, Step step)
{
    return sim_str_cast(self)->ascii ? map_ascii(world, self, step) : map_string(world, self, step);
}

#define CASE_METHOD(name, map, step)                                                               \
    SIM_STR_METHOD(method_##name)                                                                  \
    {                                                                                              \
        (void) args;                                                                               \
        (void) nargs;                                                                              \
        (void) kwnames;                                                                            \
        return map(world, self, step);                                                             \
    }

CASE_METHOD(upper, map_either, step_upper)
CASE_METHOD(lower, map_either, step_lower)
CASE_METHOD(casefold, map_either, step_fold)
CASE_METHOD(title, map_string, step_title)
CASE_METHOD(swapcase, map_string, step_swap)

SIM_STR_METHOD(method_capitalize)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    if (sim_str_length(self) == 0) {
        return sim_str_unchanged(world, self);
    }
    return map_string(world, self, step_capitalize);
}

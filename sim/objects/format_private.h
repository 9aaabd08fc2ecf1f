/* Formatting, inside. */
#pragma once

#include "sim/objects/format_spec.h"

G_BEGIN_DECLS

typedef enum {
    SIM_GROUPING_NONE,
    SIM_GROUPING_COMMA,
    SIM_GROUPING_UNDERSCORE,
    SIM_GROUPING_UNDERSCORE_FOUR /* of binary, octal and hexadecimal digits */
} SimGrouping;

typedef struct {
    uint32_t fill;
    uint32_t align; /* < > ^ = */
    uint32_t sign;  /* + - space, or 0 */
    uint32_t type;  /* 0: none given and no default */
    bool alternate;
    bool no_neg_zero;
    SimGrouping grouping;
    int64_t width;     /* -1: none */
    int64_t precision; /* -1: none */
} SimFormatSpec;

bool sim_format_spec_parse(SimWorld *world,
                           const SimObject *text,
                           int64_t start,
                           int64_t end,
                           uint32_t default_type,
                           uint32_t default_align,
                           SimObject *object,
                           SimFormatSpec *out);
/* "Unknown format code 'y' for object of type 'int'" */
bool sim_format_unknown_type(SimWorld *world, uint32_t type, SimObject *object);

/* A number as text, in the parts that are laid out apart. */
typedef struct {
    bool negative;
    const char *prefix; /* "0x" */
    const char *digits; /* up to the point; "" for inf, nan and what 'c' gives */
    size_t digit_count;
    const char *rest; /* point, fraction, exponent, '%', UTF-8 */
} SimNumberText;

bool sim_format_number(SimWorld *world,
                       SimStrWriter *writer,
                       const SimFormatSpec *spec,
                       const SimNumberText *number);
/* @count times @point. */
bool sim_format_fill(SimWorld *world, SimStrWriter *writer, int64_t count, uint32_t point);
/* Digits of @str, any script, from *@at; 1, 0 when there are none, -1 with ValueError. */
int sim_format_read_integer(
    SimWorld *world, const SimObject *str, int64_t *at, int64_t end, int64_t *out);

G_END_DECLS

/* What list, tuple and range share as sequences. */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/objects/slice.h"
#include "sim/objects/splice.h"
#include "sim/objects/str.h"

G_BEGIN_DECLS

/* Appends repr(@item) to @out; -1 with an exception. */
static inline int
sim_repr_append(SimWorld *world, GString *out, SimObject *item)
{
    SimObject *text = sim_object_repr(world, item);
    if (text == NULL) {
        return -1;
    }
    size_t bytes;
    const char *utf8 = sim_str_utf8(text, &bytes);
    g_string_append_len(out, utf8, (gssize) bytes);
    sim_decref(world, text);
    return 0;
}

/* The str of @out, which it frees; with @failed it only frees. */
static inline SimObject *
sim_repr_finish(SimWorld *world, GString *out, bool failed)
{
    SimObject *text = failed ? NULL : sim_str_new_size(world, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}

/* The arguments of index(): a value, and bounds that count from the end below 0. @stop may lie
 * beyond @length: a list can grow while its items are compared. */
static inline bool
sim_sequence_index_args(SimWorld *world,
                        SimObject *const *args,
                        size_t nargs,
                        int64_t length,
                        int64_t *start,
                        int64_t *stop)
{
    *start = 0;
    *stop = INT64_MAX;
    if (!sim_arg_count(world, "index", nargs, 1, 3) ||
        (nargs > 1 && !sim_slice_index_arg(world, args[1], start)) ||
        (nargs > 2 && !sim_slice_index_arg(world, args[2], stop))) {
        return false;
    }
    *start = *start < 0 ? MAX(*start + length, 0) : *start;
    *stop = *stop < 0 ? MAX(*stop + length, 0) : *stop;
    return true;
}

/* 3.11's comparison of two lengths under @op. */
static inline bool
sim_compare_lengths(int64_t a, int64_t b, SimCompareOp op)
{
    switch (op) {
    case SIM_LT:
        return a < b;
    case SIM_LE:
        return a <= b;
    case SIM_EQ:
        return a == b;
    case SIM_NE:
        return a != b;
    case SIM_GT:
        return a > b;
    case SIM_GE:
        return a >= b;
    }
    return false;
}

G_END_DECLS

/* What judging an expectation is made of: for the files expect*.c only.
 *
 * expect_eval.c evaluates an expression on a state, expect_call.c answers the functions of
 * expect.def, expect.c judges and reports.
 */
#pragma once

#include "sim/replay/arenas.h"
#include "sim/replay/generations.h"
#include "sim/run/expect.h"

G_BEGIN_DECLS

typedef enum {
    VALUE_NONE,
    VALUE_BOOL,
    VALUE_INT,
    VALUE_REAL,
    VALUE_STR,
    VALUE_OBJECT
} ValueKind;

typedef struct {
    ValueKind kind;
    int64_t integer; /* BOOL, INT */
    double real;
    const char *text; /* STR; borrowed from the tree or the state */
    const SimStateObject *object;
} Value;

/* One judgement; `error` is set where the expression makes no sense. What is made to answer a
 * question is kept for the next one. */
typedef struct {
    const SimState *state;
    SimSource *source;
    const SimTrace *trace;
    const SimProfile *profile;
    SimArenaWalk *pools;            /* NULL: not asked yet */
    SimGenerationWalk *generations; /* likewise */
    GError **error;
} Judge;

/* expect_eval.c */
bool judge_evaluate(Judge *judge, const SimNode *node, Value *out);
/* Sets the error at @node; false. */
bool judge_fail(Judge *judge, const SimNode *node, const char *message);
/* A scalar object counts as its value, except for `is`, refs() and their like. */
Value judge_scalar(Value value);
bool judge_truth(const Judge *judge, Value value);

static inline Value
judge_integer(int64_t value)
{
    return (Value){.kind = VALUE_INT, .integer = value};
}

static inline Value
judge_boolean(bool value)
{
    return (Value){.kind = VALUE_BOOL, .integer = value};
}

/* expect_call.c */
bool judge_call(Judge *judge, const SimNode *node, Value *out);

/* expect_leaks.c: objects made after the first @start events that nothing but one another
 * refers to. */
int64_t judge_count_leaks(const SimState *state, uint64_t start);

G_END_DECLS

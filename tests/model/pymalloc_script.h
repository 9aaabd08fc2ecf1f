/* A reproducible sequence of calls of PyObject_Malloc, Calloc, Realloc and Free, and
 * the arenas they are served from: the real pymalloc and the model of it follow the
 * same one and must meet at every address.
 *
 * Valid C and C++: pymalloc_probe.c runs it inside the real python3.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PYMALLOC_SCRIPT_SLOTS  32768
#define PYMALLOC_SCRIPT_ARENAS 64
/* Arenas get two MiB each of a range that nothing else uses, most of them at an address
 * that is not aligned to a pool, some reaching into the next aligned MiB. */
#define PYMALLOC_SCRIPT_REGION UINT64_C(0x100000000000)
#define PYMALLOC_SCRIPT_STRIDE UINT64_C(0x200000)

typedef enum {
    PYMALLOC_SCRIPT_NOTHING,
    PYMALLOC_SCRIPT_MALLOC,
    PYMALLOC_SCRIPT_CALLOC,
    PYMALLOC_SCRIPT_REALLOC,
    PYMALLOC_SCRIPT_FREE
} PymallocScriptCall;

typedef struct {
    PymallocScriptCall call;
    unsigned slot;
    size_t size;
} PymallocScriptStep;

typedef struct {
    uint64_t state;
    size_t step;
    bool taken[PYMALLOC_SCRIPT_SLOTS];
    bool arena_taken[PYMALLOC_SCRIPT_ARENAS];
    unsigned arena_calls;
} PymallocScript;

static inline uint64_t
pymalloc_script_random(PymallocScript *script, uint64_t below)
{
    script->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t x = script->state;
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (x ^ (x >> 31)) % below;
}

/* @script is zeroed before. */
static inline void
pymalloc_script_start(PymallocScript *script, uint64_t seed)
{
    script->state = seed;
}

/* The base of the next arena; every eleventh call finds none. */
static inline uint64_t
pymalloc_script_take_arena(PymallocScript *script)
{
    if (++script->arena_calls % 11 == 0) {
        return 0;
    }
    for (unsigned i = 0; i < PYMALLOC_SCRIPT_ARENAS; i++) {
        if (!script->arena_taken[i]) {
            script->arena_taken[i] = true;
            return PYMALLOC_SCRIPT_REGION + i * PYMALLOC_SCRIPT_STRIDE +
                   UINT64_C(4096) * ((i * 37) % 256);
        }
    }
    return 0;
}

static inline void
pymalloc_script_give_arena(PymallocScript *script, uint64_t base)
{
    script->arena_taken[(base - PYMALLOC_SCRIPT_REGION) / PYMALLOC_SCRIPT_STRIDE] = false;
}

/* What a phase of 50000 steps does: how many of 100 picks may allocate, the largest
 * request, the share of the slots it works on, and whether it takes them in order.
 * Filled and emptied in order, whole arenas fall free while others stay. */
typedef struct {
    unsigned keep;
    unsigned spread;
    unsigned from;
    unsigned to; /* of 8 */
    bool in_order;
} PymallocScriptPhase;

static inline PymallocScriptStep
pymalloc_script_next(PymallocScript *script)
{
    static const PymallocScriptPhase phases[] = {
        {100, 512, 0, 8, true}, {60, 64, 0, 8, false},   {0, 0, 2, 4, true},
        {90, 512, 0, 8, false}, {0, 0, 5, 7, true},      {80, 560, 0, 4, false},
        {0, 0, 0, 8, true},     {98, 16, 0, 8, true},    {20, 300, 0, 3, false},
        {0, 0, 1, 8, true},     {95, 512, 0, 8, true},   {30, 512, 0, 8, false},
        {0, 0, 0, 5, true},     {100, 400, 0, 8, false}, {50, 200, 4, 8, false},
    };
    PymallocScriptPhase phase = phases[script->step / 50000 % 15];
    unsigned share = PYMALLOC_SCRIPT_SLOTS / 8;
    unsigned slots = (phase.to - phase.from) * share;
    PymallocScriptStep step;
    uint64_t any = pymalloc_script_random(script, slots);
    step.slot = phase.from * share + (unsigned) (phase.in_order ? script->step % slots : any);
    script->step++;
    step.size = (size_t) pymalloc_script_random(script, phase.spread + 1);
    unsigned pick = (unsigned) pymalloc_script_random(script, 100);
    bool grows = pick < phase.keep;
    if (!script->taken[step.slot]) {
        bool is_calloc = pymalloc_script_random(script, 16) == 0;
        step.call = !grows      ? PYMALLOC_SCRIPT_NOTHING
                    : is_calloc ? PYMALLOC_SCRIPT_CALLOC
                                : PYMALLOC_SCRIPT_MALLOC;
        script->taken[step.slot] = grows;
    } else if (phase.keep > 0 && pymalloc_script_random(script, 8) == 0) {
        step.call = PYMALLOC_SCRIPT_REALLOC;
    } else if (!grows || pick % 4 == 0) {
        step.call = PYMALLOC_SCRIPT_FREE;
        script->taken[step.slot] = false;
    } else {
        step.call = PYMALLOC_SCRIPT_NOTHING;
    }
    return step;
}

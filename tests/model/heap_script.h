/* A reproducible sequence of calls of malloc, calloc, realloc and free: the real C
 * library and the model of it follow the same one and must meet at every address.
 *
 * Valid C and C++: glibc_probe.c runs it in a fresh process.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define HEAP_SCRIPT_SLOTS 512

typedef enum {
    HEAP_SCRIPT_SMALL,  /* up to 200 bytes: thread cache and fast bins */
    HEAP_SCRIPT_MEDIUM, /* up to 4000: small bins, the first large ones */
    HEAP_SCRIPT_LARGE,  /* up to 120000: large bins, trimming */
    HEAP_SCRIPT_MIXED,  /* all of these and mapped chunks */
    HEAP_SCRIPT_GROW,   /* mostly realloc */
    HEAP_SCRIPT_BURST,  /* fills every slot, empties them in order, again */
    HEAP_SCRIPT_PROFILES
} HeapScriptProfile;

typedef enum {
    HEAP_SCRIPT_MALLOC,
    HEAP_SCRIPT_CALLOC,
    HEAP_SCRIPT_REALLOC,
    HEAP_SCRIPT_FREE
} HeapScriptCall;

typedef struct {
    uint64_t state;
    unsigned profile;
    size_t step;
    unsigned char taken[HEAP_SCRIPT_SLOTS];
} HeapScript;

typedef struct {
    HeapScriptCall call;
    unsigned slot;
    size_t size;
} HeapScriptStep;

static inline uint64_t
heap_script_random(HeapScript *script, uint64_t below)
{
    script->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t x = script->state;
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (x ^ (x >> 31)) % below;
}

static inline void
heap_script_start(HeapScript *script, unsigned profile, uint64_t seed)
{
    script->state = seed;
    script->profile = profile;
    script->step = 0;
    for (size_t i = 0; i < HEAP_SCRIPT_SLOTS; i++) {
        script->taken[i] = 0;
    }
}

static inline size_t
heap_script_size(HeapScript *script)
{
    static const size_t limits[HEAP_SCRIPT_PROFILES] = {200, 4000, 120000, 0, 20000, 2200};
    size_t limit = limits[script->profile];
    if (script->profile == HEAP_SCRIPT_MIXED) {
        static const size_t mixed[] = {64, 200, 1100, 5000, 70000, 140000, 600000, 40000000};
        uint64_t pick = heap_script_random(script, 64);
        limit = mixed[pick < 56 ? pick % 5 : pick < 60 ? 5 : pick < 63 ? 6 : 7];
    }
    if (script->profile == HEAP_SCRIPT_BURST) {
        return 16 + 48 * (size_t) heap_script_random(script, limit / 48);
    }
    return 1 + (size_t) heap_script_random(script, limit);
}

static inline HeapScriptStep
heap_script_next(HeapScript *script)
{
    HeapScriptStep step;
    step.slot = (unsigned) heap_script_random(script, HEAP_SCRIPT_SLOTS);
    if (script->profile == HEAP_SCRIPT_BURST) {
        step.slot = (unsigned) (script->step % HEAP_SCRIPT_SLOTS);
    }
    script->step++;
    step.size = heap_script_size(script);
    unsigned pick = (unsigned) heap_script_random(script, 100);
    unsigned grows = script->profile == HEAP_SCRIPT_GROW ? 75 : 15;
    if (!script->taken[step.slot]) {
        step.call = pick < 10 ? HEAP_SCRIPT_CALLOC : HEAP_SCRIPT_MALLOC;
        script->taken[step.slot] = 1;
    } else if (pick < grows && script->profile != HEAP_SCRIPT_BURST) {
        step.call = HEAP_SCRIPT_REALLOC;
    } else {
        step.call = HEAP_SCRIPT_FREE;
        script->taken[step.slot] = 0;
    }
    return step;
}

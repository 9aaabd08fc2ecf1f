/* Follows a pymalloc script with the real allocator: preloaded into python3, whose
 * interpreter is never started. For each step it writes one 64-bit word: the address of
 * the block when it lies in an arena, 1 when it comes from the C heap, 0 when there is
 * none. Then the number of allocated blocks, and the text of the allocator's statistics.
 *
 * environment: PYMALLOC_PROBE="SEED STEPS"
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/model/pymalloc_script.h"

typedef struct {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *ptr, size_t size);
} ArenaAllocator;

/* python3's; not declared by a header so that none is needed to build this. */
extern void *PyObject_Malloc(size_t size) __attribute__((weak));
extern void *PyObject_Calloc(size_t count, size_t size) __attribute__((weak));
extern void *PyObject_Realloc(void *block, size_t size) __attribute__((weak));
extern void PyObject_Free(void *block) __attribute__((weak));
extern void PyObject_SetArenaAllocator(ArenaAllocator *allocator) __attribute__((weak));
extern int _PyObject_DebugMallocStats(FILE *out) __attribute__((weak));
extern long _Py_GetAllocatedBlocks(void) __attribute__((weak));

static PymallocScript script;
static void *blocks[PYMALLOC_SCRIPT_SLOTS];

static void *
take_arena(void *ctx, size_t size)
{
    (void) ctx;
    (void) size;
    return (void *) (uintptr_t) pymalloc_script_take_arena(&script);
}

static void
give_arena(void *ctx, void *base, size_t size)
{
    (void) ctx;
    madvise(base, size, MADV_DONTNEED);
    pymalloc_script_give_arena(&script, (uintptr_t) base);
}

static uint64_t
place_of(const void *block)
{
    uintptr_t at = (uintptr_t) block;
    uint64_t end = PYMALLOC_SCRIPT_REGION + PYMALLOC_SCRIPT_ARENAS * PYMALLOC_SCRIPT_STRIDE;
    return at >= PYMALLOC_SCRIPT_REGION && at < end ? at : at != 0;
}

static void
follow(PymallocScriptStep step)
{
    void **block = &blocks[step.slot];
    switch (step.call) {
    case PYMALLOC_SCRIPT_MALLOC:
        *block = PyObject_Malloc(step.size);
        break;
    case PYMALLOC_SCRIPT_CALLOC:
        *block = PyObject_Calloc(step.size, 1);
        break;
    case PYMALLOC_SCRIPT_REALLOC:
        *block = PyObject_Realloc(*block, step.size);
        break;
    case PYMALLOC_SCRIPT_FREE:
        PyObject_Free(*block);
        *block = NULL;
        break;
    case PYMALLOC_SCRIPT_NOTHING:
        break;
    }
}

static void
write_all(const void *data, size_t bytes)
{
    const char *at = data;
    while (bytes > 0) {
        ssize_t written = write(STDOUT_FILENO, at, bytes);
        if (written <= 0) {
            _exit(1);
        }
        at += written;
        bytes -= (size_t) written;
    }
}

__attribute__((constructor)) static void
run(void)
{
    const char *options = getenv("PYMALLOC_PROBE");
    if (options == NULL || PyObject_Malloc == NULL) {
        return; /* the shell that starts python3 */
    }
    char *rest;
    pymalloc_script_start(&script, strtoull(options, &rest, 10));
    size_t steps = strtoul(rest, NULL, 10);
    void *region = mmap((void *) (uintptr_t) PYMALLOC_SCRIPT_REGION,
                        PYMALLOC_SCRIPT_ARENAS * PYMALLOC_SCRIPT_STRIDE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (region == MAP_FAILED) {
        _exit(1);
    }
    ArenaAllocator arenas = {NULL, take_arena, give_arena};
    PyObject_SetArenaAllocator(&arenas);
    uint64_t *words = calloc(steps + 1, sizeof(uint64_t));
    for (size_t i = 0; i < steps; i++) {
        PymallocScriptStep step = pymalloc_script_next(&script);
        follow(step);
        words[i] = place_of(blocks[step.slot]);
    }
    words[steps] = (uint64_t) _Py_GetAllocatedBlocks();
    write_all(words, (steps + 1) * sizeof(uint64_t));
    _PyObject_DebugMallocStats(stdout);
    fflush(stdout);
    _exit(0);
}

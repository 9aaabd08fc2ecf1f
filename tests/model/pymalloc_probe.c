/* Follows a pymalloc script with the real allocator: preloaded into python3, whose
 * interpreter is never started. For each step it writes one 64-bit word: the address of
 * the block when it lies in an arena, 1 when it comes from the C heap, 0 when there is
 * none. Then the number of allocated blocks, and the text of the allocator's statistics.
 *
 * With HEAP_PROBE it follows a heap script instead, with the three domains in turn, and
 * writes two words for each step: the distance of the block from the start of the heap
 * segment, 1 when it lies elsewhere, 0 when there is none; and that of the segment's end.
 *
 * environment: PYMALLOC_PROBE="SEED STEPS" or HEAP_PROBE="PROFILE SEED STEPS"
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/model/heap_script.h"
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
extern void *PyMem_Malloc(size_t size) __attribute__((weak));
extern void *PyMem_Calloc(size_t count, size_t size) __attribute__((weak));
extern void *PyMem_Realloc(void *block, size_t size) __attribute__((weak));
extern void PyMem_Free(void *block) __attribute__((weak));
extern void *PyMem_RawMalloc(size_t size) __attribute__((weak));
extern void *PyMem_RawCalloc(size_t count, size_t size) __attribute__((weak));
extern void *PyMem_RawRealloc(void *block, size_t size) __attribute__((weak));
extern void PyMem_RawFree(void *block) __attribute__((weak));
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

static void
probe_pymalloc(const char *options)
{
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

static HeapScript heap_script;

static void
follow_heap(HeapScriptStep step)
{
    void *(*const mallocs[])(size_t) = {PyMem_RawMalloc, PyMem_Malloc, PyObject_Malloc};
    void *(*const callocs[])(size_t, size_t) = {PyMem_RawCalloc, PyMem_Calloc, PyObject_Calloc};
    void *(*const reallocs[])(void *, size_t) = {PyMem_RawRealloc, PyMem_Realloc, PyObject_Realloc};
    void (*const frees[])(void *) = {PyMem_RawFree, PyMem_Free, PyObject_Free};
    void **block = &blocks[step.slot];
    unsigned domain = step.slot % 3;
    switch (step.call) {
    case HEAP_SCRIPT_MALLOC:
        *block = mallocs[domain](step.size);
        break;
    case HEAP_SCRIPT_CALLOC:
        *block = callocs[domain](step.size, 1);
        break;
    case HEAP_SCRIPT_REALLOC:
        *block = reallocs[domain](*block, step.size);
        break;
    case HEAP_SCRIPT_FREE:
        frees[domain](*block);
        *block = NULL;
        break;
    }
}

static void
probe_heap(const char *options)
{
    char *rest;
    unsigned profile = (unsigned) strtoul(options, &rest, 10);
    heap_script_start(&heap_script, profile, strtoull(rest, &rest, 10));
    size_t steps = strtoul(rest, NULL, 10);
    uintptr_t start = (uintptr_t) sbrk(0);
    size_t bytes = 2 * steps * sizeof(uint64_t);
    uint64_t *words = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (words == MAP_FAILED) {
        _exit(1);
    }
    for (size_t i = 0; i < steps; i++) {
        HeapScriptStep step = heap_script_next(&heap_script);
        follow_heap(step);
        uintptr_t at = (uintptr_t) blocks[step.slot];
        uintptr_t end = (uintptr_t) sbrk(0);
        words[2 * i] = at >= start && at < end ? at - start : at != 0;
        words[2 * i + 1] = end - start;
    }
    write_all(words, bytes);
    _exit(0);
}

__attribute__((constructor)) static void
run(void)
{
    if (PyObject_Malloc == NULL) {
        return; /* the shell that starts python3 */
    }
    if (getenv("PYMALLOC_PROBE") != NULL) {
        probe_pymalloc(getenv("PYMALLOC_PROBE"));
    }
    if (getenv("HEAP_PROBE") != NULL) {
        probe_heap(getenv("HEAP_PROBE"));
    }
}

/* Follows a heap script with the C library's own malloc in a process that has not
 * called it before. For each step it writes one 64-bit word: the distance of the block
 * from the start of the heap segment, or, with bit 63 set, the address of a block that
 * has a mapping of its own; 0 after a free. Then the distance of the end of the
 * segment after that step.
 *
 * usage: glibc_probe PROFILE SEED STEPS
 */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/model/heap_script.h"

static void *blocks[HEAP_SCRIPT_SLOTS];
static HeapScript script;

static void
follow(HeapScriptStep step)
{
    void **block = &blocks[step.slot];
    switch (step.call) {
    case HEAP_SCRIPT_MALLOC:
        *block = malloc(step.size);
        break;
    case HEAP_SCRIPT_CALLOC:
        *block = calloc(1, step.size);
        break;
    case HEAP_SCRIPT_REALLOC:
        *block = realloc(*block, step.size);
        break;
    case HEAP_SCRIPT_FREE:
        free(*block);
        *block = NULL;
        break;
    }
}

static uint64_t
place_of(const void *block, const char *start)
{
    const char *end = sbrk(0);
    if (block == NULL) {
        return 0;
    }
    if ((uintptr_t) block >= (uintptr_t) start && (uintptr_t) block < (uintptr_t) end) {
        return (uintptr_t) block - (uintptr_t) start;
    }
    return (uintptr_t) block | UINT64_C(1) << 63;
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    heap_script_start(&script, (unsigned) strtoul(argv[1], NULL, 10), strtoull(argv[2], NULL, 10));
    size_t steps = strtoul(argv[3], NULL, 10);
    char *start = sbrk(0);
    /* Not from the heap that is watched. */
    size_t bytes = 2 * steps * sizeof(uint64_t);
    uint64_t *words = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (words == MAP_FAILED) {
        return 1;
    }
    for (size_t i = 0; i < steps; i++) {
        HeapScriptStep step = heap_script_next(&script);
        follow(step);
        words[2 * i] = place_of(blocks[step.slot], start);
        words[2 * i + 1] = (uintptr_t) sbrk(0) - (uintptr_t) start;
    }
    const char *at = (const char *) words;
    while (bytes > 0) {
        ssize_t written = write(STDOUT_FILENO, at, bytes);
        if (written <= 0) {
            return 1;
        }
        at += written;
        bytes -= (size_t) written;
    }
    return 0;
}

#include "sim/bytecode/region.h"

#include <string.h>

enum {
    ALIGNMENT = 16,
    FIRST_CHUNK = 1024,
    LARGEST_CHUNK = 1 << 18
};

typedef struct Chunk Chunk;

struct Chunk {
    Chunk *previous;
    size_t size;
};

#define CHUNK_HEAD ((sizeof(Chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

struct SimRegion {
    Chunk *last;
    size_t used; /* of the last chunk, its head included */
    size_t next_size;
};

SimRegion *
sim_region_new(void)
{
    SimRegion *region = g_new0(SimRegion, 1);
    region->next_size = FIRST_CHUNK;
    return region;
}

void
sim_region_free(SimRegion *region)
{
    if (region == NULL) {
        return;
    }
    for (Chunk *chunk = region->last; chunk != NULL;) {
        Chunk *previous = chunk->previous;
        g_free(chunk);
        chunk = previous;
    }
    g_free(region);
}

static void
add_chunk(SimRegion *region, size_t at_least)
{
    size_t size = MAX(region->next_size, CHUNK_HEAD + at_least);
    Chunk *chunk = g_malloc0(size);
    chunk->previous = region->last;
    chunk->size = size;
    region->last = chunk;
    region->used = CHUNK_HEAD;
    region->next_size = MIN(region->next_size * 2, LARGEST_CHUNK);
}

void *
sim_region_alloc(SimRegion *region, size_t size)
{
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (region->last == NULL || region->last->size - region->used < rounded) {
        add_chunk(region, rounded);
    }
    char *memory = (char *) region->last + region->used;
    region->used += rounded;
    return memory;
}

char *
sim_region_copy_text(SimRegion *region, const char *text, size_t length)
{
    char *copy = sim_region_alloc(region, length + 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

#include "sim/record/preload/site.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "sim/record/preload/code.h"
#include "sim/record/preload/room.h"
#include "sim/record/preload/stream.h"

#define LONGEST_FILE     4096
#define LONGEST_FUNCTION 1024

/* In an array of sites: a line whose site has not been asked for. */
#define UNASKED UINT32_C(0x80000000)

typedef struct {
    const void *code; /* NULL: free */
    uint32_t *sites;  /* one for each instruction */
    size_t length;
} Code;

typedef struct {
    uint64_t hash; /* 0: free */
    uint32_t site;
} Known;

uint64_t sim_record_site_marks[SIM_RECORD_MARKS / 64];

static struct {
    SimRecordTable codes; /* of Code */
    SimRecordTable known; /* of Known */
    Code last;            /* the one asked for last */
    uint32_t count;       /* of sites */
} all;

bool
sim_record_site_start(void)
{
    return sim_record_code_start() && sim_record_table_start(&all.codes, sizeof(Code)) &&
           sim_record_table_start(&all.known, sizeof(Known));
}

static uint64_t
hash_bytes(const unsigned char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    hash ^= hash >> 32;
    return hash == 0 ? 1 : hash;
}

/* The number of the site that @text, @length bytes, defines. */
static uint32_t
site_of_text(const unsigned char *text, size_t length)
{
    Known wanted = {hash_bytes(text, length), 0};
    Known *known = sim_record_table_find(&all.known, wanted.hash);
    if (known != NULL) {
        return known->site;
    }
    wanted.site = all.count + 1;
    if (!sim_record_table_add(&all.known, &wanted)) {
        return 0;
    }
    all.count++;
    sim_record_payload(PYMTRC_SITE_DEF, text, length);
    return wanted.site;
}

static uint32_t
site_of_line(const void *code, uint32_t line)
{
    static unsigned char text[LONGEST_FILE + LONGEST_FUNCTION + 16];
    size_t used = sim_record_code_file(code, text, LONGEST_FILE);
    text[used++] = '\0';
    used += (size_t) snprintf((char *) text + used, 12, "%u", line) + 1;
    used += sim_record_code_function(code, text + used, LONGEST_FUNCTION);
    return site_of_text(text, used);
}

static bool
add(const void *code)
{
    Code found = {code, NULL, sim_record_code_length(code)};
    found.sites = sim_record_room_take(found.length * sizeof(uint32_t));
    if (found.sites == NULL) {
        return false;
    }
    sim_record_code_lines(code, found.sites, found.length);
    for (size_t i = 0; i < found.length; i++) {
        found.sites[i] |= UNASKED;
    }
    if (!sim_record_table_add(&all.codes, &found)) {
        return false;
    }
    uintptr_t bit = (uintptr_t) code / 16 % SIM_RECORD_MARKS;
    sim_record_site_marks[bit / 64] |= UINT64_C(1) << bit % 64;
    all.last = found;
    return true;
}

static bool
find(const void *code)
{
    if (all.last.code == code) {
        return true;
    }
    const Code *found = sim_record_table_find(&all.codes, (uintptr_t) code);
    if (found != NULL) {
        all.last = *found;
        return true;
    }
    return add(code);
}

static uint32_t
site_at(SimRecordPlace place)
{
    if (!find(place.code)) {
        return 0;
    }
    size_t index = place.index < 0 ? 0 : (size_t) place.index;
    if (index >= all.last.length) {
        return 0;
    }
    uint32_t *site = &all.last.sites[index];
    if ((*site & UNASKED) != 0) {
        *site = site_of_line(place.code, *site & ~UNASKED);
    }
    return *site;
}

uint32_t
sim_record_site_now(void)
{
    SimRecordPlace place = sim_record_code_place();
    if (place.code == NULL) {
        return 0;
    }
    SimRecordLocked locked = sim_record_lock();
    uint32_t site = site_at(place);
    sim_record_unlock(locked);
    return site;
}

void
sim_record_site_forget(const void *code)
{
    SimRecordLocked locked = sim_record_lock();
    const Code *found = sim_record_table_find(&all.codes, (uintptr_t) code);
    if (found != NULL) {
        sim_record_room_give(found->sites, found->length * sizeof(uint32_t));
        sim_record_table_remove(&all.codes, (uintptr_t) code);
        all.last = (Code){NULL, NULL, 0};
    }
    sim_record_unlock(locked);
}

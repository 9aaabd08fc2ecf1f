/* Places in Python code that allocate, as a recording with lines names them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *file;
    unsigned line;
    char *function;
} SimSite;

typedef struct SimSites SimSites;

SimSites *sim_sites_new(void);
void sim_sites_free(SimSites *self);

/* The next one, from its definition: FILE NUL LINE NUL FUNCTION. False if it is none. */
bool sim_sites_add(SimSites *self, const uint8_t *bytes, size_t length);
/* The site @number (from 1), or NULL. Borrowed. */
const SimSite *sim_sites_get(const SimSites *self, uint32_t number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSites, sim_sites_free)

G_END_DECLS

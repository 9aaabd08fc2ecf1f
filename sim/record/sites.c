#include "sim/record/sites.h"

#include <string.h>

struct SimSites {
    GArray *all;         /* SimSite */
    GStringChunk *texts; /* a file's name is there once */
};

SimSites *
sim_sites_new(void)
{
    SimSites *self = g_new0(SimSites, 1);
    self->all = g_array_new(FALSE, FALSE, sizeof(SimSite));
    self->texts = g_string_chunk_new(4096);
    return self;
}

void
sim_sites_free(SimSites *self)
{
    if (self != NULL) {
        g_array_unref(self->all);
        g_string_chunk_free(self->texts);
        g_free(self);
    }
}

static char *
keep(SimSites *self, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return g_string_chunk_insert_const(self->texts, valid);
}

bool
sim_sites_add(SimSites *self, const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_malloc0(length + 1);
    if (length > 0) {
        memcpy(text, bytes, length);
    }
    const char *parts[3];
    size_t at = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (at > length) {
            return false;
        }
        parts[i] = text + at;
        at += strlen(parts[i]) + 1;
    }
    guint64 line;
    if (at != length + 1 || !g_ascii_string_to_unsigned(parts[1], 10, 0, UINT32_MAX, &line, NULL)) {
        return false;
    }
    SimSite site = {keep(self, parts[0]), (unsigned) line, keep(self, parts[2])};
    g_array_append_val(self->all, site);
    return true;
}

const SimSite *
sim_sites_get(const SimSites *self, uint32_t number)
{
    return number == 0 || number > self->all->len ? NULL
                                                  : &g_array_index(self->all, SimSite, number - 1);
}

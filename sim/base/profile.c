#include "sim/base/profile.h"

#include <string.h>

static const SimProfile profiles[] = {
#define PROFILE(name, major, minor, micro, arena_bits, pool_bits, t0, t1, t2)                      \
    {name, major, minor, micro, arena_bits, pool_bits, {t0, t1, t2}},
#include "sim/base/profile.def"
#undef PROFILE
};

const SimProfile *
sim_profile_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        if (strcmp(profiles[i].name, name) == 0) {
            return &profiles[i];
        }
    }
    return NULL;
}

const SimProfile *
sim_profile_default(void)
{
    return &profiles[0];
}

char *
sim_profile_names(void)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", profiles[i].name);
    }
    return g_string_free(names, FALSE);
}

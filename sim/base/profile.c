#include "sim/base/profile.h"

#include <string.h>

static const SimProfile profiles[] = {
#define PROFILE(name, major, minor, micro, runs, arena, pool, keeps, mid, bottom, t0, t1, t2)      \
    {name, major, minor, micro, runs, arena, pool, keeps, mid, bottom, {t0, t1, t2}},
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

const SimProfile *
sim_profile_of_version(uint32_t version)
{
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        if ((uint32_t) (profiles[i].major << 8 | profiles[i].minor) == version >> 16) {
            return &profiles[i];
        }
    }
    return NULL;
}

char *
sim_profile_names(SimProfileSet set)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        if (set == SIM_PROFILES_ALL || profiles[i].runs_scenarios) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", profiles[i].name);
        }
    }
    return g_string_free(names, FALSE);
}

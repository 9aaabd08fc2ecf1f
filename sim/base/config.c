#include "sim/base/config.h"

#include <errno.h>
#include <string.h>

#include "sim/base/diag.h"

typedef enum {
    HEAP,
    GIL,
    UINT,
    TIME,
    SIZE
} Kind;

static const struct {
    const char *name;
    Kind kind;
    const char *value;
    const char *help;
} options[] = {
#define OPTION(field, name, kind, initial, value, help) {name, kind, value, help},
#include "sim/base/option.def"
#undef OPTION
};

static const struct {
    Kind kind;
    const char *name;
    uint64_t value;
} choices[] = {
    {HEAP, "story", SIM_HEAP_STORY},
    {HEAP, "glibc", SIM_HEAP_GLIBC},
    {GIL, "on", SIM_GIL_ON},
    {GIL, "off", SIM_GIL_OFF},
    {GIL, "free-threaded", SIM_GIL_FREE_THREADED},
};

static const struct {
    Kind kind;
    const char *suffix;
    uint64_t factor;
} units[] = {
    {UINT, "", 1},         {TIME, "ns", 1},         {TIME, "us", 1000},
    {TIME, "ms", 1000000}, {TIME, "s", 1000000000}, {SIZE, "", 1},
    {SIZE, "K", 1 << 10},  {SIZE, "M", 1 << 20},    {SIZE, "G", 1 << 30},
};

void
sim_config_init(SimConfig *config)
{
    memset(config, 0, sizeof *config);
    config->profile = sim_profile_default();
    sim_costs_init(&config->costs);
#define OPTION(field, name, kind, initial, value, help) config->field = initial;
#include "sim/base/option.def"
#undef OPTION
}

static uint64_t *
field_of(SimConfig *config, SimOption option)
{
    switch (option) {
#define OPTION(field, name, kind, initial, value, help)                                            \
    case SIM_OPTION_##field:                                                                       \
        return &config->field;
#include "sim/base/option.def"
#undef OPTION
    case SIM_OPTION_COUNT:
        break;
    }
    g_assert_not_reached();
}

static bool
parse_choice(Kind kind, const char *text, uint64_t *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        if (choices[i].kind == kind && strcmp(choices[i].name, text) == 0) {
            *out = choices[i].value;
            return true;
        }
    }
    return false;
}

static bool
parse_number(Kind kind, const char *text, uint64_t *out)
{
    char *end = NULL;
    if (!g_ascii_isdigit(text[0])) {
        return false;
    }
    errno = 0;
    uint64_t number = g_ascii_strtoull(text, &end, 10);
    for (size_t i = 0; errno == 0 && i < G_N_ELEMENTS(units); i++) {
        if (units[i].kind == kind && strcmp(units[i].suffix, end) == 0) {
            return g_uint64_checked_mul(out, number, units[i].factor);
        }
    }
    return false;
}

static bool
parse_value(Kind kind, const char *text, uint64_t *out)
{
    return kind == HEAP || kind == GIL ? parse_choice(kind, text, out)
                                       : parse_number(kind, text, out);
}

static bool
set_profile(SimConfig *config, const char *value, SimOrigin origin, GError **error)
{
    const SimProfile *profile = sim_profile_find(value);
    if (profile == NULL || !profile->runs_scenarios) {
        g_autofree char *names = sim_profile_names(SIM_PROFILES_SCENARIOS);
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "no profile '%s' (there is: %s)", value,
                    names);
        return false;
    }
    if (origin >= config->profile_origin) {
        config->profile = profile;
        config->profile_origin = origin;
    }
    return true;
}

static int
find_option(const char *name)
{
    for (int i = 0; i < SIM_OPTION_COUNT; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

bool
sim_config_set(
    SimConfig *config, const char *name, const char *value, SimOrigin origin, GError **error)
{
    if (strcmp(name, "profile") == 0) {
        return set_profile(config, value, origin, error);
    }
    if (strcmp(name, "costs") == 0 && origin == SIM_ORIGIN_COMMAND_LINE) {
        return sim_costs_load(&config->costs, value, error);
    }
    int option = find_option(name);
    if (option < 0) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "no option '%s'", name);
        return false;
    }
    uint64_t parsed;
    if (!parse_value(options[option].kind, value, &parsed)) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "'%s' is not a value of %s (%s)", value,
                    name, options[option].value);
        return false;
    }
    if (origin >= config->origin[option]) {
        *field_of(config, (SimOption) option) = parsed;
        config->origin[option] = origin;
    }
    return true;
}

bool
sim_config_parse_time(const char *text, uint64_t *ns)
{
    return parse_number(TIME, text, ns);
}

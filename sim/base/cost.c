#include "sim/base/cost.h"

#include <math.h>
#include <string.h>

#include "sim/base/diag.h"

#define GROUP "costs"

static const struct {
    const char *name;
    double ns;
    const char *what;
} table[] = {
#define COST(NAME, ns, what) {#NAME, ns, what},
#include "sim/base/cost.def"
#undef COST
};

void
sim_costs_init(SimCosts *costs)
{
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        costs->ps[i] = (uint64_t) llround(table[i].ns * 1000);
    }
}

const char *
sim_cost_name(SimCost cost)
{
    return table[cost].name;
}

const char *
sim_cost_what(SimCost cost)
{
    return table[cost].what;
}

SimCost
sim_cost_find(const char *name)
{
    int i = 0;
    while (i < SIM_COST_COUNT && strcmp(table[i].name, name) != 0) {
        i++;
    }
    return (SimCost) i;
}

bool
sim_cost_set(SimCosts *costs, SimCost cost, double ns)
{
    if (!(ns > 0 && ns <= SIM_COST_MOST_NS)) {
        return false;
    }
    costs->ps[cost] = MAX((uint64_t) llround(ns * 1000), 1);
    return true;
}

static bool
read_key(SimCosts *costs, GKeyFile *file, const char *key, const char *path, GError **error)
{
    SimCost cost = sim_cost_find(key);
    if (cost == SIM_COST_COUNT) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: there is no cost '%s' (pyarena calibrate --list names them)", path, key);
        return false;
    }
    GError *wrong = NULL;
    double ns = g_key_file_get_double(file, GROUP, key, &wrong);
    bool good = wrong == NULL && sim_cost_set(costs, cost, ns);
    g_clear_error(&wrong);
    if (!good) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT,
                    "%s: %s is no number of ns above 0 and at most 1e12", path, key);
    }
    return good;
}

bool
sim_costs_load(SimCosts *costs, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    GError *wrong = NULL;
    g_auto(GStrv) keys = NULL;
    if (g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &wrong)) {
        keys = g_key_file_get_keys(file, GROUP, NULL, &wrong);
    }
    if (keys == NULL) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: no table of costs: %s", path,
                    wrong->message);
        g_error_free(wrong);
        return false;
    }
    SimCosts read = *costs;
    for (char **key = keys; *key != NULL; key++) {
        if (!read_key(&read, file, *key, path, error)) {
            return false;
        }
    }
    *costs = read;
    return true;
}

char *
sim_costs_save(const SimCosts *costs, const char *comment)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    for (int i = 0; i < SIM_COST_COUNT; i++) {
        char ns[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(ns, sizeof ns, "%.3f", sim_cost_ns(costs, (SimCost) i));
        g_key_file_set_value(file, GROUP, table[i].name, ns);
        g_autofree char *what = g_strdup_printf(" ns: %s", table[i].what);
        g_key_file_set_comment(file, GROUP, table[i].name, what, NULL);
    }
    if (comment != NULL) {
        g_key_file_set_comment(file, NULL, NULL, comment, NULL);
    }
    return g_key_file_to_data(file, NULL, NULL);
}

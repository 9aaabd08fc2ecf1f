#include "viz/scene/window.h"

#include <string.h>

#include "sim/base/diag.h"

static const struct {
    const char *name;
    double ns;
} units[] = {{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}};

/* A time from @at on. Returns where it ends, or NULL. */
static const char *
read_time(const char *at, uint64_t *time)
{
    /* Not strtod: "1..2" has two points, and "1e3s" or "inf" are no times. */
    double value = 0;
    const char *start = at;
    for (; g_ascii_isdigit(*at); at++) {
        value = value * 10 + (*at - '0');
    }
    if (at == start) {
        return NULL;
    }
    if (*at == '.' && g_ascii_isdigit(at[1])) {
        double scale = 1;
        for (at++; g_ascii_isdigit(*at); at++) {
            scale *= 10;
            value = value * 10 + (*at - '0');
        }
        value /= scale;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        size_t length = strlen(units[i].name);
        if (strncmp(at, units[i].name, length) == 0) {
            double ns = value * units[i].ns + 0.5;
            if (!(ns < 1.8e19)) { /* not of 64 bits, or no number after very many digits */
                return NULL;
            }
            *time = (uint64_t) ns;
            return at + length;
        }
    }
    return NULL;
}

bool
viz_window_parse(const char *text, VizWindow *window, GError **error)
{
    const char *at = read_time(text, &window->from);
    at = at != NULL && strncmp(at, "..", 2) == 0 ? read_time(at + 2, &window->to) : NULL;
    if (at == NULL || *at != '\0') {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "'%s' is no window of time; FROM..TO is, each a number with ns, us, ms or s: "
                    "10ms..25ms",
                    text);
        return false;
    }
    if (window->from >= window->to) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE,
                    "the window of time '%s' ends before anything can be in it: FROM..TO goes from "
                    "an earlier to a later time",
                    text);
        return false;
    }
    return true;
}

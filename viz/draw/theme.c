#include "viz/draw/theme.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "sim/base/diag.h"

GResource *viz_theme_resource_get_resource(void);

static const char *const names[] = {
#define THEME(name) name,
#include "viz/draw/theme.def"
#undef THEME
    NULL,
};
static const char *const colour_keys[] = {
#define COLOUR(NAME, key) key,
#include "viz/draw/colour.def"
#undef COLOUR
};
static const char *const weight_keys[] = {"thin", "normal", "heavy"};
static const char *const palette_keys[] = {"fill", "edge", "text"};

struct VizTheme {
    char *colours[VIZ_COLOUR_COUNT];
    double weights[G_N_ELEMENTS(weight_keys)];
    char **palette[G_N_ELEMENTS(palette_keys)];
    unsigned palette_size;
};

const char *const *
viz_theme_names(void)
{
    return names;
}

static bool
is_colour(const char *text)
{
    return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789ABCDEFabcdef") == 6;
}

static bool
read_colours(VizTheme *theme, GKeyFile *file, GError **error)
{
    for (int i = 0; i < VIZ_COLOUR_COUNT; i++) {
        if (!colour_keys[i]) {
            continue;
        }
        theme->colours[i] = g_key_file_get_string(file, "colours", colour_keys[i], error);
        if (!theme->colours[i]) {
            return false;
        }
        g_return_val_if_fail(is_colour(theme->colours[i]), false);
    }
    return true;
}

static bool
read_palette(VizTheme *theme, GKeyFile *file, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(palette_keys); i++) {
        gsize count;
        theme->palette[i] =
            g_key_file_get_string_list(file, "palette", palette_keys[i], &count, error);
        if (!theme->palette[i]) {
            return false;
        }
        g_return_val_if_fail(count > 0 && (i == 0 || count == theme->palette_size), false);
        theme->palette_size = (unsigned) count;
    }
    return true;
}

static bool
read_weights(VizTheme *theme, GKeyFile *file, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(weight_keys); i++) {
        GError *problem = NULL;
        theme->weights[i] = g_key_file_get_double(file, "theme", weight_keys[i], &problem);
        if (problem) {
            g_propagate_error(error, problem);
            return false;
        }
    }
    return true;
}

VizTheme *
viz_theme_load(const char *name, GError **error)
{
    if (!g_strv_contains(names, name)) {
        g_autofree char *known = g_strjoinv(", ", (char **) names);
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE, "unknown theme '%s'; themes are %s",
                    name, known);
        return NULL;
    }
    g_autofree char *path = g_strdup_printf("/pyarena/themes/%s.ini", name);
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(viz_theme_resource_get_resource(), path, 0, error);
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!bytes || !g_key_file_load_from_bytes(file, bytes, G_KEY_FILE_NONE, error)) {
        return NULL;
    }
    g_autoptr(VizTheme) theme = g_new0(VizTheme, 1);
    if (!read_colours(theme, file, error) || !read_palette(theme, file, error) ||
        !read_weights(theme, file, error)) {
        return NULL;
    }
    return g_steal_pointer(&theme);
}

void
viz_theme_free(VizTheme *theme)
{
    if (theme) {
        for (int i = 0; i < VIZ_COLOUR_COUNT; i++) {
            g_free(theme->colours[i]);
        }
        for (size_t i = 0; i < G_N_ELEMENTS(palette_keys); i++) {
            g_strfreev(theme->palette[i]);
        }
        g_free(theme);
    }
}

const char *
viz_theme_colour(const VizTheme *theme, VizColour colour, unsigned palette)
{
    unsigned entry = palette % theme->palette_size;
    switch (colour) {
    case VIZ_COLOUR_PALETTE:
        return theme->palette[0][entry];
    case VIZ_COLOUR_EDGE:
        return theme->palette[1][entry];
    case VIZ_COLOUR_ON_PALETTE:
        return theme->palette[2][entry];
    default:
        return theme->colours[colour];
    }
}

double
viz_theme_weight(const VizTheme *theme, VizWeight weight)
{
    return theme->weights[weight];
}

unsigned
viz_theme_palette_size(const VizTheme *theme)
{
    return theme->palette_size;
}

static double
linear(unsigned channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double
luminance(const char *colour)
{
    unsigned rgb = (unsigned) g_ascii_strtoull(colour + 1, NULL, 16);
    return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) +
           0.0722 * linear(rgb & 0xFF);
}

double
viz_theme_contrast(const char *one, const char *other)
{
    double a = luminance(one);
    double b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

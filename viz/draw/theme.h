/* Themes: what the roles of a drawing look like.
 *
 * A theme is a key file of assets/themes, part of the program: colours by name
 * (colour.def), a palette of at least one entry, and the widths of thin, normal and heavy
 * lines. The tests hold every theme to a contrast of 4.5:1 for texts and 3:1 for lines.
 */
#pragma once

#include "viz/draw/role.h"

G_BEGIN_DECLS

typedef struct VizTheme VizTheme;

/* NULL with SIM_DIAG_USAGE for a name that is not of theme.def. */
VizTheme *viz_theme_load(const char *name, GError **error);
void viz_theme_free(VizTheme *theme);
/* In the order of theme.def; NULL-terminated, static. */
const char *const *viz_theme_names(void);

/* "#rrggbb", or NULL for NONE. @palette wraps around. */
const char *viz_theme_colour(const VizTheme *theme, VizColour colour, unsigned palette);
double viz_theme_weight(const VizTheme *theme, VizWeight weight);
unsigned viz_theme_palette_size(const VizTheme *theme);

/* Contrast of two "#rrggbb" colours as WCAG 2 reckons it: 1 to 21. */
double viz_theme_contrast(const char *one, const char *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizTheme, viz_theme_free)

G_END_DECLS

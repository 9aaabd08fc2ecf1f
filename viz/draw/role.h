/* Roles: what a mark of a drawing stands for.
 *
 * A role fixes everything that layout must know (font, size) and names the rest (colours,
 * weight), which a theme fills in. The table is role.def.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
#define ROLE(NAME, ...) VIZ_ROLE_##NAME,
#include "viz/draw/role.def"
#undef ROLE
    VIZ_ROLE_COUNT
} VizRole;

typedef enum {
#define COLOUR(NAME, key) VIZ_COLOUR_##NAME,
#include "viz/draw/colour.def"
#undef COLOUR
    VIZ_COLOUR_COUNT
} VizColour;

typedef enum {
    VIZ_FAMILY_MONO,
    VIZ_FAMILY_SANS
} VizFamily;
typedef enum {
    VIZ_WEIGHT_THIN,
    VIZ_WEIGHT_NORMAL,
    VIZ_WEIGHT_HEAVY
} VizWeight;
typedef enum {
    VIZ_DASH_SOLID,
    VIZ_DASH_DASHED
} VizDash;

typedef struct {
    const char *name; /* the class in SVG: "count changed" */
    VizFamily family;
    double size; /* of its letters, in points */
    bool bold;
    bool italic;
    VizColour fill;
    VizColour stroke;
    VizColour text;
    VizWeight weight;
    VizDash dash;
} VizRoleInfo;

const VizRoleInfo *viz_role_info(VizRole role);

G_END_DECLS

#include "viz/draw/role.h"

static const VizRoleInfo roles[] = {
#define ROLE(NAME, name, family, tenths, bold, italic, fill, stroke, text, weight, dash)           \
    {name,                                                                                         \
     VIZ_FAMILY_##family,                                                                          \
     (tenths) / 10.0,                                                                              \
     bold,                                                                                         \
     italic,                                                                                       \
     VIZ_COLOUR_##fill,                                                                            \
     VIZ_COLOUR_##stroke,                                                                          \
     VIZ_COLOUR_##text,                                                                            \
     VIZ_WEIGHT_##weight,                                                                          \
     VIZ_DASH_##dash},
#include "viz/draw/role.def"
#undef ROLE
};

const VizRoleInfo *
viz_role_info(VizRole role)
{
    g_assert((unsigned) role < VIZ_ROLE_COUNT);
    return &roles[role];
}

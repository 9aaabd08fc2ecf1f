#include "viz/draw/theme.h"

#include <gtest/gtest.h>

#include "sim/base/diag.h"

class Theme : public testing::TestWithParam<const char *>
{
  protected:
    void
    SetUp() override
    {
        g_autoptr(GError) error = nullptr;
        theme = viz_theme_load(GetParam(), &error);
        ASSERT_NE(theme, nullptr) << (error ? error->message : "");
    }
    void
    TearDown() override
    {
        viz_theme_free(theme);
    }
    const char *
    colour(VizColour name, unsigned palette = 0) const
    {
        return viz_theme_colour(theme, name, palette);
    }
    VizTheme *theme = nullptr;
};

TEST_P(Theme, TextsStandOutFromEveryGround)
{
    const VizColour grounds[] = {VIZ_COLOUR_PAPER, VIZ_COLOUR_PANEL, VIZ_COLOUR_STILL};
    const VizColour inks[] = {VIZ_COLOUR_INK, VIZ_COLOUR_MUTED, VIZ_COLOUR_ACCENT};
    for (VizColour ground : grounds) {
        for (VizColour ink : inks) {
            EXPECT_GE(viz_theme_contrast(colour(ink), colour(ground)), 4.5) << ink << ground;
        }
    }
    for (unsigned i = 0; i < viz_theme_palette_size(theme); i++) {
        EXPECT_GE(
            viz_theme_contrast(colour(VIZ_COLOUR_ON_PALETTE, i), colour(VIZ_COLOUR_PALETTE, i)),
            4.5)
            << i;
    }
}

TEST_P(Theme, LinesStandOutFromThePaper)
{
    for (VizColour line : {VIZ_COLOUR_INK, VIZ_COLOUR_ACCENT, VIZ_COLOUR_LOOP, VIZ_COLOUR_LINE}) {
        EXPECT_GE(viz_theme_contrast(colour(line), colour(VIZ_COLOUR_PAPER)), 3) << line;
        EXPECT_GE(viz_theme_contrast(colour(line), colour(VIZ_COLOUR_PANEL)), 3) << line;
    }
    for (unsigned i = 0; i < viz_theme_palette_size(theme); i++) {
        EXPECT_GE(viz_theme_contrast(colour(VIZ_COLOUR_EDGE, i), colour(VIZ_COLOUR_PAPER)), 3) << i;
    }
}

TEST_P(Theme, EveryRoleHasTheColoursItNames)
{
    for (int i = 0; i < VIZ_ROLE_COUNT; i++) {
        const VizRoleInfo *role = viz_role_info(static_cast<VizRole>(i));
        for (VizColour name : {role->fill, role->stroke, role->text}) {
            EXPECT_EQ(colour(name) == nullptr, name == VIZ_COLOUR_NONE) << role->name;
        }
    }
}

TEST_P(Theme, ChangesAreMarkedByMoreThanColour)
{
    EXPECT_GE(viz_theme_weight(theme, VIZ_WEIGHT_HEAVY),
              1.7 * viz_theme_weight(theme, VIZ_WEIGHT_NORMAL));
    EXPECT_GT(viz_theme_weight(theme, VIZ_WEIGHT_NORMAL), viz_theme_weight(theme, VIZ_WEIGHT_THIN));
    EXPECT_TRUE(viz_role_info(VIZ_ROLE_REF_CHANGED)->bold);
    EXPECT_EQ(viz_role_info(VIZ_ROLE_ARROW_CHANGED)->weight, VIZ_WEIGHT_HEAVY);
}

INSTANTIATE_TEST_SUITE_P(All, Theme, testing::Values("light", "dark", "contrast", "print"));

TEST(Themes, UnknownNameIsAUsageError)
{
    g_autoptr(GError) error = nullptr;
    EXPECT_EQ(viz_theme_load("../light", &error), nullptr);
    ASSERT_TRUE(g_error_matches(error, SIM_DIAG_ERROR, SIM_DIAG_USAGE));
    EXPECT_STREQ(error->message,
                 "unknown theme '../light'; themes are light, dark, contrast, print");
}

TEST(Themes, ContrastIsWcags)
{
    EXPECT_NEAR(viz_theme_contrast("#000000", "#FFFFFF"), 21, 0.001);
    EXPECT_NEAR(viz_theme_contrast("#777777", "#FFFFFF"), 4.48, 0.01);
}

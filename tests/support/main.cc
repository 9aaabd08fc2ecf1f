#include <glib.h>
#include <gtest/gtest.h>

int
main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    /* A g_return_if_fail that fires is misuse of our own interface. */
    g_log_set_always_fatal(static_cast<GLogLevelFlags>(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL));
    return RUN_ALL_TESTS();
}

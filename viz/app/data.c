#include "viz/app/data.h"

#include <stdbool.h>

/* The first of @candidates, given from the program's folder, that exists. */
static char *
find_beside_program(const char *const *candidates, GFileTest test)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program == NULL ? NULL : g_path_get_dirname(program);
    for (; folder != NULL && *candidates != NULL; candidates++) {
        g_autofree char *joined = g_build_filename(folder, *candidates, NULL);
        if (g_file_test(joined, test)) {
            return g_canonicalize_filename(joined, "/");
        }
    }
    return NULL;
}

char *
app_data_scenarios(void)
{
    static const char *const candidates[] = {"../share/pyarena/scenarios", "../../scenarios", NULL};
    return find_beside_program(candidates, G_FILE_TEST_IS_DIR);
}

char *
app_data_module(const char *name)
{
    g_autofree char *built = g_strdup_printf("lib/pyarena/%s.so", name);
    g_autofree char *installed = g_strdup_printf("../" PYARENA_LIBDIR "/pyarena/%s.so", name);
    const char *const candidates[] = {built, installed, NULL};
    return find_beside_program(candidates, G_FILE_TEST_IS_REGULAR);
}

#include <stdio.h>

#include "sim/run/directive.h"
#include "viz/app/data.h"
#include "viz/app/files.h"
#include "viz/app/json.h"
#include "viz/app/options.h"
#include "viz/app/verb.h"

/* The head directives of a scenario; NULL where the file cannot be read. */
static SimDirectives *
read_directives(const char *path, GError **error)
{
    g_autoptr(SimSource) source = sim_source_load(path, error);
    g_autoptr(SimTree) tree = source == NULL ? NULL : sim_parse_module(source, error);
    return tree == NULL ? NULL : sim_directives_parse(tree, error);
}

static void
add_text(GVariantBuilder *object, const char *name, const char *text)
{
    GVariant *value = g_variant_new_string(text == NULL ? "" : text);
    g_variant_builder_add(object, "{sv}", name, value);
}

static void
add_json(GVariantBuilder *array, const char *path, const char *title, const char *teaches)
{
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "path", path);
    add_text(&object, "title", title);
    add_text(&object, "teaches", teaches);
    g_variant_builder_add(array, "v", g_variant_builder_end(&object));
}

static int
list_scenarios(const GArray *files, bool json)
{
    GVariantBuilder array;
    int status = APP_OK;
    g_variant_builder_init(&array, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < files->len; i++) {
        const char *path = g_array_index(files, AppFile, i).path;
        GError *error = NULL;
        g_autoptr(SimDirectives) directives = read_directives(path, &error);
        if (directives == NULL) {
            status = app_report(error);
            continue;
        }
        const char *title = sim_directives_head(directives, SIM_DIRECTIVE_TITLE);
        const char *teaches = sim_directives_head(directives, SIM_DIRECTIVE_TEACHES);
        if (json) {
            add_json(&array, path, title, teaches);
        } else {
            printf("%s\n    %s\n", path, title == NULL ? "(no title)" : title);
        }
    }
    if (!json) {
        g_variant_builder_clear(&array);
        return status;
    }
    int printed = app_json_print(g_variant_builder_end(&array));
    return printed != APP_OK ? printed : status;
}

int
app_list(int argc, char **argv)
{
    g_auto(AppOptions) options;
    int status = app_options_read(&options, "list", NULL, APP_TAKES_JSON, argc, argv);
    if (status >= 0) {
        return status;
    }
    if (options.arguments != NULL) {
        fprintf(stderr, "pyarena list: error: it takes no argument\n");
        return APP_BAD_INPUT;
    }
    g_autofree char *folder = app_data_scenarios();
    if (folder == NULL) {
        fprintf(stderr, "pyarena list: error: the scenarios are not where pyarena was put\n");
        return APP_BAD_INPUT;
    }
    g_autoptr(GArray) files = app_files_new();
    app_files_collect(folder, files);
    return list_scenarios(files, options.json);
}

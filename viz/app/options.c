#include "viz/app/options.h"

#include <stdio.h>
#include <string.h>

#include "sim/base/diag.h"
#include "viz/app/verb.h"

static const struct {
    const char *name;
    const char *arguments;
    const char *summary;
    const char *example;
} verbs[] = {
#define VERB(name, arguments, summary, example) {#name, arguments, summary, example},
#include "viz/app/verb.def"
#undef VERB
};

static gboolean
set_config(const char *option, const char *value, void *data, GError **error)
{
    AppOptions *options = data;
    g_autoptr(GError) wrong = NULL;
    if (sim_config_set(&options->config, option + 2, value, SIM_ORIGIN_COMMAND_LINE, &wrong)) {
        return TRUE;
    }
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong->message);
    return FALSE;
}

static const GOptionEntry config_entries[] = {
    {"profile", 0, 0, G_OPTION_ARG_CALLBACK, (void *) set_config, "CPython version modelled",
     "VERSION"},
    {"costs", 0, 0, G_OPTION_ARG_CALLBACK, (void *) set_config,
     "what things cost in virtual time (pyarena calibrate writes such a file)", "FILE"},
#define OPTION(field, name, kind, initial, value, help)                                            \
    {name, 0, 0, G_OPTION_ARG_CALLBACK, (void *) set_config, help, value},
#include "sim/base/option.def"
#undef OPTION
    G_OPTION_ENTRY_NULL,
};

static GOptionContext *
new_context(const char *verb)
{
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].name, verb) == 0) {
            g_autofree char *usage = g_strdup_printf("%s", verbs[i].arguments);
            GOptionContext *context = g_option_context_new(usage);
            g_autofree char *summary = g_strdup_printf("pyarena %s: %s.", verb, verbs[i].summary);
            g_autofree char *example =
                g_strdup_printf("Example:\n  %s\n\n"
                                "Exit status: 0 all is well; 1 a scenario failed; 2 bad usage or "
                                "input; 3 a limit was\n"
                                "reached; 70 a fault of pyarena itself.\n",
                                verbs[i].example);
            g_option_context_set_summary(context, summary);
            g_option_context_set_description(context, example);
            g_option_context_set_help_enabled(context, FALSE);
            return context;
        }
    }
    g_assert_not_reached();
}

static void
print_help(GOptionContext *context, const char *verb)
{
    g_autofree char *name = g_strdup_printf("pyarena %s", verb);
    g_set_prgname(name);
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    fputs(help, stdout);
}

static void
add_entries(GOptionContext *context,
            AppOptions *options,
            const GOptionEntry *own,
            const GOptionEntry *common,
            unsigned takes)
{
    GOptionGroup *group = g_option_group_new("main", "", "", options, NULL);
    if (own != NULL) {
        g_option_group_add_entries(group, own);
    }
    if ((takes & APP_TAKES_CONFIG) != 0) {
        g_option_group_add_entries(group, config_entries);
    }
    g_option_group_add_entries(group, common);
    g_option_context_set_main_group(context, group);
}

int
app_options_read(AppOptions *options,
                 const char *verb,
                 const GOptionEntry *own,
                 unsigned takes,
                 int argc,
                 char **argv)
{
    gboolean quiet = FALSE;
    gboolean json = FALSE;
    gboolean help = FALSE;
    memset(options, 0, sizeof *options);
    sim_config_init(&options->config);
    const GOptionEntry common[] = {
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "print no notices", NULL},
        {"json", 0, (takes & APP_TAKES_JSON) != 0 ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE,
         &json, "print results as JSON", NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "print this help", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = new_context(verb);
    add_entries(context, options, own, common, takes);
    g_autoptr(GError) error = NULL;
    bool ok = g_option_context_parse(context, &argc, &argv, &error);
    if (ok && json && (takes & APP_TAKES_JSON) == 0) {
        ok = false;
        g_set_error_literal(&error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                            "Unknown option --json");
    }
    if (!ok) {
        fprintf(stderr, "pyarena %s: error: %s; 'pyarena %s --help' lists the options\n", verb,
                error->message, verb);
        return APP_BAD_INPUT;
    }
    if (help) {
        print_help(context, verb);
        return APP_OK;
    }
    options->quiet = quiet;
    options->json = json;
    return -1;
}

void
app_options_clear(AppOptions *options)
{
    g_clear_pointer(&options->arguments, g_strfreev);
}

const char *
app_options_single(const AppOptions *options, const char *verb)
{
    size_t count = options->arguments == NULL ? 0 : g_strv_length(options->arguments);
    if (count == 1) {
        return options->arguments[0];
    }
    if (count == 0) {
        fprintf(stderr, "pyarena %s: error: a file is needed; 'pyarena %s --help' tells more\n",
                verb, verb);
    } else {
        fprintf(stderr, "pyarena %s: error: one file at a time, not %zu\n", verb, count);
    }
    return NULL;
}

int
app_report(GError *error)
{
    int status = sim_diag_exit_status(error);
    fputs(error->message, stderr);
    if (!g_str_has_suffix(error->message, "\n")) {
        fputc('\n', stderr);
    }
    g_error_free(error);
    return status;
}

#include <stdio.h>
#include <string.h>

#include "viz/app/verb.h"

static const struct {
    const char *name;
    const char *arguments;
    const char *summary;
    int (*run)(int argc, char **argv);
} verbs[] = {
#define VERB(name, arguments, summary, example) {#name, arguments, summary, app_##name},
#include "viz/app/verb.def"
#undef VERB
};

static void
print_help(FILE *out)
{
    fputs("Usage: pyarena VERB [OPTION...] ARGUMENT...\n\n"
          "Models CPython's memory: runs ordinary Python files on the model and shows every\n"
          "moment of them.\n\nVerbs:\n",
          out);
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        g_autofree char *left = g_strdup_printf("%s %s", verbs[i].name, verbs[i].arguments);
        fprintf(out, "  %-17s %s\n", left, verbs[i].summary);
    }
    fputs("\n'pyarena VERB --help' tells a verb's options and gives an example.\n"
          "'pyarena --version' prints the version.\n",
          out);
}

static int
find_verb(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return (int) i;
        }
    }
    return -1;
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return APP_BAD_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(stdout);
        return APP_OK;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        puts("pyarena " PYARENA_VERSION);
        return APP_OK;
    }
    int verb = find_verb(argv[1]);
    if (verb < 0) {
        fprintf(stderr, "pyarena: error: no verb '%s'; 'pyarena --help' lists them\n", argv[1]);
        return APP_BAD_INPUT;
    }
    return verbs[verb].run(argc - 1, argv + 1);
}

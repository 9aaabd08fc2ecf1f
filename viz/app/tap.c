#include <stdio.h>
#include <string.h>

#include "viz/app/outcome.h"

void
app_tap_begin(guint count)
{
    printf("TAP version 13\n1..%u\n", count);
}

/* A "#" would begin a directive of TAP. */
static void
print_name(const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == '#' || *name == '\\') {
            putchar('\\');
        }
        putchar(*name == '\n' ? ' ' : *name);
    }
}

/* A text as a block of YAML: every line indented. */
static void
print_block(const char *name, const char *text)
{
    /* 2: how deep the block is, for a text whose first line begins with blanks. */
    printf("  %s: |2\n", name);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' || line[1] != NULL) {
            printf("    %s\n", *line);
        }
    }
}

void
app_tap_print(guint number, const AppOutcome *outcome)
{
    printf("%sok %u - ", outcome->kind == APP_OUTCOME_PASSED ? "" : "not ", number);
    print_name(outcome->file->path);
    printf(" # time=%.3fs\n", outcome->process.seconds);
    if (outcome->kind != APP_OUTCOME_PASSED) {
        printf("  ---\n");
        print_block("message", outcome->message);
        printf("  severity: %s\n  exit_status: %d\n",
               outcome->kind == APP_OUTCOME_FAILED ? "fail" : "error", outcome->process.status);
        print_block("detail", outcome->detail);
        printf("  ...\n");
    }
}

/* What came of the scenarios that `test` ran, and how it is told: TAP and JUnit's XML. */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/run/process.h"
#include "viz/app/files.h"

G_BEGIN_DECLS

typedef enum {
    APP_OUTCOME_PASSED,
    APP_OUTCOME_FAILED, /* an expectation, an assert, an exception, its FILE.out */
    APP_OUTCOME_ERROR   /* it could not be judged: refused, stopped, or a fault of pyarena */
} AppOutcomeKind;

/* One scenario. */
typedef struct {
    const AppFile *file;
    AppOutcomeKind kind;
    SimProcess process;
    char *message; /* one line, NULL: passed */
    char *detail;  /* what pyarena said, and how the output differs; valid UTF-8; NULL: passed */
} AppOutcome;

/* The first line of TAP's output and its plan. */
void app_tap_begin(guint count);
/* "ok 1 - FILE" with the time it took; for a failure its story as a YAML block. */
void app_tap_print(guint number, const AppOutcome *outcome);

/* The report as JUnit's XML, a suite for each folder. @outcomes: AppOutcome, folder by folder. */
GString *app_junit_xml(const GArray *outcomes);

/* @text without what neither YAML nor XML can hold. (transfer full) */
char *app_outcome_clean(const char *text);

G_END_DECLS

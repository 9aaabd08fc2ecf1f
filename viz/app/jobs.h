/* Many independent pieces of work on several processors, told in their order. */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

typedef void (*AppJob)(guint index, void *data);

/* Calls @work(i) for each i < @count on up to @workers threads (0: one per processor), and
 * @done(i) for each, in order, on this one, as soon as all before it are done. With @label a
 * line on the terminal tells how far it is ("pyarena check: 3 of 10"); @done may print. */
void
app_jobs_run(guint count, guint workers, AppJob work, AppJob done, void *data, const char *label);

/* @label, if stderr is a terminal that may be told of progress; else NULL. */
const char *app_jobs_label(const char *label, bool quiet);

G_END_DECLS

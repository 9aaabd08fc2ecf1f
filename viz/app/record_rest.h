/* What a recorded process left in the block it shared: the rest of its recording.
 *
 * sim/record/preload/status.h tells how a chunk goes to the file; here the one that was pending
 * when the process was killed, or called exec, is written.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "sim/record/preload/status.h"

G_BEGIN_DECLS

/* Writes what is pending in @status to its file. True too when there was nothing. */
bool app_record_rest(SimRecordStatus *status, GError **error);

/* Gives the files of children that did not end their recording (OUT.PID.part, whose process is
 * gone) their names. Returns how many files of children of the recording @path there are that
 * were written @since that second. */
guint app_record_children(const char *path, gint64 since);

G_END_DECLS

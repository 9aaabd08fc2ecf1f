/* Writing a trace file, at the end of a run or while it goes on.
 *
 * File: "PYATRC6\n", then zstd frames, each of which says its content's size:
 *     the head      number length, bytes (the source's name), number length, bytes (its text)
 *     the chunks    the bytes of one chunk of the trace each (trace.h)
 *     the end       for each chunk the number of its first event, then the number of events
 * where numbers are LEB128. The last frame of the file is its end: without it the file is not
 * whole.
 *
 * A writer that is attached to a trace takes each chunk when it is full, and compresses and writes
 * it on a thread of its own; the trace gets an empty chunk back that was used before. So a
 * recording needs a few chunks of memory however long the run is, but nothing can be read from that
 * trace: it is read from the file.
 *
 * Errors of writing are remembered and told by sim_trace_writer_finish.
 */
#pragma once

#include <stdio.h>

#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimTraceWriter SimTraceWriter;

/* Writes the head to @out, which is borrowed. Returns (transfer full). */
SimTraceWriter *sim_trace_writer_new(FILE *out, SimSource *source);
/* Before the first event of @trace, which must not outlive the writer. */
void sim_trace_writer_attach(SimTraceWriter *writer, SimTrace *trace);
/* Writes what is left of @trace (all of it, if it was not attached) and the end, and frees
 * @writer. False with @error when anything could not be written. Without @trace (NULL) the file
 * stays as it is, which is not whole. */
bool sim_trace_writer_finish(SimTraceWriter *writer, SimTrace *trace, GError **error);

G_END_DECLS

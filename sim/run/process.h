/* A program of the host, run to its end, with what it printed.
 *
 * What `check` needs to ask the real python3. No shell is involved; the program reads nothing,
 * takes at most the time it is given, and what it prints is kept up to a bound. May be called from
 * several host threads at once.
 */
#pragma once

#include <stdbool.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    GString *out;
    GString *err;
    int status;     /* exit status; 128 + the number of the signal that ended it */
    bool killed;    /* by a signal, its own fault's or ours */
    bool timed_out; /* it was ended because its time was up */
    bool flooded;   /* it was ended because it printed more than is kept */
    double seconds;
} SimProcess;

/* Runs argv[0] (a path) with @environment in the current folder. False with a SIM_DIAG_INPUT
 * error if it cannot be started. @process is filled in either case; clear it after use. */
bool sim_process_run(SimProcess *process,
                     const char *const *argv,
                     char **environment,
                     double timeout,
                     GError **error);
void sim_process_clear(SimProcess *process);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SimProcess, sim_process_clear)

G_END_DECLS

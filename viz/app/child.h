/* A program started in the place of this one: its streams, its signals and its exit status are
 * ours.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include <glib.h>

G_BEGIN_DECLS

/* Starts @argv (found as a shell finds it) with @environment. False, with a message that names
 * the program, if it cannot be started. From here on the signals that would end this process wait
 * for app_child_wait. */
bool app_child_start(char **argv, char **environment, pid_t *pid, GError **error);

/* Waits for the end of @pid, passing on the signals that somebody sends. Returns what a shell
 * would: the exit status, or 128 and the number of the signal that killed it. */
int app_child_wait(pid_t pid);

G_END_DECLS

#include "sim/run/process.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/diag.h"

#define MOST_OUTPUT  (64 << 20) /* bytes of each stream */
#define REAP_PAUSE   2000 /* microseconds between looks at a process that closed its streams */
#define MILLISECONDS 1000

typedef struct {
    GPid pid;
    struct pollfd fds[2]; /* stdout, stderr; fd -1: at its end */
    GString *texts[2];
    gint64 deadline;
} Child;

/* Takes what a stream has to give. False when it gave too much. */
static bool
read_stream(Child *child, int i)
{
    char buffer[65536];
    ssize_t n = read(child->fds[i].fd, buffer, sizeof buffer);
    if (n <= 0) {
        close(child->fds[i].fd);
        child->fds[i].fd = -1;
        return true;
    }
    g_string_append_len(child->texts[i], buffer, n);
    return child->texts[i]->len < MOST_OUTPUT;
}

/* Reads until both streams are at their end. False when it was not to be waited for. */
static bool
read_all(Child *child, SimProcess *process)
{
    while (child->fds[0].fd >= 0 || child->fds[1].fd >= 0) {
        gint64 left = child->deadline - g_get_monotonic_time();
        if (left <= 0) {
            process->timed_out = true;
            return false;
        }
        poll(child->fds, 2, (int) MIN(left / MILLISECONDS + 1, MILLISECONDS));
        for (int i = 0; i < 2; i++) {
            if (child->fds[i].fd >= 0 && child->fds[i].revents != 0 && !read_stream(child, i)) {
                process->flooded = true;
                return false;
            }
        }
    }
    return true;
}

/* A process that has closed its streams usually ends at once, but it need not. */
static int
wait_for_end(Child *child, SimProcess *process, bool ended)
{
    int status = 0;
    while (ended && waitpid(child->pid, &status, WNOHANG) == 0) {
        if (g_get_monotonic_time() > child->deadline) {
            process->timed_out = true;
            ended = false;
        }
        g_usleep(REAP_PAUSE);
    }
    if (!ended) {
        kill(child->pid, SIGKILL);
        waitpid(child->pid, &status, 0);
    }
    process->killed = !WIFEXITED(status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool
sim_process_run(SimProcess *process,
                const char *const *argv,
                char **environment,
                double timeout,
                GError **error)
{
    gint64 start = g_get_monotonic_time();
    *process = (SimProcess){.out = g_string_new(NULL), .err = g_string_new(NULL)};
    Child child = {.texts = {process->out, process->err},
                   .fds = {{.events = POLLIN}, {.events = POLLIN}},
                   .deadline = start + (gint64) (timeout * G_USEC_PER_SEC)};
    g_autoptr(GError) reason = NULL;
    if (!g_spawn_async_with_pipes(NULL, (char **) argv, environment, G_SPAWN_DO_NOT_REAP_CHILD,
                                  NULL, NULL, &child.pid, NULL, &child.fds[0].fd, &child.fds[1].fd,
                                  &reason)) {
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: %s\n", argv[0],
                    reason->message);
        return false;
    }
    bool ended = read_all(&child, process);
    process->status = wait_for_end(&child, process, ended);
    process->seconds = (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC;
    for (int i = 0; i < 2; i++) {
        if (child.fds[i].fd >= 0) {
            close(child.fds[i].fd);
        }
    }
    return true;
}

void
sim_process_clear(SimProcess *process)
{
    if (process->out != NULL) {
        g_string_free(process->out, TRUE);
        g_string_free(process->err, TRUE);
    }
    *process = (SimProcess){0};
}

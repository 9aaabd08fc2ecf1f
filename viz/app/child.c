#include "viz/app/child.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include "sim/base/diag.h"

static const int passed_on[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCONT};

static void
signals_of_child(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGCHLD);
    for (size_t i = 0; i < G_N_ELEMENTS(passed_on); i++) {
        sigaddset(set, passed_on[i]);
    }
}

bool
app_child_start(char **argv, char **environment, pid_t *pid, GError **error)
{
    sigset_t waited;
    sigset_t before;
    posix_spawnattr_t attributes;
    signals_of_child(&waited);
    sigprocmask(SIG_BLOCK, &waited, &before);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &before);
    int why = posix_spawnp(pid, argv[0], NULL, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    if (why != 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        g_set_error(error, SIM_DIAG_ERROR, SIM_DIAG_INPUT, "%s: error: it cannot be started: %s\n",
                    argv[0], why == ENOENT ? "no such program" : g_strerror(why));
    }
    return why == 0;
}

int
app_child_wait(pid_t pid)
{
    sigset_t waited;
    signals_of_child(&waited);
    for (;;) {
        siginfo_t info;
        int status = 0;
        int number = sigwaitinfo(&waited, &info);
        if (waitpid(pid, &status, WNOHANG) == pid) {
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        /* What a terminal sends goes to the program as well; what a person sends came here alone.
         */
        if (number > 0 && number != SIGCHLD && info.si_code <= 0) {
            kill(pid, number);
        }
    }
}

#include "viz/app/session.h"

#include <signal.h>
#include <stdio.h>

/* The machine that Ctrl-C is for. A signal handler can reach nothing but a global. */
static SimVm *volatile running;

static void
on_interrupt(int number)
{
    SimVm *vm = running;
    (void) number;
    if (vm != NULL) {
        sim_vm_interrupt(vm);
    }
}

static void
write_text(void *data, bool error, const char *text, size_t length)
{
    const AppPrint *print = data;
    if (error) {
        fflush(stdout);
        fwrite(text, 1, length, stderr);
    } else if (*print == APP_PRINT) {
        fwrite(text, 1, length, stdout);
    }
}

static void
connect_interrupt(SimVm *vm, void *data)
{
    (void) data;
    running = vm;
}

SimRun *
app_session_run(const SimScenario *scenario, SimTrace *trace, AppPrint print, GError **error)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    struct sigaction before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before);
    SimRun *run = sim_run(scenario, trace, write_text, &print, connect_interrupt, error);
    running = NULL;
    sigaction(SIGINT, &before, NULL);
    fflush(stdout);
    return run;
}

/* The recorder's life in a process: it is preloaded, starts before main() and ends after it.
 *
 * In a program that is not Python, or where no block is named in the environment, it does
 * nothing. _exit and the exec functions end a process without its destructors, so they
 * are wrapped; a child of vfork shares this memory and is told by its process id. fork() is seen by
 * pthread_atfork. The variables that brought the recorder here leave the environment, unless
 * children are to be recorded.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sim/record/preload/file.h"
#include "sim/record/preload/hook.h"
#include "sim/record/preload/python.h"
#include "sim/record/preload/site.h"
#include "sim/record/preload/snapshot.h"
#include "sim/record/preload/stream.h"

#define EXPORTED   __attribute__((visibility("default")))
#define SNAPSHOT   (-4242) /* os.getsid(SNAPSHOT) asks for a snapshot */
#define MOST_NAMES 10000

static SimRecordHistory history; /* at the last fork */
static SimRecordLocked fork_locked;
static bool own_file;                    /* this process is a child: it names its file itself */
static char first_path[SIM_RECORD_PATH]; /* of the recorded program, which its children derive
                                            theirs from */

static SimRecordStatus *
map_named(const char *name)
{
    int opened = open(name, O_RDWR | O_CLOEXEC);
    if (opened < 0) {
        return NULL;
    }
    void *block =
        mmap(NULL, sizeof(SimRecordStatus), PROT_READ | PROT_WRITE, MAP_SHARED, opened, 0);
    close(opened);
    if (block == MAP_FAILED) {
        return NULL;
    }
    SimRecordStatus *status = block;
    if (status->magic != SIM_RECORD_MAGIC) {
        munmap(block, sizeof(SimRecordStatus));
        return NULL;
    }
    return status;
}

/* A block for a child of the recorded program, whose file is PATH.PID, PATH.PID-2, ... */
static SimRecordStatus *
new_child(const SimRecordStatus *first, const char *path)
{
    void *block = mmap(NULL, sizeof(SimRecordStatus), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) {
        return NULL;
    }
    SimRecordStatus *status = block;
    status->flags = first->flags;
    status->stats_every = first->stats_every;
    int opened = -1;
    for (int i = 1; opened < 0 && i < MOST_NAMES; i++) {
        char suffix[32];
        snprintf(suffix, sizeof suffix, i == 1 ? ".%d" : ".%d-%d", (int) getpid(), i);
        snprintf(status->path, SIM_RECORD_PATH, "%.*s%s", SIM_RECORD_PATH - 48, path, suffix);
        snprintf(status->partial, SIM_RECORD_PATH, "%.*s%s.part", SIM_RECORD_PATH - 48, path,
                 suffix);
        if (access(status->path, F_OK) == 0) {
            continue;
        }
        opened = open(status->partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (opened < 0 && errno != EEXIST) {
            break;
        }
    }
    if (opened < 0) {
        munmap(block, sizeof(SimRecordStatus));
        return NULL;
    }
    close(opened);
    return status;
}

/* Takes the recorder out of LD_PRELOAD and leaves what else stands there. */
static void
leave_environment(const char *library)
{
    const char *preloaded = getenv("LD_PRELOAD");
    size_t length = strlen(library);
    unsetenv(SIM_RECORD_VARIABLE);
    if (preloaded == NULL || strncmp(preloaded, library, length) != 0) {
        return;
    }
    if (preloaded[length] == ':') {
        char *rest = strdup(preloaded + length + 1);
        if (rest != NULL) {
            setenv("LD_PRELOAD", rest, 1);
            free(rest);
        }
    } else if (preloaded[length] == '\0') {
        unsetenv("LD_PRELOAD");
    }
}

static SimRecordWhy
why_not(void)
{
    const SimRecordPython *python = &sim_record_python;
    if (python->free_threaded) {
        return SIM_RECORD_FREE_THREADED;
    }
    if (python->debug_build) {
        return SIM_RECORD_DEBUG_BUILD;
    }
    return python->get_allocator == NULL || python->get_arena_allocator == NULL ||
                   python->set_arena_allocator == NULL
               ? SIM_RECORD_NO_PYTHON_NAMES
               : SIM_RECORD_WELL;
}

static void
before_fork(void)
{
    SimRecordStream *stream = &sim_record_stream;
    fork_locked = sim_record_lock();
    if (stream->on && (stream->status->flags & SIM_RECORD_CHILDREN) != 0) {
        sim_record_flush();
        history = sim_record_stream_history();
    }
}

static void
after_fork_parent(void)
{
    sim_record_unlock(fork_locked);
}

/* The parent's block may be shared with `pyarena record`: the child must not touch it. */
static void
after_fork_child(void)
{
    SimRecordStream *stream = &sim_record_stream;
    int kept = errno;
    bool children = stream->on && (stream->status->flags & SIM_RECORD_CHILDREN) != 0;
    sim_record_lock_start();
    if (children) {
        SimRecordStatus *status = new_child(stream->status, first_path);
        stream->on = status != NULL;
        if (status != NULL) {
            own_file = true;
            sim_record_stream_continue(&history, status);
        }
    } else if (stream->on) {
        stream->on = false;
        atomic_fetch_add(&stream->status->others, 1);
    }
    errno = kept;
}

static void
start(SimRecordStatus *status)
{
    SimRecordStream *stream = &sim_record_stream;
    SimRecordWhy why = why_not();
    if (why != SIM_RECORD_WELL) {
        status->version = sim_record_python.version;
        status->why = why;
        status->state = SIM_RECORD_STOPPED;
        return;
    }
    sim_record_stream_start(status);
    if (!stream->on) {
        return;
    }
    if ((status->flags & SIM_RECORD_LINES) != 0) {
        stream->lines = sim_record_site_start();
        status->lines_unknown = !stream->lines;
    }
    sim_record_snapshot_start(status->stats_every);
    sim_record_lock_start();
    pthread_atfork(before_fork, after_fork_parent, after_fork_child);
    sim_record_hook_install();
}

__attribute__((constructor)) static void
enter(void)
{
    const char *name = getenv(SIM_RECORD_VARIABLE);
    if (name == NULL || !sim_record_python_find()) {
        return;
    }
    SimRecordStatus *status = map_named(name);
    if (status == NULL) {
        return;
    }
    int nobody = 0;
    SimRecordStatus *own = status;
    snprintf(first_path, sizeof first_path, "%s", status->path);
    bool children = (status->flags & SIM_RECORD_CHILDREN) != 0;
    if (!children) {
        leave_environment(status->library);
    }
    if (!atomic_compare_exchange_strong(&status->owner, &nobody, getpid())) {
        own = children ? new_child(status, first_path) : NULL;
        own_file = own != NULL;
        if (own == NULL) {
            atomic_fetch_add(&status->others, 1);
        }
        munmap(status, sizeof *status);
    }
    if (own != NULL) {
        start(own);
    }
}

/* The end of the recording, once. */
static void
leave(void)
{
    SimRecordStream *stream = &sim_record_stream;
    if (!stream->on || getpid() != stream->owner) {
        return;
    }
    sim_record_snapshot_take();
    SimRecordLocked locked = sim_record_lock();
    SimRecordStatus *status = stream->status;
    if (sim_record_hook_is_lost()) {
        status->hook_lost = 1;
        sim_record_control(PYMTRC_HOOK_LOST, 0);
    }
    sim_record_control(PYMTRC_END, status->records);
    sim_record_flush();
    if (stream->on) {
        stream->on = false;
        status->state = SIM_RECORD_ENDED;
    }
    if (own_file) {
        sim_record_file_rename(status);
    }
    sim_record_unlock(locked);
}

__attribute__((destructor)) static void
leave_normally(void)
{
    leave();
}

/* Ends of a process that skip destructors. */

EXPORTED _Noreturn void
_exit(int status)
{
    leave();
    for (;;) {
        syscall(SYS_exit_group, status);
    }
}

EXPORTED _Noreturn void
_Exit(int status)
{
    _exit(status);
}

/* A program that succeeds in calling exec is gone; one that fails goes on, and is recorded. */
static void
before_exec(void)
{
    SimRecordStream *stream = &sim_record_stream;
    if (stream->on && getpid() == stream->owner) {
        SimRecordLocked locked = sim_record_lock();
        sim_record_flush();
        sim_record_unlock(locked);
    }
}

/* The function of the same name behind this library. */
#define NEXT(type, name)                                                                           \
    type next;                                                                                     \
    void *found = dlsym(RTLD_NEXT, name);                                                          \
    memcpy(&next, &found, sizeof next);                                                            \
    before_exec()

typedef int (*Exec)(const char *path, char *const arguments[]);
typedef int (*ExecWith)(const char *path, char *const arguments[], char *const environment[]);
typedef int (*ExecFile)(int file, char *const arguments[], char *const environment[]);
typedef pid_t (*GetSession)(pid_t pid);

EXPORTED int
execve(const char *path, char *const arguments[], char *const environment[])
{
    NEXT(ExecWith, "execve");
    return next(path, arguments, environment);
}

EXPORTED int
execvpe(const char *file, char *const arguments[], char *const environment[])
{
    NEXT(ExecWith, "execvpe");
    return next(file, arguments, environment);
}

EXPORTED int
execv(const char *path, char *const arguments[])
{
    NEXT(Exec, "execv");
    return next(path, arguments);
}

EXPORTED int
execvp(const char *file, char *const arguments[])
{
    NEXT(Exec, "execvp");
    return next(file, arguments);
}

EXPORTED int
fexecve(int file, char *const arguments[], char *const environment[])
{
    NEXT(ExecFile, "fexecve");
    return next(file, arguments, environment);
}

/* os.getsid needs no import and calls this with the GIL held. */
EXPORTED pid_t
getsid(pid_t pid)
{
    GetSession next;
    void *found = dlsym(RTLD_NEXT, "getsid");
    memcpy(&next, &found, sizeof next);
    if (pid == SNAPSHOT && sim_record_stream.on) {
        int64_t number = sim_record_snapshot_take();
        if (number >= 0) {
            return (pid_t) number;
        }
    }
    return next(pid);
}

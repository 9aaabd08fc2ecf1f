#include "viz/app/jobs.h"

#include <stdio.h>
#include <unistd.h>

typedef struct {
    AppJob work;
    void *data;
    GAsyncQueue *finished; /* index + 1 of each */
} Jobs;

static void
run_one(void *item, void *data)
{
    Jobs *jobs = data;
    jobs->work(GPOINTER_TO_UINT(item) - 1, jobs->data);
    g_async_queue_push(jobs->finished, item);
}

static void
show(const char *label, guint done, guint count)
{
    if (label != NULL) {
        fprintf(stderr, "\r%s: %u of %u", label, done, count);
        fflush(stderr);
    }
}

static void
hide(const char *label)
{
    if (label != NULL) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}

void
app_jobs_run(guint count, guint workers, AppJob work, AppJob done, void *data, const char *label)
{
    Jobs jobs = {work, data, g_async_queue_new()};
    workers = workers == 0 ? g_get_num_processors() : workers;
    GThreadPool *pool = g_thread_pool_new(run_one, &jobs, (int) workers, FALSE, NULL);
    for (guint i = 0; i < count; i++) {
        g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
    }
    g_autofree bool *finished = g_new0(bool, count);
    guint told = 0;
    for (guint i = 0; i < count; i++) {
        show(label, i, count);
        finished[GPOINTER_TO_UINT(g_async_queue_pop(jobs.finished)) - 1] = true;
        hide(label);
        for (; told < count && finished[told]; told++) {
            done(told, data);
        }
        fflush(stdout);
    }
    g_thread_pool_free(pool, FALSE, TRUE);
    g_async_queue_unref(jobs.finished);
}

const char *
app_jobs_label(const char *label, bool quiet)
{
    return !quiet && isatty(STDERR_FILENO) ? label : NULL;
}

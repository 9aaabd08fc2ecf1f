#include "sim/record/preload/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sim/record/preload/file.h"
#include "sim/record/preload/python.h"

SimRecordStream sim_record_stream = {.thread = UINT32_MAX};
_Thread_local SimRecordThread sim_record_thread;

/* Reserves @size bytes of the pending chunk; NULL when recording has stopped. */
static unsigned char *
reserve(size_t size)
{
    SimRecordStatus *status = sim_record_stream.status;
    if (status->length + size > PYMTRC_CHUNK) {
        sim_record_flush();
    }
    return sim_record_stream.on ? status->pending + status->length : NULL;
}

static void
close_at(const unsigned char *end)
{
    SimRecordStatus *status = sim_record_stream.status;
    status->length = (uint64_t) (end - status->pending);
}

static void
put_bytes(const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        SimRecordStatus *status = sim_record_stream.status;
        unsigned char *p = reserve(1);
        if (p == NULL) {
            return;
        }
        size_t room = PYMTRC_CHUNK - status->length;
        size_t step = length < room ? length : room;
        memcpy(p, bytes, step);
        close_at(p + step);
        bytes += step;
        length -= step;
    }
}

void
sim_record_control(unsigned kind, uint64_t value)
{
    unsigned char *p = reserve(SIM_RECORD_LONGEST);
    if (p != NULL) {
        *p++ = PYMTRC_TAG_CONTROL;
        p = sim_record_put(p, kind);
        close_at(sim_record_put(p, value));
    }
}

void
sim_record_payload(unsigned kind, const void *bytes, size_t length)
{
    sim_record_control(kind, length);
    put_bytes(bytes, length);
}

unsigned char *
sim_record_context(SimRecordThread *thread, unsigned needs)
{
    SimRecordStream *stream = &sim_record_stream;
    if (thread->number == 0) {
        thread->number = ++stream->threads;
    }
    if (stream->thread != thread->number) {
        sim_record_control(PYMTRC_THREAD, thread->number - 1);
        stream->thread = thread->number;
    }
    if ((needs & SIM_RECORD_PLACED) != 0 && stream->interpreter != thread->interpreter) {
        sim_record_control(PYMTRC_INTERP, thread->interpreter);
        stream->interpreter = thread->interpreter;
        stream->isolated = true;
    }
    if ((needs & SIM_RECORD_SITED) != 0 && stream->site != thread->site) {
        sim_record_control(PYMTRC_SITE, thread->site);
        stream->site = thread->site;
    }
    return reserve(SIM_RECORD_LONGEST);
}

void
sim_record_flush(void)
{
    SimRecordStream *stream = &sim_record_stream;
    int kept = errno;
    int error = 0;
    if (stream->on && getpid() != stream->owner) {
        stream->on = false; /* a copy of the process made behind the back of fork() */
    } else if (stream->on && stream->status->length > 0) {
        SimRecordWhy why = sim_record_file_append(stream->status, &error);
        if (why != SIM_RECORD_WELL) {
            sim_record_stop(why, error);
        }
    }
    errno = kept;
}

void
sim_record_stop(SimRecordWhy why, int error)
{
    SimRecordStream *stream = &sim_record_stream;
    stream->on = false;
    stream->status->why = why;
    stream->status->error = error;
    stream->status->length = 0;
    stream->status->state = SIM_RECORD_STOPPED;
}

static void
put_header(void)
{
    uint32_t version = sim_record_python.version;
    unsigned char header[PYMTRC_HEADER_SIZE] = PYMTRC_MAGIC_2;
    for (int i = 0; i < 4; i++) {
        header[PYMTRC_MAGIC_SIZE + i] = (unsigned char) (version >> 8 * i);
    }
    memset(header + PYMTRC_MAGIC_SIZE + 4, 0, 4);
    put_bytes(header, sizeof header);
}

static void
put_command(void)
{
    static unsigned char arguments[4096];
    int opened = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t got = opened < 0 ? 0 : read(opened, arguments, sizeof arguments);
    if (opened >= 0) {
        close(opened);
    }
    if (got > 0) {
        sim_record_payload(PYMTRC_COMMAND, arguments, (size_t) got);
    }
}

static void
take(SimRecordStatus *status)
{
    SimRecordStream *stream = &sim_record_stream;
    stream->status = status;
    stream->owner = getpid();
    stream->on = true;
    status->version = sim_record_python.version;
    status->state = SIM_RECORD_RUNNING;
}

SimRecordHistory
sim_record_stream_history(void)
{
    const SimRecordStatus *status = sim_record_stream.status;
    return (SimRecordHistory){status->records, status->arenas, status->arenas_peak, status->content,
                              status->committed};
}

void
sim_record_stream_start(SimRecordStatus *status)
{
    int error = 0;
    take(status);
    SimRecordWhy why = sim_record_file_open(status, &error);
    if (why == SIM_RECORD_WELL) {
        put_header();
        put_command();
        sim_record_flush(); /* now, so that a place that cannot be written to is known at once */
    } else {
        sim_record_stop(why, error);
    }
}

void
sim_record_stream_continue(const SimRecordHistory *history, SimRecordStatus *status)
{
    int error = 0;
    SimRecordWhy why =
        sim_record_file_copy(sim_record_stream.status, history->committed, status, &error);
    take(status);
    if (why == SIM_RECORD_WELL) {
        why = sim_record_file_open(status, &error);
    }
    if (why == SIM_RECORD_WELL) {
        status->records = history->records;
        status->arenas = history->arenas;
        status->arenas_peak = history->arenas_peak;
        status->content = history->content;
        status->committed = history->committed;
        sim_record_control(PYMTRC_FORK, (uint64_t) getpid());
    } else {
        sim_record_stop(why, error);
    }
}

/* What a recorded process and `pyarena record` share while the program runs.
 *
 * `pyarena record` makes one block in memory, names it in the environment variable
 * SIM_RECORD_VARIABLE as /proc/PID/fd/N, and starts the program with the recorder preloaded. The
 * first Python process that finds the block takes it (@owner) and keeps in it what it has not
 * written yet (@pending): memory outlives a process that is killed or calls exec, so `pyarena
 * record` can write the rest. Other processes record into files of their own or not at all, with
 * a block of the same kind that nobody shares.
 *
 * A chunk goes to the file in these steps, so that what is there after a death is known: @target
 * is set to the file's length to come; the frame is appended; @length becomes 0, @committed the
 * new length, @target 0. Whoever finds @target set and the file shorter than that cuts it to
 * @committed and writes @pending again; if it is not shorter, @pending is in the file.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "sim/record/format.h"

#define SIM_RECORD_VARIABLE "PYARENA_RECORD"
#define SIM_RECORD_MAGIC    UINT64_C(0x31303063657261)
#define SIM_RECORD_PATH     4096

typedef enum {
    SIM_RECORD_CHILDREN = 1 << 0, /* record child processes, each in PATH.PID */
    SIM_RECORD_LINES = 1 << 1     /* record the running line with each allocation */
} SimRecordFlags;

typedef enum {
    SIM_RECORD_WAITING, /* nobody took the block */
    SIM_RECORD_RUNNING,
    SIM_RECORD_ENDED,  /* the file has its END */
    SIM_RECORD_STOPPED /* given up for the reason in @why; what was written is whole */
} SimRecordState;

typedef enum {
    SIM_RECORD_WELL,
    SIM_RECORD_WRITE_FAILED,   /* @error is the errno */
    SIM_RECORD_FILE_REPLACED,  /* the file is no longer the one that was begun */
    SIM_RECORD_ODD_ADDRESS,    /* an address that is no multiple of 16: another malloc */
    SIM_RECORD_NO_MEMORY,      /* none for the recorder's own tables */
    SIM_RECORD_DEBUG_BUILD,    /* a debug build of Python: its blocks are padded */
    SIM_RECORD_FREE_THREADED,  /* a build without GIL, which has no pymalloc */
    SIM_RECORD_NO_PYTHON_NAMES /* Python hides the names that the recorder needs */
} SimRecordWhy;

typedef struct {
    /* Written by `pyarena record`. */
    uint64_t magic;
    uint32_t flags;                /* SimRecordFlags */
    uint64_t stats_every;          /* mem and obj calls between snapshots; 0: none but the last */
    char library[SIM_RECORD_PATH]; /* the recorder, as it stands in LD_PRELOAD */
    char partial[SIM_RECORD_PATH]; /* where to append, absolute; exists */
    char path[SIM_RECORD_PATH];    /* what it will be called in the end, absolute */

    /* Written by the recorded process. */
    _Atomic int owner;       /* its process id */
    _Atomic uint32_t others; /* Python processes that did not record */
    uint32_t state;          /* SimRecordState */
    uint32_t why;            /* SimRecordWhy */
    int error;
    uint32_t version; /* Py_Version */
    uint32_t hook_lost;
    uint32_t lines_unknown; /* lines were wanted, but this Python's frames are not known */
    uint64_t records;
    uint64_t arenas; /* live */
    uint64_t arenas_peak;
    uint64_t content; /* bytes before compression, without @pending */
    uint64_t committed;
    uint64_t target;
    uint64_t length; /* bytes in @pending */
    unsigned char pending[PYMTRC_CHUNK];
} SimRecordStatus;

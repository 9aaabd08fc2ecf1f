#define ZSTD_STATIC_LINKING_ONLY

#include "sim/record/preload/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

/* Compression may be half of what recording costs: at this level it is twice as fast as at level 1,
 * and files are a third larger. */
#define LEVEL (-8)

static struct {
    ZSTD_CCtx *compressor;
    unsigned char *frame;
    dev_t device;
    ino_t inode;
    bool regular;
} file;

size_t
sim_record_file_bound(void)
{
    return ZSTD_COMPRESSBOUND(PYMTRC_CHUNK);
}

static void *
map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static bool
make_compressor(void)
{
    if (file.compressor != NULL) {
        return true;
    }
    ZSTD_compressionParameters parameters = ZSTD_getCParams(LEVEL, PYMTRC_CHUNK, 0);
    size_t size = ZSTD_estimateCCtxSize_usingCParams(parameters);
    void *memory = map(size);
    file.frame = map(sim_record_file_bound());
    if (memory != NULL && file.frame != NULL) {
        file.compressor = ZSTD_initStaticCCtx(memory, size);
    }
    return file.compressor != NULL;
}

/* A program may have every descriptor in use that its limit allows: one more for a moment. */
static int
open_more(const char *path, int flags)
{
    struct rlimit old;
    int opened = open(path, flags, 0666);
    if (opened >= 0 || errno != EMFILE || getrlimit(RLIMIT_NOFILE, &old) != 0 ||
        old.rlim_cur == old.rlim_max) {
        return opened;
    }
    struct rlimit wider = {old.rlim_max, old.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &wider) == 0) {
        opened = open(path, flags, 0666);
        int why = errno;
        setrlimit(RLIMIT_NOFILE, &old);
        errno = why;
    }
    return opened;
}

/* Under its first name, or under the last when `pyarena record` did not wait for this process. */
static int
open_either(const SimRecordStatus *status, int flags)
{
    int opened = open_more(status->partial, flags);
    return opened < 0 && errno == ENOENT ? open_more(status->path, flags) : opened;
}

static int
open_to_append(const SimRecordStatus *status)
{
    return open_either(status, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

SimRecordWhy
sim_record_file_open(SimRecordStatus *status, int *error)
{
    struct stat facts;
    if (!make_compressor()) {
        return SIM_RECORD_NO_MEMORY;
    }
    int opened = open_to_append(status);
    if (opened < 0 || fstat(opened, &facts) != 0) {
        *error = errno;
        return SIM_RECORD_WRITE_FAILED;
    }
    file.device = facts.st_dev;
    file.inode = facts.st_ino;
    file.regular = S_ISREG(facts.st_mode);
    close(opened);
    return SIM_RECORD_WELL;
}

/* Past the limit of a file's size the kernel would kill the program. */
static bool
is_within_limit(uint64_t size)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
           size <= limit.rlim_cur;
}

static bool
write_all(int opened, const unsigned char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(opened, bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        size -= (size_t) written;
    }
    return true;
}

static SimRecordWhy
append(SimRecordStatus *status, int opened, size_t size)
{
    struct stat facts;
    if (fstat(opened, &facts) != 0 || facts.st_dev != file.device || facts.st_ino != file.inode) {
        return SIM_RECORD_FILE_REPLACED;
    }
    if (file.regular && !is_within_limit(status->committed + size)) {
        errno = EFBIG;
        return SIM_RECORD_WRITE_FAILED;
    }
    status->target = status->committed + size;
    if (write_all(opened, file.frame, size)) {
        return SIM_RECORD_WELL;
    }
    int why = errno;
    if (file.regular && ftruncate(opened, (off_t) status->committed) != 0) {
        why = errno;
    }
    errno = why;
    return SIM_RECORD_WRITE_FAILED;
}

SimRecordWhy
sim_record_file_append(SimRecordStatus *status, int *error)
{
    size_t size = ZSTD_compressCCtx(file.compressor, file.frame, sim_record_file_bound(),
                                    status->pending, status->length, LEVEL);
    if (ZSTD_isError(size)) {
        return SIM_RECORD_NO_MEMORY;
    }
    int opened = open_to_append(status);
    SimRecordWhy why = opened < 0 ? SIM_RECORD_WRITE_FAILED : append(status, opened, size);
    *error = errno;
    if (opened >= 0) {
        close(opened);
    }
    if (why == SIM_RECORD_WELL) {
        status->content += status->length;
        status->length = 0;
        status->committed += size;
    }
    status->target = 0;
    return why;
}

static bool
copy(int from, int to, uint64_t size)
{
    for (uint64_t done = 0; done < size;) {
        uint64_t rest = size - done;
        size_t step = rest < sim_record_file_bound() ? (size_t) rest : sim_record_file_bound();
        ssize_t got = pread(from, file.frame, step, (off_t) done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0 || !write_all(to, file.frame, (size_t) got)) {
            return false;
        }
        done += (uint64_t) got;
    }
    return true;
}

SimRecordWhy
sim_record_file_copy(const SimRecordStatus *from,
                     uint64_t size,
                     const SimRecordStatus *to,
                     int *error)
{
    int in = open_either(from, O_RDONLY | O_CLOEXEC);
    int out = open_more(to->partial, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
    SimRecordWhy why = SIM_RECORD_WELL;
    if (!is_within_limit(size)) {
        errno = EFBIG;
        why = SIM_RECORD_WRITE_FAILED;
    } else if (in < 0 || out < 0 || !copy(in, out, size)) {
        why = SIM_RECORD_WRITE_FAILED;
    }
    *error = errno;
    if (in >= 0) {
        close(in);
    }
    if (out >= 0) {
        close(out);
    }
    return why;
}

void
sim_record_file_rename(const SimRecordStatus *status)
{
    rename(status->partial, status->path);
}

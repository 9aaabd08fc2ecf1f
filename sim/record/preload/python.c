#include "sim/record/preload/python.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* PyThreadState begins with prev, next, interp in every version from 3.9 to 3.13. */
#define THREAD_INTERPRETER 2

/* Py_RTFLAGS_USE_MAIN_OBMALLOC */
#define SHARES_PYMALLOC (1UL << 5)

SimRecordPython sim_record_python;

/* dlsym gives an object pointer for a function. */
static void
look_up(const char *name, void *function)
{
    void *found = dlsym(RTLD_DEFAULT, name);
    memcpy(function, &found, sizeof found);
}

/* "3.11.2 (main, ...) [GCC ...]", "3.13.0rc1 ..." -> 0x030b02f0. Releases' last byte is f0. */
static uint32_t
version_of(const char *text)
{
    char *end = NULL;
    unsigned long major = strtoul(text, &end, 10);
    unsigned long minor = *end == '.' ? strtoul(end + 1, &end, 10) : 0;
    unsigned long micro = *end == '.' ? strtoul(end + 1, &end, 10) : 0;
    return (uint32_t) ((major & 255) << 24 | (minor & 255) << 16 | (micro & 255) << 8 | 0xf0);
}

bool
sim_record_python_find(void)
{
    SimRecordPython *python = &sim_record_python;
#define NAME(field, symbol, result, arguments) look_up(#symbol, &python->field);
#include "sim/record/preload/python.def"
#undef NAME
    if (python->thread_old == NULL) {
        python->thread_old = python->thread_new;
    }
    if (python->finalizing_old == NULL) {
        python->finalizing_old = python->finalizing_new;
    }
    if (python->set_allocator == NULL || python->get_version == NULL) {
        return false;
    }
    const char *text = python->get_version();
    const uint32_t *exact = dlsym(RTLD_DEFAULT, "Py_Version");
    python->version = exact != NULL ? *exact : version_of(text);
    python->debug_build = dlsym(RTLD_DEFAULT, "_Py_NegativeRefcount") != NULL;
    python->free_threaded = strstr(text, "free-threading") != NULL;
    python->many_pymallocs = python->version >= 0x030c0000 && python->thread_old != NULL &&
                             (python->has_feature != NULL || python->get_config != NULL) &&
                             python->interpreter_id != NULL && python->main_interpreter != NULL;
    return true;
}

bool
sim_record_python_may_look(void)
{
    const SimRecordPython *python = &sim_record_python;
    if (python->print_stats == NULL || python->is_initialized == NULL ||
        python->thread_old == NULL || python->gil_check == NULL) {
        return false;
    }
    if (python->version >= 0x030c0000) {
        return python->thread_old() != NULL; /* a thread's own: set while it holds the GIL */
    }
    return !python->is_initialized() || (python->thread_old() != NULL && python->gil_check());
}

static bool
shares_pymalloc(void *interpreter)
{
    int config[16] = {0}; /* longer than PyInterpreterConfig, which has 7 members in 3.13 */
    if (sim_record_python.has_feature != NULL) {
        return sim_record_python.has_feature(interpreter, SHARES_PYMALLOC) != 0;
    }
    return sim_record_python.get_config(config, interpreter) == 0 && config[0] != 0;
}

uint64_t
sim_record_python_interpreter(void)
{
    const SimRecordPython *python = &sim_record_python;
    void *const *thread = python->thread_old();
    void *interpreter = thread == NULL ? NULL : thread[THREAD_INTERPRETER];
    if (interpreter == NULL || interpreter == python->main_interpreter() ||
        shares_pymalloc(interpreter)) {
        return 0;
    }
    return (uint64_t) python->interpreter_id(interpreter);
}

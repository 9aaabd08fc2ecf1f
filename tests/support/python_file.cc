#include "tests/support/python_file.h"

#include <glib.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

PythonResult
run_python_file(const std::string &file)
{
    PythonResult result;
    const char *argv[] = {"/usr/bin/python3", "-B", file.c_str(), nullptr};
    const char *environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "PYTHONHASHSEED=0",
                                 nullptr};
    g_autofree char *out = nullptr;
    g_autofree char *err = nullptr;
    int status = 0;
    GError *error = nullptr;
    if (!g_spawn_sync(PYARENA_SOURCE_DIR, const_cast<char **>(argv),
                      const_cast<char **>(environment), G_SPAWN_DEFAULT, nullptr, nullptr, &out,
                      &err, &status, &error)) {
        ADD_FAILURE() << error->message;
        g_error_free(error);
        return result;
    }
    result.out = out;
    result.err = err;
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

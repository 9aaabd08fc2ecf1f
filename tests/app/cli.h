/* The program started as people start it, in a folder of its own that is removed afterwards. */
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <glib.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

struct Result {
    std::string out;
    std::string err;
    int status = -1;
};

/* Under AddressSanitizer: whole stacks, so that the leaks of Graphviz are told from ours. */
inline char **
sanitized_environment()
{
    char **environment = g_get_environ();
    const char *old = g_environ_getenv(environment, "ASAN_OPTIONS");
    std::string options = old == nullptr ? "" : std::string(old) + ":";
    options += "fast_unwind_on_malloc=0";
    return g_environ_setenv(environment, "ASAN_OPTIONS", options.c_str(), TRUE);
}

struct CliTest : testing::Test {
    fs::path folder;

    void
    SetUp() override
    {
        g_autofree char *path = g_dir_make_tmp("pyarena-XXXXXX", nullptr);
        folder = path;
    }
    void
    TearDown() override
    {
        fs::remove_all(folder);
    }

    Result
    pyarena(std::vector<std::string> arguments)
    {
        std::vector<char *> argv = {const_cast<char *>(PYARENA_PROGRAM)};
        for (std::string &argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        Result result;
        g_autofree char *out = nullptr;
        g_autofree char *err = nullptr;
        GError *error = nullptr;
        int status = 0;
        g_auto(GStrv) environment = sanitized_environment();
        if (!g_spawn_sync(folder.c_str(), argv.data(), environment, G_SPAWN_DEFAULT, nullptr,
                          nullptr, &out, &err, &status, &error)) {
            ADD_FAILURE() << error->message;
            g_error_free(error);
            return result;
        }
        result.out = out;
        result.err = err;
        result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return result;
    }
    std::string
    write(const std::string &name, const std::string &text)
    {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    std::string
    read(const fs::path &path)
    {
        std::ifstream in(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }
    size_t
    files()
    {
        return static_cast<size_t>(
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
    static std::string
    scenario(const std::string &name)
    {
        return std::string(PYARENA_SOURCE_DIR) + "/scenarios/" + name;
    }
};

inline bool
contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

#include "tests/support/python.h"

#include <algorithm>
#include <cstdlib>

#include <glib.h>
#include <glib/gstdio.h>
#include <gtest/gtest.h>

namespace
{

constexpr const char *PYTHON = "/usr/bin/python3.11";

std::vector<std::string>
split_lines(const std::string &text)
{
    std::vector<std::string> lines;
    size_t start = 0;
    while (start < text.size()) {
        size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

} // namespace

bool
has_python()
{
    return g_file_test(PYTHON, G_FILE_TEST_IS_EXECUTABLE) != FALSE;
}

std::vector<std::string>
run_python(const std::string &script, const std::string &input)
{
    char *directory = g_dir_make_tmp("pyarena-XXXXXX", nullptr);
    std::string path = std::string(directory) + "/input";
    EXPECT_TRUE(g_file_set_contents(path.c_str(), input.data(), static_cast<gssize>(input.size()),
                                    nullptr));
    const char *const args[] = {PYTHON, "-s", "-S", "-c", script.c_str(), path.c_str(), nullptr};
    char **environment = g_environ_setenv(g_get_environ(), "PYTHONHASHSEED", "0", TRUE);
    char *out = nullptr;
    char *err = nullptr;
    int status = 0;
    gboolean spawned =
        g_spawn_sync(nullptr, const_cast<char **>(args), environment, G_SPAWN_DEFAULT, nullptr,
                     nullptr, &out, &err, &status, nullptr);
    EXPECT_TRUE(spawned && status == 0) << (err == nullptr ? "" : err);
    std::vector<std::string> lines = split_lines(out == nullptr ? "" : out);
    g_free(out);
    g_free(err);
    g_strfreev(environment);
    g_unlink(path.c_str());
    g_rmdir(directory);
    g_free(directory);
    return lines;
}

void
expect_same_lines(const std::vector<std::string> &inputs,
                  const std::vector<std::string> &expected,
                  const std::vector<std::string> &actual)
{
    EXPECT_EQ(expected.size(), actual.size());
    int shown = 0;
    for (size_t i = 0; i < std::min(expected.size(), actual.size()) && shown < 20; i++) {
        if (expected[i] != actual[i]) {
            ADD_FAILURE() << (i < inputs.size() ? inputs[i] : "") << "\n  python3: " << expected[i]
                          << "\n  pyarena: " << actual[i];
            shown++;
        }
    }
}

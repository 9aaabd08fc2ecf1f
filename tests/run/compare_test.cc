/* What comparing with the real python3 is made of: processes, differences, verdicts. */
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/base/diag.h"
#include "sim/run/compare.h"
#include "sim/run/diff.h"

static std::string
diff(const std::string &old_text, const std::string &new_text)
{
    g_autoptr(GString) a = g_string_new(old_text.c_str());
    g_autoptr(GString) b = g_string_new(new_text.c_str());
    g_autofree char *text = sim_diff_unified("a", "b", a, b);
    return text;
}

/* What diff -u says of two files, with names instead of file names. */
static std::string
judge(const std::string &old_text, const std::string &new_text)
{
    g_autofree char *folder = g_dir_make_tmp("pyarena-XXXXXX", nullptr);
    std::string paths[] = {std::string(folder) + "/a", std::string(folder) + "/b"};
    g_file_set_contents(paths[0].c_str(), old_text.data(), (gssize) old_text.size(), nullptr);
    g_file_set_contents(paths[1].c_str(), new_text.data(), (gssize) new_text.size(), nullptr);
    const char *const argv[] = {"/usr/bin/diff",  "-u",   "-L", "a", "-L", "b", paths[0].c_str(),
                                paths[1].c_str(), nullptr};
    g_auto(SimProcess) process = {};
    EXPECT_TRUE(sim_process_run(&process, argv, nullptr, 10, nullptr));
    for (const std::string &path : paths) {
        EXPECT_EQ(remove(path.c_str()), 0);
    }
    EXPECT_EQ(rmdir(folder), 0);
    return process.out->str;
}

TEST(Diff, IsWhatDiffWrites)
{
    std::string long_text;
    std::string changed;
    for (int i = 0; i < 60; i++) {
        long_text += "line " + std::to_string(i) + "\n";
        changed += i == 5 || i == 12 || i == 20 || i == 40 ? "other\n"
                   : i == 50                               ? ""
                                                           : "line " + std::to_string(i) + "\n";
    }
    const std::string pairs[][2] = {{"", ""},
                                    {"a\n", "a\n"},
                                    {"a\n", ""},
                                    {"", "a\nb\n"},
                                    {"a\n", "a"},
                                    {"a", "b"},
                                    {"a\nb\nc\n", "a\nc\n"},
                                    {"a\nb\n", "a\nx\nb\n"},
                                    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n"},
                                    {"x\n1\n2\n3\n4\n5\n6\nx\n", "y\n1\n2\n3\n4\n5\n6\ny\n"},
                                    {"x\n1\n2\n3\n4\n5\n6\n7\nx\n", "y\n1\n2\n3\n4\n5\n6\n7\ny\n"},
                                    {long_text, changed},
                                    {changed, long_text}};
    for (const auto &pair : pairs) {
        EXPECT_EQ(diff(pair[0], pair[1]), judge(pair[0], pair[1]));
    }
}

TEST(Diff, TextsThatAreTooLongDifferAsAWhole)
{
    std::string a = "same\n";
    std::string b = "same\n";
    for (int i = 0; i < 5000; i++) {
        a += "a\n";
        b += "b\n";
    }
    std::string text = diff(a, b);
    EXPECT_EQ(text.substr(0, 40).find("--- a\n+++ b\n@@ -1,5001 +1,5001 @@\n same\n"), 0u);
    EXPECT_EQ(text.size(), 8 + 4 + 22 + 6 + 5000 * 6u);
}

struct Shell {
    SimProcess process = {};
    bool started = false;

    Shell(const char *script, double timeout)
    {
        const char *const argv[] = {"/bin/sh", "-c", script, nullptr};
        started = sim_process_run(&process, argv, nullptr, timeout, nullptr);
    }
    ~Shell()
    {
        sim_process_clear(&process);
    }
};

TEST(Process, KeepsBothStreamsAndTheStatus)
{
    Shell shell("echo out; echo err >&2; exit 7", 10);
    ASSERT_TRUE(shell.started);
    EXPECT_STREQ(shell.process.out->str, "out\n");
    EXPECT_STREQ(shell.process.err->str, "err\n");
    EXPECT_EQ(shell.process.status, 7);
    EXPECT_FALSE(shell.process.timed_out);
    EXPECT_EQ(Shell("kill -TERM $$", 10).process.status, 128 + 15);
    EXPECT_EQ(Shell("cat", 10).process.status, 0) << "there is nothing to read";
}

TEST(Process, IsEndedWhenItsTimeIsUp)
{
    for (const char *script : {"sleep 100", "exec >&- 2>&-; exec sleep 100"}) {
        std::string own = std::string("exec ") + script;
        Shell shell(script[0] == 's' ? own.c_str() : script, 0.2);
        EXPECT_TRUE(shell.process.timed_out);
        EXPECT_EQ(shell.process.status, 128 + 9);
        EXPECT_LT(shell.process.seconds, 50.0);
    }
}

TEST(Process, IsEndedWhenItPrintsTooMuch)
{
    Shell shell("exec yes", 60);
    EXPECT_TRUE(shell.process.flooded);
    EXPECT_FALSE(shell.process.timed_out);
    EXPECT_LT(shell.process.out->len, 70u << 20);
}

TEST(Process, WhatCannotBeStartedIsAnError)
{
    GError *error = nullptr;
    const char *const argv[] = {"/no/such/program", nullptr};
    g_auto(SimProcess) process = {};
    EXPECT_FALSE(sim_process_run(&process, argv, nullptr, 1, &error));
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(sim_diag_exit_status(error), 2);
    g_clear_error(&error);
    EXPECT_EQ(sim_compare_find_python("/no/such/python3", &error), nullptr);
    EXPECT_EQ(sim_diag_exit_status(error), 2);
    g_clear_error(&error);
}

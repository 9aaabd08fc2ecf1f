#include "tests/support/golden.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <glib.h>
#include <gtest/gtest.h>

static std::string
read_file(const std::string &path, bool *ok)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    *ok = static_cast<bool>(in);
    return text.str();
}

std::string
read_source_file(const std::string &name)
{
    bool ok = false;
    std::string text = read_file(std::string(PYARENA_SOURCE_DIR) + "/" + name, &ok);
    EXPECT_TRUE(ok) << "cannot read " << name;
    return text;
}

void
expect_golden(const std::string &name, const std::string &actual)
{
    std::string path = std::string(PYARENA_SOURCE_DIR) + "/tests/golden/" + name;
    if (getenv("UPDATE_GOLDEN") != nullptr) {
        g_autofree char *folder = g_path_get_dirname(path.c_str());
        g_mkdir_with_parents(folder, 0777);
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    bool ok = false;
    std::string expected = read_file(path, &ok);
    ASSERT_TRUE(ok) << "no golden file " << path << "; UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(expected, actual) << "golden file " << name;
}

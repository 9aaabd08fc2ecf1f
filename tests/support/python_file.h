/* Programs under the real python3, to compare with. */
#pragma once

#include <string>

struct PythonResult {
    std::string out;
    std::string err;
    int status = -1;
};

/* Runs /usr/bin/python3 on a file, named as given, from the source tree's root, with a clean
 * environment. */
PythonResult run_python_file(const std::string &file);

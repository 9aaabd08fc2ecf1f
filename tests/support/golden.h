/* Golden files: text a stage must produce, kept under tests/golden.
 *
 * expect_golden() compares @actual with tests/golden/NAME. With UPDATE_GOLDEN=1 in
 * the environment the file is rewritten instead, to be read before it is committed.
 */
#pragma once

#include <string>

void expect_golden(const std::string &name, const std::string &actual);

/* The contents of a file of the source tree, named from its root. Fails the test if
 * it cannot be read. */
std::string read_source_file(const std::string &name);

/* The real python3.11 as judge: it runs a script, and what it prints is what must come out. */
#pragma once

#include <string>
#include <vector>

/* Whether /usr/bin/python3.11 is there; tests that need it skip otherwise. */
bool has_python();

/* Runs @script with @input as its standard input, under PYTHONHASHSEED=0. Returns its
 * standard output as lines; fails the test when it fails. */
std::vector<std::string> run_python(const std::string &script, const std::string &input);

/* Compares line by line and shows the first few that differ, each after the line of @inputs
 * it belongs to. */
void expect_same_lines(const std::vector<std::string> &inputs,
                       const std::vector<std::string> &expected,
                       const std::vector<std::string> &actual);

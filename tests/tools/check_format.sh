#!/usr/bin/env bash
# Every C and C++ file is formatted as .clang-format says (lists in .def files are exempt).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
git ls-files -z '*.c' '*.h' '*.cc' | xargs -0 clang-format-14 --dry-run --Werror

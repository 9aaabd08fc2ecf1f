#!/usr/bin/env bash
# check_install.sh BUILD PREFIX: installs BUILD under PREFIX and uses the program from /.
set -euo pipefail
# Under AddressSanitizer: whole stacks, so that the leaks of Graphviz are told from ours.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}fast_unwind_on_malloc=0"
build=$1 prefix=$2
rm -rf "$prefix"
cmake --install "$build" --prefix "$prefix" >/dev/null
cd /
"$prefix/bin/pyarena" --version
scenario=$("$prefix/bin/pyarena" list | grep -m1 '01_array_story.py')
case $scenario in
"$prefix"/*) ;;
*) echo "the scenario found is not the installed one: $scenario" >&2; exit 1 ;;
esac
"$prefix/bin/pyarena" run "$scenario"
"$prefix/bin/pyarena" draw "$scenario" -o "$prefix/figures" --format svg,pdf,png
test "$(find "$prefix/figures" -name 'refcount-?.*' | wc -l)" -eq 18

# The recorder is found beside the installed program, and works.
"$prefix/bin/pyarena" record -o "$prefix/out.rec" -- /usr/bin/python3 -c "print('recorded')"
test -s "$prefix/out.rec"
mv "$prefix"/lib*/pyarena/pyarena-record.so "$prefix/away.so" 2>/dev/null ||
    mv "$prefix"/lib/*/pyarena/pyarena-record.so "$prefix/away.so"
status=0
"$prefix/bin/pyarena" record -o "$prefix/none.rec" -- /usr/bin/python3 -c pass 2>"$prefix/message" || status=$?
test "$status" -eq 2
grep -q 'pyarena-record.so is not where' "$prefix/message"
test ! -e "$prefix/none.rec"

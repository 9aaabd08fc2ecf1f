#!/usr/bin/python3
"""Checks sim/FIDELITY.md against the headers: each one it names is there, and each header of a
type or of an allocator that tells what of CPython it stands for is named (or is one of HELPERS,
which belong to a part that is)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HELPERS = re.compile(r"_private\.h$|/(addr_map|host_pool|type|world|builtin|codec|descr|dict_keys|id|"
                     r"iterators|list_merge|mappingproxy|methodobjects|module|sequence|slice|"
                     r"slot_def|splice|str_writer|modules|frame|builtins)\.h$")


def main():
    text = (ROOT / "sim" / "FIDELITY.md").read_text()
    named = set(re.findall(r"`(sim/[\w/]+\.h)`", text))
    wrong = [f"sim/FIDELITY.md names {name}, which is not there"
             for name in sorted(named) if not (ROOT / name).exists()]
    for folder in ("sim/model", "sim/objects"):
        for path in sorted((ROOT / folder).glob("*.h")):
            name = path.relative_to(ROOT).as_posix()
            head = path.read_text().split("*/")[0]
            tells = "Stands for" in head or "Models" in head
            if tells and name not in named and not HELPERS.search(name):
                wrong.append(f"sim/FIDELITY.md does not tell of {name}")
    print("\n".join(wrong) or "every part is told of")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

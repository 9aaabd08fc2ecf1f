#!/usr/bin/python3
"""Checks who includes whom: data moves one way through the folders.

Prints each include that goes backwards and exits 1 if there is any. ALLOWED names, for
each folder, the folders it may include besides itself and sim/base.
"""
import pathlib
import re
import sys

SIM = ["sim/base", "sim/trace", "sim/syntax", "sim/bytecode", "sim/model", "sim/objects",
       "sim/vm", "sim/run"]
ALLOWED = {folder: set(SIM[:i]) for i, folder in enumerate(SIM)}
ALLOWED["sim/syntax"] = {"sim/base"}
ALLOWED["sim/bytecode"] = {"sim/base", "sim/syntax"}
ALLOWED["sim/replay"] = {"sim/base", "sim/trace", "sim/model"}  # the model of the allocator
ALLOWED["sim/record"] = {"sim/base", "sim/trace", "sim/model", "sim/replay"}
ALLOWED["sim/run"] |= {"sim/replay"}
PICTURES = {"sim/base", "sim/trace", "sim/replay"}
ALLOWED["viz/scene"] = PICTURES
ALLOWED["viz/draw"] = PICTURES | {"viz/scene"}
ALLOWED["viz/layout"] = PICTURES | {"viz/scene", "viz/draw"}
ALLOWED["viz/render"] = PICTURES | {"viz/scene", "viz/draw", "viz/layout"}
ALLOWED["viz/app"] = set(ALLOWED)

FORBIDDEN_IN_SIM = re.compile(r'#\s*include\s*[<"](SDL|graphviz|cairo|pango|viz/)')
INCLUDE = re.compile(r'#\s*include\s*"((?:sim|viz)/[^"]+)"')


def folder_of(path):
    return "/".join(pathlib.PurePosixPath(path).parts[:2])


def problems(root):
    for top in ("sim", "viz"):
        for path in sorted((root / top).rglob("*.[chd]*")):
            if path.suffix not in (".c", ".h", ".def"):
                continue
            name = path.relative_to(root).as_posix()
            own = folder_of(name)
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if top == "sim" and FORBIDDEN_IN_SIM.search(line):
                    yield f"{name}:{number}: sim/ is the machine alone: {line.strip()}"
                found = INCLUDE.search(line)
                if found and folder_of(found[1]) not in ALLOWED.get(own, set()) | {own}:
                    yield f"{name}:{number}: {own} may not include {found[1]}"


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    found = list(problems(root))
    print("\n".join(found) or "every include goes the right way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

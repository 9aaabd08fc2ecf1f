"""Compares the code objects of our compiler with those of the python3 that runs this.

    compare_code.py PRINT_CODE [--share PERCENT] [--show N] PATH...

PRINT_CODE is the program made of print_code.cc; a PATH may be a folder, which is
searched for *.py, or a text file of snippets separated by lines of three hyphens. Every fact of every code object must agree: instructions, arguments,
places, constants, names, handlers, flags, stack size. Files that our parser refuses as
not modelled are counted and left out. What python's compiler finds wrong ours must find
wrong too, in the same place and with the same words. Exit status 1 if less than PERCENT (default 100)
of the code objects agree, or if either compiler fails where the other does not.
"""
import argparse
import dis
import os
import subprocess
import sys
import tempfile
import warnings

FREE, CELL, LOCAL = 0x80, 0x40, 0x20
NOT_INSTRUCTIONS = ("CACHE", "EXTENDED_ARG")


def const_text(value):
    if isinstance(value, frozenset):
        return " ".join(["frozenset"] + sorted(repr(item) for item in value))
    return repr(value)


def locals_of(code):
    kinds = {}
    for names, kind in ((code.co_varnames, LOCAL), (code.co_cellvars, CELL),
                        (code.co_freevars, FREE)):
        for name in names:
            # a name that is local and free at once would be two slots
            key = (name, kind == FREE)
            kinds[key] = kinds.get(key, 0) | kind
    return [(name, kind) for (name, _), kind in kinds.items()]


def show_position(position):
    return " ".join("-" if part is None else str(part) for part in position)


def instructions_of(code):
    """(name, argument, byte offset, position) of each instruction; what a jump means is
    the byte offset of its target, as dis computes it."""
    positions = list(code.co_positions())
    result = []
    first = None
    for instr in dis.get_instructions(code, show_caches=True):
        if first is None:
            first = instr.offset
        if instr.opname == "EXTENDED_ARG":
            continue
        if instr.opname != "CACHE":
            jump = instr.opcode in dis.hasjrel
            result.append((instr.opname, instr.argval if jump else instr.arg or 0, jump,
                           instr.offset, first, positions[instr.offset // 2]))
        first = None
    return result


def lines_of(code):
    yield (f"code {code.co_name} {code.co_qualname} args={code.co_argcount},"
           f"{code.co_posonlyargcount},{code.co_kwonlyargcount} stack={code.co_stacksize} "
           f"flags={code.co_flags:x} line={code.co_firstlineno} locals="
           f"{len(code.co_varnames)},{len(code.co_cellvars)},{len(code.co_freevars)}")
    nested = [const for const in code.co_consts if hasattr(const, "co_code")]
    for i, const in enumerate(code.co_consts):
        yield f"const {i} " + ("code" if hasattr(const, "co_code") else const_text(const))
    for i, name in enumerate(code.co_names):
        yield f"name {i} {name}"
    for i, (name, kind) in enumerate(locals_of(code)):
        yield f"local {i} {name} {kind:x}"
    instructions = instructions_of(code)
    index_of = {}
    for i, (_, _, _, offset, first, _) in enumerate(instructions):
        index_of[first] = index_of[offset] = i
    for i, (name, arg, jump, _, _, position) in enumerate(instructions):
        yield f"{i} {name} {index_of[arg] if jump else arg} {show_position(position)}"
    starts = sorted(index_of)
    for entry in dis._parse_exception_table(code):
        # an entry ends before the next instruction, whose caches it covers
        start = index_of[entry.start]
        end = index_of[entry.end] if entry.end in index_of else len(instructions)
        assert entry.end in index_of or entry.end > starts[-1], entry
        yield (f"handler {start} {end} {index_of[entry.target]} {entry.depth} "
               f"{int(entry.lasti)}")
    for const in nested:
        yield from lines_of(const)


def split_codes(lines):
    codes = []
    for line in lines:
        if line.startswith("code "):
            codes.append([])
        codes[-1].append(line)
    return codes


def expected(path):
    """The code objects of a file, or an error."""
    try:
        with open(path, "rb") as file:
            source = file.read()
        code = compile(source, path, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError, RecursionError) as error:
        return None, error
    return split_codes(lines_of(code)), None


def find_files(paths, folder):
    for path in paths:
        if path.endswith(".txt"):
            yield from split_snippets(path, folder)
            continue
        if not os.path.isdir(path):
            yield path
            continue
        for parent, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(parent, name) for name in sorted(names)
                        if name.endswith(".py"))


def split_snippets(path, folder):
    with open(path, encoding="utf-8") as file:
        snippets = file.read().split("\n---\n")
    for i, snippet in enumerate(snippets):
        name = os.path.join(folder, f"snippet{i + 1}.py")
        with open(name, "w", encoding="utf-8") as file:
            file.write(snippet)
        yield name


def error_text(path, error):
    return f"failed {path}:{error.lineno}:{error.offset}: error: {error.msg}"


def run(program, files):
    output = subprocess.run([program, "-"], input="\n".join(files) + "\n", text=True,
                            encoding="utf-8", errors="surrogateescape",
                            stdout=subprocess.PIPE, check=True).stdout
    for part in output.split("file ")[1:] if not output.startswith("file ") else \
            ("\n" + output).split("\nfile ")[1:]:
        lines = part.rstrip("\n").split("\n")
        yield lines[0], lines[1:]


def first_difference(ours, theirs):
    for i in range(max(len(ours), len(theirs))):
        a = ours[i] if i < len(ours) else "(nothing)"
        b = theirs[i] if i < len(theirs) else "(nothing)"
        if a != b:
            return a, b
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--share", type=float, default=100.0)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10000)
    files = refused = errors = total = same = faults = shown = 0
    folder = tempfile.TemporaryDirectory()
    for path, lines in run(options.program, list(find_files(options.paths, folder.name))):
        theirs, error = expected(path)
        files += 1
        if lines and lines[0].startswith("refused "):
            if error is None and "is not modelled" not in lines[0]:
                print(f"{path}: refused, but valid: {lines[0]}")
                faults += 1
            refused += 1
            continue
        if error is not None or lines[0].startswith("failed "):
            errors += 1
            if error is None or lines[0] != error_text(path, error):
                print(f"{path}:\n    ours:     {lines[0]}\n    python's: {error!r}")
                faults += 1
            continue
        ours = split_codes(lines)
        total += max(len(ours), len(theirs))
        for a, b in zip(ours, theirs):
            difference = first_difference(a, b)
            if difference is None:
                same += 1
            elif shown < options.show:
                shown += 1
                print(f"{path}: {b[0]}\n    ours:     {difference[0]}\n"
                      f"    python's: {difference[1]}")
    share = 100.0 * same / total if total else 0.0
    print(f"{files} files, {refused} refused, {errors} wrong, {total} code objects, {same} the same: "
          f"{share:.4f} %")
    return 1 if faults or share < options.share else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Writes sim/LANGUAGE.md: what scenarios may contain, told by the machine and the lists in its code.

    language.py PYARENA             prints it
    language.py PYARENA --check     fails if sim/LANGUAGE.md says otherwise
    language.py PYARENA --update    writes it there
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "sim" / "LANGUAGE.md"

# A scenario that tells what the machine has: a line "KIND|OWNER|NAME" for each.
QUESTION = """\
import {modules}
plain = set(dir(object))

def tell(kind, owner, names):
    for name in names:
        print(kind, owner, name, sep='|')

def tell_type(owner, type_):
    names = [n for n in dir(type_) if n not in plain]
    tell('method', owner, [n for n in names if not n.startswith('_')])
    tell('special', owner, [n for n in names if n.startswith('__')])

for name in dir(__builtins__):
    value = getattr(__builtins__, name)
    if isinstance(value, type) and issubclass(value, BaseException):
        tell('exception', value.__base__.__name__, [name])
    elif isinstance(value, type):
        tell('type', '', [name])
        tell_type(name, value)
    elif not name.startswith('__'):
        tell('function', '', [name])
for name, module in [{pairs}]:
    for attribute in dir(module):
        if attribute.startswith('_') and attribute not in ('_getframe', '_debugmallocstats'):
            continue
        value = getattr(module, attribute)
        tell('name', name, [attribute])
        if isinstance(value, type) and not issubclass(value, BaseException):
            tell_type(name + '.' + attribute, value)
"""


def definitions(path, word, count):
    """The string arguments of WORD(...) in a .def file, joined where C joins them."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / path).read_text(), flags=re.S)
    found = []
    for match in re.finditer(rf"^{word}\((.*?)\)$", text, flags=re.S | re.M):
        strings = re.findall(r'((?:"(?:\\.|[^"\\])*"\s*)+)', match[1])
        joined = ["".join(re.findall(r'"((?:\\.|[^"\\])*)"', s)).replace('\\"', '"') for s in strings]
        found.append((match[1].split(",")[0].strip().strip('"'), *joined[:count]))
    return found


def modules():
    names = [name for name, *_ in definitions("sim/vm/module.def", "MODULE", 1)]
    return sorted(["sys"] + [name for name in names if not name.startswith("_")])


def ask(pyarena):
    names = modules()
    pairs = ", ".join(f"({name!r}, {name})" for name in names)
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(QUESTION.format(modules=", ".join(names), pairs=pairs))
        file.flush()
        done = subprocess.run([pyarena, "run", file.name], text=True, stdout=subprocess.PIPE,
                              check=True)
    answers = {}
    for line in done.stdout.splitlines():
        kind, owner, name = line.split("|")
        answers.setdefault(kind, {}).setdefault(owner, []).append(name)
    return answers


def code(names):
    return " ".join(f"`{name}`" for name in names)


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def refused_names(word):
    path = "sim/run/refused.def"
    return definitions(path, word, 2) if (ROOT / path).exists() else []


def refused_syntax():
    """What the parser and the compiler say of Python that is not modelled."""
    found = set()
    for folder in ("sim/syntax", "sim/bytecode"):
        for path in (ROOT / folder).glob("*.c"):
            found |= set(re.findall(r'"([^"\n]*(?:is|are) not modelled[^"\n]*)"', path.read_text()))
    return sorted(found, key=str.lower)


def sections(answers):
    refused = {name for _, name, _ in refused_names("REFUSED_NAME")}
    yield "## Built-in functions", [
        code(name for name in answers["function"][""] if name not in refused)]
    yield "## Built-in types and their methods", table(
        ["type", "methods", "special methods beyond object's"],
        [[f"`{name}`", code(answers["method"].get(name, [])),
          code(answers.get("special", {}).get(name, []))]
         for name in answers["type"][""]])
    yield "## Exceptions", table(
        ["base", "exceptions"],
        [[f"`{base}`", code(names)] for base, names in sorted(answers["exception"].items())])
    for module in modules():
        names = answers["name"].get(module, [])
        lines = [code(names)]
        types = [n for n in names if f"{module}.{n}" in answers["method"]]
        if types:
            lines += [""] + table(["type", "methods and attributes"],
                                  [[f"`{n}`", code(answers["method"][f"{module}.{n}"])] for n in types])
        yield f"## Module {module}", lines
    for title, word in (("names", "REFUSED_NAME"), ("modules", "REFUSED_MODULE"),
                        ("attributes", "REFUSED_ATTRIBUTE")):
        rows = [[f"`{name}`", instead] for _, name, instead in refused_names(word)]
        if rows:
            yield f"## Refused {title}", table(["name", "instead"], rows)
    yield "## Refused syntax", [
        "What is said of it (`%s` stands for a name). Besides: modules that are not listed above, names they "
        "do not have here, relative imports, metaclasses.", ""] + [f"- {m}" for m in refused_syntax()]
    yield "## Directives", table(
        ["form", "place"],
        [[f"`#: {strings[-1]}`", "head" if re.search(r"\bHEAD\b", raw) else "body"]
         for raw, strings in raw_definitions("sim/run/directive.def", "DIRECTIVE")])
    yield "## What an expectation can call", table(
        ["form", "meaning"],
        [[f"`{form}`", meaning] for word in ("OF_OBJECT", "OF_STATE")
         for _, form, meaning in definitions("sim/run/expect.def", word, 2)])
    yield "## Options and limits", [
        "On the command line `--NAME VALUE`, in a scenario `#: option NAME=VALUE`.", ""] + table(
        ["option", "value", "meaning"],
        [[f"`{name}`", value, meaning] for _, name, value, meaning in
         definitions("sim/base/option.def", "OPTION", 3)])
    yield "## Instructions", [
        "The bytecode is 3.11's (`pyarena dump code FILE`):", "",
        code(name for name, *_ in definitions("sim/bytecode/opcode.def", "OPCODE", 0))]


def raw_definitions(path, word):
    text = re.sub(r"/\*.*?\*/", "", (ROOT / path).read_text(), flags=re.S)
    for match in re.finditer(rf"^{word}\((.*?)\)$", text, flags=re.S | re.M):
        strings = re.findall(r'"((?:\\.|[^"\\])*)"', match[1])
        yield match[1], [s.replace('\\"', '"') for s in strings]


HEAD = """\
# What a scenario may contain

A scenario is a Python 3 file that runs unchanged under python3. What is listed here is accepted with CPython 3.11's meaning; anything else is refused before
execution, with its place and what to write instead. Statements and expressions are all of Python's except those under "Refused syntax".

This file is written by `tests/tools/language.py` from the machine and the lists in its code.
"""


def write(pyarena):
    parts = [HEAD]
    for title, lines in sections(ask(pyarena)):
        parts.append(title + "\n\n" + "\n".join(line.rstrip() for line in lines) + "\n")
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pyarena", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    text = write(options.pyarena.resolve())
    if options.update:
        TARGET.write_text(text)
    elif not options.check:
        print(text, end="")
    elif not TARGET.exists() or TARGET.read_text() != text:
        print(f"sim/LANGUAGE.md is out of date: tests/tools/language.py {options.pyarena} --update")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

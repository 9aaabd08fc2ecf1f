#!/usr/bin/python3
"""Prints libFuzzer's dictionary: the operators and keywords of token.def, the built-ins and
the attributes of their types, and what at least two of the seeds (files and folders given)
mention."""
import builtins
import collections
import pathlib
import re
import sys


def language(root):
    text = (root / "sim/syntax/token.def").read_text()
    return re.findall(r'^(?:OPERATOR|KEYWORD)\(\w+, "(.*)"\)', text, re.MULTILINE)


def built_in():
    for name, value in vars(builtins).items():
        yield name
        if isinstance(value, type):
            yield from ("." + attribute for attribute in vars(value))


def mentioned(paths):
    files = collections.Counter()
    for path in paths:
        for file in path.rglob("*.py"):
            text = file.read_text(errors="replace")
            files.update(set(re.findall(r"\.?\b[a-zA-Z_]\w+|import \w+", text)))
    return (word for word, count in files.items() if count > 1)


def escape(word):
    return word.replace("\\", "\\\\").replace('"', '\\"')


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    seeds = map(pathlib.Path, sys.argv[1:])
    words = {*language(root), *built_in(), *mentioned(seeds)}
    print("\n".join(f'"{escape(word)}"' for word in sorted(words) if word.isascii()))


main()

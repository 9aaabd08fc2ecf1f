#!/usr/bin/python3
"""Counts, topic by topic, the conformance programs that do as python3 does.

    conformance.py PYARENA            prints the table
    conformance.py PYARENA --check    ... and fails if tests/conformance/README.md says otherwise
    conformance.py PYARENA --update   ... and writes it there

Exits 1 if a program differs (and shows how), or with --check if the README is out of date.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = "tests/conformance"
README = ROOT / FOLDER / "README.md"
BEGIN = "<!-- conformance.py writes the table from here ... -->\n"
END = "<!-- ... to here -->\n"


def compare(pyarena):
    done = subprocess.run([pyarena, "check", "--json", FOLDER], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    return json.loads(done.stdout)


def row(name, counts):
    well = counts["same"] + counts["marked"]
    marked = counts["marked"] or ""
    return f"| {name} | {well} | {counts['total']} | {marked} |\n"


def table(report):
    lines = ["| topic | passed | of | differ as marked |\n", "| --- | ---: | ---: | ---: |\n"]
    for folder in report["folders"]:
        lines.append(row(pathlib.PurePosixPath(folder["folder"]).name, folder))
    return "".join(lines) + row("**all**", report)


def print_failures(report):
    failed = [p for p in report["programs"] if p["verdict"] in ("differs", "refused")]
    for program in failed:
        print(f"{program['file']}: {program['verdict']}")
        print(program["refusal"] or program["diff"] or json.dumps(program, indent=2))
    return bool(failed)


def with_table(text, fresh):
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    return head + BEGIN + "\n" + fresh + "\n" + END + tail


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pyarena", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    report = compare(options.pyarena.resolve())
    fresh = table(report)
    print(fresh, end="")
    failed = print_failures(report)
    text = README.read_text()
    wanted = with_table(text, fresh)
    if options.update:
        README.write_text(wanted)
    elif options.check and text != wanted:
        print(f"{FOLDER}/README.md is out of date: "
              f"tests/tools/conformance.py {options.pyarena} --update")
        failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

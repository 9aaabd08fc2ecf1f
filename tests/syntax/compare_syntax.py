"""Compares what pyarena reads with what this python3 reads.

    compare_syntax.py PRINTER files FOLDER [--every N]
    compare_syntax.py PRINTER errors ERRORS
    compare_syntax.py PRINTER mutations FOLDER [--seed N] [--count N]

files: the tree, the tree with places, and the tokens of each file must be python3's.
Files that use what the language refuses are counted, not compared.
errors: each text of ERRORS, separated by lines of "---", must be accepted or refused as
python3 does, with its message at its place.
mutations: the same for texts made from the files by small random damage.

Inside an f-string python3 gives places in a text of its own making, and for a character
after a backslash it counts columns from an earlier line if lines are joined; there only
the message is compared.
"""
import argparse
import ast
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import tokenize
import warnings

SEPARATOR = "\x1e"
FRAGMENTS = """( ) [ ] { } , : ; = == := + - * ** / . ... -> @ if else elif for in not is and
or lambda def class return yield from import as with try except finally raise while del pass
break global assert True None x y 1 2.5 'a' b'c' f'{x}' f'{' print match case _ ~ < <> ! $ |=
+= await async""".split() + ["\n"]
WORDS = re.compile(r"\s+|\w+|'[^'\n]*'|\"[^\"\n]*\"|[^\w\s]{1,2}|.", re.S)


def run(printer, *arguments):
    result = subprocess.run([printer, *map(str, arguments)], stdout=subprocess.PIPE, check=True)
    return result.stdout.decode("utf-8", "surrogatepass")


def expected_tokens(path):
    with open(path, "rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING):
                continue
            if token.type == tokenize.ERRORTOKEN:
                raise SyntaxError
            place = "%d,%d-%d,%d:" % (token.start + token.end)
            yield "%-20s%-15s%-15r\n" % (place, tokenize.tok_name[token.type], token.string)


def expected(mode, path):
    if mode == "tokens":
        return "".join(expected_tokens(path))
    tree = ast.parse(path.read_bytes())
    return ast.dump(tree, indent=2, include_attributes=mode == "places") + "\n"


def report_difference(path, mode, wanted, got):
    print(f"{path}: {mode} differ")
    pairs = zip(wanted.split("\n"), got.split("\n"))
    for number, (want, have) in enumerate(pairs, 1):
        if want != have:
            print(f"  line {number}\n    python3: {want}\n    pyarena: {have}")
            break


def compare_files(options):
    paths = sorted(pathlib.Path(options.source).glob("*.py"))[::options.every]
    outputs = {}
    for mode in ("tree", "places", "tokens"):
        outputs[mode] = run(options.printer, mode, *paths).split(SEPARATOR + "\n")
    compared = refused = failures = 0
    for i, path in enumerate(paths):
        if "is not modelled" in outputs["tree"][i][:1000] or "are not modelled" in outputs["tree"][i]:
            refused += 1
            continue
        for mode, output in outputs.items():
            try:
                wanted = expected(mode, path)
            except (SyntaxError, tokenize.TokenError):
                continue
            compared += 1
            if wanted != output[i]:
                failures += 1
                report_difference(path, mode, wanted, output[i])
    print(f"{compared} comparisons of {len(paths)} files, {refused} refused, {failures} differ")
    return failures == 0 and compared > 0


def outcome(text):
    try:
        ast.parse(text)
        return "ok"
    except SyntaxError as error:
        return f"{error.lineno}:{max(error.offset or 0, 1)} {error.msg}"
    except ValueError as error:
        return f"{error}"


def agree(text, wanted, got):
    if wanted == got:
        return True
    message = wanted.partition(" ")[2]
    inside = message.startswith("f-string: ") or re.search(r"\bf[rR]?['\"]", text)
    joined = "line continuation character" in message
    return bool(inside or joined) and got.partition(" ")[2] == message


def compare_texts(options, texts):
    with tempfile.NamedTemporaryFile() as file:
        file.write(SEPARATOR.join(texts).encode())
        file.flush()
        outcomes = run(options.printer, "errors", file.name).split("\n")
    failures = refused = 0
    for text, got in zip(texts, outcomes, strict=False):
        wanted = outcome(text)
        if got.startswith("refused "):
            refused += 1
        elif not agree(text, wanted, got):
            failures += 1
            print(f"{text!r}\n    python3: {wanted}\n    pyarena: {got}")
    print(f"{len(texts)} texts, {refused} refused as not modelled, {failures} differ")
    return failures == 0 and len(outcomes) == len(texts) + 1, refused


def compare_errors(options):
    content = pathlib.Path(options.source).read_bytes().decode()
    ok, refused = compare_texts(options, content.removesuffix("\n").split("\n---\n"))
    return ok and refused == 0


def statements(text):
    """The statements of a text, nested ones too, as texts of their own."""
    lines = text.splitlines(True)
    pending = list(ast.parse(text).body)
    while pending:
        node = pending.pop()
        pending += [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)]
        part = lines[node.lineno - 1:node.end_lineno]
        indent = len(part[0]) - len(part[0].lstrip())
        if len(part) <= 12 and all(not line[:indent].strip() for line in part):
            yield "".join(line[indent:] for line in part)


def damage(text, chance):
    words = WORDS.findall(text)
    for _ in range(chance.choice([1, 1, 1, 2])):
        if not words:
            break
        i = chance.randrange(len(words))
        kind = chance.random()
        if kind < .35:
            del words[i]
        elif kind < .6:
            words.insert(i, f" {chance.choice(FRAGMENTS)} ")
        elif kind < .75:
            words[i] = chance.choice(FRAGMENTS)
        elif kind < .85:
            words.insert(i, chance.choice(words))
        elif kind < .95:
            j = chance.randrange(len(words))
            words[i], words[j] = words[j], words[i]
        else:
            del words[i:]
    return "".join(words)


def compare_mutations(options):
    chance = random.Random(options.seed)
    pool = []
    for path in sorted(pathlib.Path(options.source).glob("*.py")):
        pool += statements(path.read_text())
    texts = [damage(chance.choice(pool), chance) for _ in range(options.count)]
    return compare_texts(options, texts)[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("printer")
    parser.add_argument("what", choices=["files", "errors", "mutations"])
    parser.add_argument("source")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3000)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    compare = {"files": compare_files, "errors": compare_errors, "mutations": compare_mutations}
    sys.exit(0 if compare[options.what](options) else 1)


main()

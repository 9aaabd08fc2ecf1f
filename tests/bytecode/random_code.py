"""Writes random programs: functions full of nested control flow, and expressions of
constants that folding must compute.

    random_code.py FOLDER [--seed N] [--files N]

The same seed gives the same programs. They are only compiled, never run.
"""
import argparse
import os
import random

NUMBERS = ["0", "1", "2", "3", "7", "10", "-1", "-3", "255", "64", "127", "128", "1.5", "-2.5",
           "0.0", "-0.0", "1e300", "1e-300", "0.1", "3.0", "True", "False", "2**53", "2**64",
           "(2**53 + 1)", "10**22", "12345678901234567890", "-9876543210987654321", "1e16"]
TEXTS = ["''", "'a'", "'abc'", "'é√x'", "b''", "b'ab'", "()", "(1,)", "(1, 'a', 2.0)",
         "((1, 2), 3)", "None", "...", "'%s'", "'%5s-%r'"]
BINARY = ["+", "-", "*", "/", "//", "%", "<<", ">>", "&", "|", "^", "@"]
WHOLE = ["0", "1", "2", "-1", "-3", "7", "10", "64", "127", "True", "3.0", "2**64"]
UNARY = ["-", "+", "~", "not "]
COMPARE = ["<", "<=", "==", "!=", ">", ">=", "is", "is not", "in", "not in"]


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.indent = 0

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def constant(self, depth):
        choice = self.rng.random()
        if depth == 0 or choice < 0.3:
            return self.rng.choice(NUMBERS if self.rng.random() < 0.7 else TEXTS)
        if choice < 0.36:  # no roots: complex numbers are not modelled
            return f"({self.constant(depth - 1)} ** {self.rng.choice(WHOLE)})"
        if choice < 0.75:
            return (f"({self.constant(depth - 1)} {self.rng.choice(BINARY)} "
                    f"{self.constant(depth - 1)})")
        if choice < 0.88:
            return f"({self.rng.choice(UNARY)}{self.constant(depth - 1)})"
        if choice < 0.94:
            return f"({self.constant(depth - 1)}, {self.constant(depth - 1)})"
        return f"({self.constant(depth - 1)})[{self.rng.choice(['0', '1', '-1', '2', 'True'])}]"

    def name(self):
        return self.rng.choice("abcde")

    def gap(self):
        """Now and then an expression goes on in the next line."""
        return "\n" + "    " * (self.indent + 2) if self.rng.random() < 0.1 else " "

    def expression(self, depth):
        rng = self.rng
        if depth == 0:
            return rng.choice(["a", "b", "c", "d", "e", "1", "0", "None", "True", "''", "'x'", "g"])
        one = self.expression(depth - 1)
        two = self.expression(depth - 1)
        gap = self.gap()
        forms = [
            lambda: f"({one}{gap}and {two})",
            lambda: f"({one}{gap}or {two})",
            lambda: f"(not {one})",
            lambda: f"({one}{gap}if {two} else{gap}{self.expression(depth - 1)})",
            lambda: f"({one}{gap}{rng.choice(COMPARE)} {two})",
            lambda: f"({one} <{gap}{two} {rng.choice(COMPARE)} {self.expression(depth - 1)})",
            lambda: f"({one} {rng.choice(BINARY[:8])} {two})",
            lambda: f"f({one},{gap}{two})",
            lambda: f"f({one}, *{self.name()}, k={two})",
            lambda: f"{self.name()}.m({one}, k={two})",
            lambda: f"({one})[{two}]",
            lambda: f"{self.name()}{gap if gap == ' ' else ''}.attr",
            lambda: f"[x{gap}for x in {self.name()} if {two} for y in x]",
            lambda: f"({{x: y for x, y in f({self.name()}) if {two} or x}})",
            lambda: f"[{one}, *{self.name()}, {two}]",
            lambda: f"({self.name()} := {one})",
            lambda: f"(lambda x={one}: {two})",
            lambda: f"({one} is None)",
            lambda: f"({one} is not None)",
            lambda: f"({one} in (1, 2, 3))",
            lambda: "f'{a}-{b!r:>{c}}'",
            lambda: f"'%s|%5s' % ({one}, {two})",
        ]
        return f"({rng.choice(forms)()})"

    def block(self, depth, loop, count=None):
        self.indent += 1
        for _ in range(count or self.rng.choice([1, 1, 2, 3])):
            self.statement(depth, loop)
        self.indent -= 1

    def simple(self, loop):
        rng = self.rng
        choices = ["pass", f"{self.name()} = {self.expression(1)}", self.expression(2), "f()",
                   f"{self.name()} += {self.expression(1)}", "return", "return 1",
                   f"return {self.expression(2)}", "raise", f"raise {self.expression(1)}",
                   f"assert {self.expression(2)}, a", "a, b = b, a", "a, b, c = c, a, b",
                   "a = b = c", "a.x = b[0]", "del a", "yield a", "x = yield", "1", "'text'",
                   "a, *b = c", "yield from f(a)", "a[b] += 1", "a.x -= b", "import a.b as c"]
        if loop:
            choices += ["break", "continue"] * 4
        self.line(rng.choice(choices))

    def statement(self, depth, loop):
        rng = self.rng
        if depth == 0 or rng.random() < 0.35:
            self.simple(loop)
            return
        kind = rng.choice(["if", "if", "while", "for", "try", "try", "finally", "with", "with"])
        getattr(self, "write_" + kind)(depth - 1, loop)

    def test(self):
        return self.expression(self.rng.choice([0, 1, 2, 3]))

    def write_if(self, depth, loop):
        self.line(f"if {self.test()}:")
        self.block(depth, loop)
        while self.rng.random() < 0.3:
            self.line(f"elif {self.test()}:")
            self.block(depth, loop)
        if self.rng.random() < 0.4:
            self.line("else:")
            self.block(depth, loop)

    def loop_else(self, depth, loop):
        if self.rng.random() < 0.3:
            self.line("else:")
            self.block(depth, loop)

    def write_while(self, depth, loop):
        self.line(f"while {self.test()}:")
        self.block(depth, True)
        self.loop_else(depth, loop)

    def write_for(self, depth, loop):
        target = self.rng.choice(["x", "x, y", "a.b", "(x, *y)"])
        self.line(f"for {target} in {self.test()}:")
        self.block(depth, True)
        self.loop_else(depth, loop)

    def handlers(self, depth, loop):
        for kind in self.rng.choice([["except:"], ["except A:"], ["except A as e:"],
                                     ["except A as e:", "except (B, C) as e:"],
                                     ["except A:", "except B as e:", "except:"]]):
            self.line(kind)
            self.block(depth, loop)
        if self.rng.random() < 0.3:
            self.line("else:")
            self.block(depth, loop)

    def write_try(self, depth, loop):
        self.line("try:")
        self.block(depth, loop)
        self.handlers(depth, loop)

    def write_finally(self, depth, loop):
        self.line("try:")
        self.block(depth, loop)
        if self.rng.random() < 0.4:
            self.handlers(depth, loop)
        self.line("finally:")
        self.block(min(depth, 1), loop)

    def write_with(self, depth, loop):
        self.line("with " + self.rng.choice(["a", "a as b", "a as b, c", "f(a) as (b, c)",
                                             "(a), b as c.d"]) + ":")
        self.block(depth, loop)

    def function(self, number):
        self.line(f"def function{number}(a, b=1, *c, d, **e):")
        if self.rng.random() < 0.3:
            self.indent += 1
            self.line("def inner(): return a, c, x")
            self.indent -= 1
        self.block(4, False, 4)
        self.line("")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=20)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for i in range(options.files):
        writer = Writer(random.Random(f"{options.seed}-{i}"))
        for j in range(20):
            writer.function(j)
        for _ in range(100):
            writer.line(writer.constant(4))
            writer.line("x = " + writer.constant(3))
        with open(os.path.join(options.folder, f"random{i}.py"), "w", encoding="utf-8") as file:
            file.write("\n".join(writer.lines) + "\n")


if __name__ == "__main__":
    main()

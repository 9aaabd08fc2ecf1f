"""Writes random programs that look at their own memory: reference counts, ids that come back, what
dies when, weak references, the collector's counts and results.

    random_programs.py FOLDER [--seed N] [--files N]

The same seed gives the same programs. What they print depends on nothing but CPython's rules: ids
are only compared with those of objects that have just died, and counts are relative to a full
collection.
"""
import argparse
import os
import random

HEAD = '''import gc
import sys
import weakref


class Node:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = list(parts)

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


class Slotted:
    __slots__ = ("x", "y", "__weakref__")


class Phoenix(Node):
    def __del__(self):
        print("rises", self.name)
        saved.append(self)


def cap(x):
    if isinstance(x, int):
        return x if x < 10 ** 6 else "many"
    return [cap(y) for y in x] if isinstance(x, (list, tuple)) else x


def show(*values):
    print(*[cap(v) for v in values])


def refs(x):
    return sys.getrefcount(x)


def give(x):
    return x


def pack(*args, **kwargs):
    return refs(args), [refs(a) for a in args], [refs(v) for v in kwargs.values()]


def keep(x):
    def inner():
        return x
    return inner


def walk(x):
    try:
        yield refs(x)
        yield x
    finally:
        print("closed")


def fail(x):
    mine = [x]
    raise ValueError(x)


def gone(r):
    print("gone", r() is None)


saved = []
watches = []
sorted([], key=refs)
TEXT = "xy"
gc.collect()
gc.disable()
'''


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.indent = 0
        self.names = []  # bound now, in the scope that is being written
        self.serial = 0

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def fresh(self):
        self.serial += 1
        return f"v{self.serial}"

    def any(self):
        return self.rng.choice(self.names)

    def node(self):
        self.serial += 1
        return f'Node("n{self.serial}")'

    def value(self, depth=2):
        """An expression for a new or an old object."""
        rng = self.rng
        if depth == 0 or rng.random() < 0.35:
            return self.any() if self.names and rng.random() < 0.6 else rng.choice(
                ["Plain()", "Slotted()", self.node(), "[]", "{}", "()", "1.5 * len(saved)", "set()"])
        one = self.value(depth - 1)
        two = self.value(depth - 1)
        return rng.choice([
            f"[{one}, {two}]", f"({one}, {two})", f'{{"a": {one}, "b": {two}}}', f"[{one}] * 3",
            f"give({one})", f"keep({one})", f"[{one}, *[{two}]]", f"(lambda: {one})",
            f"[x for x in [{one}, {two}]]", f"{{**{{'k': {one}}}}}", f"list(({one}, {two}))",
            f"tuple([{one}, {two}])", f"dict(k={one}, j={two})", f"walk({one})",
            f'Node("m{self.serial}", {one}, {two})', f"iter([{one}])", f"[{one}][0]", f"({one}, {two})[1]",
            f"{one} if {two} else {one}", f"list(map(give, [{one}]))", f"[*zip([{one}], [{two}])]",
            f"{{0: {one}}}.get(0)", f"next(iter([{one}]))", f"[{one}, {two}].pop()", f"max([{one}], key=refs)",
            f"sorted([{one}], key=refs)", f"dict.fromkeys('ab', {one})", f"[{one}, {two}][1:]",
            f"{one}.__class__()" if depth == 1 and one in self.names else f"[{one}]"])

    def count(self):
        rng = self.rng
        name = self.any()
        form = rng.choice([
            "refs({0})", "sys.getrefcount({0})", "pack({0})", "pack(*[{0}])", "pack(k={0})", "pack({0}, **{{'k': {0}}})",
            "[refs(x) for x in [{0}]]", "refs([{0}])", "refs(give({0}))", "keep(sys.getrefcount({0}))()",
            "sys.getrefcount([{0}, {0}][0])", "sys.getrefcount(keep({0}))", "(lambda x: sys.getrefcount(x))({0})",
            "list(map(sys.getrefcount, [{0}]))", "[sys.getrefcount(y) for y in ({0}, {0})]",
            "next(walk({0}))", "sys.getrefcount(({0},))", "sorted([{0}], key=lambda x: show(refs(x)) or 1)[0] is {0}",
            "[sys.getrefcount(i) for _, i in enumerate([{0}])]", "[refs(p) for p in zip([{0}])]",
            "max([{0}], key=sys.getrefcount) is {0}", "weakref.getweakrefcount({0})"])
        self.line(f"show({form.format(name)})")

    def bind(self):
        name = self.any() if self.names and self.rng.random() < 0.3 else self.fresh()
        self.line(f"{name} = {self.value()}")
        if name not in self.names:
            self.names.append(name)

    def delete(self):
        if len(self.names) > 1:
            name = self.any()
            self.names.remove(name)
            self.line(f"del {name}")

    def swap(self):
        a, b = self.any(), self.any()
        self.line(f"{a}, {b} = {b}, {a}")

    def circle(self):
        a, b = self.fresh(), self.fresh()
        kind = self.rng.choice(["Node", "Phoenix", "Node"])
        self.line(f'{a}, {b} = {kind}("{a}"), Node("{b}")')
        self.line(f"{a}.parts.append({b}); {b}.parts.append({a})")
        if self.rng.random() < 0.5:
            self.line(f"{a}.other = {self.any()}" if self.names else f"{a}.other = {b}")
        if self.rng.random() < 0.4:
            self.line(f"watches.append(weakref.ref({a}, gone))")
        self.line(f"del {a}, {b}")

    def odd_circle(self):
        self.line(self.rng.choice([
            "c = []; c.append(c); del c", "c = {}; c['c'] = c; del c", "c = Plain(); c.c = c; del c",
            "c = Slotted(); c.x = (c,); del c", "c = keep(1); c.c = c; del c", "c = walk([]); next(c); d = [c]; c = d.append(d); del c, d",
            "c = Plain(); c.m = c.__init__; del c", "c = [iter([])]; c.append((c, {'c': c})); del c",
            "c = Plain(); vars(c)['c'] = c; del c"]))

    def collect(self):
        self.line(self.rng.choice(["print(gc.collect())", "print(gc.collect(0))", "print(gc.collect(1))"]))
        self.line("print(gc.get_count()[1:])")

    def counts(self):
        """What an expression does to the youngest count."""
        names = list(self.names)
        self.line("gc.collect()")
        self.line("before = gc.get_count()[0]")
        name = self.fresh()
        self.line(f"{name} = {self.value()}")
        self.line("print(gc.get_count()[0] - before)")
        self.names = names + [name]

    def reuse(self):
        rng = self.rng
        kind = rng.choice(["Plain()", "[1, 2]", "{1: 2}", "{'a': 1}", "Slotted()", "(saved, 1)", "(saved, 1, 2)", "keep(1)",
                           "1.5 * len(watches)", "set()", "[saved]", "walk(1)", "saved.append", "iter(saved)", "10 ** 9 + len(saved)",
                           "ValueError(1)", "lambda: 0", "slice(saved)", "bytes(20)", "'ab' * len(TEXT)", "range(len(saved))"])
        other = kind if rng.random() < 0.6 else rng.choice(["Plain()", "[]", "{}", "(1, saved)", "2.5 * len(TEXT)", "set()"])
        self.line(f"t = {kind}")
        self.line("old = id(t)")
        self.line("del t")
        self.line(f"t = {other}")
        self.line("print(id(t) == old)")
        self.line("del t, old")

    def weak(self):
        name = self.fresh()
        target = self.rng.choice(["Plain()", "Slotted()", self.node(), "keep(2)"])
        self.line(f"{name} = {target}")
        self.names.append(name)
        self.line(f"watches.append(weakref.ref({name}, gone))")
        if self.rng.random() < 0.5:
            self.line(f"watches.append(weakref.ref({name}))")
        self.line(f"print(weakref.getweakrefcount({name}), [w() is not None for w in watches])")

    def handled(self):
        self.line("try:")
        name = self.any()
        self.line(f"    fail({name})")
        self.line("except ValueError as e:")
        self.line(f"    show(sys.getrefcount(e), sys.getrefcount({name}), sys.getrefcount(e.args))")
        if self.rng.random() < 0.3:
            self.line("    saved.append(e)")
        self.line(f"show(sys.getrefcount({name}))")

    def method_calls(self):
        name = self.fresh()
        self.line(f"{name} = [{self.value(1)}, {self.value(1)}]")
        self.line(self.rng.choice([
            f"{name}.append({self.value(1)})", f"{name}.extend([{self.value(1)}])", f"{name}[0] = {self.value(1)}",
            f"del {name}[0]", f"{name}.insert(0, {self.value(1)})", f"{name}.reverse()", f"{name}[:1] = [{self.value(1)}]",
            f"{name} += [{self.value(1)}]", f"{name}.clear()", f"{name}.pop()", f"{name} *= 2"]))
        self.line(f"show(len({name}), sys.getsizeof({name}), sys.getrefcount({name}), [refs(x) for x in {name}])")
        self.names.append(name)

    def attributes(self):
        name = self.fresh()
        self.line(f"{name} = Plain()")
        for attribute in self.rng.sample("abcd", 2):
            self.line(f"{name}.{attribute} = {self.value(1)}")
        self.line(self.rng.choice([f"vars({name})", f"show(sys.getrefcount({name}.__dict__))", f"del {name}.{attribute}",
                                   f"{name}.__dict__.clear()", f"{name}.{attribute} = None", "pass"]))
        self.line(f"show(sys.getsizeof({name}), sys.getsizeof(vars({name})), sys.getrefcount({name}))")
        self.names.append(name)

    def loop(self):
        source = self.rng.choice([f"[{self.value(1)}, {self.value(1)}]", f"({self.value(1)}, 2)", "range(2)",
                                  f"walk({self.any()})", f"{{'a': {self.value(1)}}}.values()", f"zip([{self.any()}], [1])"])
        self.line(f"for item in {source}:")
        self.line("    show(sys.getrefcount(item) if not isinstance(item, int) else 'int')")
        if self.rng.random() < 0.3:
            self.line("    break")
        self.line("del item")

    def function(self):
        """A function of its own with some of these statements, called at once."""
        outer = self.names
        name = self.fresh()
        used = self.any() if outer else None
        self.line(f"def {name}(p, q=None):")
        self.indent += 1
        self.names = ["p"]
        for _ in range(self.rng.randint(2, 5)):
            self.statement(nested=True)
        self.line(f"return {self.any()}")
        self.indent -= 1
        self.names = outer
        result = self.fresh()
        self.line(f"{result} = {name}({used or '[]'})")
        self.line(f"show(sys.getrefcount({result}))" if self.rng.random() < 0.7 else "print('called')")
        self.names.append(result)

    def statement(self, nested=False):
        if not self.names:
            return self.bind()
        common = [self.bind, self.bind, self.count, self.count, self.delete, self.swap, self.reuse, self.weak,
                  self.handled, self.method_calls, self.attributes, self.loop, self.circle, self.odd_circle, self.collect]
        if not nested:
            common += [self.function, self.counts]
        self.rng.choice(common)()

    def program(self):
        for _ in range(self.rng.randint(10, 22)):
            self.statement()
        self.line("saved.clear()")
        self.line("print('end', len(gc.garbage))")
        if self.rng.random() < 0.5:
            self.line("del " + ", ".join(self.names))
            self.line("print(gc.collect())")
            self.line("saved.clear()")
        return HEAD + "\n".join(self.lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=20)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for number in range(options.files):
        rng = random.Random(options.seed * 1000003 + number)
        with open(os.path.join(options.folder, f"random_{number:03}.py"), "w", encoding="utf-8") as file:
            file.write(Writer(rng).program())


main()

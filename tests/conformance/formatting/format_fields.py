# str.format: numbers, names, attributes, items, conversions, nesting.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"<{self.x}:{self.y}:{spec}>"

    def __str__(self):
        return "point"

p = Point(3, -4)
print("{} {} {}".format(1, "b", None), "{1}{0}{1}".format("a", "b"), "{a}-{b}".format(a=1, b=2), "{0.x} {0.y} {p.x}".format(p, p=p))
print("{0[1]} {0[0][0]} {d[key]} {d[2]}".format([[10], 20], d={"key": "v", 2: "two"}), "{:>{w}.{n}f}".format(3.14159, w=9, n=2), "{!r:>8} {!s} {!a}".format("é", "é", "é"))
print("{{}} {{{0}}}".format(5), "{0:{1}^{2}}".format("mid", "*", 9), "{:hello}".format(p), "{!s:>7}".format(p), "{:}".format(p), "{0!r:.3}".format("abcdef"))
for text, args in (("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{0.z}", (1,)), ("{0[5]}", ([1],)), ("{!x}", (1,)),
                   ("{:d}", ("a",)), ("{0[a]}", ([1],)), ("{0", (1,)), ("{0!}", (1,)), ("{0!r", (1,)), ("{:{}}", (1,)), ("{[}", (1,)), ("{0.}", (1,)), ("{0[]}", (1,)), ("{-1}", (1,))):
    try:
        print(repr(text), text.format(*args))
    except Exception as error:
        print(repr(text), type(error).__name__, error)
print("{k} {n[0]}".format_map({"k": 1, "n": "xyz"}))

class Default(dict):
    def __missing__(self, key):
        return f"?{key}"

print("{a} {b}".format_map(Default(a=1)))

# A class derived from str.
class Tag(str):
    def __new__(cls, text, level=0):
        self = super().__new__(cls, text.lower())
        self.level = level
        return self

    def __repr__(self):
        return f"Tag({str(self)!r}, {self.level})"

    def __add__(self, other):
        return Tag(str.__add__(self, other), self.level + 1)

t = Tag("HELLO", 3)
print(t, repr(t), t.level, t == "hello", hash(t) == hash("hello"), len(t))
print(repr(t + " x"), type(t.upper()).__name__, type(t[:]).__name__, type(t.strip()).__name__, type(str(t)).__name__)
print({"hello": 1}[t], t in ("hello",), isinstance(t, str), f"{t:>8}|{t!r}", "%s %r" % (t, t))
print(type("".join([t])).__name__, type(t.replace("z", "")).__name__, t.__dict__)

# print(): sep, end, file, flush.
import sys
print()
print(1, "two", 3.0, None, [4], sep="|")
print("a", "b", sep="", end="!\n")
print("x", end="")
print("y", "z", sep=None, end=None)
print(*range(4), sep=", ")
print("to stdout", file=sys.stdout, flush=True)
print("tab\tand\nnewline", "é", "\x41")
class Sink:
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
    def flush(self):
        self.parts.append("FLUSH")
sink = Sink()
print("a", 1, file=sink)
print("b", file=sink, end="", flush=True)
print(sink.parts, print("inner"))
class Str:
    def __str__(self):
        return "from __str__"
    def __repr__(self):
        return "from __repr__"
print(Str(), [Str()], {"k": Str()}, (Str(),))
for f in (lambda: print(1, sep=5), lambda: print(1, end=b""), lambda: print(1, file=5), lambda: print(1, foo=2)):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error)
print(sys.stdout.write("written\n"), end="\n")

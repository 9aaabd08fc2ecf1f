# sys.stdout and sys.stderr are files to write to.
import sys
print(sys.stdout.write("five!\n"), sys.stdout.flush())
sys.stdout.writelines(["a\n", "b\n"])
print("to stderr", file=sys.stderr)
sys.stderr.write("")
print(sys.stdout.writable(), sys.stdout.readable(), sys.stdout.closed, sys.stdout is sys.__stdout__)
for f in (lambda: sys.stdout.write(5), lambda: sys.stdout.write(), lambda: sys.stdout.write(b"x")):
    try:
        f()
    except TypeError as error:
        print(error)

class Tee:
    def __init__(self, out):
        self.out, self.seen = out, []
    def write(self, text):
        self.seen.append(text)
        return self.out.write(text)
    def flush(self):
        self.out.flush()

tee = Tee(sys.stdout)
sys.stdout = tee
print("through", 1, 2)
sys.stdout = sys.__stdout__
print(tee.seen)

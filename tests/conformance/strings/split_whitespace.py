# split() without a separator: runs of white space of any script, and a limit.
line = "  the\tquick \n brown\u2003fox\x0b\x0cjumps\x1c. "
print(line.split())
for n in (-1, 0, 1, 2, 3, 100):
    print(n, line.split(None, n), line.rsplit(maxsplit=n))
print("".split(), "   ".split(), "   ".split(" "), "".split(","))
print("a".split(), "a b".split(maxsplit=0), " a b ".rsplit(None, 1))

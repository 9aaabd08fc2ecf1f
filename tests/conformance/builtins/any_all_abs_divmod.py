# any, all, abs, divmod, chr, ord, bin, oct, hex.
print(any([]), all([]), any([0, "", None]), any([0, 1]), all([1, "a"]), all([1, 0]), any(x > 2 for x in range(5)), all({}), any({0: 1}))
seen = []
print(any(seen.append(x) or x for x in [0, 3, 5]), seen, all(seen.append(x) or x for x in [1, 0, 9]), seen)
print(abs(-3), abs(-2.5), abs(True), abs(-0.0), abs(-10**30), divmod(17, 5), divmod(-17, 5), divmod(17.5, -5), divmod(True, 2))
print(chr(97), chr(0x1F600), ord("a"), ord("€"), ord(b"z"), [chr(c) for c in range(65, 70)], ord(chr(0x10FFFF)), repr(chr(0)), repr(chr(0xD800)))
print(bin(10), bin(-10), oct(64), hex(255), hex(-1), hex(10**20), bin(0), bin(True), oct(-8))
class I:
    def __index__(self):
        return 12
    def __abs__(self):
        return "absolute"
print(hex(I()), bin(I()), oct(I()), chr(I()), abs(I()), [0] * 13 and list(range(20))[I()])
for f in (lambda: any(5), lambda: abs("a"), lambda: divmod(1, "a"), lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: hex(1.5), lambda: bin("1"), lambda: abs(), lambda: ord(b"ab"), lambda: chr(10**20), lambda: divmod(1), lambda: oct(None)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

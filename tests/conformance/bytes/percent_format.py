# % with bytes.
print(b"%d items of %s, %r" % (3, b"bytes", "str"), b"%5d|%-5d|%05d|%+d" % (42, 42, 42, 42))
print(b"%x %X %#x %o %c%c" % (255, 255, 255, 8, 65, b"B"), b"%.2f %e %g" % (3.14159, 12345.678, 0.0001))
print(b"%a %b" % ("é", b"raw"), b"%(k)s=%(v)d" % {b"k": b"key", b"v": 7}, b"100%%" % (), b"%*d|%-*d|" % (5, 1, 3, 2))
print(b"%5s|%-5s|%.2s" % (b"ab", b"ab", b"abcdef"))

class Raw:
    def __bytes__(self):
        return b"<raw>"

print(b"%s %b" % (Raw(), Raw()))
for test in (lambda: b"%s" % "text", lambda: b"%d" % "1", lambda: b"%c" % 256, lambda: b"%s %s" % (b"a",), lambda: b"%d" % (1, 2),
             lambda: b"%y" % 1, lambda: b"%c" % b"ab", lambda: b"%(a)s" % 5, lambda: b"%" % (), lambda: b"%s" % 3):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)

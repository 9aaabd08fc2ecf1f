# Interned strings are one object.
import sys
a = "".join(["in", "tern ", "me"])
b = "".join(["in", "tern ", "me"])
print(a == b, a is b, sys.intern(a) is sys.intern(b), sys.intern(a) is a, sys.intern(b) is a)
c = "identifier_like"
d = "identifier" + "_" + "like"
print(c is d, sys.intern(c) is c, sys.intern("".join(["identifier", "_like"])) is c)
class S(str):
    pass
for bad in (S("x"), b"x", 5, None):
    try:
        sys.intern(bad)
    except TypeError as error:
        print(error)
class K:
    attribute_name = 1
name = "".join(["attribute", "_name"])
print(name in vars(K), [n for n in vars(K) if n == name][0] is name, [n for n in vars(K) if n == name][0] is sys.intern(name))

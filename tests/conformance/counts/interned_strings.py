# Names and constants that look like names are one object.
import sys

base = sys.getrefcount("some_rather_long_name_xyz")
some = "some_rather_long_name_xyz"
print(sys.getrefcount(some) - base)
other = "".join(["some_rather_", "long_name_xyz"])
print(other is some, sys.intern(other) is some, sys.getrefcount(other))
del other
print(sys.getrefcount(some) - base)


class Names:
    attribute_of_no_other = 1


key = "attribute_of_no_other"
print(any(k is key for k in vars(Names)))
n = 1
spaced = "not a name"
print(id(spaced) == id("not a name"), id(spaced) == id("not a" + " name"))
parts = "not a", "name"
print(" ".join(parts) is spaced, sys.intern(" ".join(parts)) is sys.intern(spaced))
setattr(Names, key, 2)
print(id(chr(97)) == id("a"), id("abc"[1]) == id(chr(98)), chr(233) is "xé"[n])

#: title Small ints and interned strings
#: teaches which equal objects are one object, and that this is no promise

import sys

a = 256
b = 255 + 1
print(a is b)
#: figure shared-1 view=objects caption "ints from -5 to 256 exist once"
#: expect a is b

n = 1000
c = n + 1
d = n + 1
print(c is d)
#: figure shared-2 view=objects caption "larger ones are made anew"
#: expect c is not d and refs(c) == 1

s = "spam"
t = "".join(["sp", "am"])
print(s == t, s is t)
#: figure shared-3 view=objects caption "equal, but two strings"
#: expect s == t and s is not t

t = sys.intern(t)
print(s is t)
#: figure shared-4 view=objects caption "interned: one string"
#: expect s is t

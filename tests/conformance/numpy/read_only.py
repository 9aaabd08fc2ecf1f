# A flag keeps an array from being written.
import numpy as np

a = np.arange(5)
a.flags.writeable = False
for change in ("a[0] = 1", "a += 1", "a.sort()", "a.fill(0)"):
    try:
        if change == "a[0] = 1":
            a[0] = 1
        elif change == "a += 1":
            a += 1
        elif change == "a.sort()":
            a.sort()
        else:
            a.fill(0)
    except ValueError as e:
        print(change, "->", e)
v = a[1:]
print(v.flags.writeable, a.copy().flags.writeable, (a + 1).flags.writeable)
try:
    v.flags.writeable = True
except ValueError as e:
    print(e)
a.setflags(write=True)
v2 = a[1:]
v2[0] = 50
print(a, v.flags.writeable, v2.flags["WRITEABLE"])
print(a.flags)

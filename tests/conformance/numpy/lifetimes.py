# When an array goes, and what keeps its data.
import weakref
import numpy as np

a = np.ones(100)
gone = weakref.ref(a, lambda r: print("array freed"))
v = a[50:]
a = None
print("a is unbound", gone() is not None)
v = v.copy()
print("copied", gone() is None)


def peak(n):
    data = np.zeros(n)
    weakref.finalize(data, print, "temporary freed")
    return data[:3]


first = peak(1000)
print("view of it lives")
del first
print("end")

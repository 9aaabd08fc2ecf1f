# Functions get the array itself: changes in place are seen outside, rebinding is not.
import sys
import numpy as np


def scale(data, factor):
    data *= factor
    return sys.getrefcount(data)


def rebind(data):
    data = data * 100
    return data.sum()


def view_of(data):
    return data[1:3]


x = np.arange(4.0)
print(scale(x, 2), x)
print(rebind(x), x)
v = view_of(x)
v[:] = -1
print(x, v.base is x, sys.getrefcount(x) - 1)


def default(data=np.zeros(2)):
    data += 1
    return data


print(default(), default(), default.__defaults__)

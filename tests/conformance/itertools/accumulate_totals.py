# accumulate keeps the running total and nothing that came before.
import operator
import sys
from itertools import accumulate

print(list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate([5])))
print(list(accumulate([1, 2, 3], operator.mul)), list(accumulate([3, 1, 4, 1, 5], max)))
print(list(accumulate([1, 2], initial=10)), list(accumulate([], initial=0)), list(accumulate("abc")))
print(list(accumulate([[1], [2]], initial=None)), list(accumulate(["a", "b"], lambda a, b: b + a)))


class N:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return N(self.n + other.n)

    def __del__(self):
        print("del", self.n)


for total in accumulate(N(10 ** i) for i in range(3)):
    print("total", total.n, sys.getrefcount(total))
del total
print("end")
try:
    list(accumulate([1, "a"]))
except TypeError as e:
    print(e)
for bad in (lambda: accumulate(), lambda: accumulate([1], None, 5), lambda: accumulate([1], nope=1)):
    try:
        bad()
    except TypeError as e:
        print(e)

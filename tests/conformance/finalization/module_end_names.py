# Finalizers at the end of the program still see builtins, but globals may be None.
import sys


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, helper, other is None, len("abc"))


def helper_function():
    pass


helper = 1
_first = Loud("_first")
other = Loud("other")
last = Loud("last")
zeta = 5
print("end")

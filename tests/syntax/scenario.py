#: title Reference counts of a list
#: option heap=story seed=1
import sys


def show(name, *values, sep=", "):
    """Prints values."""
    print(f"{name:>8} = {sep.join(map(str, values))!s}")


a = [1, 2.5, 0x_ff, None]  #: note a new list
b = a  #: figure two-names
#: expect refs(a) == 2
if len(a) > 2 and b is not None:
    b += [x ** 2 for x in range(3) if x % 2]
elif not b:
    pass
else:
    del b, a[0]
try:
    show("a", *a, sep="\t")
except (ValueError, TypeError) as error:
    raise RuntimeError("no") from error
finally:
    x: int = sys.getrefcount(a) - 1

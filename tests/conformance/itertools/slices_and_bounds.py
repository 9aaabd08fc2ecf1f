# islice reads what it skips and no more than it needs.
from itertools import islice

it = iter(range(20))
print(list(islice(it, 3)), list(islice(it, 2, 6, 2)), next(it))
print(list(islice("abcdefg", None)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 1, None, 3)))
print(list(islice("abc", 0)), list(islice("abc", 5, 10)), list(islice("abc", 2, 1)))
s = islice(range(5), 1, 3)
print(list(s), list(s))
for args in ((), ("abc",), ("abc", -1), ("abc", "x"), ("abc", -2), ("abc", 1, -1), ("abc", 1, 2, 0), ("abc", -1, 2),
             ("abc", 1, 2, -1), ("abc", 1, 2, 3, 4), (5, 1), ("abc", 2 ** 70), ("abc", 1.5, 2)):
    try:
        print(list(islice(*args)))
    except Exception as e:
        print(type(e).__name__, e)
try:
    islice("abc", stop=2)
except TypeError as e:
    print(e)


class Loud:
    def __iter__(self):
        for i in range(10):
            print("made", i)
            yield i
        print("never")


print(list(islice(Loud(), 1, 4, 2)))

# A generator's names can be changed; they are kept alive by it.
def count():
    yield 1


made = count()
made.__name__ = "".join(["num", "bers"])
made.__qualname__ = "Some.numbers"
print(made.__name__, made.__qualname__, str(made)[:30], count.__name__)
for wrong in (3, None):
    try:
        made.__name__ = wrong
    except TypeError as error:
        print(error)
try:
    del made.__qualname__
except TypeError as error:
    print(error)
next(made)
made.__name__ = "later"
print(made.__name__, made.gi_code.co_name)


class Check:
    def __instancecheck__(self, other):
        return other > 2

    def __subclasscheck__(self, other):
        return []


print(isinstance(3, Check()), isinstance(1, (Check(), str)), issubclass(int, Check()))


class Entries:
    def __mro_entries__(self, bases):
        return (dict,)


entries = Entries()


class Words(entries):
    pass


print(Words.__bases__, Words.__orig_bases__ == (entries,), Words(a=1))

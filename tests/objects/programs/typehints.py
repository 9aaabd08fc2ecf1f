# X | Y and X[Y] of classes: what they remember, what they are good for.
import sys


class A:
    pass


def show(call):
    try:
        print(repr(call()))
    except TypeError as error:
        print("TypeError:", error)


number = int | float
print(number, type(number), number.__args__, number.__parameters__)
print(int | None, None | int, A | str, int | int, number | str | int)
print(number == float | int, number != int, hash(number) == hash(float | int))
print(isinstance(3, number), isinstance("x", number), issubclass(bool, number))
print(isinstance(None, int | None), isinstance(1, (str, number)))
show(lambda: int | 3)
show(lambda: None | None)
show(lambda: number[int])
show(lambda: isinstance("", int | list[int]))
show(lambda: number())

words = dict[str, list[int]]
print(words, type(words), words.__origin__, words.__args__, tuple[int, ...], list[()], type[A])
print(words == dict[str, list[int]], words == dict[str, int], list[int] | None)
print(words(a=[1]), list[int].append, [*tuple[int]], hash(words) == hash(dict[str, list[int]]))
show(lambda: isinstance([], list[int]))
show(lambda: list[int][str])
show(lambda: int[str])
print(sys.getsizeof(number), sys.getsizeof(words), sys.getrefcount(words))


class Numbers(list[int]):
    pass


print(Numbers.__bases__, Numbers.__orig_bases__, Numbers((1, 2)))
alias = Numbers[int]
made = alias([3])
print(made, made.__orig_class__ is alias)

# isinstance() by what a class can do.
from collections import Counter, OrderedDict, deque
from collections.abc import (Callable, Collection, Container, Generator, Hashable, Iterable,
                             Iterator, Mapping, MutableMapping, MutableSequence, Reversible,
                             Sequence, Set, Sized)

kinds = [Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Sequence,
         MutableSequence, Mapping, MutableMapping, Set, Generator]
things = [1, "s", b"b", [], (), {}, set(), frozenset(), range(2), iter([]), (x for x in ()), len,
          dict, deque(), OrderedDict(), Counter(), {}.keys(), {}.values(), None, object()]
for thing in things:
    print(type(thing).__name__, [k.__name__ for k in kinds if isinstance(thing, k)])


class Bag:
    def __contains__(self, x):
        return True

    __hash__ = None


class Numbers(Bag):
    def __iter__(self):
        return iter((1, 2))

    def __len__(self):
        return 2


print([k.__name__ for k in kinds if issubclass(Bag, k)])
print([k.__name__ for k in kinds if issubclass(Numbers, k)])
Sequence.register(Bag)
print(isinstance(Numbers(), (int, Sequence)), issubclass(Bag, Reversible), Sequence in Bag.__mro__)

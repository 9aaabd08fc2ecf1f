# The modules and their parts by name.
import copy
import functools
import itertools
import math
import operator

for module in (itertools, math, operator, copy, functools):
    print(module.__name__, type(module).__name__)
print(itertools.chain, itertools.tee, functools.partial, functools.reduce, operator.itemgetter, operator.add)
print(itertools.count.__module__, itertools.count.__qualname__, functools.lru_cache.__module__, copy.copy.__name__)
print([n for n in dir(itertools) if not n.startswith("_")])
print(isinstance(itertools.chain(), itertools.chain), issubclass(itertools.count, object))
print(callable(itertools.product), hasattr(itertools.count(), "__len__"), hasattr(itertools.count(), "__next__"))

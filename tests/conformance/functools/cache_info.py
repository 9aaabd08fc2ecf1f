# cache_info() is a named tuple.
from functools import lru_cache


@lru_cache(maxsize=8)
def double(n):
    return 2 * n


double(1), double(1), double(2)
info = double.cache_info()
hits, misses, size, current = info
print(info, hits, misses, size, current, info == (1, 2, 8, 2), info[-1])
print(info._fields, info._asdict(), info._replace(hits=5), type(info)._make([1, 2, None, 4]))
print(type(info).__name__, isinstance(info, tuple), len(info), info.maxsize, f"{info.hits / (info.hits + info.misses):.2f}")
double(2)
print(info.hits, double.cache_info().hits, sorted([double.cache_info(), info])[0] is info)
try:
    info.hits = 3
except AttributeError as e:
    print(type(e).__name__)
try:
    info._replace(nope=1)
except ValueError as e:
    print(e)

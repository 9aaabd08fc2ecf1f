# map and filter are lazy, take several iterables, and stop at the shortest.
log = []
def noisy(x):
    log.append(x)
    return x * 2
m = map(noisy, [1, 2, 3])
print(log, next(m), log, list(m), log, list(m))
print(list(map(pow, [2, 3, 4], [3, 2])), list(map(lambda *a: a, "ab", [1, 2, 3], (True, False))), list(map(str.upper, "ab")), list(map(None.__class__, [])), set(map(len, ["a", "bb", "cc"])))
print(list(filter(None, [0, 1, "", "a", [], [0], None])), list(filter(str.isdigit, "a1b2")), list(filter(lambda x: x % 2, range(6))), list(filter(bool, {0: 1, 1: 0})))
for f in (lambda: map(), lambda: map(len), lambda: map(5, [1]), lambda: list(map(5, [1])), lambda: map(len, 5), lambda: list(map(len, [1])), lambda: filter(None), lambda: list(filter(5, [1])), lambda: filter(None, 5), lambda: list(map(lambda a, b: a, [1])), lambda: len(map(len, [])), lambda: map(len, [], foo=1)):
    try:
        print(type(f()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
def until(n):
    for i in range(n):
        yield i
    raise RuntimeError("source ended badly")
try:
    print(list(map(str, until(2))))
except RuntimeError as error:
    print(error)

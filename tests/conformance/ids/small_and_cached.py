# What is cached is one object however it is made.
def same(a, b):
    return a is b


print(same(int("7"), 7), same(-5, int("-5")), same(int("300"), int("300")))
print(same(len("x" * 200), int("200")), same(sum([1, 2]), int("3")), same(2 ** 8, int("256")))
print(same(chr(200), chr(200)), same(chr(300), chr(300)), same("ab"[0], chr(97)), same("gh"[0], chr(103)))
print(same((), tuple([])), same(frozenset(), frozenset()), same(b"", bytes(0)))
print(same(bool(1), True), same(not 0, True), same(None, print(end="")), same(type(None), type(print(end=""))))
print(same(float("1.5"), float("1.5")), same(1.0, float(1)), same(..., Ellipsis))
print(same(type(1), int), same(type(type), type), same(abs(-3), int("3")), same(int(2.0), int("2")))
print(same(str(5), str(5)), same(str(15), str(15)), same(repr(""), repr("")), same(str(""), ""))
print(same([], []), same({}, {}), same(range(0), range(0)), same(bytes([65]), b"A"))
a = 1000
b = 1000
print(same(a, b), same(a + 0, a), same(+a, a), same(int(a), a), same(a * 1, a), same(a // 1, a))
f = 2.5
print(same(+f, f), same(float(f), f), same(f * 1, f), same(f + 0.0, f))

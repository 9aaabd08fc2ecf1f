# Ints and floats compare by value, exactly.
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308, 10**400 < float("inf"), -10**400 > float("-inf"))
print(hash(1) == hash(1.0) == hash(True), hash(0.5), hash(2.0**70) == hash(2**70), hash(float("inf")), hash(float("-inf")), hash(-2), hash(-2.0))
print({1: "a", 1.0: "b", True: "c"}, {1, 1.0, True, 0, False, 0.0, -0.0}, 3 in [3.0], (1, 2.0) == (True, 2))
for f in (lambda: 1 < "a", lambda: 1.0 > None, lambda: [] < 1, lambda: 1 == "1", lambda: max(1, "a"), lambda: sorted([1, None])):
    try:
        print(f())
    except TypeError as error:
        print(error)
print(0.1 + 0.2 == 0.3, 0.1 * 3 <= 0.3, 1e16 + 1 == 1e16, 1 / 49 * 49 == 1, sum([0.1] * 10) == 1.0)

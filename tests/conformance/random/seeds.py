# The same seed, the same numbers: of every type a seed may have.
import random

for seed in (0, 1, -1, 12345, 2**31, 2**64 + 1, -(10**50), 1.5, -0.0, True, "", "seed", "ü", b"\0\1"):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(40))
random.seed("abc", version=1)
print(random.random())
random.seed(b"abc", version=1)
print(random.random())
for bad in ([1], (1,), {}, object()):
    try:
        random.seed(bad)
    except TypeError as error:
        print(error)

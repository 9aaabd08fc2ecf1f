# Conversions between huge ints and decimal text are limited to 4300 digits; other bases are not.
n = 10**4299
print(len(str(n)), int("9" * 4300) % 1000, len(hex(10**5000)), len(f"{n:d}"), int("f" * 5000, 16) % 7)
for f in (lambda: str(10**4300), lambda: int("1" * 4301), lambda: f"{10**5000}", lambda: "%d" % 10**5000, lambda: repr(-(10**4300)),
          lambda: "{:,}".format(10**4300), lambda: print(10**6000)):
    try:
        f()
    except ValueError as error:
        print(error)
print(len("%x" % 10**5000), len(oct(10**4400)), int("0" * 4000 + "5"))

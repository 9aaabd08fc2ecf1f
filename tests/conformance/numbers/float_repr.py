# The shortest text that reads back the same.
values = (0.1, 0.1 + 0.2, 1 / 3, 1e15, 1e16, 123456789012345678.0, 1e-4, 1e-5, 1.5e300, 5e-324, 2.0**53, -0.0, 100.0, 1e22, 1e23,
          float("inf"), -float("inf"), float("nan"), 0.1e-6, 9007199254740993.0, 3.0e-310, 1.7976931348623157e308, 4.35, 2.675)
for v in values:
    print(repr(v), str(v), v == float(repr(v)), f"{v}", "%s" % v)

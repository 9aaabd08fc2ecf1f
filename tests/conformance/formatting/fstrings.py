# f-strings: expressions, specs that are computed, conversions, =.
name, width, value = "Ada", 10, 3.14159
items = {"k": [1, 2, 3]}
print(f"{name!r:>{width}}|{value:{width}.{2}f}|{items['k'][1]}|{len(name) * '-'}|{'nested ' + f'{value:.1f}'}")
print(f"{value=} {name=!s} {1 + 1 = } {width=:>5} {{literal}} {'quote'!r}", f"{name.upper():*^9}", f"{lambda_ if (lambda_ := 3) else 0}")
print(f"{3:{'>'}{4}}" f"{'implicit'}" "{not} f", rf"\{name}\n", f"{ {'a': 1}['a'] }", f"{(lambda x: x * 2)(4)}", f"{None} {True} {...}")
print(f"{1_000_000:,} {255:#x} {0.5:%} {'x':<3}| {'日本':>5}|{b'raw'}|{[f'{i}' for i in range(3)]}")
class Spec:
    def __format__(self, spec):
        return f"[{spec}]"
print(f"{Spec()} {Spec():abc} {Spec():{name}} {Spec()!s:.3}"[:14])
for make in (lambda: f"{value:d}", lambda: f"{name:d}", lambda: f"{undefined_name}", lambda: f"{items['z']}", lambda: f"{[]:5}", lambda: f"{value:.{name}}"):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)

# What may stand in the braces.
name, count, prices = 'tea', 3, {'tea': 2.5, "milk": 1}
print(f'{name} {count + 1} {prices["tea"]} {prices[name]:.2f} {count!r} {name!r:>8}|')
print(f'{"nested"} {[n * 2 for n in range(count)]} { {1: 2}[1] } {(lambda n: n + 1)(2)}')
print(f'{count if count > 2 else name} {name.upper()} {name[0]}{name[-1]} {len(name)} {name!s}')
print(f'{{}} {{{count}}} {{{{}}}} {count}}}' f'{"{"}' '{literal}')
print(f'{count:{"0"}{4}} {count:>{count + 3}}| {3.14159:{6}.{count}} {count:d}')
print(f'{f"{name}-{count}"} {f"{count:>{5}}"!r}', f'''{
    count
}''')
print(f'{(total := count * 2)} {total} {count:=+5d} {count != 3} {count == 3} {count <= 3}')
print(f'{*range(3),} {1, 2} {not count} {-count} {None} {...} {b"x"}', f'' == '', f"{''}" == '')

# {expression=} shows its own text, blanks included.
x, y, name = 10, 2.5, 'ann'
print(f'{x=}', f'{x = }', f'{x=!r}', f'{x=!s}', f'{x=:>5}|', f'{ x=}', f'{x =}')
print(f'{name=}', f'{name=!s}', f'{name=!a:>8}', f'{y=:.2f}', f'{y = :8.3f}|')
print(f'{x + y=}', f'{name.upper()=}', f'{[x, y]=}', f'{"a" + "b"=}', f"{len('abc')=}")
print(f'{x=}{y=}', f'text {x=} text', f'{x==10=}', f'{(x, y)=}')
class Point:
    def __init__(self): self.x = 1
    def __repr__(self): return 'Point()'
    def __str__(self): return 'a point'
    def __format__(self, spec): return f'<{spec}>'
p = Point()
print(f'{p=}', f'{p=!s}', f'{p=:wide}', f'{p}', f'{p!r}', f'{p!s}', f'{p.x=}')
print(f'''{
x
=}''')

# Large displays, calls with many arguments, long chains of everything.
def count(*args, **kwargs): return len(args), len(kwargs)
print(count(*range(1000)), count(**{f'k{i}': i for i in range(500)}), count(*'a' * 300, **{'b' * (i + 1): i for i in range(50)}))
print(max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35))
a = b = c = d = e = f = g = h = i = j = k = l = m = n = o = p = [0]
print(a is p, len([x for x in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) if x is a]))
print(1 < 2 < 3 < 4 < 5 < 6 < 7 < 8 < 9 < 10, 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1, not not not not not 0, ((((((((((1)))))))))))
deep = lambda: lambda: lambda: lambda: lambda: 'bottom'
print(deep()()()()(), [[[[[[]]]]]], {1: {2: {3: {4: {}}}}}, ((((),),),), len('x' * 10 ** 6), len([None] * 10 ** 6), sum([1] * 10 ** 5))
print({i: i * i for i in range(300)}[299], len({*range(1000)}), [*range(3)] * 3, 'ab' * 3, 'x' * 0, [] * 5, ('t',) * 2)
def many(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, q0=0, q1=1, *, k0=0, k1=1, **rest): return p9, q1, k1, rest
print(many(*range(10), k1=5, z=1), many(*range(12)), many.__code__.co_argcount, len(many.__code__.co_varnames))
print('-'.join(str(x) for x in range(50)), f'{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}{11}{12}{13}{14}{15}{16}{17}{18}{19}{20}{21}{22}{23}{24}{25}{26}{27}{28}{29}{30}{31}{32}')

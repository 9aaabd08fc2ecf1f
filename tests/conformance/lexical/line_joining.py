# Backslashes, brackets, semicolons, comments and blank lines.
total = 1 + \
    2 + \
    3
items = [
    1,  # one

    # nothing here
    2,
        3,
]
mapping = {'a':
           1, 'b'
           : 2}
if (total ==
        6 and
        items): print('joined'); print(total)
def f(a,
      b=2,
      *c): return (a,
                   b,
                   c)
print(f(1), f(
    1, 2, 3), sum([1,
                   2])); x = 1; y = 2;
assert x \
    < y
print(x if
      x else y, mapping
      ['b'])

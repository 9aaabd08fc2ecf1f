# Joining, semicolons, comments, odd indentation.
if True: x = 1; y = 2
if x:
      z = [1,
  2, # inside brackets indentation says nothing
        3]
      w = 4
else: z = None
total = x + \
    y + \
    w
def f(a,
      b=(1,
         2),
      ): return (a,
                 b)
class A: pass; q = 5
while x < 3: x += 1; continue
else: print('while is over')
for i in 1, 2: print(i, end=' ')
else: print()
print(total, z, f(0), A.q)
if x: pass
elif y:
	print('tab')
lambda_ = lambda *a, k=1, **kw: (a, k, kw)
print(lambda_(1, 2, k=3, m=4)); print((yield_ := 5), yield_)
été = 'é'; ñandú = [été]
print(ñandú)

# Tabs and blanks, any width for each block, comments anywhere.
def a():
 if True:
       x = 1
       # a comment deeper than the block
# a comment at the margin
       if x:
	        return 'tab and blanks'
 return None


class B:

    def m(self):

        # only this
        return 'm'
    n = 1; o = 2
if True: print(a())
else: print('no')
for i in range(2): print(i, end=''); print('-', end='')
print()
print(B().m(), B.n, B.o)
while True:
  while True:
    break
  break
else:
  print('never')

# else of a loop runs unless the loop was left by break.
def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            result = f'at {i}'
            break
    else:
        result = 'nowhere'
    return result
print(find('abc', 'b'), find('abc', 'z'), find('', 'a'))
n = 5
while n:
    n -= 1
    if n == 2:
        continue
    print(n, end=' ')
else:
    print('done')
for p in range(2, 20):
    for q in range(2, p):
        if p % q == 0:
            break
    else:
        print(p, end=' ')
print()
while False: pass
else: print('at once')
for _ in []: pass
else: print('empty')
try: print(_)
except NameError as error: print(error)

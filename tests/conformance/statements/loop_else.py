# else of a loop runs when no break ended it, whatever else left the body.
def search(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            found = i
            break
        if item is None:
            continue
    else:
        found = -1
    return found


print(search([1, 2, 3], 2), search([1, None, 3], 4), search([], 1))
n = 3
while n:
    n -= 1
    try:
        if n == 1:
            continue
    finally:
        print('finally', n)
else:
    print('else', n)
for _ in range(2):
    try:
        break
    finally:
        print('left')
else:
    print('never')

# Iterators notice any change of number or order, even at their end, but not new values.
from collections import deque

d = deque(range(4))
for change in ("d.append(9)", "d.pop()", "d.rotate(1)", "d.reverse()", "d[0] = 7", "d.clear()"):
    d = deque(range(4))
    it = iter(d)
    next(it)
    if change == "d.append(9)":
        d.append(9)
    elif change == "d.pop()":
        d.pop()
    elif change == "d.rotate(1)":
        d.rotate(1)
    elif change == "d.reverse()":
        d.reverse()
    elif change == "d[0] = 7":
        d[0] = 7
    else:
        d.clear()
    try:
        print(change, next(it), it.__length_hint__())
    except RuntimeError as error:
        print(change, "->", error, it.__length_hint__())
it = iter(deque())
print(list(it), list(it))
end = deque([1])
it = iter(end)
next(it)
end.append(2)
try:
    next(it)
except RuntimeError as error:
    print(error)
print(next(reversed(deque("abc"))))

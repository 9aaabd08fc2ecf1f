# append, extend, insert, pop, remove, index, count, reverse, clear, copy.
a = [3, 1, 4]
print(a.append(1), a.extend((5, 9)), a.insert(0, "first"), a.insert(-1, "last but one"), a.insert(100, "end"), a.insert(-100, "begin"), a)
print(a.pop(), a.pop(0), a.pop(-2), a.remove(1), a)
print(a.index(4), a.index(9, 2), a.count(1), a.count("x"), a.reverse(), a)
b = a.copy()
print(b == a, b is a, a.clear(), a, b)
for f in (lambda: a.pop(), lambda: b.pop(50), lambda: b.pop("x"), lambda: b.remove("zz"), lambda: b.index("zz"), lambda: b.index(4, 4), lambda: b.append(), lambda: b.insert(1),
          lambda: b.insert("a", 1), lambda: b.extend(5), lambda: b.pop(1, 2), lambda: b.index(), lambda: b.missing, lambda: b.pop(10**20)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
b.extend(b)
b += "xy"
b *= 2
print(b, len(b))

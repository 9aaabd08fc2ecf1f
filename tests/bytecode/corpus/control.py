"""Control flow: if, while, for, with break, continue, else; conditions; assert."""


def conditions(a, b, c, d):
    if a and b or c and not d:
        x = 1
    if not (a or b):
        x = 2
    if a < b < c:
        x = 3
    if not a < b <= c != d:
        x = 4
    if (a if b else c):
        x = 5
    if a is None:
        x = 6
    if a is not None and b is None:
        x = 7
    while a is not None:
        a = a.next
    if a in (1, 2, 3) or b not in [1, 2] or c in {1, 2, 3}:
        x = 8
    if a and (b or (c and (d or a))):
        x = 9
    x = a and b or c
    x = a or b and c
    x = (a and b) if (c or d) else (a or b)
    x = a < b < c
    x = a < b == c in d
    x = not a
    x = not a in b
    x = not a is b
    x = not a == b
    return x


def constants():
    if 0:
        a = 1
    if 1:
        b = 1
    if True:
        c = 1
    elif x:
        d = 1
    while 0:
        e = 1
    while 1:
        f = 1
        if f:
            break
    if "":
        g = 1
    if () or None:
        h = 1
    if not 1:
        i = 1
    if x and 0:
        j = 1
    if x or 1:
        k = 1
    if 0 or x:
        l = 1
    m = 1 and x
    n = 0 or x
    o = x and 1 and y
    p = 1 if 0 else 2
    if None is None:
        q = 1
    if __debug__:
        r = 1
    if not __debug__:
        s = 1
    while True:
        pass


def infinite():
    while True:
        x()


def infinite_break():
    while True:
        if x():
            break
        elif y():
            continue
        else:
            return 1
    return 2


def loops(items):
    for x in items:
        pass
    for x in items:
        if x:
            continue
        print(x)
    else:
        print("else")
    for x in items:
        if x:
            break
    else:
        return 1
    for i, (j, *k) in enumerate(items):
        for self.x in items:
            for items[0] in items:
                if i:
                    break
                continue
            else:
                continue
            break
    while items:
        items.pop()
    else:
        print("done")
    while not items and items:
        if items:
            continue
        break
    for x in 1, 2, 3:
        pass
    for x in [1, 2, 3]:
        pass
    for x in {1, 2}:
        pass
    for x in [a, b]:
        pass
    for x in [*a]:
        pass
    for x in (): pass


def asserts(a):
    assert a
    assert a, "message"
    assert a > 1 and a < 3, f"{a}"
    assert not a
    assert (a,
            "tuple")
    assert 1
    assert 0, "no"


def raises(a):
    if a == 1:
        raise
    if a == 2:
        raise ValueError
    if a == 3:
        raise ValueError("x") from a
    if a == 4:
        raise ValueError from None
    raise a


def one_liners(x):
    if x: return 1
    for y in x: print(y); break
    while x: x -= 1; continue
    return 2


for a in b:
    if c:
        continue
    d
while a:
    if b: break
else:
    c
if a: b
elif c: d
else: e
pass
if x:
    pass


def empty_bodies(x):
    for y in x:
        pass
    while x:
        pass
    if x:
        pass
    else:
        pass


def returns_in_loop(x):
    for y in x:
        if y:
            return y
    while x:
        for z in x:
            return
    return None


def long_chain(a):
    if a == 1:
        return 1
    elif a == 2:
        return 2
    elif a == 3:
        b = 3
    elif a == 4:
        b = 4
    return b


def or_return(a, b):
    return a or b or None


def nested_ternary(a, b, c):
    return 1 if a else 2 if b else 3 if c else 4


def ternary_multiline(a, b):
    return (
        a
        if a
        else
        b
    )


def and_multiline(a, b, c):
    if (
        a
        and b
        and
        c
    ):
        return (a
                and b
                or c)
    return (
        a <
        b <
        c
    )

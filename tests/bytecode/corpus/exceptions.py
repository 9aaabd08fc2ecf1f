"""try in all its forms, with jumps through it; with."""


def simple():
    try:
        a()
    except:
        b()


def typed():
    try:
        a()
    except A:
        b()
    except (B, C) as e:
        c(e)
    except D.E as e:
        pass
    except:
        d()
    else:
        e()
    finally:
        f()


def finally_only():
    try:
        a()
    finally:
        b()


def return_through():
    try:
        return a()
    finally:
        b()


def return_const_through():
    try:
        return 1
    finally:
        b()


def return_from_finally():
    try:
        a()
    finally:
        return 1


def return_in_except():
    try:
        a()
    except A as e:
        return e
    except B:
        return 2
    return 3


def loops(items):
    for x in items:
        try:
            a()
        except A:
            continue
        except B as e:
            break
        finally:
            c()
    while x:
        try:
            if a:
                break
            elif b:
                continue
            return x
        finally:
            if q:
                r()
    for x in items:
        try:
            pass
        finally:
            continue
    for x in items:
        try:
            return x
        finally:
            break
    for x in items:
        try:
            a
        except E as e:
            for y in x:
                if y:
                    return y
                else:
                    break
            continue


def nested():
    try:
        try:
            a()
        except A:
            try:
                b()
            except B as b1:
                try:
                    return c()
                finally:
                    d()
            finally:
                e()
        else:
            return 1
        finally:
            return f()
    except G as g:
        raise H from g
    finally:
        with x as y, z:
            return y


def nested_finally():
    try:
        try:
            return 1
        finally:
            a()
    finally:
        b()


def nested_finally_value():
    try:
        try:
            return x()
        finally:
            try:
                a()
            finally:
                b()
    finally:
        c()


def withs():
    with a:
        b()
    with a as b:
        c()
    with a as (b, c), d as e.f, g as h[0]:
        pass
    with (
        a as b,
        c
    ):
        return 1
    with a() as b:
        with c():
            return b
    with a:
        raise b


def withs_in_loops(items):
    for x in items:
        with x:
            if x:
                break
            if y:
                continue
            return x
    with a:
        for x in items:
            with b as c:
                break
    while 1:
        with a:
            pass
    for x in y:
        with a:
            continue


def bare_try_else():
    try:
        pass
    except:
        pass
    else:
        pass


def try_in_finally():
    try:
        a
    finally:
        try:
            b
        except C as c:
            d
        else:
            e
        finally:
            f


def generator():
    try:
        yield 1
    except A:
        yield 2
    finally:
        yield 3
    with a as b:
        x = yield b
        return x


def lambda_in_finally():
    try:
        return 1
    finally:
        f = lambda: 0
        g = [x for x in y]


try:
    import a
except ImportError:
    a = None
else:
    b = 1
finally:
    c = 1

try: a
except A as e: b
with a: pass
with a as b: pass

for x in y:
    try:
        z
    except Q:
        break


def try_while():
    try:
        while True:
            x = a()
            if x:
                break
    except A:
        pass
    return 1


def except_raise():
    try:
        a()
    except A as e:
        raise
    except B as e:
        raise e
    except C as e:
        raise D() from e
    except F:
        raise


def cell_exception():
    try:
        a()
    except A as e:
        return lambda: e


def global_exception():
    global e
    try:
        a()
    except A as e:
        pass


def many(a):
    try:
        if a:
            return 1
        elif b:
            return 2
        for x in a:
            if x:
                return x
    except A:
        return 3
    finally:
        if c:
            return 4
        d()

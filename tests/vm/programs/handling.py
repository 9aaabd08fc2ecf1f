# What is being handled, across functions, generators and finalizers.
import sys


def current():
    return sys.exc_info()[0] and sys.exc_info()[0].__name__


def gen():
    print("gen start", current())
    try:
        raise KeyError("in gen")
    except KeyError:
        print("gen handles", current())
        yield current()
        print("gen resumed", current())
    print("gen after", current())
    yield current()


g = gen()
print(next(g), current())
try:
    raise ValueError("outside")
except ValueError:
    print("main handles", current())
    print(next(g), current())
    for x in gen():
        print("loop", x, current())
print("main after", current())


class D:
    def __del__(self):
        try:
            raise TypeError("in del")
        except TypeError as e:
            print("del", current(), repr(e.__context__))


def with_del():
    d = D()
    raise IndexError("leaves")


try:
    with_del()
except IndexError as e:
    print("caught", e, current(), e.__context__)
    e = None
print("freed")


def nested():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise KeyError(2)
        except KeyError:
            try:
                raise IndexError(3)
            except IndexError as e:
                c = e
                chain = []
                while c:
                    chain.append(repr(c))
                    c = c.__context__
                print(chain, current())
            print(current())
        print(current())
    print(current())


nested()


def finally_order():
    for i in range(3):
        try:
            try:
                if i == 1:
                    raise ValueError(i)
                if i == 2:
                    return "returned"
            finally:
                print("inner finally", i, current())
        except ValueError as e:
            print("except", e)
        finally:
            print("outer finally", i)


print(finally_order())


class CM:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("exit handles", current(), t and t.__name__)
        return t is KeyError


with CM():
    raise KeyError("swallowed")
try:
    with CM():
        raise ValueError("not swallowed")
except ValueError as e:
    print(e)


def loop_break():
    for i in range(3):
        with CM():
            if i == 0:
                continue
            break
    return i


print(loop_break())


def f():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno


print(f(), sys._getframe().f_code.co_name)


def tb_locals():
    secret = 42
    raise RuntimeError


try:
    tb_locals()
except RuntimeError as e:
    tb = e.__traceback__
    print(tb.tb_next.tb_frame.f_locals, tb.tb_lineno, tb.tb_next.tb_lineno)
    del tb


class Stop:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value")


print(list(Stop()))
it = iter(Stop())
try:
    next(it)
except StopIteration as s:
    print(s.value, s.args)


class W:
    def write(self, text):
        sys.__stdout__.write("<" + text.strip() + ">")

    def flush(self):
        sys.__stdout__.write("[flush]\n")


print("a", "b", file=W(), flush=True)
print("to stdout", file=sys.stdout)
old, sys.stdout = sys.stdout, W()
print("redirected")
sys.stdout = old
print()


class NoisyStr:
    def __str__(self):
        print("(str called)", end="")
        return "noisy"


print("before", NoisyStr(), "after")
try:
    print(NoisyStr(), [1, 2].missing)
except AttributeError as e:
    print(e.name, e.obj)
import builtins

print(builtins.len is len, __builtins__ is builtins, sys.modules["sys"] is sys, "math" in sys.modules)
sys.stdout = W()
print("the last words are flushed")

# What a generator tells of itself: running, suspended, finished.
def g():
    print('running', me.gi_running, me.gi_suspended)
    local = 'value'
    yield local
    try: next(me)
    except ValueError as error: print(error)
    yield 2
me = g()
print(type(me), me.__name__, me.__qualname__, me.gi_running, me.gi_suspended, me.gi_frame.f_locals, me.gi_code.co_name)
print(next(me), me.gi_suspended, me.gi_frame.f_lineno, sorted(me.gi_frame.f_locals), me.gi_yieldfrom)
print(next(me), next(me, 'end'), me.gi_frame, me.gi_suspended, me.gi_running)
print(iter(me) is me, hasattr(me, 'send'), hasattr(me, '__len__'), g.__code__.co_flags & 0x20)
e = (x for x in 'ab')
print(e.__name__, e.__qualname__, e.gi_code.co_varnames, list(e), list(e))
class C:
    def items(self): yield self
    gen = (i for i in range(2))
print(C().items().__qualname__, C.gen.__qualname__, list(C.gen))
for wrong in (lambda: len(e), lambda: e[0], lambda: type(e)(), lambda: setattr(e, 'x', 1), lambda: e.send()):
    try: wrong()
    except (TypeError, AttributeError) as error: print(error)

import numpy as np
a = np.zeros((2, 3))
print(a.flags)
print(a.T.flags)
print(repr(a[0, ::2].flags))
print(a.flags.c_contiguous, a.flags.f_contiguous, a.flags.owndata, a.flags.writeable, a.flags.aligned, a.flags.num)
print(a.flags['C_CONTIGUOUS'], a.flags['F'], a.flags['OWNDATA'], a.flags['W'], a.flags.carray, a.flags.fnc, a.flags.forc)
b = a[0]
a.flags.writeable = False
print(a.flags.writeable, b.flags.writeable, a[1].flags.writeable)
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def f1(): a[0, 0] = 1
def f2(): a.flags.foo
def f3(): a.flags['foo']
def f4():
    global a
    a += 1
def f5(): a[1].flags.writeable = True
t(f1); t(f2); t(f3); t(f4); t(f5)
b[0] = 4
print(a)
print(np.zeros(1).flags.f_contiguous, np.array(3).flags.c_contiguous, np.zeros((1, 5)).flags.f_contiguous)

import gc
gc.collect()
class A: pass
a = A()
print(any(o is a for o in gc.get_objects()), any(o is a for o in gc.get_objects(0)),
      any(o is a for o in gc.get_objects(generation=2)))
gc.collect(0)
print(any(o is a for o in gc.get_objects(0)), any(o is a for o in gc.get_objects(1)))
gc.collect(1)
print(any(o is a for o in gc.get_objects(1)), any(o is a for o in gc.get_objects(2)))
gc.collect()
print(any(o is a for o in gc.get_objects(2)), gc.get_objects(0) != gc.get_objects())
n = len(gc.get_objects())
keep = [A() for i in range(10)]
print(len(gc.get_objects()) - n)

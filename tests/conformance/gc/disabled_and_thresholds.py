# enable, disable, thresholds, and what they refuse.
import gc

print(gc.isenabled(), gc.get_threshold())
gc.disable()
print(gc.isenabled())
gc.set_threshold(0)
print(gc.get_threshold())
gc.set_threshold(100, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
gc.collect()
made = [[i] for i in range(2000)]
print(gc.get_count()[0] > 1900, gc.get_count()[1:])
gc.enable()
more = []
print(gc.get_count()[0] < 700)
del made
for bad in ((), ("x",), (1, 2, 3, 4)):
    try:
        gc.set_threshold(*bad)
    except TypeError as e:
        print(type(e).__name__)
for bad in (3, -1, "x"):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as e:
        print(e)
print(gc.collect(generation=0) >= 0, gc.get_objects is gc.get_objects)

import gc
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)
attempt(gc.collect, 3)
attempt(gc.collect, -1)
attempt(gc.collect, "x")
attempt(gc.collect, generation=5)
attempt(gc.get_objects, 7)
attempt(gc.get_objects, generation=-2)
attempt(gc.set_threshold)
attempt(gc.set_threshold, 1, 2, 3, 4)
attempt(gc.set_threshold, "a")
attempt(gc.is_tracked)
attempt(gc.set_debug, None)
gc.set_threshold(1000, 5)
print(gc.get_threshold())

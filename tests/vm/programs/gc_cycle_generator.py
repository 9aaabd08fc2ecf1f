import gc
gc.collect()
def gen(box):
    me = box
    try:
        yield 1
        yield 2
    finally:
        print("closed")
box = []
box.append(gen(box))
next(box[0])
del box
print(gc.collect())
box = []
box.append(gen(box))
del box
print(gc.collect())

import gc, sys
a = [1.5 * i for i in range(50)]
ids = {id(x) for x in a}
del a
b = [2.5 * i for i in range(50)]
print(len(ids & {id(x) for x in b}) > 45)
gc.collect()
print(gc.get_count()[0] < 10)

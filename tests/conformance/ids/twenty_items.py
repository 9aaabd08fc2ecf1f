# CPython 3.11 keeps freed tuples of 20 items for nobody, until a full collection.
import gc

n = 3
gc.collect()
row = tuple([n] * 20)
old = id(row)
del row
again = tuple([n] * 20)
print(id(again) == old)
nineteen = tuple([n] * 19)
old = id(nineteen)
del nineteen
more = tuple([n] * 19)
print(id(more) == old)
many = tuple([n] * 21)
old = id(many)
del many
print(id(tuple([n] * 21)) == old)

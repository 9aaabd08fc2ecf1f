#: title An id is used again
#: teaches why id(x) tells objects apart only while they live

a = [1]
first = id(a)
#: figure id-reuse-1 view=objects caption "a list at some address"
del a
#: figure id-reuse-2 view=objects caption "the list is gone, its place is kept for the next one"
b = [2]
#: figure id-reuse-3 view=objects caption "another list, the same place"
#: expect reused(b, "a")
print(id(b) == first)

h = 2.5
f = h * 2
place = id(f)
f = None
g = h * 3
print(id(g) == place)

a = [1000]
b = a
del a

#: title When __del__ runs
#: teaches that an object is finalized the moment its last reference goes


class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


class Whole:
    def __init__(self):
        self.left = Part("left")
        self.right = Part("right")

    def __del__(self):
        print("gone: whole")


w = Whole()
spare = w.right
#: figure del-order-1 view=objects caption "a whole, its two parts, and one more name"
#: expect refs(spare) == 2
print("del w")
del w  #: note the whole first, then what only it held
#: figure del-order-2 view=objects caption "the right part lives on"
#: expect refs(spare) == 1
print("rebind spare")
spare = None
print("end")

# None, True, False and Ellipsis are values; what looks like a keyword is often a name.
print(None, True, False, ..., Ellipsis is ..., NotImplemented)
print(type(None), type(True), type(...), True + True, True == 1, False < True)
print([None, True] == [None, 1], {True: 'a', 1: 'b', 1.0: 'c'}, bool('False'), bool(()))
self = 1; cls = 2; print_ = 3; async_ = 4; print(self, cls, print_, async_)
list_ = list; str_ = str
list = 'shadowed'
print(list, list_('ab'))
del list
print(list('cd'))
def shadow(len): return len
print(shadow(3), len('four'))
print(__name__, __debug__, __doc__)

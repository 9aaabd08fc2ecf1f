# None, small ints and () are counted too: what matters is the change.
import sys

none = sys.getrefcount(None)
box = [None] * 10
ten = sys.getrefcount(None) - none
box.append(None)
eleven = sys.getrefcount(None) - none
del box
print(ten, eleven, sys.getrefcount(None) - none)
seven = sys.getrefcount(7)
row = [7, 7, 7]
print(sys.getrefcount(7) - seven)
many = [3 + 4 for _ in range(5)]
print(sys.getrefcount(7) - seven)
empty = sys.getrefcount(())
e = [(), tuple(), tuple([])]
print(sys.getrefcount(()) - empty)
true = sys.getrefcount(True)
flags = [n > 0 for n in (1, 2, 3)]
print(sys.getrefcount(True) - true)
text = sys.getrefcount("")
blank = ["", str(), "abc"[3:], "a".strip("a")]
print(sys.getrefcount("") - text)
byte = sys.getrefcount(b"")
blank = [b"", bytes(), b"ab"[:0]]
print(sys.getrefcount(b"") - byte)

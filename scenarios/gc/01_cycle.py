#: title A circle that counts cannot free
#: teaches that a reference count never reaches 0 inside a circle, and what the collector does

import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


gc.disable()  #: note until we ask for it
a = Node("a")
b = Node("b")
a.other = b
b.other = a
watch = weakref.ref(a)
#: figure cycle-1 view=objects caption "two objects, each held by a name and by the other"
#: expect refs(a) == 2 and refs(b) == 2

del a
del b  #: note the names are gone, the counts are 1
#: figure cycle-2 view=blocks caption "nothing leads to the circle any more, yet its blocks stay in use"
alive = watch() is not None
#: expect alive
print("out of reach, alive:", alive)

found = gc.collect()  #: note finalizers first, in order of birth; then the circle is broken
#: figure cycle-3 view=blocks caption "the collector found both and gave their blocks back"
alive = watch() is not None
#: expect found == 2 and not alive
print("found", found, "alive:", alive)

#: title Rebinding a name
#: teaches that assignment moves a name, never a value

a = [1000, 2000]
b = a
#: figure rebinding-1 view=objects caption "one list, two names"
#: expect a is b and refs(a) == 2

a = [3000]  #: note a moves to a new list
#: figure rebinding-2 view=objects caption "b still names the first list"
#: expect a is not b and refs(a) == 1 and refs(b) == 1

b = a  #: note nothing names the first list any more
#: figure rebinding-3 view=objects caption "the first list is gone, and its ints with it"
#: expect a is b and refs(a) == 2

print(a, b)

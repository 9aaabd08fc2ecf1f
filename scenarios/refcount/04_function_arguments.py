#: title Arguments are references
#: teaches what a call passes, and what a function can change for its caller


def grow(items):
    items.append(3)  #: note changes the caller's list
    #: figure arguments-2 view=objects caption "items and data are one list"
    items = [0]  #: note moves the local name only
    #: figure arguments-3 view=objects caption "now items names another list; data does not notice"
    return len(items)


data = [1, 2]
#: figure arguments-1 view=objects caption "before the call"
size = grow(data)
#: figure arguments-4 view=objects caption "after the call: the function's names are gone"
#: expect len(data) == 3 and refs(data) == 1
print(data, size)

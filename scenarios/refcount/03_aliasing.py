#: title Aliasing and mutation
#: teaches that a change through one name is seen through every other

row = [0, 0]
table = [row, row]  #: note twice the same list
#: figure aliasing-1 view=objects caption "both places of the table refer to one row"
#: expect table[0] is table[1] and refs(row) == 3

table[0].append(7)
#: figure aliasing-2 view=objects caption "one append, seen twice"
#: expect len(row) == 3 and table[1][2] == 7
print(table)

copy = list(row)  #: note a new list, the same items
copy.append(8)
#: figure aliasing-3 view=objects caption "a copy has places of its own"
#: expect len(row) == 3 and len(copy) == 4
print(row, copy)

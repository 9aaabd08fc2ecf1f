# A list that is changed while it is sorted; keys that fail; comparisons that are counted.
data = [3, 1, 2]

def spoil(x):
    data.append(x)
    return x

try:
    data.sort(key=spoil)
except ValueError as error:
    print(error, data)

data = [3, 1, 2]
def empty_inside(x):
    print("inside", data)
    return -x
data.sort(key=empty_inside)
print(data)

def fails(x):
    if x == 1:
        raise KeyError(x)
    return x
try:
    data.sort(key=fails)
except KeyError as error:
    print("KeyError", error, data)

class Counted:
    count = 0
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        Counted.count += 1
        return self.n < other.n

for items in ([1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1], [5, 3, 8, 1, 9, 2, 7], [1] * 6):
    Counted.count = 0
    print([c.n for c in sorted(map(Counted, items))], Counted.count)

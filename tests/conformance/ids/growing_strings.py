# += on a str: in place only once the instruction knows that it adds strings.
def grow(n):
    s = "start"
    moved = 0
    for i in range(n):
        before = id(s)
        s += "x"
        moved += id(s) != before
    return moved, len(s)


def held(n):
    s = "start"
    places = set()
    for i in range(n):
        other = s
        s += "x"
        places.add(s is other)
    return places, len(s)


print(grow(5), held(5))
print(grow(100)[1], held(40))
print(grow(5)[1], grow(12)[1])

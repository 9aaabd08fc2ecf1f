# Inner functions share the variable, not its value.
def counter(start):
    count = start
    def up(by=1):
        nonlocal count
        count += by
        return count
    def get():
        return count
    return up, get
up, get = counter(10)
other_up, other_get = counter(0)
up(); up(5); other_up()
print(get(), other_get(), up.__closure__[0] is get.__closure__[0])
print(up.__code__.co_freevars, counter.__code__.co_cellvars, get.__closure__[0].cell_contents)
get.__closure__[0].cell_contents = 100
print(up())
def empty():
    def f(): return later
    cell = f.__closure__[0]
    try: cell.cell_contents
    except ValueError as error: print(error)
    later = 1
    return cell.cell_contents
print(empty(), (lambda: 0).__closure__)
def loop():
    made = []
    for i in range(3):
        def f(): return i
        made.append(f)
    return [f() for f in made], {id(f.__closure__[0]) for f in made}.__len__()
print(loop())

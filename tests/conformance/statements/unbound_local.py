# Assignment anywhere makes a name local everywhere in the function.
x = 1
def read_first():
    print(x)
    x = 2
def augment():
    x += 1
def loop():
    for x in []: pass
    return x
def branch(flag):
    if flag: y = 1
    return y
def closure():
    def inner(): return later
    try: inner()
    except NameError as error: print(type(error).__name__, error)
    later = 3
    return inner()
def handler():
    try: raise ValueError
    except ValueError as e: pass
    return e
for f in (read_first, augment, loop, lambda: branch(0), handler):
    try:
        print(f())
    except UnboundLocalError as error:
        print(error)
print(closure(), branch(1))

import gc
gc.collect()
def keeps():
    try:
        raise ValueError("kept")
    except ValueError as e:
        kept = e
    return None
keeps()
print(gc.collect())
def lets_go():
    try:
        raise ValueError("gone")
    except ValueError as e:
        pass
lets_go()
print(gc.collect())
def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError("k") from e
    except KeyError as e:
        kept = e
chain()
print(gc.collect())

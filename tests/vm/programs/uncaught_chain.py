# An uncaught exception that came of others.
def low(x):
    return [10, 20, 30][x] + {"a": 1}["b"]


def middle(x):
    try:
        return low(x)
    except KeyError as e:
        raise ValueError("wrapped: " + str(e)) from e


def top():
    try:
        middle(1)
    except ValueError:
        print("re-raising")
        undefined_thing


top()

"""What the golden listing shows."""
import math


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y=0):
        super().__init__()
        self.x, self.y = x, y

    def shifted(self, *, by=1):
        return [f"{name}={v + by!r:>{by}}" for name, v in zip("xy", (self.x, self.y))]


def safe(path, default=None):
    global opened
    try:
        with path as file:
            opened += 1
            return math.sqrt(file.read())
    except (OSError, ValueError) as error:
        if error is not None and 1 < len(error.args) <= 3:
            raise
        return default
    finally:
        del path

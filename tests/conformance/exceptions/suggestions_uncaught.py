# The last line of a NameError offers a name that is nearly the same.
class Shape:
    def __init__(self):
        self.colour = 'red'
    def draw(self):
        return self.color
def total(values):
    result = sum(values)
    return reslt
for attempt in (lambda: total([1]), lambda: Shape().draw(), lambda: [].apend(1), lambda: ''.uper()):
    try: attempt()
    except (NameError, AttributeError) as error: print(error, error.name)
import math
value_of_items = 3
print(value_of_item)

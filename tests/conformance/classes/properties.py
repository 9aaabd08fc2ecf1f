# property with all its parts, as decorators and as a call.
class Celsius:
    """A temperature."""
    def __init__(self, degrees): self.degrees = degrees
    @property
    def degrees(self):
        "in Celsius"
        return self._degrees
    @degrees.setter
    def degrees(self, value):
        if value < -273.15: raise ValueError(f'{value} is too cold')
        self._degrees = value
    @degrees.deleter
    def degrees(self):
        print('forgotten')
        del self._degrees
    fahrenheit = property(lambda self: self.degrees * 9 / 5 + 32, doc='in Fahrenheit')
t = Celsius(20)
t.degrees += 5
print(t.degrees, t.fahrenheit, Celsius.degrees.__doc__, Celsius.fahrenheit.__doc__)
for action in (lambda: setattr(t, 'degrees', -300), lambda: setattr(t, 'fahrenheit', 1), lambda: delattr(t, 'fahrenheit')):
    try: action()
    except (ValueError, AttributeError) as error: print(error)
del t.degrees
try: t.degrees
except AttributeError as error: print(error)
class Warm(Celsius):
    @Celsius.degrees.setter
    def degrees(self, value): Celsius.degrees.fset(self, max(value, 0))
w = Warm(-5)
print(w.degrees, Warm.degrees is Celsius.degrees, type(Celsius.degrees), Celsius.degrees.fget.__name__)

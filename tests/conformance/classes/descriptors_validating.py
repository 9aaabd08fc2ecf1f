# A descriptor that checks values, and learns its name.
class Checked:
    def __init__(self, kind, low=None): self.kind, self.low = kind, low
    def __set_name__(self, owner, name):
        print('named', owner.__name__, name)
        self.name = '_' + name
    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f'{self.name[1:]} must be {self.kind.__name__}')
        if self.low is not None and value < self.low: raise ValueError(f'{self.name[1:]} below {self.low}')
        setattr(obj, self.name, value)
class Item:
    name = Checked(str)
    price = Checked((int), low=0)
    def __init__(self, name, price): self.name, self.price = name, price
i = Item('pen', 3)
print(i.name, i.price, vars(i), Item.price is Item.__dict__['price'])
for args in (('pen', -1), (5, 1), ('pen', 'x')):
    try: Item(*args)
    except (TypeError, ValueError) as error: print(error)
class Late: pass
Late.field = Checked(int)
try: Late().field
except AttributeError as error: print(error)
try: del i.name
except AttributeError as error: print(error)

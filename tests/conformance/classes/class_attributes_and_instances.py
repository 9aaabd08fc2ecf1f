# Shared by all until an instance gets its own.
class Dog:
    tricks = []
    legs = 4
    def __init__(self, name): self.name = name
    def learn(self, trick): self.tricks.append(trick)
a, b = Dog('a'), Dog('b')
a.learn('sit'); b.learn('roll')
print(a.tricks, a.tricks is b.tricks is Dog.tricks)
a.legs -= 1
Dog.legs = 5
print(a.legs, b.legs, Dog.legs, vars(a), vars(b))
del a.legs
print(a.legs)
try: del a.legs
except AttributeError as error: print(error)
Dog.bark = lambda self: self.name + '!'
print(a.bark(), b.bark(), 'bark' in vars(Dog), 'bark' in vars(a))
a.bark = lambda: 'own'
print(a.bark(), b.bark())
del Dog.bark
try: b.bark()
except AttributeError as error: print(error)
print(sorted(k for k in Dog.__dict__ if not k.startswith('__')), a.__class__ is Dog, Dog.__dict__['legs'])
setattr(Dog, 'sound', 'wuff'); print(getattr(b, 'sound'), hasattr(b, 'meow'), getattr(b, 'meow', 'none'))
class Cat: pass
b.__class__ = Cat
print(type(b).__name__, b.name, hasattr(b, 'legs'))

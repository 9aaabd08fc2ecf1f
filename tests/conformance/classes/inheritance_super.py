# super() follows the order of the instance's class, not of the text.
class Base:
    def __init__(self): self.log = ['Base']
    def who(self): return 'Base'
class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Left')
    def who(self): return 'Left>' + super().who()
class Right(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Right')
    def who(self): return 'Right>' + super().who()
class Bottom(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append('Bottom')
    def who(self): return 'Bottom>' + super().who()
    def skip(self): return super(Left, self).who()
    @classmethod
    def make(cls): return super().__new__(cls).__class__.__name__
b = Bottom()
print(b.log, b.who(), b.skip(), Bottom.make(), [c.__name__ for c in Bottom.mro()])
print(Left().who(), super(Bottom, b).who(), super(Right, b).who(), super(Bottom, Bottom).who(b))
for wrong in (lambda: super(Left, 3), lambda: super(Left, Right()), lambda: super(), lambda: super(Base, b).who()):
    try: wrong()
    except (TypeError, RuntimeError, AttributeError) as error: print(type(error).__name__, error)

# One call, many classes; abstract by convention.
class Shape:
    def __init__(self, name): self.name = name
    def area(self): raise NotImplementedError(f'{type(self).__name__} has no area')
    def __lt__(self, other): return self.area() < other.area()
    def __str__(self): return f'{self.name}: {self.area():.2f}'
class Circle(Shape):
    def __init__(self, r):
        super().__init__('circle')
        self.r = r
    def area(self): return 3.14159 * self.r ** 2
class Rect(Shape):
    def __init__(self, w, h, name='rect'):
        super().__init__(name)
        self.w, self.h = w, h
    def area(self): return self.w * self.h
class Square(Rect):
    def __init__(self, side): super().__init__(side, side, name='square')
class Blob(Shape): pass
shapes = [Rect(2, 3), Circle(1), Square(2)]
for s in sorted(shapes): print(s)
print(max(shapes), sum(s.area() for s in shapes), [isinstance(s, Rect) for s in shapes])
try: print(Blob('blob'))
except NotImplementedError as error: print(error)
class Duck:
    def area(self): return 7
    name = 'duck'
print(Shape.__str__(Duck()), Rect(1, 1) < Duck(), sorted([Square(3), Square(1)])[0].w)

# A class derived from list.
class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Stack(super().__getitem__(i))
        return ("item", super().__getitem__(i))

    def __len__(self):
        return 99

s = Stack("abc").push("d")
print(s, s[0], type(s[1:]).__name__, len(s), list(s), s == ["a", "b", "c", "d"], s.__class__.__name__, bool(Stack()))
print(type(s + []).__name__, type(s * 2).__name__, type(s.copy()).__name__, sorted(s, reverse=True), isinstance(s, list), "b" in s, s.index("c"))
s.extra = 5
print(s.__dict__, [*s], tuple(s), s.pop(), s.count("a"), dict.fromkeys(s), max(s))
s += "xy"
s *= 2
print(type(s).__name__, s, s[-1])

class Fixed(list):
    def __init__(self, n):
        super().__init__([0] * n)

    def __iter__(self):
        yield from ("custom", "iter")

print(Fixed(2), list(Fixed(2)), [*Fixed(2)], Fixed(2) + [1], sum(1 for _ in Fixed(5)), "custom" in Fixed(2), 0 in Fixed(1))

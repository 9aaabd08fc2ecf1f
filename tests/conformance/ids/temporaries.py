# Two temporaries one after the other share a place; two at once do not.
class A:
    def me(self):
        return id(self)


print(id(A()) == id(A()), A() is A())
print(A().me() == A().me(), id([]) == id([]), [] is [])
print(id({}) == id({}), id({1}) == id({2}), id((id,)) == id((abs,)))
print(id(A().me) == id(A().me), A.me is A.me)
a = A()
print(a.me is a.me, id(a.me) == id(a.me))
print(id(1.5 * len("ab")) == id(2.5 * len("ab")))
print(id(range(3)) == id(range(4)), id(slice(1)) == id(slice(2)))
print(len({id(x) for x in [A(), A(), A()]}), len({id(x) for x in (A() for _ in range(3))}))
print(len({id(A()) for _ in range(5)}), len({id([]) for _ in range(5)}))
x = y = A()
print(id(x) == id(y), x is y)

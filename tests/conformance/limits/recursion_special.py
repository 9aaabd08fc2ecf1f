# Special methods that end in themselves.
def show(name, f):
    try:
        print(name, f())
    except RecursionError as error:
        print(name, error)


class A:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __hash__(self):
        return hash(self)

    def __getattr__(self, name):
        return getattr(self, name + 'x')

    def __getitem__(self, index):
        return self[index]

    def __contains__(self, item):
        return item in self

    def __call__(self):
        return self()

    def __iter__(self):
        return iter(self)


a, b = A(), A()
show('repr', lambda: repr(a))
show('format', lambda: f'{a}')
show('eq', lambda: a == b)
show('lt', lambda: a < b)
show('sorted', lambda: sorted([a, b]))
show('hash', lambda: hash(a))
show('getattr', lambda: a.missing is None)
show('item', lambda: a[0])
show('in', lambda: 1 in a)
show('call', lambda: a())
show('iter', lambda: list(a))

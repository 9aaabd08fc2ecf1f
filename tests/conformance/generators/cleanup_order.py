# finally and with in generators that are not finished.
class Resource:
    def __init__(self, name): self.name = name
    def __enter__(self):
        print('open', self.name)
        return self
    def __exit__(self, *info): print('close', self.name, info[0] and info[0].__name__)
def read(name):
    with Resource(name):
        for i in range(3):
            yield f'{name}{i}'
for line in read('a'):
    print(line)
    break
print('after break')
reader = read('b')
print(next(reader))
del reader
print('deleted')
def first():
    for line in read('c'): return line
print(first())
kept = read('d')
next(kept)
kept.close()
both = zip(read('e'), read('f'))
print(next(both))
del both
unstarted = read('g')
del unstarted
print(*read('h'))

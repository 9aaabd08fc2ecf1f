# Generators that receive: a pipeline driven from the other end, and a scheduler.
def coroutine(f):
    def start(*args):
        g = f(*args)
        next(g)
        return g
    return start
@coroutine
def printer(prefix):
    try:
        while True: print(prefix, (yield))
    finally: print(prefix, 'closed')
@coroutine
def match(word, target):
    while True:
        line = yield
        if word in line: target.send(line)
@coroutine
def broadcast(*targets):
    while True:
        item = yield
        for t in targets: t.send(item)
out = printer('>')
feed = broadcast(match('py', out), match('on', out))
for line in ('python', 'ruby', 'on', 'happy'): feed.send(line)
out.close()
try: feed.send('python')
except StopIteration: print('stopped')
def task(name, n):
    for i in range(n):
        print(name, i, end='; ')
        yield
    return name + ' done'
tasks = [task('A', 3), task('B', 1), task('C', 2)]
while tasks:
    t = tasks.pop(0)
    try: next(t)
    except StopIteration as s: print(s.value, end='; ')
    else: tasks.append(t)
print()

# send() gives yield its value; return gives StopIteration its.
def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None: break
        total += value
        count += 1
        average = total / count
    return count, average
g = averager()
print(next(g), g.send(10), g.send(20), g.send(3))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value, stop.args)
for call in (lambda: next(g), lambda: g.send(1), lambda: averager().send(1)):
    try: call()
    except (StopIteration, TypeError) as error: print(repr(error))
def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    return received
e = echo()
print(next(e), e.send('a'), next(e))
try: e.send('last')
except StopIteration as stop: print(stop.value)
def tuples():
    x = yield 1, 2
    y = yield [x]
    z = yield (yield y)
    print(x, y, z)
t = tuples()
print(next(t), t.send('x'), t.send('y'), t.send('inner'), next(t, 'end'))

# How many values there are, and what the message says.
class Two:
    def __iter__(self):
        yield 1
        yield 2
def attempt(statement):
    try:
        statement()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def too_many(): a, b = 1, 2, 3
def too_few(): a, b, c = [1, 2]
def none(): a, b = None
def number(): [a] = 5
def star_few(): a, b, *c = [1]
def star_few2(): a, *b, c, d = 'xy'
def text(): a, b = 'x'
def many_iter(): a, b = iter([1, 2, 3])
def class_few(): a, b, c = Two()
def nested(): a, (b, c) = 1, 2
def loop():
    for a, b in [(1, 2), (3,)]:
        print(a, b)
for f in (too_many, too_few, none, number, star_few, star_few2, text, many_iter, class_few, nested, loop):
    attempt(f)

# The well known recipes, built of the parts.
from itertools import chain, combinations, count, cycle, filterfalse, groupby, islice, repeat, starmap, tee, \
    zip_longest


def grouper(iterable, n, fill=None):
    return zip_longest(*[iter(iterable)] * n, fillvalue=fill)


def powerset(items):
    return chain.from_iterable(combinations(items, r) for r in range(len(items) + 1))


def roundrobin(*iterables):
    active = len(iterables)
    nexts = cycle(iter(it).__next__ for it in iterables)
    while active:
        try:
            for step in nexts:
                yield step()
        except StopIteration:
            active -= 1
            nexts = cycle(islice(nexts, active))


def sieve():
    numbers = count(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = filterfalse(lambda n, p=prime: n % p == 0, numbers)


def run_length(text):
    return [(k, sum(1 for _ in g)) for k, g in groupby(text)]


print(list(grouper("abcdefg", 3, "-")))
print(list(powerset("abc")))
print("".join(roundrobin("abc", "d", "ef")))
print(list(islice(sieve(), 12)))
print(run_length("aaabccd"))
a, b = tee(range(5))
next(b)
print([y - x for x, y in zip(a, b)], sum(starmap(lambda x, y: x * y, zip([1, 2, 3], repeat(2)))))

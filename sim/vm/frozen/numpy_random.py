# The part of numpy.random that is made of several draws. `source` is a generator or the module.


def _random_shuffle(source, x, axis=0, masked=True):
    if isinstance(x, ndarray):
        if axis:
            x = x.swapaxes(0, axis)
        one = x.ndim == 1
        for i in range(len(x) - 1, 0, -1):
            j = source._bounded(i, masked)
            if one:
                x[i], x[j] = x[j], x[i]
            elif i != j:
                row = x[j].copy()
                x[j] = x[i]
                x[i] = row
    else:
        for i in range(len(x) - 1, 0, -1):
            j = source._bounded(i, masked)
            x[i], x[j] = x[j], x[i]


def _random_permutation(source, x, axis=0):
    if isinstance(x, (int, integer)):
        result = arange(x)
        _random_shuffle(source, result)
        return result
    x = asarray(x)
    if x.ndim == 1:
        result = x.copy()
        _random_shuffle(source, result)
        return result
    order = arange(x.shape[axis])
    _random_shuffle(source, order)
    return x[(slice(None),) * axis + (order,)]


def _random_choice(source, a, size=None, replace=True, p=None, axis=0, shuffle=True):
    modern = isinstance(source, random.Generator)
    if isinstance(a, (int, integer)):
        population = int(a)
        if population <= 0:
            raise ValueError("a must be %s unless no samples are taken"
                             % ("a positive integer" if modern else "greater than 0"))
    else:
        a = asarray(a)
        population = a.shape[axis]
        if population == 0:
            raise ValueError("%s cannot be empty unless no samples are taken"
                             % ("a" if modern else "'a'"))
    if replace:
        places = _with_replacement(source, population, size, p, modern)
    else:
        places = _without_replacement(source, population, size, p, modern, shuffle)
    if isinstance(a, (int, integer)):
        return places
    return a[(slice(None),) * axis + (places,)]


def _with_replacement(source, population, size, p, modern):
    if p is None:
        return (source.integers if modern else source.randint)(0, population, size=size)
    p = asarray(p, dtype=float)
    if p.size != population:
        raise ValueError("a and p must have same size" if modern else
                         "'a' and 'p' must have same size")
    if not 1 - 1e-8 <= p.sum() <= 1 + 1e-8:
        raise ValueError("probabilities do not sum to 1")
    cdf = p.cumsum()
    cdf /= cdf[-1]
    drawn = source.random(size)
    return cdf.searchsorted(drawn, side="right")


def _without_replacement(source, population, size, p, modern, shuffle):
    if p is not None:
        raise TypeError("the model's choice() takes no p without replacement")
    shape = () if size is None else (size,) if isinstance(size, (int, integer)) else tuple(size)
    count = 1
    for length in shape:
        count *= length
    if count > population:
        raise ValueError("Cannot take a larger sample than population when "
                         + ("replace is False" if modern else "'replace=False'"))
    if not modern:
        places = source.permutation(population)[:count]
    elif population > 10000 and count > population // (50 if shuffle else 20):
        places = arange(population)
        for i in range(population - 1, _largest(population - count, 1) - 1, -1):
            j = source._bounded(i, False)
            places[i], places[j] = places[j], places[i]
        places = places[population - count:].copy()
    else:
        seen, places = set(), empty(count, dtype=int64)
        for i, j in enumerate(range(population - count, population)):
            value = source._bounded(j, False)
            places[i] = value = j if value in seen else value
            seen.add(value)
        if shuffle:
            _random_shuffle(source, places, masked=False)
    return int(places[0]) if size is None else places.reshape(shape)


def _largest(a, b):
    return a if a > b else b

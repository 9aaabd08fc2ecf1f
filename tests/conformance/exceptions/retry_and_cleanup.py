# Patterns: retry, fall back, collect errors, clean up.
attempts = []
def flaky(fail_times):
    attempts.append(1)
    if len(attempts) <= fail_times: raise ConnectionError(f'attempt {len(attempts)}')
    return 'ok'
def retry(f, times, *args):
    for n in range(1, times + 1):
        try: return f(*args), n
        except ConnectionError as error: last = error
    raise RuntimeError(f'gave up after {times}') from last
print(retry(flaky, 5, 2))
attempts.clear()
try: retry(flaky, 2, 9)
except RuntimeError as error: print(error, '<-', error.__cause__)
def parse(texts):
    values, errors = [], []
    for t in texts:
        try: values.append(int(t))
        except ValueError as e: errors.append(str(e))
    return values, errors
print(parse(['1', 'x', '3', '', '0x1']))
class Transaction:
    def __init__(self, state): self.state = state
    def __enter__(self):
        self.saved = dict(self.state)
        return self.state
    def __exit__(self, kind, value, tb):
        if kind:
            self.state.clear(); self.state.update(self.saved)
        return kind is not None and issubclass(kind, ValueError)
state = {'n': 1}
with Transaction(state) as s: s['n'] = 2
with Transaction(state) as s:
    s['n'] = 99
    raise ValueError('rolled back')
print(state)

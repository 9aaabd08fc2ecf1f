# assert with and without a message; the message is evaluated only when needed.
def message():
    print('asked')
    return 'from a call'
assert True, message()
assert [0]
for check in (lambda: 1 == 2, lambda: [], lambda: None):
    try:
        assert check()
    except AssertionError as error:
        print(repr(error), str(error) == '')
try:
    assert not 1, message()
except AssertionError as error:
    print(error.args)
try:
    assert 0, ('a', 1)
except AssertionError as error:
    print(error, error.args)
if __debug__:
    print('debug')
def average(values):
    assert values, 'no values'
    return sum(values) / len(values)
print(average([1, 2]))
try: average([])
except AssertionError as e: print('AssertionError:', e)

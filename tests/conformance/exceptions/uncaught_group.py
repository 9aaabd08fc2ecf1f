# A group that nobody catches is shown as a tree, on stderr.
errors = []
for text in ('1', 'x', ''):
    try: print(int(text))
    except ValueError as error: errors.append(error)
print(len(errors))
if errors:
    raise ExceptionGroup('bad numbers', errors)

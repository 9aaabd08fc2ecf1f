# else, finally, and in which order.
def run(action):
    log = []
    try:
        log.append('try')
        action()
    except ValueError:
        log.append('ValueError')
    except (TypeError, KeyError) as error:
        log.append(type(error).__name__)
    else:
        log.append('else')
    finally:
        log.append('finally')
    return log
def value(): raise ValueError
def key(): raise KeyError(1)
print(run(lambda: None), run(value), run(key))
def nested():
    try:
        try:
            1 / 0
        finally:
            print('inner')
    except ZeroDivisionError as error:
        print('outer', error)
    finally:
        print('last')
nested()
def loops():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print('body', i)
        finally:
            print('finally', i)
loops()

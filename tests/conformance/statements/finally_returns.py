# A return in finally wins over values and exceptions.
def wins():
    try: return 'try'
    finally: return 'finally'
def swallows():
    try: 1 / 0
    finally: return 'no error'
def keeps():
    x = 'kept'
    try: return x
    finally: x = 'changed'
def loop():
    while True:
        try: return 'returned'
        finally: break
    return 'after the loop'
def continues():
    for i in range(2):
        try: raise ValueError(i)
        finally: continue
    return i
def deep():
    try:
        try: return 'a'
        finally: print('first')
    finally: print('second')
print(wins(), swallows(), keeps(), loop(), continues(), deep())

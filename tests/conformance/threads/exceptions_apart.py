import sys
import threading

seen = []
first = threading.Event()
second = threading.Event()


def a():
    try:
        raise KeyError("a")
    except KeyError:
        first.set()
        second.wait()
        seen.append(repr(sys.exc_info()[1]))


def b():
    first.wait()
    seen.append(repr(sys.exc_info()[1]))
    try:
        raise ValueError("b")
    except ValueError as error:
        seen.append(repr(error.__context__))
    second.set()


threads = [threading.Thread(target=a), threading.Thread(target=b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seen, sys.exc_info())

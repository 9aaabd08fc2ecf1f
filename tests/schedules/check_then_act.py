# Two threads look whether there is a seat left, and only then take it.
import threading
import time

seats = 1
taken = []


def book(name):
    global seats
    if seats > 0:
        time.sleep(0.0005)
        seats -= 1
        taken.append(name)


threads = [threading.Thread(target=book, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seats, "".join(taken))

#: title Two printers, and a lock between them
#: teaches that threads may be interrupted between any two lines, and what a lock keeps together

import threading
import time

paper = []
lock = threading.Lock()


def careless(colour):
    for word in ("one", "two", "three"):
        paper.append((colour, word))
        time.sleep(0.001)  #: note the other one writes here


def careful(colour):
    with lock:  #: note the other one waits here
        for word in ("one", "two", "three"):
            paper.append((colour, word))
            time.sleep(0.001)


def changes():
    return sum(a[0] != b[0] for a, b in zip(paper, paper[1:]))


def run(printer):
    paper.clear()
    threads = [threading.Thread(target=printer, args=(colour,), name=colour) for colour in ("red", "blue")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return changes()


mixed = run(careless)
#: expect mixed > 1
#: figure without-lock view=timeline caption "Without a lock red and blue write in turns"
print("without a lock they interleave:", mixed > 1)

apart = run(careful)
#: expect apart == 1
#: figure with-lock view=timeline caption "With a lock one of them waits until the other has written all"
print("with a lock they do not:", apart == 1)

#: title counter += 1 in two threads
#: teaches where a thread may be interrupted: between the load and the store in old versions, at calls and backward jumps in 3.11
#: option cores=2
import threading

counter = 0


def increment(n):
    global counter
    for _ in range(n):
        counter += 1


threads = [threading.Thread(target=increment, args=(40_000,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
#: figure counter view=timeline caption "3.11 switches at the loop's backward jump, when the sum is stored: nothing is lost"
#: expect counter == 80_000

#: title A deadlock of two locks
#: teaches that two threads which take two locks in opposite order can wait for each other for ever
#: option cores=2
import threading
import time

left = threading.Lock()
right = threading.Lock()
reached = []


def take(first, second, name):
    with first:
        time.sleep(0.010)
        # For ever, were it not for the timeout, which lets this program end under python3.
        if second.acquire(timeout=0.100 if name == "red" else 1.000):
            reached.append(name)
            second.release()


threads = [
    threading.Thread(target=take, args=(left, right, "red")),
    threading.Thread(target=take, args=(right, left, "blue")),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("got both locks:", reached)
#: figure deadlock view=timeline caption "Each holds one lock and waits for the other until red gives up"
#: expect len(reached) == 1

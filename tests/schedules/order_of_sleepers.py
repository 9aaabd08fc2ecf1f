# Two threads sleep equally long: who wakes first?
import threading
import time

order = []


def nap(name):
    time.sleep(0.002)
    order.append(name)


threads = [threading.Thread(target=nap, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(order))

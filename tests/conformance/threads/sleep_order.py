import threading
import time

order = []


def work(n):
    time.sleep(n / 20)
    order.append(n)


threads = [threading.Thread(target=work, args=(n,)) for n in (4, 2, 1, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)

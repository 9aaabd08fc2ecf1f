import threading

event = threading.Event()
order = []


def wait():
    order.append(event.wait())
    order.append("woken")


thread = threading.Thread(target=wait)
thread.start()
print(event.is_set(), event.wait(0.01), order)
event.set()
thread.join()
print(event.is_set(), event.wait(), order)
event.clear()
print(event.is_set(), event.wait(timeout=0))

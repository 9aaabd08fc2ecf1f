import threading

condition = threading.Condition()
items = []


def consume(n, out):
    with condition:
        while len(items) < n:
            condition.wait()
        out.append(items[n - 1])


out = []
threads = [threading.Thread(target=consume, args=(n, out)) for n in (1, 2, 3)]
for thread in threads:
    thread.start()
for n in range(3):
    with condition:
        items.append(n * 10)
        condition.notify_all()
for thread in threads:
    thread.join()
print(sorted(out))
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: False, timeout=0.01), condition.wait_for(lambda: 7))
for call in (condition.wait, condition.notify, condition.notify_all):
    try:
        call()
    except RuntimeError as error:
        print(error)

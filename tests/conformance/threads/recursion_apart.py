import threading


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


out = []
threads = [threading.Thread(target=lambda: out.append(depth(0) > 900)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(out)

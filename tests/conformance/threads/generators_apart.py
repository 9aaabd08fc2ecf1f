import threading


def numbers(n):
    for i in range(n):
        yield i


totals = []


def work(n):
    totals.append(sum(numbers(n)))


threads = [threading.Thread(target=work, args=(n * 1000,)) for n in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(totals))

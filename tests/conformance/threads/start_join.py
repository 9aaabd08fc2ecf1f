import threading

result = []


def work(name, times=1):
    result.append(name * times)


threads = [threading.Thread(target=work, args=("a",)), threading.Thread(target=work, args=("b",), kwargs={"times": 3})]
for thread in threads:
    print(thread.is_alive())
    thread.start()
for thread in threads:
    thread.join()
    print(thread.is_alive(), thread.join())
print(sorted(result))

import threading


def work():
    print(threading.current_thread().name)


class Worker(threading.Thread):
    def run(self):
        print(self.name, threading.current_thread() is self)


for thread in (threading.Thread(target=work), threading.Thread(target=work, name="mine"), Worker(), Worker(name="other"),
               threading.Thread(target=lambda: work())):
    print(thread.name)
    thread.start()
    thread.join()
thread = threading.Thread(target=work)
thread.name = 5
print(repr(thread.name), thread.getName())
print(threading.main_thread().name, threading.current_thread() is threading.main_thread())
print(threading.Thread(target=[]).name)

import threading


class Thing:
    def __del__(self):
        print("deleted in", threading.current_thread().name)


def work(box):
    box.pop()


box = [Thing()]
thread = threading.Thread(target=work, args=(box,), name="worker")
thread.start()
thread.join()
thing = Thing()
del thing

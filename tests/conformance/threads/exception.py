import threading


def bad():
    raise ValueError("in a thread")


def leave():
    raise SystemExit(3)


for function in (bad, leave):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()
    print(thread.is_alive())
print("main goes on")

import threading

thread = threading.Thread(target=print, args=("ran",))
for call in (thread.join, lambda: threading.current_thread().join()):
    try:
        call()
    except RuntimeError as error:
        print(error)
thread.start()
thread.join()
for name in ("start", "daemon"):
    try:
        if name == "start":
            thread.start()
        else:
            thread.daemon = True
    except RuntimeError as error:
        print(error)


class Forgot(threading.Thread):
    def __init__(self):
        pass


try:
    Forgot().start()
except RuntimeError as error:
    print(error)
try:
    threading.Thread(group=1)
except AssertionError as error:
    print(error)

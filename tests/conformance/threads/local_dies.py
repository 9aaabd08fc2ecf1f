import threading


class Noisy:
    def __del__(self):
        print("gone")


data = threading.local()


def work():
    data.noisy = Noisy()
    print("set")


thread = threading.Thread(target=work)
thread.start()
thread.join()
print("joined")

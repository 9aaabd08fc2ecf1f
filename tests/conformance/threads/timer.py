import threading
import time

done = threading.Event()


def ring(a, b=0):
    print("ring", a, b)
    done.set()


timer = threading.Timer(0.05, ring, args=[1], kwargs={"b": 2})
start = time.monotonic()
timer.start()
done.wait()
print(time.monotonic() - start >= 0.05)
timer.join()
cancelled = threading.Timer(30, ring)
cancelled.start()
cancelled.cancel()
cancelled.join()
print("cancelled", cancelled.is_alive())

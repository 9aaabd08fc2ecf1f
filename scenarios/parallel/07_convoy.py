#: title The convoy effect
#: teaches that a thread which sleeps or does I/O waits a whole switch interval for the GIL at every wake-up beside one that computes
#: option cores=2
import sys
import threading
import time

done = False


def compute():
    while not done:
        pass


def rounds(count):
    "Milliseconds that one round of a 1 ms sleep takes."
    started = time.perf_counter()
    for _ in range(count):
        time.sleep(0.001)
    return (time.perf_counter() - started) / count * 1000


alone = rounds(10)
threading.Thread(target=compute).start()
beside = rounds(10)
#: figure interval-5ms view=timeline caption "Each wake-up waits 5 ms for the GIL"
#: expect 5.5 < beside < 7.5
sys.setswitchinterval(0.0005)
shorter = rounds(10)
#: figure interval-500us view=timeline caption "With an interval of 0.5 ms it waits 0.5 ms"
#: expect 1.4 < shorter < 2.2
done = True
print("three times are measured:", alone > 1 and beside > 1 and shorter > 1)

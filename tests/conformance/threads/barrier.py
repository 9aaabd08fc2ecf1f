import threading

arrived = []
after = []
barrier = threading.Barrier(3, action=lambda: arrived.append("action"))


def work(n):
    arrived.append("before")
    index = barrier.wait()
    after.append(index)


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(arrived, sorted(after), barrier.parties, barrier.n_waiting, barrier.broken)
try:
    barrier.wait(0.01)
except threading.BrokenBarrierError as error:
    print("broken", repr(error), barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("still broken")
barrier.reset()
print(barrier.broken)
barrier.abort()
print(barrier.broken)

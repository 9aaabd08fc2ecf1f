import threading
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor


def shape(future):
    words = repr(future).split(" ")
    return " ".join(words[:2] + words[3:])


future = Future()
seen = []
future.add_done_callback(lambda f: seen.append(f.result()))
print(shape(future), future.done())
future.set_result(5)
print(shape(future), future.result(), seen)
future.add_done_callback(lambda f: seen.append("late"))
print(seen)
try:
    future.set_result(6)
except InvalidStateError as error:
    print(type(error))
other = Future()
print(other.cancel(), other.cancelled(), shape(other))
try:
    other.result()
except CancelledError as error:
    print(repr(error))
gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    running = pool.submit(gate.wait)
    waiting = pool.submit(print, "never")
    print(waiting.cancel(), waiting.cancelled(), running.cancel())
    gate.set()
    print(running.result(), shape(running))

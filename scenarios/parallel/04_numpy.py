#: title NumPy releases the GIL
#: teaches that a long NumPy loop lets the other threads run, so two of them really run at the same time
#: option cores=4
import threading

import numpy as np

numbers = np.ones(400_000)
totals = [0.0, 0.0]


def add_up(place):
    for _ in range(8):
        totals[place] += float(numbers.sum())


threads = [threading.Thread(target=add_up, args=(i,)) for i in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(totals)
#: figure numpy view=timeline caption "Both threads compute at the same time: the GIL is held only between two sums"
#: expect gil_switches() > 10

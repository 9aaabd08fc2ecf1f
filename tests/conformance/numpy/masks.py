# Boolean arrays select, count and replace.
import numpy as np

temperature = np.array([12.5, 18.0, -3.0, 25.5, 7.0])
cold = temperature < 10
print(cold, cold.dtype, cold.sum(), cold.any(), cold.all())
print(temperature[cold], temperature[~cold], np.where(cold)[0])
print(np.where(cold, 0, temperature))
temperature[cold] *= 2
print(temperature)
both = (temperature > 0) & (temperature < 20)
print(both, both.nonzero(), np.count_nonzero(both))
print(temperature[both].base, np.logical_or(both, cold), both ^ cold)
try:
    if temperature > 0:
        pass
except ValueError as e:
    print(e)
print(bool(np.array([1])), bool(np.array([[0.0]])))

# Special floating-point values.
import numpy as np

with np.errstate(all="ignore"):
    q = np.array([1.0, -1.0, 0.0]) / 0
    print(q, np.isnan(q), np.isinf(q), np.isfinite(q))
    print(np.sqrt(np.array([-1.0, 4.0])), np.log(np.array([0.0, 1.0])))
    print(np.array([5, -5]) // 0, np.array([5, -5]) % 0)
    print(np.float64(1) / 0, np.int64(1) // 0)
print(np.nan == np.nan, np.nan in [np.nan], np.array([np.nan]) == np.nan)
print(np.array([3, np.nan, 1]).max(), np.nanmax([3, np.nan, 1]), np.sort([3, np.nan, 1]))
print(np.inf - np.inf, -np.inf < 0, np.array([np.inf, 1]).sum())
print(0.1 + 0.2 == 0.3, np.isclose(0.1 + 0.2, 0.3), np.allclose([1e10, 1e-7], [1.00001e10, 1e-8]))
print(np.finfo(np.float64).eps, np.finfo(np.float32).max, np.iinfo(np.int8).min)
with np.errstate(divide="raise"):
    try:
        np.ones(2) / 0
    except FloatingPointError as e:
        print(e)
print(np.float32(16777216) + np.float32(1), np.float32(1) / np.float32(3), np.array([1e38], np.float32) * 1)

import numpy as np
kinds = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64']
for a in kinds:
    print(a, [str((np.ones(1, a) + np.ones(1, b)).dtype) for b in kinds])
for a in kinds:
    print(a, [str((np.ones(1, a) + v).dtype) for v in (True, 1, -1, 200, 300, 40000, 70000, 2**40, 1.5, 1e300, np.float32(2), np.int8(1), np.int64(1), np.uint64(2**63), np.float64(1))])
for a in kinds:
    print(a, [str(f.dtype) for f in (np.ones(1, a) / np.ones(1, a), np.ones(1, a) // np.ones(1, a), np.ones(1, a) ** np.ones(1, a), np.ones(1, a) * np.ones(1, a), np.ones(1, a) < np.ones(1, a), abs(np.ones(1, a)))])
for a in kinds:
    print(a, np.ones(3, a).sum().dtype, np.ones(3, a).mean().dtype, np.ones(3, a).max().dtype, np.ones(3, a).std().dtype if a != 'bool' else '', np.ones(3, a).prod().dtype)

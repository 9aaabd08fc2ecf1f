#: title Size classes and pools
#: teaches that requests are rounded up to 16 bytes and that a pool serves one size

keep = [object() for i in range(2000)]  # 16 bytes each
#: figure classes-1 view=arenas caption "2000 objects of 16 bytes: two pools"
#: expect arenas() == 1

floats = [float(i) for i in range(500)]  # 24 bytes, which take 32
pairs = [(i, i) for i in range(500)]  # 40 bytes and 16 of the collector's: 64
print(len(keep), len(floats), len(pairs))
#: figure classes-2 view=arenas caption "floats of 24 bytes take blocks of 32; other sizes have other pools"
#: expect len(floats) == 500

one = pairs[0]
#: figure classes-zoom view=arenas zoom=one caption "the pool of one of the pairs, with what is in each block"
del keep[::2]
#: figure classes-3 view=arenas caption "every other object is gone: its block is free for another one of its size only"
#: expect blocks('freed') >= 1000

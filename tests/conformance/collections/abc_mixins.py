# What a class gets for the few methods that it must write.
from collections.abc import Mapping, MutableMapping, Sequence, Sized


class Deck(Sequence):
    def __init__(self, cards):
        self.cards = cards

    def __getitem__(self, i):
        return self.cards[i]

    def __len__(self):
        return len(self.cards)


deck = Deck(["7", "K", "A", "K"])
print(list(deck), "A" in deck, deck.index("K"), deck.count("K"), list(reversed(deck)))


class Folded(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.store = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.store[key.lower()]

    def __setitem__(self, key, value):
        self.store[key.lower()] = value

    def __delitem__(self, key):
        del self.store[key.lower()]

    def __iter__(self):
        return iter(self.store)

    def __len__(self):
        return len(self.store)


f = Folded({"Name": 1}, AGE=2)
print(f["NAME"], f.get("x"), "age" in f, dict(f), f == {"name": 1, "age": 2}, f.pop("Age"))
print(f.setdefault("New", 3), list(f.items()), f.popitem(), len(f), sorted(f.keys() | {"z"}))


class Half(Mapping):
    def __len__(self):
        return 0


for attempt in (Half, Sized, lambda: deck.index("2"), lambda: f["zz"], lambda: f.pop("zz")):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)

# shuffle() moves references about and makes no copies.
import random
import sys

deck = [rank + suit for suit in "SH" for rank in "A23456789TJQK"]
card = deck[0]
before = sys.getrefcount(card)
random.seed(52)
print(random.shuffle(deck), deck[:8])
print(sys.getrefcount(card) == before, sorted(deck)[:3], len(deck))
hand = random.sample(deck, 5)
print(hand, sys.getsizeof(hand), all(any(c is d for d in deck) for c in hand))
one = [1]
random.shuffle(one)
random.shuffle([])
print(one, random.random())
try:
    random.shuffle("abc")
except TypeError as error:
    print(error)
try:
    random.shuffle({1, 2})
except TypeError as error:
    print(error)

# Counting words, ciphers, palindromes, anagrams, run lengths.
text = """the quick brown fox jumps over the lazy dog
The dog sleeps; the fox runs away."""
words = [w.strip('.,;').lower() for line in text.splitlines() for w in line.split()]
counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
for w, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:4]: print(f'{w:<6}{"*" * n} {n}')
def caesar(s, k): return ''.join(chr((ord(c) - base + k) % 26 + base) if c.isalpha() and (base := ord('A' if c.isupper() else 'a')) else c for c in s)
print(caesar('Hello, World!', 3), caesar(caesar('Hello, World!', 3), -3))
def palindrome(s): return (t := [c for c in s.lower() if c.isalnum()]) == t[::-1]
print([s for s in ('Level', 'A man, a plan, a canal: Panama', 'python') if palindrome(s)])
groups = {}
for w in ('listen', 'silent', 'enlist', 'abc', 'cab', 'x'): groups.setdefault(''.join(sorted(w)), []).append(w)
print(groups, [g for g in groups.values() if len(g) > 1])
def rle(s):
    out, i = '', 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += s[i] + (str(j - i) if j - i > 1 else '')
        i = j
    return out
print(rle('aaabccdddd'), rle(''), rle('abc'))
print('\n'.join(f'{n:>3} {l.title()!r:.20}' for n, l in enumerate(text.split('\n'), 1)))
print(' '.join(w[::-1] for w in 'reverse each word'.split()), '-'.join('abc'), 'a,b,,c'.split(','), max(words, key=len))

# Every way to write a string.
a = 'it''s' "two" 'parts'
b = """three
lines "quoted" \
joined"""
c = r'\n\t' R"\x41" + rb'\n'.decode()
d = '\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\0\a\b\f\v'
e = b'\x00\xff\101' b"ab"
f = f'{a!r:>20}|{len(b)}|{"nested"}' f"{{}}" 'plain {}'
print(a, b, c, sep='|')
print([hex(ord(ch)) for ch in d])
print(e, len(e))
print(f)
x, w, p = 3.14159, 10, 2
print(f'{x:{w}.{p}f}|{x=}|{x = :.3f}|{x!s}|{w:#06x}|{w:08b}|{-w:+d}|{10**9:_}')
print(f'{(lambda q: q * 2)(4)} {[i for i in range(3)]} { {"k": 1}["k"] }')
print(f'''multi {
    x
} line''')
print('\
continued', "tab\there", 'nul\0in', ascii('é\n'), repr("it's"), repr('"\''))
print(f'{"a" if x > 3 else "b"}{None}{True:>6}{"":*^5}')

# Every escape, and what is none.
for text in ('\a\b\f\n\r\t\v', '\\\'\"', '\0\07\101\7779'[:5], '\x41\xe9\xff', '\u00e9\u20ac\U0001F600',
             '\N{GREEK SMALL LETTER ALPHA}\N{BULLET}\N{latin capital letter a}', 'line \
continued'):
    print(ascii(text), len(text))
for data in (b'\a\0\x00\xff', b'\101\n', b'\N{x}\u0041'):
    print(data, len(data))
print('''a
b\
c''', """it's "quoted\"""")
print('tab\tq"uote', repr('tab\tq"uote'), repr("it's"), repr('both \' and "'))
print('\x7f\x80\xa0\xad', ascii('\ud800'), repr('\ud800\udfff'), repr('\U0010ffff'))

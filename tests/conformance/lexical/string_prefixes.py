# Prefixes in any case, raw and bytes, and implicit concatenation of all that goes together.
x = 5
print('a' "b" '''c''' """d""", u'e' r'\f' R"\g", f'{x}' F"{x!r}" rf'\{x}' 'plain{}')
print(b'a' B"\x62" rb'\x' bR'\y' Rb"'" b'''"''')
print(r'\'', r"\"", r'a\
b', len(r'\n'), len('\n'), r'''\\''')
print(type(u''), type(b''), type(f''), u'\u00e9' == 'é', b'\xe9' == 'é'.encode('latin-1'))
words = ('one '
         'two '  # a comment in between
         f'{x}')
print(words)

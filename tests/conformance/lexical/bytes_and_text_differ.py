# bytes are not text: no mixing, no equality, items are ints.
data = b'abc\xff'
print(data, data[0], data[1:2], list(data), b'a' == 'a', len('é'), len('é'.encode()))
for wrong in (lambda: b'a' + 'b', lambda: 'a' + b'b', lambda: b'a' in 'abc', lambda: 'a' in b'abc',
              lambda: b'\xff'.decode(), lambda: 'é'.encode('ascii'), lambda: bytes('a'),
              lambda: ''.join([b'a'])):
    try:
        print(wrong())
    except (TypeError, UnicodeError) as error:
        print(type(error).__name__, error)
print(str(b'a'), b'%d %s' % (1, b'x') if hasattr(b'', '__mod__') else b'1 x', bytes([65, 66]))
print(97 in b'abc', b'bc' in b'abc', {b'a': 1, 'a': 2}, hash(b'a') == hash('a'))

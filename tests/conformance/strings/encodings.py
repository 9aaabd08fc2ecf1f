# encode() and decode(), strict and with error handlers.
text = "Grüße €\U0001F600"
for codec in ("utf-8", "utf8", "UTF_8", "U8"):
    data = text.encode(codec)
    print(codec, len(data), data, data.decode(codec) == text)
print(text.encode("latin-1", "replace"), text.encode("ascii", "ignore"))
print(text.encode("ascii", "backslashreplace"), text.encode("ascii", "xmlcharrefreplace"))
print(b"abc\xff\xc3".decode("utf-8", "replace"), b"abc\xff".decode("utf-8", "ignore"))
print(b"\x80\xe9".decode("latin-1"), b"a\xff".decode("ascii", "backslashreplace"))
for call in (lambda: text.encode("ascii"), lambda: text.encode("latin-1"), lambda: b"\xff".decode(),
             lambda: b"\xe2\x82".decode("utf-8"), lambda: b"\xe9".decode("ascii"), lambda: "\ud800".encode()):
    try:
        print(call())
    except UnicodeError as error:
        print(type(error).__name__, error)
        print(error.encoding, error.start, error.end, error.reason)

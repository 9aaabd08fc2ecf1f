# repr() and ascii() choose quotes and escapes.
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t nl\n cr\r", "back\\slash", "\x00\x1f\x7f",
          "\x80\xa0\xad", "é日", "\u200b\u2028", "\ud800", "\U0001F600", "\U0010FFFF", ""):
    print(repr(s).encode("ascii", "backslashreplace").decode() if "\ud800" in s else repr(s), ascii(s))
print(str("it's"), [str("it's")], repr(repr("'")))

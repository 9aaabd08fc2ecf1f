# What ends a line, and what is kept of it.
text = "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x1deight\x1enine\x85ten\u2028eleven\u2029twelve"
print(text.splitlines())
print(text.splitlines(True))
print(text.splitlines(keepends=False) == text.splitlines())
for sample in ("", "\n", "\n\n", "a\n", "a\n\nb", "\r\n\r\n", "\n\r", "tab\tstays"):
    print(repr(sample), sample.splitlines(), sample.splitlines(keepends=True), sample.split("\n"))

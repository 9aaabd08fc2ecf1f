# isalpha() and its relatives on characters of several kinds.
names = ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "islower", "isupper", "istitle",
         "isspace", "isprintable", "isidentifier", "isascii")
for sample in ("a", "Z", "5", "٣", "²", "½", "Ⅷ", "一", "ª", "_", " ", "\u2003", "\x1f", "\n", "ǅ", "é",
               "\u0301", "\xad", "", "aB", "A1b", "Title Case", "1a", "\U0001F600", "\ud800", "class"):
    print(ascii(sample), [n[2:] for n in names if getattr(sample, n)()])

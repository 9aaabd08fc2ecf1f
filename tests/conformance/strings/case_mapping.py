# upper, lower, title, capitalize, swapcase, casefold beyond ASCII.
for word in ("hello World", "straße", "ǆur", "ΑΣΟΣ ΣΑΣ", "ﬁne", "İstanbul", "o'neill's 2nd", "ŉ", "ΐ"):
    print(word.upper(), word.lower(), word.title(), word.capitalize(), word.swapcase(), word.casefold())
print("Straße".casefold() == "STRASSE".casefold(), "Σ".lower(), "ΑΣ".lower(), "Σ.".lower())
print(len("ß".upper()), len("İ".lower()), "ABC".isupper(), "A1".isupper(), "1".isupper())
print("they're bill's".title(), "x_y z-w".title(), "3d mODEL".capitalize())

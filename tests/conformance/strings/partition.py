# partition and rpartition always give three strings.
for text in ("key=value", "a=b=c", "=", "none", "", "x="):
    print(text.partition("="), text.rpartition("="))
head, sep, tail = "http://www.python.org".partition("://")
print(head, sep, tail)
for bad in ("", 3, None):
    try:
        "abc".partition(bad)
    except Exception as error:
        print(type(error).__name__, error)
part = "whole".partition("/")
print(part[0] is not None, len(part), type(part).__name__)

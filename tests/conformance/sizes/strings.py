# A str's size: its kind and its length.
import sys

for text in ("", "a", "abc", "é", "éa", "abcdé", "ж", "日本", "a日", "😀", "a😀b"):
    print(len(text), sys.getsizeof(text), end="; ")
print()
n = 100
for c in "aéж😀":
    print(sys.getsizeof(c * n), sys.getsizeof(c * n + "x"), sys.getsizeof((c * n)[:50]), end="; ")
print()
mixed = "a" * 10 + "😀"
print(sys.getsizeof(mixed), sys.getsizeof(mixed[:10]), sys.getsizeof(mixed.replace("😀", "b")))
print(sys.getsizeof(str(10 ** 30)), sys.getsizeof(repr([1, 2, 3])), sys.getsizeof("%5d" % 3))
print(sys.getsizeof("ß".upper()), sys.getsizeof("é".upper()), sys.getsizeof("ж".encode().decode()))
print(sys.getsizeof(f"{'é'}{1}"), sys.getsizeof("".join(["a", "é"])), sys.getsizeof(chr(955)))

import sys

held = [sys.float_info, sys.int_info, sys.hash_info, sys.version_info]
for info in held:
    print(type(info).__name__, len(info), info.n_fields, isinstance(info, tuple), info[0] == list(info)[0])
largest, *rest = sys.float_info
print(largest == sys.float_info.max, len(rest), sys.int_info[1:], sys.hash_info.algorithm)
sys.stdout.writelines(str(n) + "\n" for n in sys.int_info)
del held[1:3]
print([type(info).__name__ for info in held], sys.getsizeof(sys.float_info), sys.getsizeof(sys.int_info))

# What the interpreter says of itself.
import sys
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.version_info.major, sys.version_info.releaselevel, sys.version.split()[0].startswith("3.11"), sys.hexversion >> 16 == 0x030B)
print(sys.maxsize == 2**63 - 1, sys.maxunicode, sys.byteorder, sys.platform, sys.getdefaultencoding(), sys.getrecursionlimit(), sys.getswitchinterval(), sys.float_repr_style, sys.api_version, sys.is_finalizing())
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.min, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.radix, sys.float_info[0] == sys.float_info.max, len(sys.float_info))
print(sys.int_info, sys.hash_info.width, sys.hash_info.modulus == 2**61 - 1, sys.hash_info.inf, hash(float("inf")) == sys.hash_info.inf)
print(sys.float_info)
print(repr(sys.version_info)[:35], type(sys.version_info).__name__, isinstance(sys.version_info, tuple), sys.exc_info(), "sys" in sys.modules, sys.modules["sys"] is sys, sys.stdout.name, sys.stderr.name, sys.stdout.encoding)
for f in (lambda: setattr(sys.version_info, "major", 4), lambda: type(sys.version_info)((1, 2)), lambda: getattr(sys, "nope")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

"""Random operations on ints, floats, strings and bytes, with what the real Python makes of them.

Prints one case a line: the operation, its operands as scalar_test.cc reads them, a tab, and
the result. Usage: scalar_cases.py GROUP COUNT
"""

import random
import struct
import sys
import warnings

warnings.simplefilter("ignore")
random.seed(20311)
choice = random.choice

KEYWORD = object()


def encode(value):
    kind = type(value)
    if value is None:
        return "N"
    if kind is bool:
        return "T" if value else "F"
    if kind is int:
        return f"i{value:x}"
    if kind is float:
        return f"f{struct.unpack('Q', struct.pack('d', value))[0]:x}"
    if kind is str:
        return "s" + value.encode("utf-8", "surrogatepass").hex()
    if kind is bytes:
        return "b" + value.hex()
    if kind is tuple:
        return " ".join([f"t{len(value)}", *map(encode, value)])
    if kind is list:
        return " ".join([f"l{len(value)}", *map(encode, value)])
    if kind is dict:
        return " ".join([f"d{len(value)}", *(encode(x) for pair in value.items() for x in pair)])
    if kind is slice:
        return " ".join(["S", encode(value.start), encode(value.stop), encode(value.step)])
    if kind is type:
        return "K" + value.__name__
    raise TypeError(kind)


def show(value):
    """repr, and the size of scalars."""
    text = ascii(value)
    if isinstance(value, (int, float, str, bytes)):
        text += f" #{value.__sizeof__()}"
    return text


BINARY = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "true_divide": lambda a, b: a / b,
    "floor_divide": lambda a, b: a // b,
    "remainder": lambda a, b: a % b,
    "divmod": divmod,
    "lshift": lambda a, b: a << b,
    "rshift": lambda a, b: a >> b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "getitem": lambda a, b: a[b],
    "contains": lambda a, b: b in a,
    "format": format,
}
UNARY = {
    "negative": lambda a: -a,
    "positive": lambda a: +a,
    "absolute": abs,
    "invert": lambda a: ~a,
    "hash": hash,
    "repr": repr,
    "str": str,
    "bool": bool,
    "len": len,
    "items": list,
}
OTHER = {"power": pow}


def evaluate(operation, operands):
    if operation.startswith("."):
        names = operation.split(",")
        keywords = dict(zip(names[1:], operands[len(operands) - len(names) + 1:]))
        positional = operands[1:len(operands) - len(keywords)]
        return getattr(operands[0], names[0][1:])(*positional, **keywords)
    if operation == "call":
        return operands[0](*operands[1:])
    return (BINARY.get(operation) or UNARY.get(operation) or OTHER[operation])(*operands)


def emit(operation, *operands):
    line = " ".join([operation, *map(encode, operands)])
    try:
        result = evaluate(operation, operands)
        if isinstance(result, complex):
            return
        text = show(result)
    except (MemoryError, RecursionError):
        return
    except Exception as error:
        if "complex" in str(error):
            return
        text = f"{type(error).__name__}: {error}"
    text = text.encode("ascii", "backslashreplace").decode()
    print(line, text.replace("\n", "\\n"), sep="\t")


def integer():
    bits = choice([3, 8, 9, 16, 29, 30, 31, 33, 59, 60, 61, 62, 63, 64, 65, 90, 100, 300, 2000])
    value = choice([random.getrandbits(bits), (1 << bits) + random.randrange(-2, 3), choice([0, 1, 2, 5, 10])])
    return -value if random.random() < 0.4 else value


def real():
    if random.random() < 0.1:
        return choice([0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1e308, 5e-324, 2.0**53])
    if random.random() < 0.4:
        return struct.unpack("d", random.randbytes(8))[0]
    if random.random() < 0.5:
        return random.randrange(-1000, 1000) / choice([1, 2, 4, 8, 10, 100])
    return random.uniform(-10, 10) * 10.0 ** random.randrange(-20, 25)


def number():
    return choice([integer, real, integer, lambda: choice([True, False])])()


ALPHABETS = [
    "ab", "aAbB c1_", "a,b;c", " \t\n\r\x0b\x0c\x1c\x85", "0123456789", "-+.eE0123456789_",
    "äöüßÄÖ", "ĳŉǰΐ", "ΣσςΑα.'", "абвАБВ", "ÿĀ€", "a😀b", "ǅǆǄ", "İıiI", "٣४", "½²³₁①", "中文字四",
    "\u2028\u3000a", "'\"\\\x01\x7f\xad", "\ud800a", "ﬁﬀſK",
]


def text(most=12):
    letters = "".join(random.sample(ALPHABETS, choice([1, 1, 1, 2, 3])))
    return "".join(random.choices(letters, k=random.randrange(most)))


def raw(most=10):
    letters = choice([b"ab", b"aAbB \t", b"abc,", bytes(range(256))])
    return bytes(random.choices(letters, k=random.randrange(most)))


def index():
    return choice([0, 1, 2, 3, -1, -2, -3, 5, 100, -100, 10**20, -(10**20)])


def part_of(whole):
    if not whole or random.random() < 0.3:
        return text(3) if isinstance(whole, str) else raw(3)
    start = random.randrange(len(whole))
    return whole[start:start + random.randrange(4)]


def piece():
    return choice([None, index(), index()])


def anything():
    return choice([1, 1.5, "a", b"a", None, True, (), [], {}])


def ints():
    operation = choice(list(BINARY)[:18] + ["power"])
    if operation in ("lshift", "rshift"):
        emit(operation, integer(), choice([random.randrange(0, 200), random.randrange(0, 3), -1, 10**30]))
    elif operation == "power":
        base = integer()
        exponent = random.randrange(-3, 40) if abs(base).bit_length() < 400 else random.randrange(3)
        if random.random() < 0.4:
            emit(operation, base, choice([integer(), exponent]), integer())
        else:
            emit(operation, base, exponent)
    else:
        emit(operation, integer(), integer())
    emit(choice(list(UNARY)[:8]), integer())


def int_methods():
    value = integer()
    emit(choice([".bit_length", ".bit_count", ".conjugate", ".as_integer_ratio", ".__index__", ".__trunc__", ".__floor__", ".__ceil__", ".__int__", ".__float__"]), value)
    emit(".__round__", value, choice([0, -1, -2, -3, -10, 5, -700, 10**20]))
    length = choice([1, 2, 4, 8, 9, 20])
    order = choice(["big", "little", "middle"])
    emit(".to_bytes,signed", value, length, order, choice([True, False]))
    emit(".to_bytes", value, length, order)
    emit(".to_bytes", value)
    emit(".from_bytes,signed", int, raw(20), order, choice([True, False]))
    emit("call", int, choice([text(), real(), str(integer()), anything(), raw()]))
    base = choice([0, 2, 8, 10, 16, 36, 1, 37])
    digits = choice(["0x", "0o", "0b", "0X", "", "-", "+ ", " "]) + "".join(random.choices("01_", k=random.randrange(6))) + choice(["", "7", "9", "f", "z", " ", "_"])
    emit("call", int, digits, base)
    emit("call", int, choice([f"{value:x}", f"{value:b}", f"{value:o}", str(value)[:4000]]), choice([0, 2, 8, 10, 16]))
    emit("call", int, "9" * choice([4299, 4300, 4301]))
    emit("repr", 10 ** choice([4299, 4300, 4301, 5000]))


def floats():
    operation = choice(list(BINARY)[:18])
    a, b = choice([(real(), real()), (real(), number()), (number(), real())])
    emit(operation, a, b)
    value = real()
    emit(choice(list(UNARY)[:8]), value if value == value else 1.5)  # the hash of a NaN is its address
    emit("eq", *choice([(float(x), x) for x in [integer()] if abs(x) < 10**300] or [(1.0, 1)]))
    emit("power", *choice([(real(), random.randrange(-5, 6)), (real(), choice([0.5, -0.5, 2.0])), (number(), number() % 7)]))
    emit("power", real(), real(), choice([None, 2]))


def float_methods():
    value = real()
    emit(choice([".hex", ".is_integer", ".as_integer_ratio", ".conjugate", ".__trunc__", ".__floor__", ".__ceil__", ".__round__", ".__int__"]), value)
    emit(".__round__", value, choice([None, *range(-5, 20), 400, -400, 10**30]))
    emit(".__round__", random.randrange(-100000, 100000) / choice([2, 4, 8, 10, 100, 1000]), choice([0, 1, 2, 3, -1, -2, -3]))
    emit(".fromhex", float, choice([value.hex(), text(), "0x1.8p3", "1.", ".8", "p1", "0x", "inf", "-nan", " 0x1p-1080 ", "1p5000", "0x1.fffffffffffff8p0", "0x1.ffffffffffffe7p0"]))
    emit("call", float, choice([repr(value), text(), " 1_0.5 ", "1__0", "_1", "1_", "1e5_0", "infinity", "-NaN", "1e", "1e400", ".", "1.e5", "٣.٥", anything(), raw(), integer()]))
    emit("call", float, repr(value)[:random.randrange(1, 20)])


def spec(types="sdbcoxXneEfFgG%"):
    return "".join([
        choice(["", "", "*", "€", "0", "😀"]) + choice(["<", ">", "^", "="]) if random.random() < 0.4 else "",
        choice(["", "", "+", "-", " "]), choice(["", "", "", "", "z"]), choice(["", "", "", "#"]), choice(["", "", "", "0"]),
        choice(["", "", "5", "12", "20", "33", "1"]), choice(["", "", "", ",", "_", ",_"]),
        choice(["", "", ".0", ".3", ".10", ".", ".30"]), choice(["", choice(types), choice(types), choice(types), "y", "dd"]),
    ])


def formats():
    emit("format", integer(), spec("dbcoxXn"))
    emit("format", random.randrange(-10**7, 10**7), spec("dbcoxXneEfFgG%"))
    emit("format", real(), spec("eEfFgGn%"))
    emit("format", real(), spec("eEfFgGn%"))
    emit("format", text(), spec("s"))
    emit("format", choice([True, False]), spec())
    emit("format", choice([1, 1.5, "a"]), text(5))


def percents():
    directive = lambda: "%" + "".join([
        choice(["", "", "-", "+", " ", "0", "#", "-+", "0#", "#0"]), choice(["", "", "5", "12", "*"]),
        choice(["", "", ".0", ".3", ".", ".*", ".15"]), choice(["", "", "", "l", "h"]), choice("sradiuoxXeEfFgGc%yr")])
    value = lambda: choice([random.randrange(-10**5, 10**5), 10**30, -(2**64), random.randrange(100), real(), text(), anything(), raw(), 65, 0x1f600])
    emit("remainder", text(4).replace("%", "") + directive(), value())
    emit("remainder", directive() + "|" + directive(), tuple(value() for _ in range(choice([0, 1, 2, 2, 2, 3, 4]))))
    emit("remainder", "%(a)" + choice(["s", "d", "5s", "*d", "r", ""]) + choice(["", "%(b)d", "%s", "%(a"]), choice([{"a": value(), "b": 2}, {"a": 1}, value()]))
    emit("remainder", text(), anything())


def braces():
    values = [choice([random.randrange(-99, 99), 10**30, real(), text(5), anything(), [1, 2], {"k": 5, "7": 6}]) for _ in range(3)]
    name = choice([["0", "1", "2", "0", "1", "9", "-1"], [""], ["a", "a.b", "a.real", "a[0]"], ["0[k]", "0[7]", "1[0]", "0.real", "0[", "0]", "0.imag[1]", "0[]", "0.", "0[k]x"]])
    wrong = random.random() < 0.3
    field = lambda: "".join(["{", choice(name), choice(["", "", "!r", "!s", "!a"] + ["!x", "!"] * wrong), choice(["", "", ":", ":>10", ":20", ":{}", ":{1}"] + [":{0}", ":d", ":{", ":}}"] * wrong), choice(["}", "}", "}", "}" * (not wrong)])])
    pieces = "".join(choice(["", "x", "{{", "}}", "}" * wrong, "é"]) + field() for _ in range(choice([1, 1, 2, 3])))
    emit(".format", pieces, *values)
    emit(".format,a", pieces, *values, choice([5, "é", [3]]))
    emit(".format_map", pieces, {"a": choice([5, "é"])})


def strings():
    whole = text(20)
    other = part_of(whole)
    emit(choice([".upper", ".lower", ".title", ".capitalize", ".casefold", ".swapcase", ".isalpha", ".isdigit", ".isdecimal", ".isnumeric", ".isalnum", ".isspace", ".isupper", ".islower", ".istitle", ".isidentifier", ".isprintable", ".isascii", ".strip", ".lstrip", ".rstrip", ".split", ".rsplit", ".splitlines", ".expandtabs"]), whole)
    emit(choice([".find", ".rfind", ".index", ".rindex", ".count", ".startswith", ".endswith"]), whole, other, *[piece() for _ in range(choice([0, 0, 1, 2]))])
    emit(choice([".startswith", ".endswith"]), whole, choice([(other, text(2)), (), (1,), 5]))
    emit(choice([".split", ".rsplit"]), whole, choice([other, other, None, 1]), choice([-1, 0, 1, 2, 10]))
    emit(choice([".partition", ".rpartition", ".removeprefix", ".removesuffix", ".strip", ".lstrip", ".rstrip"]), whole, choice([other, other, other, anything()]))
    emit(".replace", whole, other, text(4), *choice([(), (), (1,), (0,), (2,)]))
    emit(".replace", whole, *choice([("a", "b"), ("é", "e"), ("", "-"), (1, 2)]))
    emit(choice([".center", ".ljust", ".rjust"]), whole, random.randrange(30), *choice([(), ("*",), ("€",), ("ab",), (1,)]))
    emit(".zfill", choice([whole, "-5", "+", "-é"]), random.randrange(25))
    emit(".splitlines", whole, choice([True, False]))
    emit(".expandtabs", whole.replace(" ", "\t"), choice([0, 1, 4, 8, -1]))
    emit(".join", text(3), choice([[text(4) for _ in range(random.randrange(5))], (whole,), ["a", 1], 5, whole, {"x": 1}]))
    emit("getitem", whole, choice([index(), slice(piece(), piece(), choice([None, None, 1, 2, -1, -2, 0])), anything()]))
    emit("contains", whole, choice([other, other, anything()]))
    emit("add", whole, choice([other, anything()]))
    emit("multiply", *choice([(whole, random.randrange(-1, 5)), (random.randrange(4), whole), (whole, 10**30), (whole, anything())]))
    emit(choice(list(BINARY)[12:18]), whole, choice([other, whole, text(20), anything()]))
    emit(choice(["hash", "repr", "str", "bool", "len", "items"]), whole)
    emit(".translate", whole, {ord(c): choice([None, "x", "€", 66, c, "ab"]) for c in (whole or "a")[:5]})
    emit(".maketrans", str, *choice([(whole, whole[::-1]), (whole, other), (whole, whole, other), ({"a": 1, 5: "x"},), ({"ab": 1},), ({1.5: 1},), (1,), ("a", 1)]))


def codecs():
    whole = text(12)
    data = choice([raw(10), whole.encode("utf-8", "surrogatepass"), whole.encode("utf-8", "surrogatepass")[:-1], bytes(random.choices(b"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\x80\xff\xc0", k=6))])
    encoding = choice(["utf-8", "UTF8", "ascii", "latin-1", "iso-8859-1", "nonsense", "us-ascii"])
    errors = choice(["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass", "nonsense"])
    emit(".encode", whole)
    emit(".encode", whole, encoding, errors)
    emit(".decode", data)
    emit(".decode", data, encoding, errors)
    emit(".encode,errors", whole, errors)
    emit("call", str, data, encoding)
    emit("call", str, choice([data, anything(), whole]))
    emit("call", bytes, *choice([(whole, encoding), (whole,), (anything(),), ([1, 2, 300],), ((65, 66),), (5,), (-1,), (1, "a"), (data,)]))


def byte_strings():
    whole = raw(20)
    other = part_of(whole)
    emit(choice([".find", ".rfind", ".index", ".rindex", ".count", ".startswith", ".endswith"]), whole, choice([other, other, 97, 300, "a"]), *[piece() for _ in range(choice([0, 0, 1, 2]))])
    emit(choice([".split", ".partition", ".rpartition", ".strip", ".lstrip", ".rstrip", ".removeprefix", ".removesuffix"]), whole, choice([other, other, "a", 1]))
    emit(choice([".split", ".strip", ".lstrip", ".rstrip", ".upper", ".lower", ".hex"]), whole)
    emit(".split", whole, choice([other, None]), choice([0, 1, 2, -1]))
    emit(".hex", whole, choice([":", b"-", "ab", "é", 1]), *choice([(), (2,), (-3,), (0,)]))
    emit(".fromhex", bytes, choice([whole.hex(), whole.hex(" "), text(), "6 1", "616"]))
    emit(".replace", whole, other, raw(3), *choice([(), (1,), (0,)]))
    emit(".join", raw(3), choice([[raw(4) for _ in range(random.randrange(4))], [b"a", 1], "ab", 5, (whole,)]))
    emit("getitem", whole, choice([index(), slice(piece(), piece(), choice([None, 1, 2, -1, 0])), "a"]))
    emit("contains", whole, choice([other, 97, 300, -1, "a"]))
    emit("add", whole, choice([other, "a", 1]))
    emit("multiply", whole, choice([0, 1, 2, 3, -1]))
    emit(choice(list(BINARY)[12:18]), whole, choice([other, whole, "a", 1]))
    emit(choice(["hash", "repr", "bool", "len", "items"]), whole)


def main():
    group, count = sys.argv[1], int(sys.argv[2])
    for _ in range(count):
        globals()[group]()


main()

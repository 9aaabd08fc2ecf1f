# Text of an int has at most 4300 digits; the int itself may have any number.
x = 10 ** 100000
print(x.bit_length(), x % 97, (x // 3) % 1000)
for make in (str, repr, '{}'.format, '%d'.__mod__, '{:d}'.format):
    try:
        make(x)
    except ValueError as error:
        print(error)
print(len(str(10 ** 4299)), len(hex(x)))
try:
    int('1' * 4301)
except ValueError as error:
    print(error)
print(int('1' * 4300) % 1000, int('f' * 5000, 16) % 1000)

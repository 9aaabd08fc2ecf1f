# Every base, with underscores, and what the digits may look like.
for value in (0, 00, 0b1011, 0B1_0, 0o17, 0O7_7, 0xff, 0XdeadBEEF, 0x_f, 1_000_000, 0_0):
    print(value, end=" ")
print()
print(10**30, -10**30, 0xffff_ffff_ffff_ffff, (1 << 100) - 1)
print(-1 .bit_length(), (255).bit_length(), 1 .real, 7 .__add__(3))
print(type(1), type(10**40), 1_0 == 10, 0b111 == 0o7 == 0x7 == 7)

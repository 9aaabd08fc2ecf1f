import sys


class T:
    def __del__(self):
        print("del at exit")


t = T()
try:
    sys.exit(7)
finally:
    print("cleanup")

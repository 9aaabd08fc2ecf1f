# SystemExit is an exception like others until it is not caught.
import sys
for code in (None, 0, 3, 'text', (1, 2)):
    try: sys.exit(code)
    except SystemExit as error: print(repr(error), error.code, error.args)
try: raise SystemExit
except SystemExit as e: print(e.code)
def main():
    try: sys.exit(5)
    except Exception: print('not an Exception')
    finally: print('finally runs')
main()

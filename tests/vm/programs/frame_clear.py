# A frame that is over can be emptied; a suspended generator's ends with it.
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('gone', self.name)


def function():
    inside = Told('local')
    return sys._getframe()


frame = function()
print(sorted(frame.f_locals), frame.f_back is None)
frame.clear()
print("kept by f_locals")
print('cleared', frame.f_locals, frame.f_lineno)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)


def generator():
    held = Told('in generator')
    try:
        yield 1
    finally:
        print('finally')


made = generator()
next(made)
made.gi_frame.clear()
print(made.gi_frame, list(made))
try:
    function().nothing
except AttributeError as error:
    error.__traceback__.tb_frame
    print(error)
print(sys, made.__doc__)

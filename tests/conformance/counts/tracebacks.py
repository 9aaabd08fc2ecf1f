# A traceback entry holds the next one and its frame.
import sys


def third():
    raise RuntimeError("deep")


def second():
    third()


def first():
    second()


try:
    first()
except RuntimeError as e:
    tb = e.__traceback__
    names = []
    counts = []
    while tb is not None:
        names.append(tb.tb_frame.f_code.co_name)
        counts.append((sys.getrefcount(tb), sys.getrefcount(tb.tb_frame)))
        tb = tb.tb_next
    print(names)
    print(counts)
    keep = e.__traceback__.tb_next
print(sys.getrefcount(keep), sys.getrefcount(keep.tb_next), keep.tb_lineno)
last = keep.tb_next
frame = last.tb_frame
keep = None
print(sys.getrefcount(last), sys.getrefcount(frame), frame.f_lineno)
last = None
print(sys.getrefcount(frame), frame.f_code.co_name)

import threading


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.exc_traceback is not None, args.thread.name)


threading.excepthook = hook


def bad(n):
    return 1 // n


thread = threading.Thread(target=bad, args=(0,), name="divider")
thread.start()
thread.join()
print("done")

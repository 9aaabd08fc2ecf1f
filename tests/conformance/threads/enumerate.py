import threading

print(threading.active_count(), [t.name for t in threading.enumerate()])
event = threading.Event()
threads = [threading.Thread(target=event.wait, name=f"w{n}") for n in range(3)]
for thread in threads:
    thread.start()
print(threading.active_count(), sorted(t.name for t in threading.enumerate()))
idents = {t.ident for t in threads} | {threading.get_ident()}
print(len(idents), threading.get_ident() == threading.main_thread().ident)
event.set()
for thread in threads:
    thread.join()
print(threading.active_count())

import threading

condition = threading.Condition()
turn = "ping"
said = []


def player(mine, other, times):
    global turn
    for _ in range(times):
        with condition:
            condition.wait_for(lambda: turn == mine)
            said.append(mine)
            turn = other
            condition.notify()


threads = [threading.Thread(target=player, args=pair + (5,)) for pair in (("ping", "pong"), ("pong", "ping"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(said)

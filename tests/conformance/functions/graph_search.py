# Breadth first, depth first, Dijkstra, topological order, components.
graph = {'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 6}, 'c': {'d': 3}, 'd': {}, 'e': {'a': 1}}
def bfs(start):
    seen, queue = [start], [start]
    while queue:
        for n in graph[queue.pop(0)]:
            if n not in seen:
                seen.append(n)
                queue.append(n)
    return seen
def dfs(node, seen=None):
    seen = [] if seen is None else seen
    if node not in seen:
        seen.append(node)
        for n in graph[node]: dfs(n, seen)
    return seen
def dijkstra(start):
    dist, todo = {start: 0}, {start}
    while todo:
        node = min(todo, key=lambda n: (dist[n], n))
        todo.remove(node)
        for n, w in graph[node].items():
            if dist[node] + w < dist.get(n, float('inf')):
                dist[n] = dist[node] + w
                todo.add(n)
    return dist
def topological():
    order, state = [], {}
    def visit(n):
        if state.get(n) == 'open': raise ValueError(f'cycle at {n}')
        if n in state: return
        state[n] = 'open'
        for m in graph[n]: visit(m)
        state[n] = 'done'
        order.insert(0, n)
    for n in graph: visit(n)
    return order
print(bfs('a'), dfs('e'), dijkstra('e'), topological())
graph['d']['b'] = 1
try: topological()
except ValueError as error: print(error)

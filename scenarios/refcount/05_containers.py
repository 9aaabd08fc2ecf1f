#: title Containers hold references
#: teaches what a list, a tuple and a dict keep alive

point = [1000, 2000]
points = [point, [3000]]
names = {"start": point}
#: figure containers-1 view=objects caption "three ways to reach one list"
#: expect refs(point) == 3

del point
#: figure containers-2 view=objects caption "the containers keep it alive"
#: expect refs(points[0]) == 2 and names["start"] is points[0]

points.clear()
#: figure containers-3 view=objects caption "only the dict holds it now"
#: expect len(points) == 0

print(names, points)

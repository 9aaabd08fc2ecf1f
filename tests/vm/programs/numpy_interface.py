import numpy as np
a = np.arange(6)
i = a.__array_interface__
print(list(i), i['shape'], i['typestr'], i['strides'], i['descr'], i['version'], i['data'][1], i['data'][0] % 8)
b = a[2:]
print(b.__array_interface__['data'][0] - i['data'][0], a[::-1].__array_interface__['data'][0] - i['data'][0], a[::2].__array_interface__['strides'])
print(a.reshape(2, 3).T.__array_interface__['strides'], a.reshape(2, 3).__array_interface__['shape'])
print(a.copy().__array_interface__['data'][0] == i['data'][0], a.view().__array_interface__['data'] == i['data'])

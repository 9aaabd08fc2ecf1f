# Products of vectors and matrices.
import numpy as np

A = np.array([[1, 2], [3, 4], [5, 6]])
x = np.array([1, -1])
print(A @ x, A.dot(x), np.dot(x, x), x @ x, type(x @ x))
print(A.T @ A, (A @ A.T).shape)
print(np.outer(x, x), np.inner(A[0], x), np.eye(2) @ x)
total = 0
for i in range(3):
    for j in range(2):
        total += A[i, j] * x[j]
print(total, type(total), (A @ x).sum())
for wrong in (lambda: A @ A, lambda: A.dot(np.ones(3)), lambda: np.dot(A, A)):
    try:
        wrong()
    except ValueError as e:
        print(e)
B = np.zeros((3, 3))
np.dot(A.astype(float), A.T.astype(float), out=B)
print(B)

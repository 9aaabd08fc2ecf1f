# What goes wrong with indices and shapes, and how numpy says it.
import numpy as np

a = np.arange(6).reshape(2, 3)


def attempt(text, function):
    try:
        print(text, "->", function())
    except Exception as e:
        print(f"{text} -> {type(e).__name__}: {e}")


attempt("a[2]", lambda: a[2])
attempt("a[0, 3]", lambda: a[0, 3])
attempt("a[0, 0, 0]", lambda: a[0, 0, 0])
attempt("a[1.0]", lambda: a[1.0])
attempt("a['x']", lambda: a["x"])
attempt("a[[0, 5]]", lambda: a[[0, 5]])
attempt("a[[True, False, True]]", lambda: a[[True, False, True]])
attempt("a[5:9]", lambda: a[5:9])
attempt("a[..., ...]", lambda: a[..., ...])
attempt("a + [1, 2]", lambda: a + [1, 2])
attempt("a.sum(axis=2)", lambda: a.sum(axis=2))
attempt("np.array([[1, 2], [3]])", lambda: np.array([[1, 2], [3]]))
attempt("len(np.array(5))", lambda: len(np.array(5)))
attempt("hash(a)", lambda: hash(a))
attempt("int(a)", lambda: int(a))
attempt("{a: 1}", lambda: {a: 1})
attempt("np.zeros((2, -1))", lambda: np.zeros((2, -1)))
attempt("a.nothing", lambda: a.nothing)
attempt("if a", lambda: bool(a))
attempt("a.item()", lambda: a.item())

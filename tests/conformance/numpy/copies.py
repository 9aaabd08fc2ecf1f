# Which calls copy.
import copy
import numpy as np

a = np.arange(6).reshape(2, 3)
calls = [("np.array(a)", np.array(a)), ("np.asarray(a)", np.asarray(a)), ("a.copy()", a.copy()),
         ("a[:]", a[:]), ("a.view()", a.view()), ("a.reshape(-1)", a.reshape(-1)), ("a.ravel()", a.ravel()),
         ("a.flatten()", a.flatten()), ("a.T", a.T), ("a.T.ravel()", a.T.ravel()), ("a.T.reshape(6)", a.T.reshape(6)),
         ("a.astype(int)", a.astype(int)), ("a.astype(int, copy=False)", a.astype(int, copy=False)),
         ("copy.copy(a)", copy.copy(a)), ("copy.deepcopy(a)", copy.deepcopy(a)), ("a.squeeze()", a.squeeze()),
         ("np.squeeze(a[None])", np.squeeze(a[None])), ("np.transpose(a)", np.transpose(a)),
         ("np.concatenate([a])", np.concatenate([a])), ("np.ascontiguousarray(a)", np.ascontiguousarray(a)),
         ("np.ascontiguousarray(a.T)", np.ascontiguousarray(a.T)), ("a + 0", a + 0), ("+a", +a)]
for text, result in calls:
    kind = "same object" if result is a else "view" if np.shares_memory(result, a) else "copy"
    print(f"{text:26} {kind:12} owndata={result.flags.owndata}")

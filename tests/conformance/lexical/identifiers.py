# Letters of any script, normalised; soft keywords are names.
größe = 3
名前 = 'name'
ℌ = 1
print(größe, 名前, H, 'H' in globals(), 'ℌ' in globals())
match = 1
case = 2
type = 3
_ = 4
print(match, case, type, _)
class Größe:
    def __init__(self, ﬁ):
        self.ﬁ = ﬁ
made = Größe(7)
print(made.fi, vars(made), Größe.__name__)
print('größe'.isidentifier(), '1a'.isidentifier(), 'if'.isidentifier(), 'a b'.isidentifier())
def f(*, naïve): return naïve
print(f(naïve=1), f.__code__.co_varnames)

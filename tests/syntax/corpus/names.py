match = 1
case = 2
_ = 3
type = 4
match(x)
match[x]
match.x
match
match, case = case, match
match = {match: case}
print(match, case)
match: int = 3
match * a
match -a
match (a)
match [a]
match in b
match is None
match if a else b
match = lambda match: match
type(x)
type = type(x)
type.x
type[x]
print
print(x)
exec(x)
eval("x")
def match(case): pass
class case(match): pass
for match in case: pass
with match as case: pass
import match
from match import case as match
async_ = await_ = 1
é = ñ = 名前 = 1
ﬁ = ℌ = ª = µ = 1
x.ﬁeld = é.é
def ﬀ(ﬁ, *ℌ, **µ): return ﬁ
f(ﬁ=1)
import ﬁ.é as ℌ
global ﬁ

f""
f"a"
f"{a}"
f"a{b}c"
f"{a}{b}"
f"{{}}"
f"{{{a}}}"
f"}}{{"
f"{a!r}" f"{a!s}" f"{a!a}"
f"{a:x}"
f"{a:>10}"
f"{a!r:>10}"
f"{a:{b}}"
f"{a:{b}.{c}}"
f"{a:{b!r}}"
f"{a:{b:}}" if 0 else 1
f"{a:{'>'}{10}}"
f"{a=}"
f"{a = }"
f"{ a = !r}"
f"{a=:>5}"
f"{a+b=}"
f"{a:=5}"
f"{(a:=5)}"
f"{a!=b}"
f"{a==b}"
f"{a<=b}{a>=b}{a<b}{a>b}"
f"{ a }"
f"{a,}"
f"{a, b}"
f"{*a, b}"
f"{yield_}"
f"{(lambda x: x)(1)}"
f"{a['b']}"
f'{a["b"]}'
f"{a[b:c]}"
f"{ {1: 2}[1] }"
f"{[a for b in c]}"
f"{a if b else c}"
f"{'x'}"
f"{'''x'''}"
f"{f'{a}'}"
f"{f'{f2}' f'x'}"
f"""{f'''{f"{a}"}'''}"""
f"{a}" "b" f"{c}"
"a" f"{b}" "c" "d"
"a" "b" f"c" "d"
u"a" f"{b}"
f"" ""
rf"\n{a}\{b}"
fr'\x{a:\d}'
F"{a}" fR"\q{b}" Rf"{c}"
f"\n{a}\x41{b}\N{EURO SIGN}{c}"
f"\N{EURO SIGN}"
f"é{a}€{b}😀{c:é}"
f"{é}{ a + é }"
f"{a:\n}"
f"{a:%H:%M}"
f"""
{a}
  {b} {c
}
{
  d
  + e
} {
 f:{w}
 {z}} { {1,
2} } {'''a
b''' + q}
"""
x = (f"a{b:#x} "
     f"c{d:1} {e:2}" "q"
     "r" f'{s}')
def g():
    return f"""
      {a}
    """, f"{c}"

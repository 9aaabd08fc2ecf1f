# ExceptionGroup as a class: several exceptions in one.
group = ExceptionGroup('several', [ValueError('a'), TypeError('b'), ExceptionGroup('inner', [KeyError('c')])])
print(repr(group), '|', group, '|', group.message, len(group.exceptions), group.args[0])
print(isinstance(group, Exception), type(BaseExceptionGroup('x', [KeyError()])).__name__, type(BaseExceptionGroup('x', [KeyboardInterrupt()])).__name__)
match, rest = group.split(ValueError)
print(repr(match), '|', repr(rest))
print(repr(group.subgroup(KeyError)), group.subgroup(OSError), repr(group.subgroup(lambda e: 'b' in str(e))))
try: raise group
except ExceptionGroup as error: print('caught', error, [type(e).__name__ for e in error.exceptions])
for wrong in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup('x'), lambda: ExceptionGroup(1, [KeyError()]),
              lambda: ExceptionGroup('x', [KeyboardInterrupt()]), lambda: ExceptionGroup('x', 5)):
    try: wrong()
    except (TypeError, ValueError) as error: print(type(error).__name__, error)
derived = group.derive([OSError('d')])
print(repr(derived), type(derived).__name__)


class Many(ExceptionGroup):
    def derive(self, members):
        return Many(self.message, members)


many = Many('many', [KeyError(1), OSError(2), Many('more', [KeyError(3)])])
many.add_note('noted')
match, rest = many.split(KeyError)
print(repr(match), repr(rest), match.__notes__, rest.__notes__, type(match) is Many)
print(Many.__mro__, ExceptionGroup.__bases__, issubclass(ExceptionGroup, Exception))
print(ExceptionGroup in Exception.__subclasses__(), ExceptionGroup[int])
del many, match, rest, group, derived

# format() goes to __format__, which must give a str.
class Hours:
    def __init__(self, minutes):
        self.minutes = minutes

    def __format__(self, spec):
        if spec == "h":
            return f"{self.minutes // 60}h"
        return format(self.minutes, spec)

class Bad:
    def __format__(self, spec):
        return 5

class Plain:
    def __str__(self):
        return "plain!"

print(format(Hours(135), "h"), f"{Hours(135):>6}", "{:h} {:+}".format(Hours(60), Hours(5)), format(Plain()), f"{Plain()}", format(Plain(), ""))
for f in (lambda: format(Bad()), lambda: f"{Plain():5}", lambda: format(1, 2), lambda: format(), lambda: "{:x}".format(Plain()), lambda: format("a", None)):
    try:
        print(f())
    except TypeError as error:
        print(error)

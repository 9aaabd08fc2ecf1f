# Three kinds of methods; alternative constructors.
class Date:
    made = 0
    def __init__(self, year, month, day): self.year, self.month, self.day = year, month, day
    @classmethod
    def parse(cls, text):
        cls.made += 1
        return cls(*map(int, text.split('-')))
    @staticmethod
    def is_leap(year): return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    def __str__(self): return f'{self.year:04}-{self.month:02}-{self.day:02}'
class German(Date):
    def __str__(self): return f'{self.day}.{self.month}.{self.year}'
d, g = Date.parse('2024-2-29'), German.parse('1999-12-31')
print(d, g, Date.made, German.made, Date.is_leap(1900), d.is_leap(2000), type(g).__name__)
print(Date.parse.__self__, German.parse.__self__, g.parse.__func__ is Date.__dict__['parse'].__func__)
print(type(Date.__dict__['is_leap']), type(Date.__dict__['parse']), type(Date.__str__), type(d.__str__))
print(d.__str__.__self__ is d, d.__str__.__func__ is Date.__str__, d.__str__ == d.__str__, d.__str__ is d.__str__)
bound = g.__str__
g.day = 1
print(bound(), Date.__str__(g), staticmethod(len)('abc'), Date.__dict__['is_leap'](2023))

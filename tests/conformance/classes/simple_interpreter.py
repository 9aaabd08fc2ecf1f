# A tokenizer, a parser and an evaluator in classes.
class Parser:
    def __init__(self, text):
        self.tokens = self.tokenize(text) + [None]
        self.at = 0
    @staticmethod
    def tokenize(text):
        tokens, i = [], 0
        while i < len(text):
            if text[i].isspace(): i += 1
            elif text[i].isdigit():
                j = i
                while j < len(text) and text[j].isdigit(): j += 1
                tokens.append(int(text[i:j])); i = j
            elif text[i] in '+-*/()': tokens.append(text[i]); i += 1
            else: raise SyntaxError(f'unexpected {text[i]!r} at {i}')
        return tokens
    def take(self, *wanted):
        token = self.tokens[self.at]
        if token in wanted or (int in wanted and isinstance(token, int)):
            self.at += 1
            return token
    def expr(self):
        value = self.term()
        while op := self.take('+', '-'): value = value + self.term() if op == '+' else value - self.term()
        return value
    def term(self):
        value = self.factor()
        while op := self.take('*', '/'): value = value * self.factor() if op == '*' else value / self.factor()
        return value
    def factor(self):
        if self.take('-'): return -self.factor()
        if self.take('('):
            value = self.expr()
            if not self.take(')'): raise SyntaxError('missing )')
            return value
        number = self.take(int)
        if number is None: raise SyntaxError(f'unexpected {self.tokens[self.at]!r}')
        return number
for text in ('1 + 2 * 3', '(1 + 2) * -3', '8 / 4 / 2', '2 * (3 + 4) - 5', '0', '(1', '1 +', '1 $ 2', '1 / 0', '--5'):
    try: print(text, '=', Parser(text).expr())
    except (SyntaxError, ZeroDivisionError) as error: print(text, '->', type(error).__name__, error)

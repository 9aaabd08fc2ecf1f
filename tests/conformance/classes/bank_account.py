# A first class: state, methods, errors, class attributes.
class InsufficientFunds(Exception):
    def __init__(self, needed, balance):
        super().__init__(f'need {needed}, have {balance}')
        self.missing = needed - balance
class Account:
    bank = 'First'
    count = 0
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        Account.count += 1
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('amount must be positive')
        self._balance += amount
        return self
    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
    @property
    def balance(self): return self._balance
    def __repr__(self): return f'Account({self.owner!r}, {self._balance})'
class Savings(Account):
    rate = 0.05
    def add_interest(self): self.deposit(self.balance * self.rate)
a, s = Account('ann', 100), Savings('bob', 200)
a.deposit(50).deposit(25)
s.add_interest()
print(a, s, Account.count, s.bank)
for action in (lambda: a.withdraw(500), lambda: a.deposit(-1), lambda: setattr(a, 'balance', 9)):
    try: action()
    except (InsufficientFunds, ValueError, AttributeError) as error:
        print(type(error).__name__, error, getattr(error, 'missing', None))
s.bank = 'Other'
print(a.bank, s.bank, vars(s), isinstance(s, Account), Savings.__mro__)

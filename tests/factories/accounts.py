from itertools import count

from accounts.models import User

_numbers = count(1)


def make_user(*, email: str = "", password: str | None = None, **fields) -> User:
    return User.objects.create_user(email or f"person{next(_numbers)}@example.org", password, **fields)

"""Which version of a conversation a page showed."""

from django.http import HttpRequest

# Before the first message: whatever is sent with it has seen nothing.
UNSEEN = 0


def seen_version(request: HttpRequest) -> int:
    """The version that the pressed page carried as `seen`; what is no number has seen nothing."""
    return number(request.POST.get("seen", ""))


def number(said: str) -> int:
    """A version as a form says it."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else UNSEEN

"""How allauth behaves here: nobody signs up; people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes allauth's own sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False: the ways in are the set-up link and invitations."""
        return False

"""How allauth behaves here: nobody signs up; people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Person

NO_MATCH = _("This e-mail address and this password do not belong together. Check both and try again.")
TOO_OFTEN = _("Too many attempts. Wait five minutes, then try again.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes allauth's own sign-up page and says the same to everybody who may not come in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False: the ways in are the set-up link and invitations."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Back to sign-in without a word: that somebody left is nobody's business."""
        return redirect("sign-in")

    def add_message(self, *args: object, **kwargs: object) -> None:
        """None of allauth's own messages: the page that follows a sign-in says enough."""

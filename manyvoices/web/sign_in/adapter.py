"""How allauth behaves here: nobody signs up; every way in asks for the second step; every try is on the record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.web.sign_in import session_limits

NO_MATCH = _("This sign-in name and this password do not belong together. Check both and try again.")
TOO_OFTEN = _("Too many attempts. Wait five minutes, then try again.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes allauth's own sign-up page and says the same to everybody who may not come in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False: the ways in are the set-up link and invitations."""
        return False

    def get_login_stages(self) -> list[str]:
        """What stands between the first step, whichever it was, and a session."""
        return ["manyvoices.web.sign_in.stages.SecondStep"]

    def is_safe_url(self, url: str) -> bool:
        """Paths of our own host only, written as paths."""
        return url.startswith("/") and bool(super().is_safe_url(url))

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Back to sign-in without a word: that somebody left is nobody's business."""
        return redirect("sign-in")

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin the session, under a new id. Asks afresh whether the person is here: the second step takes its time."""
        if not Person.objects.filter(pk=user.pk, is_active=True).exists():
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)
        session_limits.begin(request.session)
        ways = [row.get("type", row["method"]) for row in get_authentication_records(request, user)]
        audit.record(actor=user, verb="sign_in", target=user, ways=ways)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep that somebody tried, and whom they tried to be where that is a person; never what they typed."""
        tried = person_who_types(_typed(credentials))
        audit.record(actor=None, verb="sign_in_failed", target=tried)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """None of allauth's own messages: the page that follows a sign-in says enough."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count an account, however it is named: by e-mail address or personnel number."""
        typed = _typed(credentials)
        person = person_who_types(typed)
        return f"person:{person.pk}" if person is not None else f"typed:{typed}"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What devices show when a passkey is made or used."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Our host, and the name of the organisation."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        home = organisation()
        return {**entity, "name": home.name if home is not None else "Manyvoices"}

    def _get_site_name(self) -> str:
        return "Manyvoices"


def person_who_types(login: str) -> Person | None:
    """Who signs in by this address or personnel number, in one query whoever it is."""
    return Person.objects.filter(Q(email=login) | Q(login__iexact=login)).order_by("pk").first()


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()

"""What the tests of signing in share: second steps that people have, and trying to come in."""

import time

from django.test import Client

from manyvoices.people.actions.keep_authenticator_app import keep_authenticator_app
from manyvoices.people.actions.make_recovery_codes import make_recovery_codes
from manyvoices.people.models import Person
from manyvoices.people.time_codes import SECONDS, code_at, new_secret
from tests.cast import PASSWORD


def give_app(person: Person) -> str:
    """The secret of the authenticator app this person now has; the code of this moment is spent."""
    secret = new_secret()
    keep_authenticator_app(actor=person, secret=secret, code=code_now(secret))
    return secret


def give_codes(person: Person) -> list[str]:
    """Recovery codes of a person who has an app."""
    return make_recovery_codes(actor=person)


def code_now(secret: str, ahead: int = 0) -> str:
    """What the app shows now, or `ahead` steps later."""
    return code_at(secret, int(time.time()) // SECONDS + ahead)


def type_password(client: Client, login: str, password: str = PASSWORD, **more: str) -> str:
    """Where the sign-in leads; empty where it stays."""
    return client.post("/sign-in", {"login": login, "password": password, **more}).headers.get("Location", "")


def is_in(client: Client) -> bool:
    """Whether somebody is signed in there."""
    return client.get("/me/security").status_code == 200

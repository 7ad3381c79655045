"""How docs/roles.md is tried: ways of signing in, and ending them."""

from allauth.mfa.models import Authenticator

from manyvoices.core import clock
from manyvoices.people.actions.add_passkey import add_passkey
from manyvoices.people.actions.change_password import change_password
from manyvoices.people.actions.end_sessions import end_sessions
from manyvoices.people.actions.keep_authenticator_app import keep_authenticator_app
from manyvoices.people.actions.make_recovery_codes import make_recovery_codes
from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.actions.remove_authenticator_app import remove_authenticator_app
from manyvoices.people.actions.remove_passkey import remove_passkey
from manyvoices.people.actions.revoke_sign_in_link import revoke_sign_in_link
from manyvoices.people.models import Person, SignInLink
from manyvoices.people.time_codes import SECONDS, code_at, new_secret
from tests.cast import Cast
from tests.roles import Try


def _link(cast: Cast) -> SignInLink:
    now = clock.now()
    return SignInLink.objects.create(
        person=cast.dan, token_hash="y", made_by=cast.ada, made_at=now, expires_at=now
    )


def _passkey(of: Person) -> Authenticator:
    return add_passkey(actor=of, name="Phone", credential={})


def _app(me: Person) -> None:
    secret = new_secret()
    keep_authenticator_app(
        actor=me, secret=secret, code=code_at(secret, int(clock.now().timestamp()) // SECONDS)
    )


def _codes(me: Person) -> None:
    _passkey(me)
    make_recovery_codes(actor=me)


TRIES = {
    "make_sign_in_link": Try(lambda me, cast: make_sign_in_link(actor=me, person=cast.dan)),
    "revoke_sign_in_link": Try(lambda me, cast: revoke_sign_in_link(actor=me, link=_link(cast))),
    "keep_authenticator_app": Try(own=lambda me, cast: _app(me)),
    "remove_authenticator_app": Try(own=lambda me, cast: remove_authenticator_app(actor=me)),
    "add_passkey": Try(own=lambda me, cast: _passkey(me)),
    "remove_passkey": Try(
        lambda me, cast: remove_passkey(actor=me, passkey=_passkey(cast.dan)),
        lambda me, cast: remove_passkey(actor=me, passkey=_passkey(me)),
    ),
    "make_recovery_codes": Try(own=lambda me, cast: _codes(me)),
    "change_password": Try(own=lambda me, cast: change_password(actor=me, password="an entirely new one")),
    "end_sessions": Try(own=lambda me, cast: end_sessions(actor=me)),
}

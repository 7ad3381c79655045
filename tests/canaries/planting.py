"""Puts a canary where each kind of secret is kept."""

import base64

from allauth.mfa.models import Authenticator
from django.test import Client

from manyvoices.core import clock
from manyvoices.core.encryption import encrypted
from manyvoices.federation.models import ActorKey
from manyvoices.notifications.models import Letter, MailServer
from manyvoices.people.actions.invite_person import invite_person
from manyvoices.people.actions.make_recovery_codes import make_recovery_codes
from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.password_keys import new_key
from manyvoices.people.second_steps import APP
from manyvoices.voices.models import Channel
from tests.cast import Cast

PASSWORD = "canary-of-the-password-7f3a"
CHANNEL = "canary-of-the-channel-91bc"
MAIL = "canary-of-the-mail-server-22de"
KEY = "canary-of-the-signing-key-c0de"
LETTER = "canary-of-the-letter-55aa"


def plant(cast: Cast) -> dict[str, str]:
    """Name of the secret -> the value that must appear nowhere, in each form in which it is kept."""
    cast.bo.set_password(PASSWORD)
    cast.bo.save()
    secret = base64.b32encode(b"canary-of-an-app-001").decode()
    Authenticator.objects.create(user=cast.bo, type=APP, data={"secret": encrypted(secret), "last_step": 0})
    codes = make_recovery_codes(actor=cast.bo)
    link, link_token = make_sign_in_link(actor=cast.ada, person=cast.dan)
    invitation, invitation_token = invite_person(
        actor=cast.ada, name="Finn", unit=cast.operations, role="ambassador"
    )
    _keep(cast)
    session = Client()
    session.force_login(cast.bo)
    return {
        "password": PASSWORD,
        "password hash": cast.bo.password,
        "app": secret,
        **{f"recovery code {place}": code for place, code in enumerate(codes)},
        "sign-in link": link_token,
        "hash of the sign-in link": link.token_hash,
        "invitation": invitation_token,
        "hash of the invitation": invitation.token_hash,
        "password key": new_key(cast.bo),
        "channel": CHANNEL,
        "mail server": MAIL,
        "letter": LETTER,
        "session": session.session.session_key or "",
        "private key": KEY,
    }


def _keep(cast: Cast) -> None:
    """What is stored for the machine: tokens of networks, the mail server, keys, letters that wait."""
    now = clock.now()
    Channel.objects.create(
        voice=cast.brand_voice, network="sandbox", address="canary", secret=CHANNEL, connected_at=now
    )
    MailServer.objects.create(
        host="localhost", password=MAIL, from_address="a@northlight.example", changed_at=now
    )
    Letter.objects.create(
        person=cast.bo,
        kind="test",
        to="bo@northlight.example",
        subject="S",
        text=LETTER,
        message_id="<c>",
        made_at=now,
    )
    ActorKey.objects.create(voice=cast.brand_voice, private=KEY, public="-", made_at=now)

"""How docs/roles.md is tried: letters and what people were told."""

from typing import Any

from manyvoices.core import clock
from manyvoices.notifications.actions.change_mail_server import change_mail_server
from manyvoices.notifications.actions.mail_invitation import mail_invitation
from manyvoices.notifications.actions.read_all_notifications import read_all_notifications
from manyvoices.notifications.actions.read_notification import read_notification
from manyvoices.notifications.actions.remove_mail_server import remove_mail_server
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.notifications.actions.try_mail_server import try_mail_server
from manyvoices.notifications.models import MailServer
from manyvoices.people.models import Invitation, Person
from tests.cast import Cast
from tests.roles import Try

SERVER: dict[str, Any] = {"host": "mail.northlight.example", "port": 587, "security": "starttls"}


def _mail(me: Person, cast: Cast) -> None:
    now = clock.now()
    waiting = Invitation.objects.create(
        token_hash="x",
        name="F",
        email="f@northlight.example",
        unit=cast.operations,
        role="ambassador",
        invited_at=now,
        expires_at=now,
    )
    mail_invitation(actor=me, invitation=waiting, link="https://voices.example/invitation/x")


def _read(me: Person, whose: Person) -> None:
    told = tell_person(person=whose, kind="x", key="k", subject="s")
    read_notification(actor=me, notification=told)


def _try_server(me: Person, _cast: Cast) -> None:
    MailServer.objects.create(
        host="mail.northlight.example", from_address="v@b.example", changed_at=clock.now()
    )
    try_mail_server(actor=me)


TRIES = {
    "mail_invitation": Try(_mail),
    "change_mail_server": Try(
        lambda me, cast: change_mail_server(actor=me, **SERVER, from_address="v@northlight.example")
    ),
    "remove_mail_server": Try(lambda me, cast: remove_mail_server(actor=me)),
    "try_mail_server": Try(_try_server),
    "read_notification": Try(lambda me, cast: _read(me, cast.dan), lambda me, cast: _read(me, me)),
    "read_all_notifications": Try(own=lambda me, cast: read_all_notifications(actor=me, up_to=1)),
}

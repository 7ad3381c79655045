"""How docs/roles.md is tried: how and when somebody wants to be told."""

from datetime import time

from manyvoices.notifications.actions.end_quiet_hours import end_quiet_hours
from manyvoices.notifications.actions.prefer_mails import prefer_mails
from manyvoices.notifications.actions.set_quiet_hours import set_quiet_hours
from tests.roles import Try

TRIES = {
    "prefer_mails": Try(own=lambda me, cast: prefer_mails(actor=me, mails={"approval": False})),
    "set_quiet_hours": Try(
        own=lambda me, cast: set_quiet_hours(actor=me, begins=time(20), ends=time(7), days=["sun"])
    ),
    "end_quiet_hours": Try(own=lambda me, cast: end_quiet_hours(actor=me)),
}

"""How docs/roles.md is tried: doors, files, sightings, and answers given elsewhere."""

from manyvoices.conversations.actions.cancel_message_import import cancel_message_import
from manyvoices.conversations.actions.choose_import_columns import choose_import_columns
from manyvoices.conversations.actions.confirm_message_import import confirm_message_import
from manyvoices.conversations.actions.end_intake import end_intake
from manyvoices.conversations.actions.end_old_secret import end_old_secret
from manyvoices.conversations.actions.look_at_mailbox import look_at_mailbox
from manyvoices.conversations.actions.make_mailbox import make_mailbox
from manyvoices.conversations.actions.make_webhook import make_webhook
from manyvoices.conversations.actions.record_answer_elsewhere import record_answer_elsewhere
from manyvoices.conversations.actions.report_sighting import Seen, report_sighting
from manyvoices.conversations.actions.rotate_secret import rotate_secret
from manyvoices.conversations.actions.start_message_import import start_message_import
from manyvoices.conversations.models import MessageImport
from manyvoices.conversations.tests.knocking import brought, door
from manyvoices.core import clock
from manyvoices.people.models import Person
from tests.cast import Cast
from tests.roles import Try


def _file(cast: Cast) -> MessageImport:
    now = clock.now()
    return MessageImport.objects.create(
        unit=cast.operations,
        name="c.csv",
        format="csv",
        heads=["text"],
        columns={"text": "text"},
        started_by=cast.ada,
        started_at=now,
        checked_at=now,
        lines_count=1,
    )


def _mailbox(me: Person, cast: Cast) -> object:
    return make_mailbox(
        actor=me,
        unit=cast.operations,
        address="help@northlight.example",
        host="imap.example",
        port=993,
        security="tls",
        user="help",
        password="secret word",
    )


def _answered(me: Person, cast: Cast) -> object:
    talk = brought(cast)
    return record_answer_elsewhere(actor=me, conversation=talk, text="At eight.", seen_version=talk.version)


TRIES = {
    "make_webhook": Try(lambda me, cast: make_webhook(actor=me, unit=cast.operations, name="Form")),
    "rotate_secret": Try(lambda me, cast: rotate_secret(actor=me, intake=door(cast))),
    "end_old_secret": Try(lambda me, cast: end_old_secret(actor=me, intake=door(cast))),
    "end_intake": Try(lambda me, cast: end_intake(actor=me, intake=door(cast))),
    "make_mailbox": Try(_mailbox),
    "look_at_mailbox": Try(lambda me, cast: look_at_mailbox(actor=me, intake=door(cast))),
    "start_message_import": Try(
        lambda me, cast: start_message_import(
            actor=me, unit=cast.operations, file_name="c.csv", data=b"text\nLate.\n"
        )
    ),
    "choose_import_columns": Try(
        lambda me, cast: choose_import_columns(actor=me, message_import=_file(cast), columns={"text": "text"})
    ),
    "confirm_message_import": Try(
        lambda me, cast: confirm_message_import(actor=me, message_import=_file(cast))
    ),
    "cancel_message_import": Try(
        lambda me, cast: cancel_message_import(actor=me, message_import=_file(cast))
    ),
    "report_sighting": Try(
        own=lambda me, cast: report_sighting(actor=me, unit=me.unit, seen=Seen(words="Late again!"))
    ),
    "record_answer_elsewhere": Try(_answered),
}

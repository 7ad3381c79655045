"""Letters leave: several on one connection, each at least once and always under the same Message-ID."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from manyvoices.core import clock
from manyvoices.core.mail import Mail, Outcome, Server, Trouble, compose, send
from manyvoices.core.work import Again, Answer, Dead, Done, Kind, Tools
from manyvoices.core.work.pacing import back_off
from manyvoices.notifications.models import Letter
from manyvoices.notifications.queries import mail_server
from manyvoices.people.queries import waiting_invitations

# A letter nobody took for two days has lost its use; who wrote it sees why.
GIVE_UP_AFTER = timedelta(days=2)
WITHOUT_SERVER = timedelta(minutes=5)
FIRST_WAIT = 15.0


@dataclass(frozen=True)
class Bag:
    """What is ready to leave, and what is answered already."""

    server: Server | None
    mails: list[tuple[Letter, Mail]]
    answers: dict[int, Answer]


class Letters(Kind[Letter]):
    """A server that accepted and could not say so is handed the same letter again: mail programs show it once."""

    model = Letter
    limit = 20
    lease = timedelta(minutes=3)

    async def handle(self, rows: Sequence[Letter], tools: Tools) -> Mapping[Any, Answer]:
        """Answers for all rows; the server's words stand on them by then."""
        bag = await tools.db(pack, rows)
        if bag.server is None or not bag.mails:
            return bag.answers
        mails = [mail for _, mail in bag.mails]
        outcomes = await send(bag.server, mails, greets_as=_own_name())
        letters = [letter for letter, _ in bag.mails]
        return bag.answers | await tools.db(put_down, letters, outcomes)


def pack(rows: Sequence[Letter]) -> Bag:
    """The letters that should still leave. What was sent already, or has lost its reason, is answered at once."""
    server = mail_server()
    bag, unwanted = Bag(server, [], {}), _unwanted(rows)
    for row in rows:
        if row.sent_at is not None:
            bag.answers[row.pk] = Done()  # the worker died between the sending and this answer
        elif not row.text or row.pk in unwanted:
            bag.answers[row.pk] = Dead(unwanted.get(row.pk, row.answer))
        elif server is None:
            bag.answers[row.pk] = Again(WITHOUT_SERVER, "e-mail is not set up")
        else:
            _pack_one(bag, server, row)
    Letter.objects.filter(pk__in=unwanted).update(text="")
    return bag


def put_down(letters: Sequence[Letter], outcomes: Sequence[Outcome]) -> dict[int, Answer]:
    """Writes the server's words on each letter, empties the text of those that are finished, and answers all."""
    answers: dict[int, Answer] = {}
    for letter, outcome in zip(letters, outcomes, strict=True):
        answers[letter.pk] = answer = _answer(letter, outcome)
        letter.answer, letter.trouble = outcome.answer, outcome.trouble or ""
        letter.sent_at = clock.now() if outcome.trouble is None else None
        letter.text = letter.text if isinstance(answer, Again) else ""
        letter.save(update_fields=["answer", "trouble", "sent_at", "text"])
    return answers


def _pack_one(bag: Bag, server: Server, row: Letter) -> None:
    with translation.override(row.language):
        right_to_left = translation.get_language_bidi()
    try:
        mail = compose(
            to=row.to,
            from_address=server.from_address,
            from_name=server.from_name,
            subject=row.subject,
            text=row.text,
            language=row.language,
            message_id=row.message_id,
            made_at=row.made_at,
            right_to_left=right_to_left,
        )
    except ValueError as error:
        outcome = Outcome(str(error), Trouble.RECIPIENT, is_final=True)
        bag.answers.update(put_down([row], [outcome]))
    else:
        bag.mails.append((row, mail))


def _answer(letter: Letter, outcome: Outcome) -> Answer:
    if outcome.trouble is None:
        return Done()
    because = f"{outcome.trouble}: {outcome.answer}"
    # Who presses "test" waits for the result, not for a second try.
    if (
        outcome.is_final
        or letter.kind == "test"
        or clock.now() - (letter.waits_until or letter.made_at) > GIVE_UP_AFTER
    ):
        return Dead(because)
    return Again(back_off(letter.attempts, FIRST_WAIT), because)


def _unwanted(rows: Sequence[Letter]) -> dict[int, str]:
    left = {row.pk: "the person left" for row in rows if row.person is not None and not row.person.is_active}
    about = {row.pk: row.about for row in rows if row.kind == "invitation"}
    open_ = waiting_invitations(pk for pk in about.values() if pk is not None) if about else set()
    return left | {pk: "the invitation has ended" for pk, invited in about.items() if invited not in open_}


def _own_name() -> str:
    host = urlsplit(settings.CONFIG.public_url).hostname or "localhost"
    return f"[{host}]" if host.replace(".", "").isdigit() else host


KIND = Letters()

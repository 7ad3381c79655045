"""A full inbox: conversations in eight units over a year, each with its messages, written by few statements."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.db import connection, transaction

from manyvoices.bench.ingesting.ground import make_organisation
from manyvoices.bench.ingesting.words import message
from manyvoices.conversations.models import Contact, Conversation, Identity, Kind, Standing
from manyvoices.core import clock
from manyvoices.core.ids import id_at
from manyvoices.core.inserting import insert_each
from manyvoices.people.models import Person, Unit

EACH = 4  # messages a conversation
A_CONTACT = 3  # conversations
STEP = 16  # between two numbers, so that messages find place there
CHUNK = 5_000
KINDS = [Kind.COMPLAINT] * 4 + [Kind.QUESTION] * 3 + [Kind.PRAISE, Kind.OTHER, Kind.SPAM]
# Of a hundred: what is closed, waits for them, and is open.
CLOSED, WAITING = 94, 3

# The columns differ by conversation alone, so the database copies them by itself.
MESSAGES = """
INSERT INTO conversations_message (
  id, conversation_id, direction, identity_id, network, remote_id, url, in_reply_to, visibility, text, is_cut,
  content_warning, folded, language, attachments, said_at, stored_at, attempts, last_error, came_to, closes, done_at)
SELECT c.id + n.k, c.id, 'in', c.identity_id, c.network, c.root || '/' || n.k, '', '', 'public', c.preview, {false},
  '', '', 'en', '[]', c.first_at, c.first_at, 0, '', '', {false}, c.first_at
FROM conversations_conversation c, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) n
WHERE c.network = 'bench'
"""


def fill(messages: int) -> tuple[Person, Person]:
    """So many messages; returns who leads everything and a responder of one unit."""
    units = make_organisation(40)
    rows = _conversations(units, messages // EACH)
    while some := [row for row, _ in zip(rows, range(CHUNK), strict=False)]:
        with transaction.atomic():
            fresh = {one.pk: one for row in some if (one := row.identity) and one._state.adding}
            insert_each(one.contact for one in fresh.values())
            insert_each(fresh.values())
            insert_each(some)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MESSAGES.format(false="FALSE" if connection.vendor == "postgresql" else "0"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Person.objects.get(name="Bo"), Person.objects.filter(unit=units[0]).order_by("pk")[0]


def _conversations(units: list[Unit], count: int) -> Iterator[Conversation]:
    now, random = clock.now(), Random(5)  # noqa: S311 - chance, no secret
    first, identity = id_at(now - timedelta(days=365)), None
    people = {unit.pk: list(Person.objects.filter(unit=unit)) for unit in units}
    for number in range(count):
        at = now - timedelta(days=365) * ((count - number) / count)
        if identity is None or number % A_CONTACT == 0:
            contact = Contact(
                pk=first + number * STEP, name=f"Guest {number}", first_seen_at=at, last_seen_at=at
            )
            identity = Identity(
                pk=contact.pk, contact=contact, network="bench", remote_id=f"u{number}", seen_at=at
            )
        unit = random.choice(units)
        made = Conversation(
            pk=first + number * STEP,
            contact=identity.contact,
            identity=identity,
            network="bench",
            unit=unit,
            root=f"m{number}",
            kind=random.choice(KINDS),
            language=random.choice(("en", "de")),
            first_at=at,
            last_at=at,
            inbound_at=at,
            version=EACH,
            messages_count=EACH,
            preview=message(random)[:200],
        )
        _stand(made, random, people[unit.pk])
        yield made


def _stand(made: Conversation, random: Random, people: list[Person]) -> None:
    dice = random.randrange(100)
    made.assigned_to = random.choice([*people, None])
    if dice < CLOSED:
        made.standing, made.closed_at, made.outcome = Standing.CLOSED, made.last_at, "solved"
        made.answered_at = made.last_at
    elif dice < CLOSED + WAITING:
        made.standing, made.answered_at = Standing.WAITING, made.last_at
    else:
        made.due_at = clock.now() + timedelta(minutes=random.randrange(-60, 3_000))

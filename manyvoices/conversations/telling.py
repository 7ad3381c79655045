"""Telling colleagues what waits for them: one line each for a whole batch, and in a flood one line every five minutes."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from manyvoices.conversations.models import Conversation
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person
from manyvoices.people.telling import tell

FLOOD = timedelta(minutes=5)
INBOX = "/inbox/"

Waiting = Mapping[int, list[Conversation]]


@dataclass(slots=True)
class News:
    """What a batch has to tell, by person: what they were given, what waits in queues they see, and what is overdue."""

    given: dict[int, list[Conversation]] = field(default_factory=lambda: defaultdict(list))
    waits: dict[int, list[Conversation]] = field(default_factory=lambda: defaultdict(list))
    overdue: dict[int, list[Conversation]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, now: datetime) -> None:
        """Write the lines. Without any there is no query."""
        _tell_given(self.given, now)
        _tell_waiting(self.waits, now)
        _tell_overdue(self.overdue, now)


def _tell_given(given: Waiting, now: datetime) -> None:
    for person, found, key in _each(given, "assigned", now):
        tell(
            [person],
            kind="assigned",
            key=key,
            link=_link(found),
            subject=_words(
                found,
                ngettext_lazy(
                    "%(count)s conversation waits for your answer",
                    "%(count)s conversations wait for your answer",
                    "count",
                ),
            ),
            text=_one(found, gettext_lazy("%(name)s wrote. Why it came to you stands beside it.")),
            count=len(found),
            name=_name(found),
        )


def _tell_waiting(waits: Waiting, now: datetime) -> None:
    for person, found, key in _each(waits, "queue", now):
        tell(
            [person],
            kind="queue",
            key=key,
            link=_link(found),
            subject=_words(
                found,
                ngettext_lazy(
                    "%(count)s conversation waits for somebody to take it",
                    "%(count)s conversations wait for somebody to take them",
                    "count",
                ),
            ),
            text=_one(found, gettext_lazy("%(name)s wrote, and nobody has it yet.")),
            count=len(found),
            name=_name(found),
        )


def _tell_overdue(overdue: Waiting, now: datetime) -> None:
    for person, found, key in _each(overdue, "unanswered", now):
        tell(
            [person],
            kind="unanswered",
            key=key,
            link=_link(found),
            subject=ngettext_lazy("%(count)s answer is overdue", "%(count)s answers are overdue", "count"),
            text=_one(
                found,
                gettext_lazy(
                    "%(name)s waits longer than was promised. Answer, or see to it that somebody does."
                ),
            ),
            count=len(found),
            name=_name(found),
        )


def _each(waiting: Waiting, kind: str, now: datetime) -> Iterator[tuple[Person, list[Conversation], str]]:
    """Who is told, of what, under which key. Who has not read the last line yet gets another one only every five minutes."""
    if not waiting:
        return
    people = Person.objects.filter(pk__in=waiting, is_active=True).in_bulk()
    unread = _unread(people, kind, now)
    more = f"{kind}:more:{int(now.timestamp() // FLOOD.total_seconds())}"
    for pk, person in people.items():
        if more in unread.get(pk, ()):
            continue
        newest = max(one.pk for one in waiting[pk])
        is_first = pk not in unread
        yield person, waiting[pk], f"{kind}:{newest}:{int(now.timestamp())}" if is_first else more


def _unread(people: Collection[int], kind: str, now: datetime) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Notification.objects.filter(person__in=people, kind=kind, read_at=None, made_at__gt=now - FLOOD)
    for pk, key in rows.values_list("person_id", "key"):
        found[pk].add(key)
    return dict(found)


def _link(found: list[Conversation]) -> str:
    return f"{INBOX}{found[0].pk}/" if len(found) == 1 else INBOX


def _name(found: list[Conversation]) -> str:
    return found[0].contact.name


def _words(found: list[Conversation], counted: str | Promise) -> str | Promise:
    named = len(found) == 1 and _name(found)
    return gettext_lazy("%(name)s waits for an answer") if named else counted


def _one(found: list[Conversation], said: str | Promise) -> str | Promise:
    return said if len(found) == 1 and _name(found) else ""

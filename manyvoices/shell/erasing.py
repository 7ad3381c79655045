"""Erasing a person from the shell: one verb of each app, from the top down, in one transaction."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from manyvoices.config import Config
from manyvoices.conversations.actions.erase_conversations import erase_conversations
from manyvoices.core import audit, clock
from manyvoices.core.backups.erasures import remember, remembered
from manyvoices.core.backups.taking import last_taken
from manyvoices.core.refusals import Refused
from manyvoices.core.scouring import scour
from manyvoices.federation.actions.erase_notes import erase_notes
from manyvoices.media.actions.erase_files import erase_files
from manyvoices.notifications.actions.erase_told import erase_told
from manyvoices.people.actions.erase_person import erase_person
from manyvoices.people.models import Person
from manyvoices.publishing.actions.erase_words import erase_words
from manyvoices.publishing.queries.erased import removals_on_their_way
from manyvoices.shell.problems import FAILED, USAGE, Problem
from manyvoices.voices.actions.erase_voices import erase_voices
from manyvoices.voices.models import Voice

CALLED = "Erased person"
# A name of one short word stands in too many sentences that are about something else.
SHORTEST = 3


@dataclass(frozen=True)
class Erased:
    """What was done: notes and files that went, removals still on their way to networks."""

    notes: int
    files: int
    under_way: int


def found(who: str) -> Person:
    """The one person with this e-mail address, login, handle (with or without @) or number. Raises Problem."""
    name = who.strip().removeprefix("@")
    asked = Q(email__iexact=name) | Q(login__iexact=name) | Q(voices__handle__iexact=name)
    if name.isdecimal() and len(name) < 19:
        asked |= Q(pk=int(name))
    people = list(Person.objects.filter(asked).distinct()[:2])
    if len(people) != 1:
        said = "Several people answer" if people else "Nobody answers"
        raise Problem(
            f"{said} to {who}. Give the e-mail address, the login or the handle of one person.", USAGE
        )
    return people[0]


def erase(config: Config, person: Person) -> Erased:
    """Erases the person. Raises Problem for the last administrator. Again: finishes what had to wait for networks."""
    try:
        done = _in_every_app(person)
    except Refused as refused:
        raise Problem(str(refused), FAILED) from None
    remember(config.data_dir, person.pk, clock.now().isoformat())
    scour()
    return done


def erase_again(*data_dirs: Path) -> int:
    """After a restore: whoever was erased since the backup; returns how many."""
    numbers = {pk for folder in data_dirs for pk in remembered(folder)}
    people = Person.objects.filter(pk__in=numbers).exclude(name=CALLED)
    return len([_in_every_app(person) for person in people])


def consequences(person: Person) -> str:
    """What will happen, for the person at the terminal who must say yes."""
    handles = ", ".join(f"@{voice.handle}" for voice in Voice.objects.filter(person=person)) or "none"
    return (
        f"{person.name} ({person.email or person.login or person.pk}), own voices: {handles}.\n"
        "Goes for good: name, address, sign-in, pictures, profile, drafts, what their own voices published (here at once, on\n"
        "other networks and servers as soon as they take it back), what they were told, what\n"
        "reached their own voices and was not handed over, their name in the record.\n"
        "Stays: what they wrote for shared voices (it is the organisation's; its author becomes “Erased person”), and dates of\n"
        "roles, grants and consents under a number. Copies that others made elsewhere are beyond our reach."
    )


def told(config: Config, done: Erased) -> str:
    """What was done and what is left."""
    lines = [f"Erased. {done.notes} notes and {done.files} files went."]
    if done.under_way:
        lines.append(
            f"{done.under_way} posts are still being taken back from networks: erase the same number again once the "
            "command queue shows none of them, and what names them there goes too."
        )
    known = last_taken(config.data_dir)
    held = f"The last one is of {known['made_at'][:10]}. " if known else ""
    lines.append(
        f"Backups made before now still hold the person. {held}Delete them when their time is over; one that is restored here "
        "has the person erased again. Pages may stay in caches for five minutes."
    )
    return "\n".join(lines)


def _in_every_app(person: Person) -> Erased:
    known_as = _known_as(person)
    with transaction.atomic():
        erase_conversations(person=person, known_as=known_as, instead=CALLED)
        files = erase_words(person=person)
        notes = sum(erase_notes(voice=voice) for voice in Voice.objects.filter(person=person))
        under_way = removals_on_their_way(person)
        erase_told(person=person, known_as=known_as, instead=CALLED)
        files |= erase_voices(person=person, called=CALLED, forget_channels=not under_way)
        picture = erase_person(person=person, called=CALLED)
        gone = erase_files(pks=files | ({picture} if picture else set()))
        rows, head = audit.redact(actor_id=person.pk, words=known_as, instead=CALLED)
        audit.record(actor=None, verb="erase_person", target=person, rows_redacted=rows, head_before=head)
    return Erased(notes, gone, under_way)


def _known_as(person: Person) -> frozenset[str]:
    handles = Voice.objects.filter(person=person).values_list("handle", "name")
    names = {person.name, person.email, person.login, *(name for pair in handles for name in pair)}
    return frozenset(name for name in names if name and len(name) >= SHORTEST and name != CALLED)

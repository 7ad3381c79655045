"""Whom and what the first letters after @ or # may mean: our voices, people who follow them, own earlier hashtags."""

from dataclasses import dataclass

from django.db.models import Q

from manyvoices.federation.actors import actors
from manyvoices.federation.models import Follower, NoteTag, RemoteActor
from manyvoices.people.models import Person
from manyvoices.voices.addresses import address
from manyvoices.voices.queries import speakable_voices

MOST = 8
_LONGEST = 60


@dataclass(frozen=True)
class Name:
    """`insert` is what the text gets; `name` and `address` tell who it is."""

    insert: str
    name: str
    address: str


def people_named(person: Person, start: str) -> list[Name]:
    """Our voices and followers of the person's voices whose handle or name begins so; at most eight, in four queries.

    Nobody else's followers: who follows a colleague's own voice is that colleague's to know.
    """
    wanted = start.strip().removeprefix("@")[:_LONGEST]
    if not wanted:
        return []
    handle, _at, domain = wanted.casefold().partition("@")
    ours = [] if domain else _ours(wanted)
    mine = speakable_voices(person).values("pk")
    followers = Follower.objects.filter(voice__in=mine, ended_at=None).values("actor")
    fits = Q(username__istartswith=handle, domain__startswith=domain)
    rows = RemoteActor.objects.filter(
        fits if domain else fits | Q(name__istartswith=wanted), pk__in=followers
    )
    theirs = rows.filter(gone_at=None).exclude(username="").order_by("username", "domain")
    found = [Name(one.address, one.name or one.username, one.address) for one in theirs[:MOST]]
    return (ours + found)[:MOST]


def hashtags_named(person: Person, start: str) -> list[Name]:
    """Hashtags of earlier posts of the person's voices that begin so; at most eight."""
    wanted = start.strip().removeprefix("#").casefold()[:_LONGEST]
    if not wanted:
        return []
    notes = {"note__voice__in": speakable_voices(person).values("pk"), "note__deleted_at": None}
    rows = NoteTag.objects.filter(tag__startswith=wanted, **notes).values_list("tag", flat=True)
    return [Name(f"#{tag}", f"#{tag}", "") for tag in rows.order_by("tag").distinct()[:MOST]]


def _ours(wanted: str) -> list[Name]:
    fits = Q(handle__istartswith=wanted) | Q(name__istartswith=wanted)
    rows = actors().filter(fits, closed_at=None, hidden_since=None).order_by("handle")[:MOST]
    return [Name(f"@{one.handle}", one.name, f"@{address(one)}") for one in rows]

"""The open sessions of a person: which there are, ending them, and a new id when what they may do has changed."""

from collections.abc import Collection

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Subquery

from manyvoices.core import clock
from manyvoices.people.models import Person

RENEW = "renew"


def open_sessions(person: Person) -> list[UserSession]:
    """Those that still open a page, the one used last first. Two queries, and nothing is written."""
    live = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    mine = UserSession.objects.filter(user=person, session_key__in=Subquery(live))
    return list(mine.order_by("-last_seen_at", "-pk"))


def still_open(keys: Collection[str]) -> frozenset[str]:
    """Those of these sessions that still open a page."""
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now())
    return frozenset(rows.values_list("session_key", flat=True))


def end_open(person: Person, *, but: str = "", only: int | None = None) -> int:
    """Ends sessions of a person now, except the one with the key `but`, or only one row of them; returns how many."""
    rows = UserSession.objects.filter(user=person).exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=person, session_key__in=keys).delete()
    return len(keys)


def rekey(before: str, after: str) -> None:
    """The row of a session follows it to its new id."""
    UserSession.objects.filter(session_key=before).update(session_key=after)


def renew_open(person: Person) -> None:
    """Each open session of the person gets a new id at its next request: what they may do has changed."""
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        store = SessionStore(session_key=key)
        if store.load():
            store[RENEW] = True
            store.save()

"""Who is meant by the handles in a text: our voices, and actors of other servers we have met."""

from functools import reduce
from operator import or_

from django.db.models import Q

from manyvoices.core.markup.entities import mentions
from manyvoices.federation.actors import actors
from manyvoices.federation.models import RemoteActor
from manyvoices.voices.addresses import actor_uri, host

# A text that names more is no conversation; the rest of its handles stay plain text.
MOST = 50


def known(text: str) -> dict[str, str]:
    """The actor's id for each handle in `text` (as typed, without the @) that we can resolve without asking anybody."""
    names = mentions(text)[:MOST]
    return _ours(names) | _theirs(names)


def _ours(names: list[str]) -> dict[str, str]:
    short = {name: _local(name) for name in names if _local(name)}
    found = {voice.handle: actor_uri(voice) for voice in actors().filter(handle__in=short.values())}
    return {name: found[handle] for name, handle in short.items() if handle in found}


def _theirs(names: list[str]) -> dict[str, str]:
    full = [name for name in names if not _local(name)]
    if not full:
        return {}
    parts = {name: tuple(name.casefold().split("@", 1)) for name in full}
    wanted = reduce(or_, (Q(username__iexact=user, domain=domain) for user, domain in parts.values()))
    rows = RemoteActor.objects.filter(wanted, gone_at=None)
    found = {(row.username.casefold(), row.domain): row.uri for row in rows}
    return {name: found[part] for name, part in parts.items() if part in found}


def _local(name: str) -> str:
    """The handle if `name` is one of ours, else nothing."""
    user, _, at = name.casefold().partition("@")
    return user if at in {"", host()} else ""

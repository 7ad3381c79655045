"""Who is meant by the handles in a text: our voices, and actors of other servers we have met."""

from functools import reduce
from operator import or_

from django.db.models import Q

from manyvoices.core.markup.entities import mentions
from manyvoices.federation.actors import actors
from manyvoices.federation.models import RemoteActor
from manyvoices.people.models import Brand
from manyvoices.voices.addresses import actor_uri, host

# A text that names more is no conversation; the rest of its handles stay plain text.
MOST = 50


def known(text: str) -> dict[str, str]:
    """The actor's id for each handle in `text` (as typed, without the @) that we can resolve without asking anybody."""
    names = mentions(text)[:MOST]
    if not names:
        return {}
    ours = _ours(names)
    return ours | _theirs([name for name in names if name not in ours])


def _ours(names: list[str]) -> dict[str, str]:
    brands = dict(Brand.objects.exclude(handle_domain="").values_list("handle_domain", "id"))
    split = {name: tuple(name.casefold().partition("@")[::2]) for name in names}
    local = {name: parts for name, parts in split.items() if parts[1] in {"", host(), *brands}}
    found = {
        voice.handle: voice for voice in actors().filter(handle__in=[user for user, _at in local.values()])
    }
    return {
        name: actor_uri(found[user])
        for name, (user, at) in local.items()
        # On a brand's own domain its voices alone are found, as WebFinger answers there.
        if user in found and brands.get(at) in {None, found[user].brand_id}
    }


def _theirs(names: list[str]) -> dict[str, str]:
    full = [name for name in names if "@" in name]
    if not full:
        return {}
    parts = {name: tuple(name.casefold().split("@", 1)) for name in full}
    wanted = reduce(or_, (Q(username__iexact=user, domain=domain) for user, domain in parts.values()))
    rows = RemoteActor.objects.filter(wanted, gone_at=None)
    found = {(row.username.casefold(), row.domain): row.uri for row in rows}
    return {name: found[part] for name, part in parts.items() if part in found}

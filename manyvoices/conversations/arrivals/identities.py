"""Who speaks: one identity a name on a network, each with its contact."""

from collections.abc import Iterable
from datetime import datetime

from manyvoices.conversations.arrivals.cleaning import Said
from manyvoices.conversations.models import Contact, Identity
from manyvoices.core.inserting import insert_each
from manyvoices.core.updating import update_each

Identities = dict[str, Identity]


def identities_of(network: str, said: Iterable[Said]) -> Identities:
    """The identities of who speaks, by the network's name for them; new ones with a contact of their own.

    What is written about somebody is what they said last. Five statements, however many there are.
    """
    spoken: dict[str, list[Said]] = {}
    for one in said:
        spoken.setdefault(one.arrived.author.remote_id, []).append(one)
    found = Identity.objects.filter(network=network, remote_id__in=spoken).select_related("contact")
    there: Identities = {each.remote_id: each for each in found}
    changed = [there[name] for name in there if _update(there[name], spoken[name])]
    update_each(changed, ["address", "name", "url", "seen_at"])
    contacts = {known.contact_id: known.contact for known in there.values()}
    for name, known in there.items():
        known.contact = contacts[known.contact_id]
        _seen(known.contact, [each.arrived.said_at for each in spoken[name]])
    update_each(contacts.values(), ["first_seen_at", "last_seen_at"])
    new = {name: _new(network, several) for name, several in spoken.items() if name not in there}
    insert_each(one.contact for one in new.values())
    insert_each(new.values())
    return there | new


def _newest(said: list[Said]) -> Said:
    return max(said, key=lambda one: (one.arrived.said_at, one.id))


def _new(network: str, said: list[Said]) -> Identity:
    newest = _newest(said).arrived
    first = min(one.arrived.said_at for one in said)
    author = newest.author
    contact = Contact(name=author.name or author.address, first_seen_at=first, last_seen_at=newest.said_at)
    return Identity(
        contact=contact,
        network=network,
        remote_id=author.remote_id,
        address=author.address,
        name=author.name,
        url=author.url,
        seen_at=newest.said_at,
    )


def _update(identity: Identity, said: list[Said]) -> bool:
    """Whether they said something newer than what is known of them."""
    newest = _newest(said).arrived
    if newest.said_at <= identity.seen_at:
        return False
    author = newest.author
    identity.address, identity.name, identity.url = author.address, author.name, author.url
    identity.seen_at = newest.said_at
    return True


def _seen(contact: Contact, moments: list[datetime]) -> None:
    contact.first_seen_at = min(contact.first_seen_at, *moments)
    contact.last_seen_at = max(contact.last_seen_at, *moments)

"""An actor of another server, read from its document: strictly, because its key will speak for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.sanitise import plain_name
from manyvoices.federation.hosts import domain_of, loopback
from manyvoices.federation.origins import BadUri, same_origin, same_uri
from manyvoices.federation.ownership import first_id
from manyvoices.federation.reading import LONGEST_ID
from manyvoices.federation.signatures import SignatureProblem
from manyvoices.federation.signatures.keys import load_public

TYPES = {"Person", "Service", "Application", "Group", "Organization"}
Document = Mapping[str, Any]


class NotAnActor(Exception):
    """The document does not stand for an actor we can talk to; the message says why."""


@dataclass(frozen=True)
class Card:
    """The fields of a `RemoteActor`, each checked and short enough for its column."""

    uri: str
    domain: str
    username: str
    name: str
    url: str
    inbox: str
    shared_inbox: str
    key_id: str
    public_key: str


def card_of(document: Document, key_id: str, key_document: Document | None = None) -> Card:
    """Return the actor in `document`, fetched from its id, with its key `key_id`.

    Refused with `NotAnActor`: another type, an inbox on another origin than the id, and a key that the actor does
    not name as its own. `key_document` is the key where it stands in a document of its own: it must name the actor
    as its owner, and the actor must name the key (both ways, or anybody could hang a key on anybody).
    """
    uri = _text(document, "id")
    if document.get("type") not in TYPES:
        raise NotAnActor("The document is not that of an actor.")
    try:
        domain = domain_of(uri)
    except BadUri as error:
        raise NotAnActor(str(error)) from error
    username = _username(document)
    return Card(
        uri=uri,
        domain=domain,
        username=username,
        name=_plain(document.get("name"), 200) or username,
        url=_page(document.get("url"), uri),
        inbox=_inbox(document.get("inbox"), uri),
        shared_inbox=_shared_inbox(document, uri),
        key_id=key_id,
        public_key=_key(document, uri, key_id, key_document),
    )


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        raise NotAnActor(f"The actor has no usable {name}.")
    return value


def _plain(value: object, longest: int) -> str:
    return plain_name(value, longest) if isinstance(value, str) else ""


def _username(document: Document) -> str:
    """What stands before the host in an address; nothing that would read as an address itself."""
    name = _plain(document.get("preferredUsername"), 100)
    return "" if set(name) & set("@/ ") else name


def _page(value: object, uri: str) -> str:
    """The page people read; on another host, or in another form, the id stands in for it."""
    first = value[0] if isinstance(value, list) and value else value
    found = first.get("href") if isinstance(first, Mapping) else first
    usable = isinstance(found, str) and len(found) <= LONGEST_ID and web_address(found) is not None
    return str(found) if usable and _near(found, uri) else uri


def _inbox(value: object, uri: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ID or not _near(value, uri):
        raise NotAnActor("The actor has no inbox on its own host.")
    return value


def _shared_inbox(document: Document, uri: str) -> str:
    endpoints = document.get("endpoints")
    value = endpoints.get("sharedInbox") if isinstance(endpoints, Mapping) else None
    return value if isinstance(value, str) and len(value) <= LONGEST_ID and _near(value, uri) else ""


def _near(value: object, uri: str) -> bool:
    return isinstance(value, str) and same_origin(value, uri, allow_loopback=loopback())


def _key(document: Document, uri: str, key_id: str, key_document: Document | None) -> str:
    given = document.get("publicKey")
    named = [key for key in (given if isinstance(given, list) else [given]) if first_id(key) == key_id]
    if not named or not _near(key_id, uri):
        raise NotAnActor("The actor does not name this key as its own.")
    key = named[0] if isinstance(named[0], Mapping) else key_document
    if key is None or first_id(key) != key_id:
        raise NotAnActor("The key is nowhere to be read.")
    owner = first_id(key.get("owner"))
    if owner is None or not same_uri(owner, uri, allow_loopback=loopback()):
        raise NotAnActor("The key names somebody else as its owner.")
    pem = key.get("publicKeyPem")
    try:
        load_public(pem if isinstance(pem, str) else "")
    except SignatureProblem as error:
        raise NotAnActor(str(error)) from error
    return str(pem)

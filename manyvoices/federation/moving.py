"""The rules of a move (ActivityPub's Move as servers practise it): both sides name each other before anybody is told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from manyvoices.core.markup.sanitise import plain_name
from manyvoices.federation.cards import TYPES
from manyvoices.federation.hosts import domain_of, loopback
from manyvoices.federation.origins import BadUri, same_origin, same_uri
from manyvoices.federation.uris import origin


class NotATarget(Exception):
    """A voice cannot move there; the message says why and what to do."""


def check_target(document: Mapping[str, Any], own: str) -> tuple[str, str]:
    """Id and address of the actor in `document` (fetched from its id), which must name `own` in its alsoKnownAs.

    Raises NotATarget: no actor, one of our own, one that moved on itself, or one that does not name us.
    """
    uri = str(document.get("id", ""))
    if document.get("type") not in TYPES:
        raise NotATarget(_("There is no account behind this address."))
    if same_origin(uri, origin(), allow_loopback=loopback()):
        raise NotATarget(_("This is an account of our own server. Choose one elsewhere."))
    if document.get("movedTo"):
        raise NotATarget(_("That account has moved on itself. Use the account it moved to."))
    if not _names(document.get("alsoKnownAs"), own):
        raise NotATarget(
            _(
                "The other account does not name this voice yet. Add %(own)s there as an alias "
                "(in Mastodon: Settings, Account, “Moving from a different account”), then check again."
            )
            % {"own": own}
        )
    return uri, _address(document, uri)


def _names(value: object, own: str) -> bool:
    known = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and _same(one, own) for one in known)


def _same(one: str, own: str) -> bool:
    try:
        return same_uri(one, own, allow_loopback=loopback())
    except BadUri:
        return False


def _address(document: Mapping[str, Any], uri: str) -> str:
    name = document.get("preferredUsername")
    user = plain_name(name, 100) if isinstance(name, str) else ""
    return f"@{user}@{domain_of(uri)}" if user else uri

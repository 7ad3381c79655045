"""Page or document: what a request would rather have (RFC 9110 12.5.1)."""

from django.http import HttpRequest

from manyvoices.federation.rendering.discovery import ACTIVITY

_LD = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
_DOCUMENTS = (ACTIVITY, _LD)
_PAGE = "text/html"


def wants_activity(request: HttpRequest) -> bool:
    """Whether an address of a page was asked for its ActivityPub document. A browser, and `*/*`, want the page."""
    return request.get_preferred_type([_PAGE, *_DOCUMENTS]) in _DOCUMENTS


def wants_page(request: HttpRequest) -> bool:
    """Whether the address of a document was asked for its page. A server, and `*/*`, want the document."""
    return request.get_preferred_type([*_DOCUMENTS, _PAGE]) == _PAGE

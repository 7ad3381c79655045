"""Which stretch of a stream a page shows: `?before=` names the note behind which it begins."""

from django.http import HttpRequest

from manyvoices.core.search.index import LARGEST

A_PAGE = 20


def before(request: HttpRequest) -> int | None:
    """The key in the address; None for the newest, and for what is no key: old and broken links keep working."""
    given = request.GET.get("before", "")
    key = int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else 0
    return key if 0 < key <= LARGEST else None

"""What who asks for a page may do, read once for the page and the menu around it."""

from typing import cast

from django.http import HttpRequest

from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights

_KEPT = "_held_in"


def held_in(request: HttpRequest) -> Rights:
    """The rights of whoever is signed in, as they were when this request first asked: for pages that change none of them."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, rights(cast("Person", request.user)))
    return cast("Rights", getattr(request, _KEPT))

"""Who is asking."""

from django.http import HttpRequest

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person


def actor(request: HttpRequest) -> Person:
    """The person who is signed in; for views behind `login_required`. Raises Refused for nobody."""
    if isinstance(request.user, Person):
        return request.user
    raise Refused

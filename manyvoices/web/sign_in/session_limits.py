"""How long a session lasts: thirty days from its beginning, and no longer than fourteen without being used."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.people.sessions import RENEW, rekey

LONGEST = 30 * 24 * 3600
IDLE = 14 * 24 * 3600
# A use is written down at most this often: reading pages does not write.
NOTED_EVERY = 3600
BEGAN, USED = "began", "used"


class SessionLimits:
    """Stands in for the question who asks; a page that does not ask stays free of the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; `request.user` is looked up, within the limits, when a page asks."""
        request.user = SimpleLazyObject(lambda: _user_within_limits(request))  # type: ignore[assignment]
        return self.get_response(request)


def begin(session: SessionBase) -> None:
    """Start both clocks of a session in which somebody just signed in."""
    session[BEGAN] = session[USED] = int(time.time())


def _user_within_limits(request: HttpRequest) -> Person | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, Person):
        return AnonymousUser()
    now = int(time.time())
    began, used = request.session.get(BEGAN), request.session.get(USED)
    if began is None or used is None:
        return user  # from before there were limits: it ends 30 days after it was last written
    if now - began > LONGEST or now - used > IDLE:
        request.session.flush()
        return AnonymousUser()
    if now - used > NOTED_EVERY:
        _note_use(request, now)
    if request.session.get(RENEW):
        _renew(request.session)
    return user


def _note_use(request: HttpRequest, now: int) -> None:
    request.session[USED] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())


def _renew(session: SessionBase) -> None:
    """The same session under a new id; whoever knew the old one has nothing."""
    del session[RENEW]
    before = session.session_key
    session.cycle_key()
    rekey(before or "", session.session_key or "")

"""Who may listen to changes. The front asks here and holds the stream itself (serve/streams.py): it takes no thread.

What is told is only that something changed; the page then fetches itself again, as whoever looks at it.
"""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from manyvoices.conversations.queries.changes import sights
from manyvoices.conversations.queries.visible import conversation_in_view
from manyvoices.conversations.sight import Sight
from manyvoices.core.ids import id_at_ms
from manyvoices.people.models import Person
from manyvoices.people.sessions import still_open
from manyvoices.web.live.admitted import ADMITTED, Admitted
from manyvoices.web.working_page import working_page

# Where no front holds the stream, the browser is told to look, and to ask again in a while.
ONCE = b"retry: 5000\nevent: changed\ndata: 1\n\n"
LONGEST_NUMBER = 15
# An id is made a moment before its row is committed.
A_MOMENT = 1000


@working_page("GET")
def inbox(request: HttpRequest, me: Person) -> HttpResponse:
    """Changes in anything this person sees."""
    return _admitted(request, me, None)


@working_page("GET")
def conversation(request: HttpRequest, me: Person, conversation_id: int) -> HttpResponse:
    """Changes in one conversation. 404 for one this person does not see."""
    return _admitted(request, me, conversation_in_view(me, conversation_id).pk)


def still_admitted(asked: Collection[Admitted]) -> dict[Admitted, Sight]:
    """What each of them sees whose session is open and who has not left; four queries, however many they are."""
    sessions = still_open({one.session for one in asked})
    seen = sights({one.person for one in asked})
    return {one: seen[one.person] for one in asked if one.session in sessions and one.person in seen}


def _admitted(request: HttpRequest, me: Person, conversation_id: int | None) -> HttpResponse:
    key = request.session.session_key or ""
    request.META[ADMITTED] = Admitted(me.pk, key, conversation_id, _since(request.GET.get("since", "")))
    answer = HttpResponse(ONCE, content_type="text/event-stream")
    patch_cache_control(answer, no_store=True, no_transform=True)
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _since(said: str) -> int | None:
    """The first id after the page was made, which says when that was: in milliseconds (live/checked.html)."""
    is_number = said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER
    return id_at_ms(int(said) - A_MOMENT) if is_number else None

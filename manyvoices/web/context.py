"""What every template may use. Nothing is looked up before a template asks for it.

The public pages ask for nothing that depends on who looks: they stay free of the session, and caches may keep them.
"""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from manyvoices.notifications.queries import unread_count
from manyvoices.people.models import Person
from manyvoices.people.queries import organisation
from manyvoices.people.rights import Rights
from manyvoices.web.held import held_in
from manyvoices.web.standing import StandingPause, entries_hidden_from, pauses_for_banner, unanswered_for
from manyvoices.web.tour.steps import bar


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """`organisation`, `demo` (the bar of a demo, else None).

    For the working screens `standing_pauses`, `hidden_entries`, `unanswered` and `unread_notifications`.
    """

    def pauses() -> list[StandingPause]:
        return pauses_for_banner() if isinstance(request.user, Person) else []

    # Asked for once, and only by a page that shows the menu.
    held = cast("Rights", SimpleLazyObject(lambda: held_in(request)))

    def hidden() -> list[str]:
        return entries_hidden_from(held) if isinstance(request.user, Person) else []

    def unread() -> int:
        return unread_count(request.user) if isinstance(request.user, Person) else 0

    def waiting() -> str:
        return unanswered_for(request.user, held) if isinstance(request.user, Person) else ""

    return {
        "demo": bar(request),
        "organisation": SimpleLazyObject(organisation),
        "standing_pauses": SimpleLazyObject(pauses),
        "hidden_entries": SimpleLazyObject(hidden),
        "unanswered": SimpleLazyObject(waiting),
        "unread_notifications": SimpleLazyObject(unread),
    }

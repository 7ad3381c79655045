"""Later, and whose turn it is: snooze, wake, wait for them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.actions.wake_conversation import wake_conversation
from manyvoices.people.models import Person
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.pressing import back, pressed
from manyvoices.web.working_page import working_page

MORNING, MONDAY = 8, 0

# What is offered, and when that is for somebody whose clock shows `now`.
LATER: dict[str, tuple[str | Promise, Callable[[datetime], datetime]]] = {
    "hour": (gettext_lazy("In an hour"), lambda now: now + timedelta(hours=1)),
    "afternoon": (gettext_lazy("In three hours"), lambda now: now + timedelta(hours=3)),
    "tomorrow": (gettext_lazy("Tomorrow at 8"), lambda now: _morning(now, 1)),
    "monday": (gettext_lazy("Monday at 8"), lambda now: _morning(now, (MONDAY - now.weekday() - 1) % 7 + 1)),
}


class MomentForm(forms.Form):
    """A moment by the reader's own clock."""

    moment = forms.DateTimeField(
        label=gettext_lazy("Another time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


@working_page("POST")
def snooze(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """`until` is one of LATER, "write" (until they write), or "moment" with a `moment`."""
    one = opened(person, conversation_id)
    wanted = request.POST.get("until", "")
    if wanted == "write":
        said = _("Put aside until they write. The time to answer runs on.")
        return pressed(request, one, said, snooze_conversation, actor=person, conversation=one)
    until = _until(request, wanted)
    if until is None:
        messages.warning(request, _("Choose until when."))
        return back(request, one)
    when = date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")
    said = _("Put aside until %(when)s, or until they write. The time to answer runs on.") % {"when": when}
    return pressed(request, one, said, snooze_conversation, actor=person, conversation=one, until=until)


@working_page("POST")
def wake(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Back in its list now."""
    one = opened(person, conversation_id)
    return pressed(
        request, one, _("It is back in the list."), wake_conversation, actor=person, conversation=one
    )


@working_page("POST")
def wait(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """It is their turn; the promise rests until they write."""
    one = opened(person, conversation_id)
    said = _("It is their turn now. The time to answer rests until they write.")
    return pressed(request, one, said, wait_for_contact, actor=person, conversation=one)


def _until(request: HttpRequest, wanted: str) -> datetime | None:
    if wanted in LATER:
        return LATER[wanted][1](timezone.localtime())
    form = MomentForm(request.POST)
    found: datetime | None = form.cleaned_data["moment"] if form.is_valid() else None
    return found


def _morning(now: datetime, days: int) -> datetime:
    """Eight o'clock so many days from now, on the reader's clock whatever it does meanwhile."""
    return (now + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)

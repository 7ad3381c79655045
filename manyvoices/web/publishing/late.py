"""What did not leave at its time: many posts at once are sent, spread out, given another time or made drafts."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_late import release_late
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery
from manyvoices.publishing.queries.late import did_not_leave
from manyvoices.publishing.status import status
from manyvoices.web.working_page import working_page, zone_of

A_PAGE = 50
SHORT = 140


class LateForm(forms.Form):
    """What becomes of the chosen. `date` and `time` are by the reader's clock, and needed for another time alone."""

    how = forms.ChoiceField(choices=[(how, how) for how in ("now", "spread", "at", "draft")])
    date = forms.DateField(
        required=False, label=gettext_lazy("New day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    time = forms.TimeField(
        required=False, label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"})
    )

    def wall(self) -> datetime | None:
        """The chosen time, or None where another thing than a time was chosen. Raises Invalid without one."""
        if self.cleaned_data["how"] != "at":
            return None
        day, time = self.cleaned_data["date"], self.cleaned_data["time"]
        if not day or not time:
            raise Invalid(date=_("Choose a day and a time first."))
        return datetime.combine(day, time)


@working_page("GET", "POST")
def late(request: HttpRequest, person: Person) -> HttpResponse:
    """Overdue and failed posts of the voices one speaks as. A refusal comes back as a message, and nothing was done."""
    if request.method == "POST":
        try:
            _press(request, person)
        except (Refused, Invalid) as error:
            messages.error(request, str(error))
        return redirect("queue-late")
    page = Paginator(did_not_leave(person), A_PAGE).get_page(request.GET.get("page"))
    lines = [(row, status(row), _words(row)) for row in page.object_list]
    context = {"section": "queue", "page": page, "lines": lines, "form": LateForm(), "zone": zone_of(person)}
    return render(request, "publishing/late.html", context)


def _words(row: Delivery) -> str:
    words = " ".join((row.text or row.variant.text).split()) or str(_("Pictures without words"))
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def _press(request: HttpRequest, person: Person) -> None:
    chosen = [int(pk) for pk in request.POST.getlist("delivery") if pk.isdigit() and len(pk) < 20]
    rows = list(did_not_leave(person).filter(pk__in=chosen[:A_PAGE]))
    if not rows:
        raise Conflict(_("Nothing was chosen, or a colleague was faster."))
    form = LateForm(request.POST)
    if not form.is_valid():
        raise Invalid(date=_("That is no day or time. Choose a day and a time, such as tomorrow at 08:10."))
    if form.cleaned_data["how"] == "draft":
        _make_drafts(request, person, rows)
        return
    spread = form.cleaned_data["how"] == "spread" or (len(rows) > 1 and form.cleaned_data["how"] == "at")
    released = release_late(
        actor=person, deliveries=rows, spread=spread, wall=form.wall(), time_zone=zone_of(person)
    )
    said = ngettext("%(n)s post is on its way again.", "%(n)s posts are on their way again.", released)
    messages.success(request, said % {"n": released})


def _make_drafts(request: HttpRequest, person: Person, rows: Sequence[Delivery]) -> None:
    """Each by itself: one that stands on another network already cannot be a draft, and keeps nobody else back."""
    posts = {row.post_id: row.post for row in rows}
    made = 0
    for post in posts.values():
        try:
            unschedule_post(actor=person, post=post)
            made += 1
        except Conflict as conflict:
            messages.warning(request, str(conflict))
    if made:
        said = ngettext("%(n)s post is a draft again.", "%(n)s posts are drafts again.", made)
        messages.success(request, said % {"n": made})

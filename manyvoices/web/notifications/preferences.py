"""How I am told: about what by e-mail, and when e-mails wait."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from manyvoices.notifications.actions.end_quiet_hours import end_quiet_hours
from manyvoices.notifications.actions.prefer_mails import prefer_mails
from manyvoices.notifications.actions.set_quiet_hours import set_quiet_hours
from manyvoices.notifications.kinds import KINDS
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.notifications.queries.preferences import mails_of, quiet_hours_of
from manyvoices.people.models import Person
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of


class MailsForm(forms.Form):
    """A box for each kind of news that may be switched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in KINDS.items():
            if not kind.is_for_safety:
                self.fields[name] = forms.BooleanField(label=str(kind.says), required=False)


class QuietForm(forms.Form):
    """From when to when, and which days as a whole."""

    begins = forms.TimeField(
        label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    days = forms.MultipleChoiceField(
        label=_("Quiet all day on"),
        required=False,
        choices=list(DAY_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )


@working_page("GET", "POST")
def preferences(request: HttpRequest, me: Person) -> HttpResponse:
    """Which news come by e-mail too."""
    if request.method == "GET":
        return _page(request, me)
    form = MailsForm(request.POST)
    if form.is_valid() and attempt(form, prefer_mails, actor=me, mails=form.cleaned_data) is not None:
        messages.success(request, gettext("Saved."))
        return redirect("notification-settings")
    return _page(request, me, form=form)


@working_page("POST")
def quiet(request: HttpRequest, me: Person) -> HttpResponse:
    """Say when e-mails wait."""
    form = QuietForm(request.POST)
    if form.is_valid() and attempt(form, set_quiet_hours, actor=me, **form.cleaned_data) is not None:
        messages.success(request, gettext("Saved. E-mails wait until your quiet hours end."))
        return redirect("notification-settings")
    return _page(request, me, quiet_form=form)


@working_page("POST")
def end_quiet(request: HttpRequest, me: Person) -> HttpResponse:
    """Let nothing wait any more."""
    count = end_quiet_hours(actor=me)
    said = ngettext("One e-mail that waited leaves now.", "%(n)s e-mails that waited leave now.", count)
    messages.success(request, said % {"n": count} if count else gettext("You have no quiet hours any more."))
    return redirect("notification-settings")


def _page(request: HttpRequest, me: Person, **tried: Any) -> HttpResponse:
    row = quiet_hours_of(me)
    usual: dict[str, Any] = {"begins": "20:00", "ends": "07:00", "days": []}
    said = {"begins": row.begins, "ends": row.ends, "days": row.days} if row else usual
    context = {
        "form": MailsForm(initial=mails_of(me)),
        "quiet_form": QuietForm(initial=said),
        "quiet": row,
        "always": [kind.says for kind in KINDS.values() if kind.is_for_safety],
        "address": me.email,
        "is_set_up": has_mail_server(),
        "zone": zone_of(me),
        "section": "notifications",
        **tried,
    }
    return render(request, "notifications/preferences.html", context, status=422 if tried else 200)

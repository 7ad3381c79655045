"""The doors of one's units, each with how it is; one of them; a new webhook."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.actions.make_webhook import make_webhook
from manyvoices.conversations.models import Intake
from manyvoices.conversations.queries.intakes import (
    doors_of,
    intake_in_view,
    intakes_in_view,
    traffic_of,
)
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.web.intakes.mailbox_form import MailboxForm
from manyvoices.web.intakes.showing_once import show_once, shown_once
from manyvoices.web.intakes.units import may_keep_any, offer_units
from manyvoices.web.people.unit_choice import UnitChoice
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 30


class WebhookForm(forms.Form):
    """What it is called, and whose messages they are."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Like “Contact form” or “Review portal”.")
    )
    unit = UnitChoice(label=_("Unit"), help_text=_("It answers what comes in here."))

    def __init__(self, me: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, me)


@working_page("GET")
def doors(request: HttpRequest, me: Person) -> HttpResponse:
    """All of them, those that are open first. Refused to who keeps no door."""
    return doors_page(request, me, WebhookForm(me), MailboxForm(me))


@working_page("POST")
def make(request: HttpRequest, me: Person) -> HttpResponse:
    """Make a webhook; its page shows the secret once."""
    may_keep_any(me)
    form = WebhookForm(me, request.POST)
    made = attempt(form, make_webhook, actor=me, **form.cleaned_data) if form.is_valid() else None
    if made is None:
        return doors_page(request, me, form, MailboxForm(me))
    show_once(request, made)
    return redirect("intake-door", made.pk)


@working_page("GET")
def door(request: HttpRequest, me: Person, intake_id: int) -> HttpResponse:
    """One door: its address, what came last, what was turned away; somebody else's is a 404."""
    intake = intake_in_view(me, intake_id)
    (one,) = doors_of([intake], clock.now())
    context = {
        "section": "settings",
        "door": one,
        "intake": intake,
        "address": address_of(intake),
        "secret": shown_once(request, intake),
        "traffic": traffic_of(intake),
    }
    return render(request, "intakes/door.html", context)


def address_of(intake: Intake) -> str:
    """Where the sender of a webhook posts to."""
    return settings.CONFIG.public_url.rstrip("/") + reverse("intake", args=[intake.token])


def doors_page(request: HttpRequest, me: Person, form: forms.Form, mailbox_form: forms.Form) -> HttpResponse:
    """The page with these forms."""
    may_keep_any(me)
    rows = intakes_in_view(me).order_by("ended_at", "name", "id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "settings",
        "form": form,
        "mailbox_form": mailbox_form,
        "page": page,
        "doors": doors_of(list(page), clock.now()),
    }
    return render(
        request, "intakes/doors.html", context, status=422 if form.errors or mailbox_form.errors else 200
    )

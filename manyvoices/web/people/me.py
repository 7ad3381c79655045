"""The page about oneself."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.models import AuditRow
from manyvoices.core.zones import zones_to_choose
from manyvoices.people.actions.change_person import change_person
from manyvoices.people.models import Grant, Person, Role
from manyvoices.people.queries import consents_of, rights
from manyvoices.people.spoken import languages_to_choose
from manyvoices.voices.models import Channel
from manyvoices.voices.queries import own_voice, standing_hand_over
from manyvoices.web.long_select import LongSelect, LongSelectMultiple
from manyvoices.web.people.recorded_register import READERS
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class MeForm(forms.Form):
    """What a person may change about themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As my browser asks")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        widget=LongSelect,
        choices=lambda: [
            ("", _("The organisation's")),
            *((zone, zone) for zone in zones_to_choose()),
        ],
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"),
        required=False,
        choices=languages_to_choose,
        help_text=_("Colleagues and readers who write in them are led to you."),
        widget=LongSelectMultiple(attrs={"size": 6}),
    )
    keys_off = forms.BooleanField(
        label=_("No single-letter keys"),
        required=False,
        help_text=_("Keys such as E for “Done” do nothing then. Every one of them is a button too."),
    )


@working_page("GET", "POST")
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """One's own details, consents and what is recorded; a change of details comes back here."""
    given = {
        name: getattr(person, name) for name in ("name", "language", "time_zone", "languages", "keys_off")
    }
    form = MeForm(request.POST or None, initial=given)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, change_person, actor=person, person=person, **form.cleaned_data) is not None
    ):
        messages.success(request, gettext("Saved."))
        return redirect("me")
    own = own_voice(person)
    context = {
        "form": form,
        "reads_register": bool(rights(person).units_with(READERS)),
        "voice": own,
        "standing": standing_hand_over(own) if own is not None else None,
        **_recorded(person),
    }
    return render(request, "people/me.html", context, status=422 if form.errors else 200)


def _recorded(person: Person) -> dict[str, object]:
    consents = list(consents_of(person))
    channels = Channel.objects.in_bulk([row.channel for row in consents if row.channel is not None])
    return {
        "consents": [(row, channels.get(row.channel or 0)) for row in consents],
        "roles": Role.objects.filter(person=person, ended_at=None).select_related("unit"),
        "grants": Grant.objects.filter(person=person, revoked_at=None).select_related("unit", "given_by"),
        "acts": AuditRow.objects.filter(actor_id=person.pk).count(),
    }

"""The times of the week at which a voice's channels speak."""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manyvoices.core.zones import zones_to_choose
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.publishing.actions.add_slots import add_slots
from manyvoices.publishing.actions.end_slot import end_slot
from manyvoices.publishing.models import QueueSlot
from manyvoices.publishing.queries.slots import channels_to_slot, free_turn, slot_of, slots_of
from manyvoices.publishing.scheduling import in_words
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.day_names import DAY_NAMES
from manyvoices.web.long_select import LongSelect
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page, zone_of


class SlotForm(forms.Form):
    """Days, a time, and the channels that speak then."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        coerce=int,
        choices=list(enumerate(DAY_NAMES.values())),
        widget=forms.CheckboxSelectMultiple,
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(zone, zone) for zone in zones_to_choose()],
        widget=LongSelect,
    )
    channels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Channels"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, voice: Voice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(channel.pk, channel.address) for channel in channels_to_slot(voice)]
        field = self.fields["channels"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = choices
        self.initial.setdefault("channels", [pk for pk, _address in choices])


@working_page("GET", "POST")
def slots(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The week, and the form for more. Refused to who does not look after the voice; 404 for one not in view."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    may_look_after(held, voice)
    form = SlotForm(voice, request.POST or None, initial={"time_zone": zone_of(me), "time": "08:10"})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, add_slots, actor=me, voice=voice, **form.cleaned_data)
        if made is not None:
            said = ngettext("%(n)d slot is new.", "%(n)d slots are new.", made) % {"n": made}
            messages.success(request, said if made else _("These slots stand already."))
            return redirect("slots", voice.pk)
    return _page(request, voice, form)


@working_page("POST")
def slot_end(request: HttpRequest, me: Person, voice_id: int, slot_id: int) -> HttpResponse:
    """Takes one slot away."""
    voice = voice_in_view(rights(me), voice_id)
    end_slot(actor=me, slot=slot_of(voice, slot_id))
    messages.success(request, _("The slot is gone. Posts that took it leave at their time all the same."))
    return redirect("slots", voice.pk)


def _page(request: HttpRequest, voice: Voice, form: SlotForm) -> HttpResponse:
    week: dict[int, list[QueueSlot]] = defaultdict(list)
    for slot in slots_of(voice):
        week[slot.weekday].append(slot)
    turn = free_turn([channel.pk for channel in channels_to_slot(voice)])
    context = {
        "section": "voices",
        "voice": voice,
        "form": form,
        "week": [(name, week[number]) for number, name in enumerate(DAY_NAMES.values())],
        "has_slots": bool(week),
        "next": in_words(turn.at, turn.zone) if turn else "",
    }
    return render(request, "planning/slots.html", context, status=422 if form.errors else 200)

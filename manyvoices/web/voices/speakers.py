"""Who speaks as a shared voice."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.close_speaking import close_speaking
from manyvoices.voices.actions.open_speaking import open_speaking
from manyvoices.voices.permissions import may_keep_shared
from manyvoices.voices.queries import people_to_open_for, speakers_of, voice_in_view
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class SpeakerForm(forms.Form):
    """To whom the voice is opened, why, until when."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Colleague"))
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("For example: on call this week. It stands in the record."),
    )
    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        if isinstance(person, forms.ModelChoiceField):
            person.queryset = people


@working_page("GET", "POST")
def speakers(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Those who speak and spoke as a shared voice, and the form for one more."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    if voice.belongs_to_person:
        raise NotThere(gettext("A person's own voice has no other speakers; it is theirs alone."))
    may_keep_shared(held, voice.unit_id, voice.brand_id)
    form = SpeakerForm(request.POST or None, people=people_to_open_for(held, voice))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, open_speaking, actor=me, voice=voice, **form.cleaned_data) is not None
    ):
        messages.success(request, gettext("Open from now on."))
        return redirect("voice-speakers", voice_id)
    context = {"voice": voice, "form": form, "speakers": speakers_of(voice), "section": "voices"}
    return render(request, "voices/speakers.html", context, status=422 if form.errors else 200)


@working_page("POST")
def close(request: HttpRequest, me: Person, voice_id: int, speaker_id: int) -> HttpResponse:
    """End somebody's speaking as the voice."""
    speaker = voice_in_view(rights(me), voice_id).speakers.filter(pk=speaker_id).first()
    if speaker is None:
        raise NotThere
    close_speaking(actor=me, speaker=speaker)
    messages.success(request, gettext("Closed."))
    if speaker.person_id == me.pk:
        return redirect("voices")
    return redirect("voice-speakers", voice_id)

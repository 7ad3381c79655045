"""Who speaks as a shared voice."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.close_speaking import close_speaking
from manyvoices.voices.actions.open_speaking import Allowed, open_speaking
from manyvoices.voices.models import Speaker, Voice
from manyvoices.voices.permissions import may_keep_shared
from manyvoices.voices.queries import people_to_open_for, speakers_of, voice_in_view
from manyvoices.web.refusing import attempt
from manyvoices.web.voices.colleagues import looked_up
from manyvoices.web.working_page import working_page

A_PAGE = 50


class SpeakerForm(forms.Form):
    """To whom the voice is opened, why, until when."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Colleague"),
        widget=forms.NumberInput,
        error_messages={"required": _("Choose a colleague from the list.")},
    )
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

    may_publish = forms.BooleanField(
        label=_("May publish (without it they write drafts)"), required=False, initial=True
    )
    may_answer = forms.BooleanField(
        label=_("May look after replies: hide, show, report"), required=False, initial=True
    )
    may_manage = forms.BooleanField(
        label=_("May manage: change the profile, pin, let it rest, hide, mute, hand over"), required=False
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
    others = people_to_open_for(held, voice)
    # Whoever speaks already may be opened to again, with other rights: the old row ends, the new one begins.
    speaking = Person.objects.filter(is_active=True, speaks__voice=voice, speaks__ended_at=None)
    form = SpeakerForm(request.POST or None, people=Person.objects.filter(_one_of(others, speaking)))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, _open, me, voice, form.cleaned_data) is not None
    ):
        messages.success(request, gettext("Open from now on."))
        return redirect("voice-speakers", voice_id)
    context = {
        "voice": voice,
        "form": form,
        "speakers": Paginator(speakers_of(voice), A_PAGE).get_page(request.GET.get("page")),
        "section": "voices",
        **looked_up(request, others),
    }
    return render(request, "voices/speakers.html", context, status=422 if form.errors else 200)


def _one_of(others: "QuerySet[Person]", speaking: "QuerySet[Person]") -> Q:
    return Q(pk__in=others.order_by().values("pk")) | Q(pk__in=speaking.values("pk"))


def _open(actor: Person, voice: Voice, given: dict[str, Any]) -> Speaker:
    rights_given = Allowed(**{name: given[name] for name in ("may_publish", "may_answer", "may_manage")})
    return open_speaking(
        actor=actor,
        voice=voice,
        person=given["person"],
        because=given["because"],
        until=given["until"],
        allowed=rights_given,
    )


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

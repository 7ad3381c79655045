"""Asking a colleague to look after a voice's replies, and ending it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.end_hand_over import end_hand_over
from manyvoices.voices.actions.hand_over_voice import hand_over_voice
from manyvoices.voices.permissions import may_look_after
from manyvoices.voices.queries import people_to_hand_to, standing_hand_over, voice_in_view
from manyvoices.web.refusing import attempt
from manyvoices.web.voices.colleagues import chosen, looked_up
from manyvoices.web.working_page import working_page


class HandOverForm(forms.Form):
    """Why, and until when."""

    because = forms.CharField(label=_("What should they know?"), max_length=500, required=False)
    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


@working_page("GET", "POST")
def hand_over(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The colleagues to choose from, and the form. 403 for who does not look after the voice."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    may_look_after(held, voice)
    people = people_to_hand_to(me, voice)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        to = chosen(request, people)
        if to is None:
            form.add_error(None, gettext("Choose a colleague from the list."))
        elif attempt(form, hand_over_voice, actor=me, voice=voice, to=to, **form.cleaned_data) is not None:
            messages.success(
                request, gettext("%(name)s looks after the replies now and was told.") % {"name": to.name}
            )
            return redirect("voice-edit", voice_id)
    context = {
        "voice": voice,
        "form": form,
        "standing": standing_hand_over(voice),
        "section": "voices",
        **looked_up(request, people),
    }
    return render(request, "voices/hand_over.html", context, status=422 if form.errors else 200)


@working_page("POST")
def end(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """End the standing hand-over, from either side."""
    voice = voice_in_view(rights(me), voice_id)
    standing = standing_hand_over(voice)
    if standing is None:
        raise NotThere(gettext("Nobody looks after this voice for somebody else."))
    end_hand_over(actor=me, hand_over=standing)
    messages.success(request, gettext("Ended. The replies are looked after as before."))
    if request.POST.get("back") == "me":
        return redirect("me")
    return redirect("voices") if standing.to_id == me.pk else redirect("voice-edit", voice_id)

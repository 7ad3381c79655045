"""What stands on a voice's profile beside its name and words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.actions.change_profile import change_profile
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import may_look_after
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.refusing import attempt
from manyvoices.web.voices.picture import uploaded_header
from manyvoices.web.voices.profile_form import ProfileForm
from manyvoices.web.voices.ticks import ticks
from manyvoices.web.working_page import working_page, zone_of


@working_page("GET", "POST")
def profile(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The form for those who look after the voice; 403 for others who see it."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    may_look_after(held, voice)
    form = ProfileForm(request.POST or None, request.FILES or None, voice=voice, zone=zone_of(me))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, _change, actor=me, voice=voice, typed=form) is not None
    ):
        messages.success(request, gettext("Saved. Followers' servers hear of it within a minute."))
        return redirect("voice-profile", voice_id)
    context = {
        "voice": voice,
        "form": form,
        "ticks": ticks(voice),
        "page": page_url(voice),
        "section": "voices",
    }
    return render(request, "voices/profile.html", context, status=422 if form.errors else 200)


def _change(*, actor: Person, voice: Voice, typed: ProfileForm) -> Voice:
    said = typed.profile()
    kept = None if typed.cleaned_data["drop_header"] else voice.header
    header = uploaded_header(actor, typed.cleaned_data["header"]) or kept
    return change_profile(actor=actor, voice=voice, profile=said, header=header)

"""Ambassador or social employee."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.people.actions.choose_track import choose_track
from manyvoices.people.models import Person, Track
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import own_voice
from manyvoices.web.becoming.forms import TrackForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def track(request: HttpRequest, me: Person) -> HttpResponse:
    """The choice of one's own track, any time. Who leaves the ambassadors with a voice says what becomes of it."""
    own = own_voice(me)
    speaking = own if own is not None and own.resting_since is None else None
    form = TrackForm(request.POST or None, has_voice=speaking is not None, initial={"track": me.track})
    if request.method == "POST" and form.is_valid():
        chosen = attempt(form, choose_track, actor=me, track=form.cleaned_data["track"])
        if chosen is not None:
            return _chosen(request, chosen, own, rest=form.cleaned_data.get("voice") == "rest")
    context = {"form": form, "voice": speaking, "section": "me"}
    return render(request, "becoming/track.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, me: Person, own: Voice | None, *, rest: bool) -> HttpResponse:
    if me.track == Track.AMBASSADOR and own is None:
        return redirect("becoming-voice")
    if me.track == Track.SOCIAL_EMPLOYEE and own is not None and rest:
        rest_voice(actor=me, voice=own)
        messages.success(request, _("Your track is changed, and your voice rests. Wake it under Voices."))
    else:
        messages.success(request, _("Your track is saved. You can change it whenever you like."))
    return redirect("becoming-steps")

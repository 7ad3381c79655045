"""A new voice: one's own, or a shared one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Purpose, Unit
from manyvoices.people.queries import default_brand, rights, setting
from manyvoices.people.wordings import shown
from manyvoices.voices.actions.change_voice import change_voice
from manyvoices.voices.actions.make_voice import make_voice
from manyvoices.voices.addresses import handle_host
from manyvoices.voices.handles import suggest_handle
from manyvoices.voices.models import Voice, VoiceKind
from manyvoices.voices.permissions import KEEPERS
from manyvoices.voices.queries import own_voice
from manyvoices.web.refusing import attempt
from manyvoices.web.voices.forms import OwnVoiceForm, SharedVoiceForm, VoiceForm
from manyvoices.web.voices.picture import uploaded_picture
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def voice_new(request: HttpRequest, me: Person) -> HttpResponse:
    """The form for one's own voice, or with ?shared for one that several people speak as."""
    shared = "shared" in request.GET
    form = _shared_form(request, me) if shared else _own_form(request, me)
    if request.method == "POST" and form.is_valid():
        voice = attempt(form, _make, actor=me, typed=form)
        if voice is not None:
            messages.success(
                request, gettext("@%(handle)s can be followed from now on.") % {"handle": voice.handle}
            )
            return redirect("voices")
    language = _language()
    context = {
        "form": form,
        "shared": shared,
        "host": handle_host(default_brand()),
        "promises": [shown(purpose, language) for purpose in (Purpose.PUBLISH, Purpose.COLLECT)],
        "section": "voices",
    }
    return render(request, "voices/voice_new.html", context, status=422 if form.errors else 200)


def _make(*, actor: Person, typed: VoiceForm) -> Voice:
    given, words = typed.cleaned_data, typed.words()
    picture = uploaded_picture(actor, given["picture"])
    voice = make_voice(
        actor=actor,
        kind=given.get("kind", VoiceKind.PERSON),
        unit=given.get("unit"),
        words=words,
        agreed_in=_language() if given.get("agree") else "",
    )
    return change_voice(actor=actor, voice=voice, words=words, picture=picture)


def _own_form(request: HttpRequest, me: Person) -> VoiceForm:
    if own_voice(me) is not None:
        raise Refused(gettext("You have your own voice already; you find it under Voices."))
    begins_in = me.language or setting(me.unit_id, "language")
    first = {"handle": suggest_handle(me.name), "name": me.name, "language": begins_in}
    return OwnVoiceForm(request.POST or None, request.FILES or None, initial=first)


def _shared_form(request: HttpRequest, me: Person) -> VoiceForm:
    units = rights(me).units_with(KEEPERS)
    if not units:
        raise Refused(gettext("Shared voices are made by editors and programme leads. Ask one of them."))
    choice = Unit.objects.filter(pk__in=units, closed_at=None).order_by("name")
    first = {"language": _language()}
    return SharedVoiceForm(request.POST or None, request.FILES or None, units=choice, initial=first)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
